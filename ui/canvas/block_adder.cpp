// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/block_adder.h"

#include <algorithm>

#include "ui/canvas/canvas_overlay.h"
#include "ui/canvas/op_words.h"
#include "ui/canvas/placing.h"

namespace cw::ui {
namespace {

constexpr double kGap = 48; // between a block and one that is added after it

} // namespace

BlockAdder::BlockAdder(SpaceView& view, EditSteps& steps, const Theme& theme)
    : QObject(&view)
    , m_view(view)
    , m_steps(steps)
    , m_search(new BlockSearch(theme, &view.graph()))
{
    connect(m_search, &BlockSearch::chosen, this, [this](const BlockOffer& offer) {
        const NewPlace place = m_place; // adding may open the list again
        m_steps.add(offer.block, offer.title, place);
    });
    connect(&view, &SpaceView::placeChanged, this, [this] {
        if (!m_search->isHidden()) // it offers what fits where one was
            m_search->shut();
    });
    connect(m_search, &BlockSearch::closed, this, [this] {
        m_view.graph().overlay().clear();
        m_view.graph().setFocus();
    });
}

std::vector<BlockOffer> BlockAdder::offersFor(const NewPlace& place, QString* caption) const
{
    const space::SearchSpace& space = *m_steps.document()->space();
    std::vector<BlockOffer> offers = blockOffers(space);
    if (!place.choice.empty()) {
        *caption = tr("One more alternative");
        std::erase_if(offers, [](const BlockOffer& offer) { return offer.block.kind != space::BlockKind::Op; });
        return offers;
    }
    *caption = place.from.empty() && place.to.empty() ? tr("All blocks") : tr("Blocks that can be linked");
    std::erase_if(offers, [&](const BlockOffer& offer) {
        const DrawNode node = drawBlock(offer.block, *m_view.place().graph);
        return (!place.from.empty() && !node.takes) || (!place.to.empty() && !node.gives);
    });
    const auto shape = place.from.empty() ? std::nullopt : m_steps.shapeOf(place.from);
    if (shape) {
        *caption = tr("Blocks that take %1").arg(shapeText(*shape));
        std::erase_if(offers, [&](const BlockOffer& offer) {
            return !space::shapeProblem(space, offer.block, {*shape}).empty();
        });
    }
    return offers;
}

void BlockAdder::open(const NewPlace& place, const QPoint& at)
{
    if (!m_steps.canEdit())
        return;
    m_place = place;
    QString caption;
    std::vector<BlockOffer> offers = offersFor(place, &caption);
    m_search->open(at, std::move(offers), caption);
}

void BlockAdder::openAt(QPointF at)
{
    NewPlace place;
    place.at = at;
    open(place, m_view.graph().mapFromScene(at));
}

NewPlace BlockAdder::placeForSelection() const
{
    GraphView& graph = m_view.graph();
    NewPlace place;
    place.at = graph.centre();
    const int node = graph.selectedNode();
    if (node < 0 || !m_steps.canEdit())
        return place;
    const DrawNode& drawn = graph.drawing().drawing.nodes[static_cast<std::size_t>(node)];
    if (graph.selectedRow() >= 0) {
        place.choice = m_steps.block(node).id;
        return place;
    }
    const QPointF outline = graph.drawing().positions[static_cast<std::size_t>(node)];
    place.at = outline + outPort(drawn, LayoutDirection::Right) + QPointF(kGap, 0);
    place.anchor = NewPlace::Anchor::In;
    if (drawn.gives)
        place.from = m_steps.block(node).id;
    return place;
}

void BlockAdder::openForSelection()
{
    const NewPlace place = placeForSelection();
    if (!place.choice.empty())
        openForChoice();
    else
        open(place, m_view.graph().mapFromScene(place.at));
}

void BlockAdder::openForChoice()
{
    GraphView& graph = m_view.graph();
    const int node = graph.selectedNode();
    if (node < 0 || !m_steps.canEdit() || m_steps.block(node).kind != space::BlockKind::Choice)
        return;
    NewPlace place;
    place.choice = m_steps.block(node).id;
    open(place, graph.nodeRect(node).topRight() + QPoint(8, 0));
}

void BlockAdder::openForLink(int node, bool output, QPointF at)
{
    if (!m_steps.canEdit())
        return;
    NewPlace place;
    place.at = at;
    place.anchor = output ? NewPlace::Anchor::In : NewPlace::Anchor::Out;
    (output ? place.from : place.to) = m_steps.block(node).id;
    GraphView& graph = m_view.graph();
    const QPointF port = graph.mapToScene(graph.portPoint(node, output));
    open(place, graph.mapFromScene(at) + QPoint(8, -20));
    // The link stays in sight while the list is open.
    graph.overlay().setDraft(output ? plainWire(port, at) : plainWire(at, port).toReversed());
}

} // namespace cw::ui
