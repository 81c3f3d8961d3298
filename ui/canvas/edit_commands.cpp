// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/edit_commands.h"

#include <cmath>
#include <numeric>
#include <utility>

#include "ui/canvas/arrange.h"
#include "ui/canvas/block_adder.h"
#include "ui/canvas/canvas_clipboard.h"
#include "ui/canvas/placing.h"

namespace cw::ui {
namespace {

constexpr double kCopyShift = 32; // of a duplicate

} // namespace

EditCommands::EditCommands(SpaceView& view, EditSteps& steps, BlockAdder& adder, Theme& theme)
    : QObject(&view)
    , m_view(view)
    , m_steps(steps)
    , m_adder(adder)
    , m_theme(theme)
{
    using C = EditCommand;
    using E = EditCommands;
    const auto key = [](QKeyCombination combination) { return QList<QKeySequence>{QKeySequence(combination)}; };
    const auto icon = [](const char* name) { return QString::fromLatin1(name); };
    make(C::Search, tr("Add block …"), icon("add"), key(Qt::Key_Tab), &E::openSearch);
    make(C::Cut, tr("Cut"), icon("edit-cut"), QKeySequence::keyBindings(QKeySequence::Cut), &E::cut);
    make(C::Copy, tr("Copy"), icon("copy"), QKeySequence::keyBindings(QKeySequence::Copy), &E::copy);
    make(C::Paste, tr("Paste"), icon("edit-paste"), QKeySequence::keyBindings(QKeySequence::Paste), &E::paste);
    make(C::Duplicate, tr("Duplicate"), icon("edit-duplicate"), key(Qt::CTRL | Qt::Key_D), &E::duplicate);
    make(C::Delete, tr("Delete"), icon("delete"), {QKeySequence(Qt::Key_Delete), QKeySequence(Qt::Key_Backspace)},
         &E::remove);
    make(C::Dissolve, tr("Dissolve"), icon("edit-clear"),
         {QKeySequence(Qt::CTRL | Qt::Key_Delete), QKeySequence(Qt::CTRL | Qt::Key_Backspace)}, &E::dissolve);
    make(C::SelectAll, tr("Select all"), icon("edit-select-all"), key(Qt::CTRL | Qt::Key_A), &E::selectAll);
    make(C::Rename, tr("Rename"), icon("edit-rename"), key(Qt::Key_F2), &E::rename);
    make(C::Group, tr("Group into a cell"), icon("op-cell"), key(Qt::CTRL | Qt::Key_G), &E::group);
    make(C::Ungroup, tr("Ungroup"), icon("object-ungroup"), key(Qt::CTRL | Qt::SHIFT | Qt::Key_G), &E::ungroup);
    make(C::AddAlternative, tr("Add alternative …"), icon("op-choice"), key(Qt::CTRL | Qt::SHIFT | Qt::Key_A),
         &E::addAlternative);
    make(C::WrapChoice, tr("Wrap in a Choice"), icon("op-choice"), key(Qt::CTRL | Qt::SHIFT | Qt::Key_C),
         &E::wrapInChoice);
    make(C::WrapOptional, tr("Make optional"), icon("op-optional"), key(Qt::CTRL | Qt::SHIFT | Qt::Key_O),
         &E::wrapInOptional);
    make(C::WrapRepeat, tr("Repeat"), icon("op-repeat"), key(Qt::CTRL | Qt::SHIFT | Qt::Key_R), &E::wrapInRepeat);
    make(C::Unwrap, tr("Unwrap"), icon("object-ungroup"), key(Qt::CTRL | Qt::SHIFT | Qt::Key_U), &E::unwrap);
    make(C::LayOut, tr("Lay out"), icon("layout"), key(Qt::CTRL | Qt::Key_L), &E::layOut);
    make(C::Tidy, tr("Tidy"), icon("tidy"), key(Qt::SHIFT | Qt::Key_A), &E::tidy);
    make(C::AlignLeft, tr("Align left"), icon("align-horizontal-left"), {}, &E::alignLeft);
    make(C::AlignRight, tr("Align right"), icon("align-horizontal-right"), {}, &E::alignRight);
    make(C::AlignTop, tr("Align top"), icon("align-vertical-top"), {}, &E::alignTop);
    make(C::AlignPorts, tr("Align on one line"), icon("align-vertical-center"), {}, &E::alignPorts);
    make(C::DistributeAcross, tr("Distribute across"), icon("distribute-horizontal-x"), {}, &E::distributeAcross);
    make(C::DistributeDown, tr("Distribute down"), icon("distribute-vertical-y"), {}, &E::distributeDown);
    connect(&view, &SpaceView::selectionChanged, this, &EditCommands::update);
    connect(&view, &SpaceView::placeChanged, this, &EditCommands::update);
    connect(&view, &SpaceView::drawn, this, &EditCommands::update);
    connect(&view, &SpaceView::laidOut, this, &EditCommands::takeLayout);
    update();
}

void EditCommands::make(EditCommand command, const QString& text, const QString& icon, const QList<QKeySequence>& keys,
                        void (EditCommands::*run)())
{
    auto* action = new QAction(text, this);
    action->setShortcuts(keys);
    action->setShortcutContext(Qt::WidgetShortcut);
    const auto draw = [this, action, icon] { action->setIcon(m_theme.icon(icon)); };
    draw();
    connect(&m_theme, &Theme::changed, action, draw);
    connect(action, &QAction::triggered, this, run);
    m_view.graph().addAction(action);
    m_actions[command] = action;
}

std::vector<QAction*> EditCommands::menuActions() const
{
    using C = EditCommand;
    std::vector<QAction*> actions;
    for (const auto& group : std::initializer_list<std::vector<C>>{
             {C::Search},
             {C::Cut, C::Copy, C::Paste, C::Duplicate, C::Delete, C::Dissolve, C::SelectAll},
             {C::AddAlternative, C::Rename, C::WrapChoice, C::WrapOptional, C::WrapRepeat, C::Unwrap, C::Group,
              C::Ungroup},
             {C::LayOut, C::Tidy, C::AlignLeft, C::AlignRight, C::AlignTop, C::AlignPorts, C::DistributeAcross,
              C::DistributeDown}}) {
        if (!actions.empty())
            actions.push_back(nullptr);
        for (const C command : group)
            actions.push_back(m_actions.at(command));
    }
    return actions;
}

void EditCommands::update()
{
    using C = EditCommand;
    const GraphView& graph = m_view.graph();
    const bool edits = m_steps.canEdit();
    const std::size_t count = edits ? graph.selection().size() : 0;
    const bool one = count == 1;
    const space::Block* block = one ? m_view.selectedBlock() : nullptr;
    const auto is = [&](space::BlockKind kind) { return block != nullptr && block->kind == kind; };
    const auto enable = [&](std::initializer_list<C> commands, bool on) {
        for (const C command : commands)
            m_actions.at(command)->setEnabled(on);
    };
    enable({C::Search, C::Paste, C::SelectAll, C::LayOut, C::Tidy}, edits);
    enable({C::Cut, C::Copy, C::Duplicate, C::Dissolve, C::Group}, count > 0);
    enable({C::Delete}, count > 0 || (edits && graph.selectedWire() >= 0));
    enable({C::Rename}, one);
    enable({C::AddAlternative}, is(space::BlockKind::Choice));
    enable({C::Ungroup}, is(space::BlockKind::Cell));
    enable({C::WrapChoice, C::WrapOptional, C::WrapRepeat},
           one && !is(space::BlockKind::Input) && !is(space::BlockKind::Output) && !is(space::BlockKind::Training));
    enable({C::Unwrap}, is(space::BlockKind::Choice) || is(space::BlockKind::Optional) || is(space::BlockKind::Repeat));
    enable({C::AlignLeft, C::AlignRight, C::AlignTop, C::AlignPorts}, count > 1);
    enable({C::DistributeAcross, C::DistributeDown}, count > 2);
}

void EditCommands::openSearch()
{
    m_adder.openForSelection();
}

void EditCommands::addAlternative()
{
    m_adder.openForChoice();
}

void EditCommands::copy()
{
    copyToClipboard(space::copyBlocks(*m_steps.document()->space(), m_view.place().address, m_view.selectedBlocks()));
}

void EditCommands::cut()
{
    copy();
    const std::vector<std::string> ids = m_view.selectedBlocks();
    m_steps.apply(tr("Cut %1").arg(m_steps.titleOf(m_view.graph().selection())),
                  [&](space::SearchSpace& space, const space::GraphAddress& at) {
                      return space::removeBlocks(space, at, ids, false);
                  });
}

void EditCommands::paste()
{
    const Result<space::Fragment> fragment = fragmentOnClipboard();
    if (!fragment) {
        m_steps.refuse(QString::fromStdString(fragment.error().problem()));
        return;
    }
    GraphView& graph = m_view.graph();
    const QPoint cursor = graph.viewport()->mapFromGlobal(QCursor::pos());
    const bool here = graph.viewport()->underMouse() && graph.viewport()->rect().contains(cursor);
    const QPointF at = here ? graph.mapToScene(cursor) : graph.centre();
    std::vector<std::string> ids;
    const int count = static_cast<int>(fragment->graph.blocks.size());
    const bool done = m_steps.apply(tr("Paste %n block(s)", nullptr, count),
                                    [&](space::SearchSpace& space, const space::GraphAddress& place) -> Result<Done> {
                                        const double step = kGridStep;
                                        auto pasted = space::pasteFragment(
                                            space, place, *fragment,
                                            {std::round(at.x() / step) * step, std::round(at.y() / step) * step});
                                        if (!pasted)
                                            return pasted.error();
                                        ids = std::move(*pasted);
                                        return Done{};
                                    });
    if (done)
        m_view.selectBlocks(ids);
}

void EditCommands::duplicate()
{
    const std::vector<std::string> ids = m_view.selectedBlocks();
    std::vector<std::string> copies;
    const bool done = m_steps.apply(tr("Duplicate %1").arg(m_steps.titleOf(m_view.graph().selection())),
                                    [&](space::SearchSpace& space, const space::GraphAddress& at) -> Result<Done> {
                                        auto made = space::duplicateBlocks(space, at, ids, {kCopyShift, kCopyShift});
                                        if (!made)
                                            return made.error();
                                        copies = std::move(*made);
                                        return Done{};
                                    });
    if (done)
        m_view.selectBlocks(copies);
}

void EditCommands::remove()
{
    GraphView& graph = m_view.graph();
    if (graph.selectedWire() >= 0) {
        const space::Link link = m_steps.linkOf(graph.selectedWire());
        const DrawEdge& edge = graph.drawing().drawing.edges[static_cast<std::size_t>(graph.selectedWire())];
        m_steps.apply(tr("Unlink %1 from %2").arg(m_steps.titleOf(edge.from), m_steps.titleOf(edge.to)),
                      [&](space::SearchSpace& space, const space::GraphAddress& at) {
                          return space::removeLinks(space, at, {link});
                      });
        return;
    }
    const int row = graph.selectedRow();
    const space::Block* block = m_view.selectedBlock();
    if (row >= 0 && block != nullptr && static_cast<std::size_t>(row) < block->alternatives.size()) {
        const std::string id = block->id;
        const QString name = QString::fromStdString(block->alternatives[static_cast<std::size_t>(row)].name);
        m_steps.apply(tr("Delete alternative %1").arg(name),
                      [&](space::SearchSpace& space, const space::GraphAddress& at) {
                          return space::removeAlternative(space, at, id, row);
                      });
        return;
    }
    removeSelected(false);
}

void EditCommands::dissolve()
{
    removeSelected(true);
}

void EditCommands::removeSelected(bool heal)
{
    const std::vector<std::string> ids = m_view.selectedBlocks();
    const QString title = m_steps.titleOf(m_view.graph().selection());
    m_steps.apply(heal ? tr("Dissolve %1").arg(title) : tr("Delete %1").arg(title),
                  [&](space::SearchSpace& space, const space::GraphAddress& at) {
                      return space::removeBlocks(space, at, ids, heal);
                  });
}

void EditCommands::selectAll()
{
    std::vector<int> nodes(m_view.graph().drawing().positions.size());
    std::iota(nodes.begin(), nodes.end(), 0);
    m_view.graph().setSelection(std::move(nodes), m_view.graph().selectedNode());
}

void EditCommands::rename()
{
    m_view.graph().editTitle(m_view.graph().selectedNode(), m_view.graph().selectedRow());
}

void EditCommands::group()
{
    const std::vector<std::string> ids = m_view.selectedBlocks();
    std::string use;
    const bool done = m_steps.apply(tr("Group %1").arg(m_steps.titleOf(m_view.graph().selection())),
                                    [&](space::SearchSpace& space, const space::GraphAddress& at) -> Result<Done> {
                                        auto grouped = space::groupBlocks(space, at, ids, "cell");
                                        if (!grouped)
                                            return grouped.error();
                                        use = *grouped;
                                        return Done{};
                                    });
    if (done)
        m_view.selectBlocks({use});
}

void EditCommands::ungroup()
{
    const std::string id = m_view.selectedBlock()->id;
    std::vector<std::string> inside;
    const bool done = m_steps.apply(tr("Ungroup %1").arg(m_steps.titleOf(m_view.graph().selection())),
                                    [&](space::SearchSpace& space, const space::GraphAddress& at) -> Result<Done> {
                                        auto blocks = space::ungroupCell(space, at, id);
                                        if (!blocks)
                                            return blocks.error();
                                        inside = std::move(*blocks);
                                        return Done{};
                                    });
    if (done)
        m_view.selectBlocks(inside);
}

void EditCommands::wrap(space::BlockKind kind)
{
    const std::string id = m_view.selectedBlock()->id;
    space::Block around;
    around.kind = kind;
    m_steps.apply(tr("Wrap %1 in %2").arg(m_steps.titleOf(m_view.graph().selection()), blockKindTitle(around)),
                  [&](space::SearchSpace& space, const space::GraphAddress& at) {
                      return space::wrapBlock(space, at, id, kind);
                  });
}

void EditCommands::unwrap()
{
    const std::string id = m_view.selectedBlock()->id;
    const int alternative = std::max(0, m_view.selectedAlternative());
    m_steps.apply(tr("Unwrap %1").arg(m_steps.titleOf(m_view.graph().selection())),
                  [&](space::SearchSpace& space, const space::GraphAddress& at) {
                      return space::unwrapBlock(space, at, id, alternative);
                  });
}

void EditCommands::takeLayout(const BlockPlaces& places)
{
    const BlockPlaces shown = m_view.shownPlaces();
    const bool moved = std::any_of(places.begin(), places.end(), [&](const auto& entry) {
        const auto found = shown.find(entry.first);
        return found == shown.end() || std::abs(found->second.x - entry.second.x) > 0.5 ||
               std::abs(found->second.y - entry.second.y) > 0.5;
    });
    if (!moved)
        return;
    m_view.animateNext();
    m_steps.apply(tr("Lay out"), [&](space::SearchSpace& space, const space::GraphAddress& at) {
        return space::moveBlocks(space, at, places);
    });
}

void EditCommands::move(const QString& text, const std::map<int, QPointF>& outlines)
{
    BlockPlaces places;
    for (const auto& [node, outline] : outlines) {
        const QPointF at = blockAt(m_view.graph().drawing().drawing.nodes[static_cast<std::size_t>(node)], outline);
        places[m_steps.block(node).id] = {at.x(), at.y()};
    }
    if (!places.empty())
        m_steps.apply(text, [&](space::SearchSpace& space, const space::GraphAddress& at) {
            return space::moveBlocks(space, at, places);
        });
}

void EditCommands::tidy()
{
    std::vector<int> nodes = m_view.graph().selection();
    if (nodes.empty()) {
        nodes.resize(m_view.graph().drawing().positions.size());
        std::iota(nodes.begin(), nodes.end(), 0);
    }
    move(tr("Tidy"), tidyNodes(m_view.graph().drawing(), nodes));
}

void EditCommands::alignLeft()
{
    const GraphView& graph = m_view.graph();
    move(tr("Align left"), alignNodes(graph.drawing(), graph.selection(), AlignEdge::Left, graph.selectedNode()));
}

void EditCommands::alignRight()
{
    const GraphView& graph = m_view.graph();
    move(tr("Align right"), alignNodes(graph.drawing(), graph.selection(), AlignEdge::Right, graph.selectedNode()));
}

void EditCommands::alignTop()
{
    const GraphView& graph = m_view.graph();
    move(tr("Align top"), alignNodes(graph.drawing(), graph.selection(), AlignEdge::Top, graph.selectedNode()));
}

void EditCommands::alignPorts()
{
    const GraphView& graph = m_view.graph();
    move(tr("Align on one line"),
         alignNodes(graph.drawing(), graph.selection(), AlignEdge::Ports, graph.selectedNode()));
}

void EditCommands::distribute(bool across)
{
    const GraphView& graph = m_view.graph();
    move(tr("Distribute"), distributeNodes(graph.drawing(), graph.selection(), across));
}

} // namespace cw::ui
