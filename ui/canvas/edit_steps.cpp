// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/edit_steps.h"

#include <algorithm>
#include <set>
#include <utility>

#include "ui/canvas/placing.h"

namespace cw::ui {
namespace {

/// Puts what is there between the ends of a link, which it replaces: also in the order of the target's sources.
Result<Done> putInto(space::SearchSpace& space, const space::GraphAddress& at, const std::string& id,
                     const space::Link& link)
{
    const space::Graph* before = space::graphAt(space, at);
    if (before == nullptr)
        return Error(ErrorCode::Config, "the drawing has no such place any more");
    const auto place = std::find(before->links.begin(), before->links.end(), link) - before->links.begin();
    if (auto removed = space::removeLinks(space, at, {link}); !removed)
        return removed;
    if (auto first = space::addLink(space, at, {link.from, id, link.previous}); !first)
        return first;
    if (auto second = space::addLink(space, at, {id, link.to}); !second)
        return second;
    auto& links = space::graphAt(space, at)->links;
    std::rotate(links.begin() + place, links.end() - 1, links.end());
    return Done{};
}

} // namespace

EditSteps::EditSteps(SpaceView& view)
    : QObject(&view)
    , m_view(view)
{
}

bool EditSteps::apply(const QString& text, const Edit& edit, const QString& merge)
{
    if (!canEdit())
        return false;
    const space::GraphAddress at = m_view.place().address;
    const BlockPlaces shown = m_view.isPlaced() ? BlockPlaces{} : m_view.shownPlaces();
    const auto error = m_document->apply(
        text,
        [&](space::SearchSpace& space) -> Result<Done> {
            if (!shown.empty()) {
                if (auto written = space::moveBlocks(space, at, shown); !written)
                    return written;
            }
            return edit(space, at);
        },
        merge);
    if (error)
        refuse(QString::fromStdString(error->problem()));
    return !error;
}

space::Link EditSteps::linkOf(int wire) const
{
    const Drawing& drawing = m_view.graph().drawing().drawing;
    const DrawEdge& edge = drawing.edges[static_cast<std::size_t>(wire)];
    return {block(edge.from).id, block(edge.to).id, edge.previous};
}

QString EditSteps::titleOf(const std::vector<int>& nodes) const
{
    return nodes.size() == 1 ? titleOf(nodes.front()) : tr("%n block(s)", nullptr, static_cast<int>(nodes.size()));
}

QString EditSteps::commentsTitle(int count)
{
    return count == 1 ? tr("a comment") : tr("%n comment(s)", nullptr, count);
}

QString EditSteps::selectionTitle() const
{
    const std::vector<int>& nodes = m_view.graph().selection();
    const int comments = static_cast<int>(m_view.graph().selectedComments().size());
    if (comments == 0)
        return titleOf(nodes);
    return nodes.empty() ? commentsTitle(comments) : tr("%1 and %2").arg(titleOf(nodes), commentsTitle(comments));
}

space::CommentBox EditSteps::boxOf(int comment) const
{
    const QRectF& box = m_view.graph().drawing().drawing.comments[static_cast<std::size_t>(comment)].box;
    return {box.x(), box.y(), box.width(), box.height()};
}

space::CanvasPoint EditSteps::placeOf(int node) const
{
    const PlacedDrawing& shown = m_view.graph().drawing();
    const auto index = static_cast<std::size_t>(node);
    const QPointF at = blockAt(shown.drawing.nodes[index], shown.positions[index]);
    return {at.x(), at.y()};
}

std::optional<space::Shape> EditSteps::shapeOf(const std::string& id) const
{
    const space::Block* found = m_view.place().graph->find(id);
    if (found == nullptr)
        return std::nullopt;
    const auto known = m_view.facts().find(factsKey(m_view.place(), *found));
    return known == m_view.facts().end() ? std::nullopt : std::optional(known->second.output);
}

QString EditSteps::linkRefusal(int from, int to) const
{
    if (!canEdit())
        return {};
    const space::SearchSpace& space = *m_document->space();
    const space::Link link{block(from).id, block(to).id};
    const std::string problem = space::linkProblem(space, m_view.place().address, link);
    if (!problem.empty())
        return QString::fromStdString(problem);
    std::vector<space::Shape> shapes;
    for (const space::Link& other : m_view.place().graph->links) {
        if (other.to != link.to)
            continue;
        const auto shape = shapeOf(other.from);
        if (!shape)
            return {}; // not known: it may fit
        shapes.push_back(*shape);
    }
    const auto shape = shapeOf(link.from);
    if (!shape)
        return {};
    shapes.push_back(*shape);
    return QString::fromStdString(space::shapeProblem(space, block(to), shapes));
}

QPointF EditSteps::cardAt(const space::Block& block, const NewPlace& place) const
{
    const DrawNode node = drawBlock(block, *m_view.place().graph);
    const QRectF card = cardRect(node);
    QPointF outline = place.at;
    if (place.anchor == NewPlace::Anchor::Middle)
        outline -= QPointF(card.center().x(), inPort(node, LayoutDirection::Right).y());
    else if (place.anchor == NewPlace::Anchor::In)
        outline -= inPort(node, LayoutDirection::Right);
    else if (place.anchor == NewPlace::Anchor::Out)
        outline -= outPort(node, LayoutDirection::Right);
    if (!place.into) // in a wire it stays on its line
        outline = freePlace(m_view.graph().drawing(), node, onGrid(node, outline));
    return blockAt(node, outline);
}

bool EditSteps::add(space::Block block, const QString& title, const NewPlace& place)
{
    if (!canEdit())
        return false;
    if (!place.choice.empty()) {
        const space::Block* choice = m_view.place().graph->find(place.choice);
        const QString name = choice == nullptr ? QString() : blockTitle(*choice);
        int added = -1;
        const bool done =
            apply(tr("Add %1 to %2").arg(title, name), [&](space::SearchSpace& space, const space::GraphAddress& at) {
                Result<Done> result = space::addAlternative(space, at, place.choice, block);
                const space::Graph* graph = space::graphAt(space, at);
                const space::Block* now = result && graph != nullptr ? graph->find(place.choice) : nullptr;
                added = now == nullptr ? -1 : static_cast<int>(now->alternatives.size()) - 1;
                return result;
            });
        if (done)
            m_view.selectBlocks({place.choice}, added);
        return done;
    }
    const QPointF card = cardAt(block, place);
    block.x = card.x();
    block.y = card.y();
    std::string id;
    QString unlinked; // it is there, but could not be linked
    const bool done =
        apply(tr("Add %1").arg(title), [&](space::SearchSpace& space, const space::GraphAddress& at) -> Result<Done> {
            const Result<std::string> added =
                place.into ? space::insertBlock(space, at, *place.into, block) : space::addBlock(space, at, block);
            if (!added)
                return added.error();
            id = *added;
            for (const space::Link& link : {space::Link{place.from, id}, space::Link{id, place.to}}) {
                if (link.from.empty() || link.to.empty())
                    continue;
                if (const Result<Done> linked = space::addLink(space, at, link); !linked)
                    unlinked = QString::fromStdString(linked.error().problem());
            }
            return Done{};
        });
    if (!done)
        return false;
    m_view.selectBlocks({id});
    if (!unlinked.isEmpty())
        refuse(unlinked);
    return true;
}

bool EditSteps::move(const QString& text, BlockPlaces places, const std::map<int, space::CommentBox>& comments,
                     const QString& merge)
{
    if (!canEdit())
        return false;
    std::set<std::pair<double, double>> taken;
    for (const auto& [id, at] : m_view.shownPlaces()) {
        if (places.count(id) == 0)
            taken.emplace(at.x, at.y);
    }
    const auto hits = [&] {
        return std::any_of(places.begin(), places.end(), [&](const auto& entry) {
            return taken.count({entry.second.x, entry.second.y}) > 0;
        });
    };
    for (int tried = 0; tried < 100 && hits(); ++tried) { // one exactly on another could not be seen
        for (auto& [id, at] : places) {
            at.x += kGridStep;
            at.y += kGridStep;
        }
    }
    return apply(
        text,
        [&](space::SearchSpace& space, const space::GraphAddress& at) -> Result<Done> {
            if (auto moved = space::moveBlocks(space, at, places); !moved)
                return moved;
            return space::placeComments(space, at, comments);
        },
        merge);
}

bool EditSteps::insertMoved(const std::string& id, space::CanvasPoint to, const space::Link& into, bool pulled)
{
    const space::Block* found = canEdit() ? m_view.place().graph->find(id) : nullptr;
    if (found == nullptr)
        return false;
    const QString text = tr("Insert %1").arg(blockTitle(*found));
    return apply(text, [&](space::SearchSpace& space, const space::GraphAddress& at) -> Result<Done> {
        if (pulled) {
            if (auto out = space::detachBlock(space, at, id); !out)
                return out;
        }
        if (auto moved = space::moveBlocks(space, at, {{id, to}}); !moved)
            return moved;
        return putInto(space, at, id, into);
    });
}

} // namespace cw::ui
