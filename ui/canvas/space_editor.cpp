// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/space_editor.h"

#include <utility>

#include <QMenu>

#include "ui/canvas/block_adder.h"
#include "ui/canvas/canvas_hints.h"
#include "ui/canvas/canvas_message.h"
#include "ui/canvas/edit_steps.h"
#include "ui/document/block_offers.h"

namespace cw::ui {

SpaceEditor::SpaceEditor(SpaceView& view, Theme& theme)
    : QObject(&view)
    , m_view(view)
    , m_graph(&view.graph())
    , m_steps(new EditSteps(view))
    , m_adder(new BlockAdder(view, *m_steps, theme))
    , m_commands(new EditCommands(view, *m_steps, *m_adder, theme))
    , m_message(new CanvasMessage(&view.graph()))
{
    connect(m_steps, &EditSteps::told, m_message, &CanvasMessage::tell);
    connect(m_steps, &EditSteps::refused, this, [this](const QString& why) {
        m_message->tell(why);
        Q_EMIT refused(why);
    });
}

SpaceEditor::~SpaceEditor()
{
    if (m_graph)
        m_graph->setActions(nullptr);
}

void SpaceEditor::setDocument(SpaceDocument* document, const SpaceViewState& state)
{
    SpaceDocument* before = m_steps->document();
    if (before != nullptr)
        before->disconnect(this);
    m_steps->setDocument(document);
    m_view.graph().setActions(document == nullptr ? nullptr : this);
    if (document != nullptr) {
        connect(document, &SpaceDocument::changed, this, [this, document] {
            m_view.follow(document->space());
            m_commands->update();
        });
        if (document != before || m_view.space() != document->space())
            m_view.setSpace(document->space(), state);
    }
    if (document != nullptr && m_hints == nullptr) {
        m_hints = new CanvasHints(&m_view.graph(), *m_commands);
    } else if (document == nullptr) {
        delete m_hints;
        m_hints = nullptr;
    }
    m_commands->update();
}

SpaceDocument* SpaceEditor::document() const
{
    return m_steps->document();
}

QAction* SpaceEditor::action(EditCommand command) const
{
    return m_commands->action(command);
}

std::vector<QAction*> SpaceEditor::menuActions() const
{
    return m_commands->menuActions();
}

BlockSearch& SpaceEditor::searchList()
{
    return m_adder->search();
}

void SpaceEditor::openSearch(QPointF at)
{
    m_adder->openAt(at);
}

void SpaceEditor::add(const space::Block& block)
{
    NewPlace place = m_adder->placeForSelection();
    if (block.kind != space::BlockKind::Op)
        place.choice.clear(); // only ops are alternatives
    m_steps->add(block, blockKindTitle(block), place);
}

void SpaceEditor::move(const std::vector<int>& nodes, const std::vector<int>& comments, QPointF by, bool nudge)
{
    if (!m_steps->canEdit())
        return;
    BlockPlaces places;
    std::map<int, space::CommentBox> boxes;
    QString merge = QStringLiteral("nudge");
    for (const int node : nodes) {
        const space::CanvasPoint at = m_steps->placeOf(node);
        places[m_steps->block(node).id] = {at.x + by.x(), at.y + by.y()};
        merge += QLatin1Char('/') + QString::fromStdString(m_steps->block(node).id);
    }
    for (const int comment : comments) {
        space::CommentBox box = m_steps->boxOf(comment);
        box.x += by.x();
        box.y += by.y();
        boxes[comment] = box;
        merge += QStringLiteral("//%1").arg(comment);
    }
    const bool byPointer = m_view.graph().isSelectedByPointer();
    m_steps->move(tr("Move %1").arg(m_steps->selectionTitle()), std::move(places), boxes, nudge ? merge : QString());
    m_view.graph().setSelectedByPointer(byPointer);
}

QString SpaceEditor::linkRefusal(int from, int to) const
{
    return m_steps->linkRefusal(from, to);
}

void SpaceEditor::link(int from, int to)
{
    if (!m_steps->canEdit())
        return;
    const QString refusal = m_steps->linkRefusal(from, to);
    if (!refusal.isEmpty()) {
        m_steps->refuse(refusal);
        return;
    }
    const space::Link link{m_steps->block(from).id, m_steps->block(to).id};
    m_steps->apply(
        tr("Link %1 to %2").arg(m_steps->titleOf(from), m_steps->titleOf(to)),
        [&](space::SearchSpace& space, const space::GraphAddress& at) { return space::addLink(space, at, link); });
}

void SpaceEditor::linkIntoNothing(int node, bool output, QPointF at)
{
    m_adder->openForLink(node, output, at);
}

bool SpaceEditor::canInsert(int node, int wire) const
{
    if (!m_steps->canEdit())
        return false;
    const DrawEdge& edge = m_view.graph().drawing().drawing.edges[static_cast<std::size_t>(wire)];
    const DrawNode& drawn = m_view.graph().drawing().drawing.nodes[static_cast<std::size_t>(node)];
    return drawn.takes && drawn.gives && edge.from != node && edge.to != node;
}

void SpaceEditor::insertMoved(int node, QPointF by, int wire)
{
    if (!m_steps->canEdit())
        return;
    const space::CanvasPoint at = m_steps->placeOf(node);
    m_steps->insertMoved(m_steps->block(node).id, {at.x + by.x(), at.y + by.y()}, m_steps->linkOf(wire), false);
}

void SpaceEditor::pullOut(int node, QPointF by, int wire)
{
    if (!m_steps->canEdit())
        return;
    const space::CanvasPoint from = m_steps->placeOf(node);
    const space::CanvasPoint to{from.x + by.x(), from.y + by.y()};
    const std::string id = m_steps->block(node).id;
    if (wire >= 0) {
        m_steps->insertMoved(id, to, m_steps->linkOf(wire), true);
        return;
    }
    m_steps->apply(tr("Pull out %1").arg(m_steps->titleOf(node)),
                   [&](space::SearchSpace& space, const space::GraphAddress& at) -> Result<Done> {
                       if (auto out = space::detachBlock(space, at, id); !out)
                           return out;
                       return space::moveBlocks(space, at, {{id, to}});
                   });
}

QString SpaceEditor::nameOf(int node, int row) const
{
    if (!m_steps->canEdit())
        return {};
    const space::Block& block = m_steps->block(node);
    if (row >= 0 && static_cast<std::size_t>(row) < block.alternatives.size())
        return QString::fromStdString(block.alternatives[static_cast<std::size_t>(row)].name);
    return QString::fromStdString(block.title.empty() ? block.id : block.title);
}

bool SpaceEditor::canMoveRow(int node) const
{
    // A Repeat is drawn as what it holds: the rows are then another block's.
    return m_steps->canEdit() && m_steps->block(node).kind == space::BlockKind::Choice;
}

void SpaceEditor::moveRow(int node, int from, int to)
{
    if (!canMoveRow(node))
        return;
    const std::string id = m_steps->block(node).id;
    const bool done = m_steps->apply(tr("Move alternative %1").arg(nameOf(node, from)),
                                     [&](space::SearchSpace& space, const space::GraphAddress& at) {
                                         return space::moveAlternative(space, at, id, from, to);
                                     });
    if (done)
        m_view.selectBlocks({id}, to);
}

void SpaceEditor::rename(int node, int row, const QString& name)
{
    if (!m_steps->canEdit())
        return;
    const space::Block& block = m_steps->block(node);
    const std::string id = block.id;
    const std::string wanted = name.trimmed().toStdString();
    const bool titled = !block.title.empty();
    const QString text = tr("Rename %1 to %2").arg(nameOf(node, row), name.trimmed());
    const bool done = m_steps->apply(text, [&](space::SearchSpace& space, const space::GraphAddress& at) {
        if (row >= 0)
            return space::renameAlternative(space, at, id, row, wanted);
        return titled ? space::setTitle(space, at, id, wanted) : space::renameBlock(space, at, id, wanted);
    });
    if (done && row < 0 && !titled)
        m_view.selectBlocks({wanted});
}

void SpaceEditor::resizeComment(int comment, QSizeF size, bool nudge)
{
    if (!m_steps->canEdit())
        return;
    space::CommentBox box = m_steps->boxOf(comment);
    box.width = size.width();
    box.height = size.height();
    m_steps->apply(
        tr("Resize a comment"),
        [&](space::SearchSpace& space, const space::GraphAddress& at) {
            return space::placeComments(space, at, {{comment, box}});
        },
        nudge ? QStringLiteral("resize/%1").arg(comment) : QString());
}

void SpaceEditor::writeComment(int comment, const QRectF& box, const QString& text)
{
    const bool isNew = comment < 0;
    const bool isEmpty = text.trimmed().isEmpty();
    if (!m_steps->canEdit() || (isNew && isEmpty))
        return;
    const std::string words = text.toStdString();
    const bool done =
        m_steps->apply(isNew     ? tr("Add a comment")
                       : isEmpty ? tr("Delete a comment")
                                 : tr("Edit a comment"),
                       [&](space::SearchSpace& space, const space::GraphAddress& at) {
                           if (isEmpty)
                               return space::removeComments(space, at, {comment});
                           if (!isNew)
                               return space::setCommentText(space, at, comment, words);
                           return space::addComment(space, at, {words, {box.x(), box.y(), box.width(), box.height()}});
                       });
    if (done && isNew)
        m_view.graph().selectComment(static_cast<int>(m_view.graph().drawing().drawing.comments.size()) - 1);
}

void SpaceEditor::search(QPointF at)
{
    m_adder->openAt(at);
}

void SpaceEditor::showMenu(const QPoint& global)
{
    auto* menu = new QMenu(&m_view);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    bool separate = false; // no separator first, last or twice
    for (QAction* action : m_commands->menuActions()) {
        if (action == nullptr) {
            separate = !menu->isEmpty();
            continue;
        }
        if (!action->isEnabled())
            continue;
        if (std::exchange(separate, false))
            menu->addSeparator();
        menu->addAction(action);
    }
    const GraphView& graph = m_view.graph();
    m_commands->setMenuPlace(graph.mapToScene(graph.viewport()->mapFromGlobal(global)));
    // Only then: what was chosen is done after the menu is hidden.
    connect(menu, &QObject::destroyed, m_commands, [commands = m_commands] { commands->setMenuPlace(std::nullopt); });
    menu->popup(global);
}

bool SpaceEditor::takes(const QMimeData& mime) const
{
    return m_steps->canEdit() && blockOf(mime).has_value();
}

void SpaceEditor::drop(const QMimeData& mime, QPointF at, int wire, int node)
{
    const std::optional<space::Block> block = blockOf(mime);
    if (!block || !m_steps->canEdit())
        return;
    NewPlace place;
    place.at = at;
    if (node >= 0 && m_steps->block(node).kind == space::BlockKind::Choice && block->kind == space::BlockKind::Op)
        place.choice = m_steps->block(node).id;
    else if (wire >= 0)
        place.into = m_steps->linkOf(wire);
    m_steps->add(*block, blockKindTitle(*block), place);
}

} // namespace cw::ui
