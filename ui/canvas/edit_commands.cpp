// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/edit_commands.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include <QLocale>

#include "ui/canvas/arrange.h"
#include "ui/canvas/block_adder.h"
#include "ui/canvas/canvas_clipboard.h"
#include "ui/canvas/placing.h"
#include "ui/widgets/action_keys.h"

namespace cw::ui {
namespace {

constexpr double kCopyShift = 32;               // of a duplicate
constexpr std::size_t kMostTidiedAtOnce = 3000; // blocks: more are tidied in the background

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
    make(C::Search, QT_TR_NOOP("Add block …"), icon("add"), key(Qt::Key_Tab), &E::openSearch);
    make(C::AddComment, QT_TR_NOOP("Add comment"), icon("note"), key(Qt::Key_C), &E::addComment);
    make(C::Cut, QT_TR_NOOP("Cut"), icon("edit-cut"), QKeySequence::keyBindings(QKeySequence::Cut), &E::cut);
    make(C::Copy, QT_TR_NOOP("Copy"), icon("copy"), QKeySequence::keyBindings(QKeySequence::Copy), &E::copy);
    make(C::Paste, QT_TR_NOOP("Paste"), icon("edit-paste"), QKeySequence::keyBindings(QKeySequence::Paste), &E::paste);
    make(C::Duplicate, QT_TR_NOOP("Duplicate"), icon("edit-duplicate"), key(Qt::CTRL | Qt::Key_D), &E::duplicate);
    make(C::Delete, QT_TR_NOOP("Delete"), icon("delete"),
         {QKeySequence(Qt::Key_Delete), QKeySequence(Qt::Key_Backspace)}, &E::remove);
    make(C::Dissolve, QT_TR_NOOP("Dissolve"), icon("edit-clear"),
         {QKeySequence(Qt::CTRL | Qt::Key_Delete), QKeySequence(Qt::CTRL | Qt::Key_Backspace)}, &E::dissolve);
    make(C::SelectAll, QT_TR_NOOP("Select all"), icon("edit-select-all"), key(Qt::CTRL | Qt::Key_A), &E::selectAll);
    make(C::Rename, QT_TR_NOOP("Rename"), icon("edit-rename"), key(Qt::Key_F2), &E::rename);
    make(C::Group, QT_TR_NOOP("Group into a cell"), icon("op-cell"), key(Qt::CTRL | Qt::Key_G), &E::group);
    make(C::Ungroup, QT_TR_NOOP("Ungroup"), icon("object-ungroup"), key(Qt::CTRL | Qt::SHIFT | Qt::Key_G), &E::ungroup);
    make(C::AddAlternative, QT_TR_NOOP("Add alternative …"), icon("op-choice"), key(Qt::CTRL | Qt::SHIFT | Qt::Key_A),
         &E::addAlternative);
    make(C::WrapChoice, QT_TR_NOOP("Wrap in a Choice"), icon("op-choice"), key(Qt::CTRL | Qt::SHIFT | Qt::Key_C),
         &E::wrapInChoice);
    make(C::WrapOptional, QT_TR_NOOP("Make optional"), icon("op-optional"), key(Qt::CTRL | Qt::SHIFT | Qt::Key_O),
         &E::wrapInOptional);
    make(C::WrapRepeat, QT_TR_NOOP("Repeat"), icon("op-repeat"), key(Qt::CTRL | Qt::SHIFT | Qt::Key_R),
         &E::wrapInRepeat);
    make(C::Unwrap, QT_TR_NOOP("Unwrap"), icon("object-ungroup"), key(Qt::CTRL | Qt::SHIFT | Qt::Key_U), &E::unwrap);
    make(C::LayOut, QT_TR_NOOP("Lay out"), icon("layout"), key(Qt::CTRL | Qt::Key_L), &E::layOut);
    make(C::Tidy, QT_TR_NOOP("Tidy"), icon("tidy"), key(Qt::SHIFT | Qt::Key_A), &E::tidy);
    make(C::AlignLeft, QT_TR_NOOP("Align left"), icon("align-horizontal-left"), {}, &E::alignLeft);
    make(C::AlignRight, QT_TR_NOOP("Align right"), icon("align-horizontal-right"), {}, &E::alignRight);
    make(C::AlignTop, QT_TR_NOOP("Align top"), icon("align-vertical-top"), {}, &E::alignTop);
    make(C::AlignPorts, QT_TR_NOOP("Align on one line"), icon("align-vertical-center"), {}, &E::alignPorts);
    make(C::DistributeAcross, QT_TR_NOOP("Distribute across"), icon("distribute-horizontal-x"), {},
         &E::distributeAcross);
    make(C::DistributeDown, QT_TR_NOOP("Distribute down"), icon("distribute-vertical-y"), {}, &E::distributeDown);
    connect(&view, &SpaceView::selectionChanged, this, &EditCommands::update);
    connect(&view, &SpaceView::placeChanged, this, &EditCommands::update);
    connect(&view, &SpaceView::drawn, this, &EditCommands::update);
    connect(&view, &SpaceView::laidOut, this, &EditCommands::takeLayout);
    update();
}

void EditCommands::make(EditCommand command, const char* text, const QString& icon, const QList<QKeySequence>& keys,
                        void (EditCommands::*run)())
{
    auto* action = new QAction(tr(text), this);
    action->setProperty("english", QString::fromUtf8(text)); // the command palette finds it in both languages
    action->setShortcuts(keys);
    nameKeys(action, QString::fromUtf8(text));
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
             {C::Search, C::AddComment},
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
    const std::size_t comments = edits ? graph.selectedComments().size() : 0;
    const bool any = count + comments > 0;
    const bool one = count == 1;
    const space::Block* block = one ? m_view.selectedBlock() : nullptr;
    const auto is = [&](space::BlockKind kind) { return block != nullptr && block->kind == kind; };
    const auto enable = [&](std::initializer_list<C> commands, bool on) {
        for (const C command : commands)
            m_actions.at(command)->setEnabled(on);
    };
    enable({C::Search, C::AddComment, C::Paste, C::SelectAll, C::LayOut, C::Tidy}, edits);
    enable({C::Cut, C::Copy, C::Duplicate}, any);
    enable({C::Dissolve, C::Group}, count > 0);
    enable({C::Delete}, any || (edits && graph.selectedWire() >= 0));
    enable({C::Rename}, count + comments == 1);
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

void EditCommands::addComment()
{
    m_view.graph().editComment(-1, placeForComment());
}

QRectF EditCommands::placeForComment() const
{
    const GraphView& graph = m_view.graph();
    const PlacedDrawing& shown = graph.drawing();
    const auto outline = [&](std::size_t node) {
        return QRectF(shown.positions[node], outlineOf(shown.drawing.nodes[node]));
    };
    const auto onGrid = [](double at) { return std::round(at / kGridStep) * kGridStep; };
    if (graph.selection().size() > 1) { // around them, with room for the text above
        QRectF around;
        for (const int node : graph.selection())
            around = around.united(outline(static_cast<std::size_t>(node)));
        around.adjust(-1.5 * kGridStep, -4 * kGridStep, 1.5 * kGridStep, 1.5 * kGridStep);
        const double least = space::kLeastComment;
        return {onGrid(around.x()), onGrid(around.y()), std::clamp(around.width(), least, space::kLargestComment),
                std::clamp(around.height(), least, space::kLargestComment)};
    }
    const space::CommentBox usual;
    const QPoint cursor = graph.viewport()->mapFromGlobal(QCursor::pos());
    const bool here = graph.viewport()->underMouse() && graph.viewport()->rect().contains(cursor);
    const QPointF at = m_menuPlace ? *m_menuPlace : here ? graph.mapToScene(cursor) : graph.centre();
    QRectF box(onGrid(at.x()), onGrid(at.y()), usual.width, usual.height);
    constexpr int kMostTried = 400;
    bool moved = true; // until it lies under no card
    for (int tried = 0; moved && tried < kMostTried; ++tried) {
        moved = false;
        for (std::size_t i = 0; i < shown.positions.size(); ++i) {
            if (!outline(i).intersects(box))
                continue;
            box.moveTop(onGrid(outline(i).bottom() + kGridStep));
            moved = true;
        }
    }
    return box;
}

void EditCommands::addAlternative()
{
    m_adder.openForChoice();
}

void EditCommands::copy()
{
    copyToClipboard(space::copyBlocks(*m_steps.document()->space(), m_view.place().address, m_view.selectedBlocks(),
                                      m_view.graph().selectedComments()));
}

void EditCommands::cut()
{
    copy();
    removeSelected(tr("Cut %1").arg(m_steps.selectionTitle()), false);
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
    const int comments = static_cast<int>(space::commentsOf(fragment->graph).size());
    const bool done = m_steps.apply(
        count == 0 ? tr("Paste %1").arg(EditSteps::commentsTitle(comments)) : tr("Paste %n block(s)", nullptr, count),
        [&](space::SearchSpace& space, const space::GraphAddress& place) -> Result<Done> {
            const double step = kGridStep;
            auto pasted = space::pasteFragment(space, place, *fragment,
                                               {std::round(at.x() / step) * step, std::round(at.y() / step) * step});
            if (!pasted)
                return pasted.error();
            ids = std::move(*pasted);
            return Done{};
        });
    if (done)
        selectNew(ids, comments);
}

/// Blocks, and the last comments.
void EditCommands::selectNew(const std::vector<std::string>& ids, int comments)
{
    m_view.selectBlocks(ids);
    GraphView& graph = m_view.graph();
    std::vector<int> last(static_cast<std::size_t>(comments));
    std::iota(last.begin(), last.end(), static_cast<int>(graph.drawing().drawing.comments.size()) - comments);
    if (m_view.isShown())
        graph.setSelection(graph.selection(), graph.selectedNode(), -1, std::move(last));
}

void EditCommands::duplicate()
{
    constexpr space::CanvasPoint shift{kCopyShift, kCopyShift};
    const std::vector<std::string> ids = m_view.selectedBlocks();
    const std::vector<int> comments = m_view.graph().selectedComments();
    std::vector<std::string> copies;
    const bool done = m_steps.apply(tr("Duplicate %1").arg(m_steps.selectionTitle()),
                                    [&](space::SearchSpace& space, const space::GraphAddress& at) -> Result<Done> {
                                        if (!ids.empty()) {
                                            auto made = space::duplicateBlocks(space, at, ids, shift);
                                            if (!made)
                                                return made.error();
                                            copies = std::move(*made);
                                        }
                                        return space::duplicateComments(space, at, comments, shift);
                                    });
    if (done)
        selectNew(copies, static_cast<int>(comments.size()));
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
    removeSelected(tr("Delete %1").arg(m_steps.selectionTitle()), false);
}

void EditCommands::dissolve()
{
    removeSelected(tr("Dissolve %1").arg(m_steps.selectionTitle()), true);
}

void EditCommands::removeSelected(const QString& text, bool heal)
{
    const std::vector<std::string> ids = m_view.selectedBlocks();
    const std::vector<int> comments = m_view.graph().selectedComments();
    m_steps.apply(text, [&](space::SearchSpace& space, const space::GraphAddress& at) -> Result<Done> {
        if (!ids.empty()) {
            if (auto removed = space::removeBlocks(space, at, ids, heal); !removed)
                return removed;
        }
        return space::removeComments(space, at, comments);
    });
}

void EditCommands::selectAll()
{
    std::vector<int> nodes(m_view.graph().drawing().positions.size());
    std::iota(nodes.begin(), nodes.end(), 0);
    std::vector<int> comments(m_view.graph().drawing().drawing.comments.size());
    std::iota(comments.begin(), comments.end(), 0);
    m_view.graph().setSelection(std::move(nodes), m_view.graph().selectedNode(), -1, std::move(comments));
}

void EditCommands::rename()
{
    if (m_view.graph().selection().empty())
        m_view.graph().editComment(m_view.graph().selectedComments().front());
    else
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
    const PlacedDrawing& shown = m_view.graph().drawing();
    if (nodes.size() <= kMostTidiedAtOnce) {
        move(tr("Tidy"), tidyNodes(shown, nodes));
        return;
    }
    m_steps.tell(tr("Tidying %1 blocks …").arg(QLocale().toString(static_cast<qulonglong>(nodes.size()))));
    m_tidying.start([shown, nodes](const std::stop_token& stop) { return tidyNodes(shown, nodes, stop); },
                    [this, before = m_view.space(), at = m_view.place().address](const Result<Arranged>& arranged) {
                        if (m_view.space() != before || !(m_view.place().address == at) || !m_steps.canEdit())
                            m_steps.refuse(tr("the drawing has changed meanwhile and was not tidied"));
                        else if (arranged)
                            move(tr("Tidy"), *arranged);
                    });
}

void EditCommands::layOut()
{
    if (const std::size_t blocks = m_view.graph().drawing().positions.size(); blocks > kMostTidiedAtOnce)
        m_steps.tell(tr("Laying out %1 blocks …").arg(QLocale().toString(static_cast<qulonglong>(blocks))));
    m_view.layOut();
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
