// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <utility>

#include <QLocale>

#include "ui/canvas/breadcrumb.h"
#include "ui/canvas/minimap.h"
#include "ui/canvas/placing.h"
#include "ui/canvas/space_view.h"
#include "ui/canvas/wire_gaps.h"

namespace cw::ui {
namespace {

constexpr std::size_t kMostUnsaid = 3000;   // blocks: more take so long to draw that it has to be said meanwhile
constexpr std::size_t kMostCompared = 1500; // nodes: above, a placed drawing is not laid out to compare its wires

std::vector<QSizeF> sizesOf(const Drawing& drawing)
{
    std::vector<QSizeF> sizes;
    sizes.reserve(drawing.nodes.size());
    for (const DrawNode& node : drawing.nodes)
        sizes.push_back(outlineOf(node));
    return sizes;
}

} // namespace

std::optional<SpaceView::Opened> SpaceView::openPlace(const GraphPlace& place, const FactsByBlock& facts,
                                                      const IssueMarks& marks, std::stop_token stop)
{
    Opened opened;
    Drawing drawing = drawGraph(place, facts, marks);
    const std::vector<QPointF> places = documentPlaces(drawing, *place.graph);
    opened.byDocument = hasPlaces(*place.graph) && !areCrowded(drawing, places);
    if (!opened.byDocument || drawing.nodes.size() <= kMostCompared) {
        std::optional<PlacedDrawing> layout = placeDrawing(drawing, stop);
        if (!layout)
            return std::nullopt;
        opened.layout = std::move(*layout);
    }
    if (!opened.byDocument) {
        opened.placed = opened.layout;
        return opened;
    }
    opened.placed = placeAs(std::move(drawing), places, {});
    takeWires(opened.placed, opened.layout);
    opened.placed.cuts = opened.placed.wires;
    cutCrossings(opened.placed.cuts, stop);
    return opened;
}

void SpaceView::drawPlace()
{
    m_shown = false;
    m_stale = false;
    m_cutting.cancel();
    m_arranging.cancel(); // of another place
    m_graph->clear();
    m_crumbs->setPath(m_path);
    Q_EMIT placeChanged();
    if (const std::size_t blocks = place().graph->blocks.size(); blocks > kMostUnsaid) {
        m_message->setText(tr("Drawing %1 blocks …").arg(QLocale().toString(static_cast<qulonglong>(blocks))));
        m_stack->setCurrentWidget(m_message);
    }
    m_opening.start([space = m_space, here = place(), facts = m_facts,
                     marks = marks()](std::stop_token stop) { return openPlace(here, facts, marks, std::move(stop)); },
                    [this](Result<std::optional<Opened>> opened) {
                        if (opened && *opened) {
                            take(std::move(**opened));
                            return;
                        }
                        m_message->setText(opened ? QString() : QString::fromStdString(opened.error().what()));
                        m_stack->setCurrentWidget(m_message);
                    });
}

void SpaceView::take(Opened opened)
{
    m_ignored.clear();
    m_crowded = false;
    m_placed = opened.byDocument;
    for (const space::Block& block : place().graph->blocks) {
        if (!m_placed)
            m_ignored.emplace(block.id, QPointF(block.x, block.y));
    }
    m_layout = std::move(opened.layout);
    m_free = m_placed ? PlacedDrawing{} : opened.placed;
    if (opened.placed.drawing.nodes.size() <= kMostUnsaid)
        m_stack->setCurrentWidget(m_graph); // its size is what the drawing is fitted to
    m_graph->setDrawing(std::move(opened.placed));
    if (!m_graph->isFilling())
        showTaken();
}

void SpaceView::showTaken()
{
    m_shown = true;
    if (m_stack->currentWidget() != m_graph) {
        m_stack->setCurrentWidget(m_graph);
        m_graph->fit();
    }
    m_minimap->place();
    const SpaceViewState wanted = std::exchange(m_wanted, {});
    if (wanted.zoom > 0)
        m_graph->lookAt(wanted.zoom, wanted.centre);
    if (!wanted.selection.empty())
        selectBlocks(wanted.selection, wanted.alternative);
    Q_EMIT selectionChanged();
    Q_EMIT drawn();
    if (m_stale)
        refresh();
}

bool SpaceView::standsByDocument() const
{
    const space::Graph& graph = *place().graph;
    if (!hasPlaces(graph))
        return false;
    if (m_ignored.empty())
        return true;
    return std::any_of(graph.blocks.begin(), graph.blocks.end(), [&](const space::Block& block) {
        const auto found = m_ignored.find(block.id);
        return found != m_ignored.end() && found->second != QPointF(block.x, block.y);
    });
}

void SpaceView::refreshSoon()
{
    if (m_graph->isFilling() || (m_shown && m_graph->isInGesture()))
        m_stale = true;
    else if (m_shown)
        refresh();
    else
        drawPlace();
}

void SpaceView::refresh()
{
    m_stale = false;
    m_cutting.cancel();
    m_opening.cancel(); // it lays out another state
    const PlacedDrawing& shown = m_graph->drawing();
    Drawing drawing = m_drawer.draw(m_space, place(), m_facts, marks());
    const bool stood = std::exchange(m_placed, standsByDocument());
    const bool back = stood && !m_placed && !m_free.positions.empty();
    const bool unknown = stood && !m_placed && !back; // it was opened in a later state
    const bool grew = !m_placed && sizesOf(drawing) != sizesOf(shown.drawing);
    std::vector<QPointF> places =
        m_placed ? documentPlaces(drawing, *place().graph) : keptPlaces(drawing, *place().graph, back ? m_free : shown);
    PlacedDrawing placed = placeAs(std::move(drawing), std::move(places), shown);
    takeWires(placed, m_layout);
    m_graph->updateDrawing(std::move(placed), std::exchange(m_animateNext, false));
    if (!m_placed)
        m_free = m_graph->drawing();
    m_crowded = !m_placed && (m_crowded || grew || unknown);
    if (m_crowded)
        relayOut();
    else
        cutWires();
    Q_EMIT drawn();
}

void SpaceView::relayOut()
{
    // Nobody put anything anywhere yet, and cards became larger: they must not cover one another.
    const bool fitted = m_graph->isFitted();
    m_opening.start([space = m_space, here = place(), facts = m_facts,
                     marks = marks()](std::stop_token stop) { return openPlace(here, facts, marks, std::move(stop)); },
                    [this, fitted](Result<std::optional<Opened>> opened) {
                        if (!opened || !*opened || !m_shown)
                            return;
                        if (m_graph->isInGesture()) { // which writes down what is shown
                            m_stale = true;
                            return;
                        }
                        m_crowded = false;
                        m_layout = std::move((*opened)->layout);
                        m_free = (*opened)->placed;
                        m_graph->updateDrawing(std::move((*opened)->placed), !fitted);
                        if (fitted)
                            m_graph->fit();
                        Q_EMIT drawn();
                    });
}

void SpaceView::cutWires()
{
    m_cutting.start(
        [wires = m_graph->drawing().wires](std::stop_token stop) mutable {
            std::vector<QPainterPath> cuts = wires;
            cutCrossings(cuts, stop);
            return cuts;
        },
        [this](Result<std::vector<QPainterPath>> cuts) {
            if (cuts && m_shown && cuts->size() == m_graph->drawing().wires.size())
                m_graph->setCuts(std::move(*cuts));
        });
}

BlockPlaces SpaceView::shownPlaces() const
{
    BlockPlaces places;
    const PlacedDrawing& shown = m_graph->drawing();
    for (std::size_t i = 0; m_shown && i < shown.positions.size(); ++i) {
        const QPointF at = blockAt(shown.drawing.nodes[i], shown.positions[i]);
        places[place().graph->blocks[i].id] = {at.x(), at.y()};
    }
    return places;
}

void SpaceView::layOut()
{
    if (!m_shown)
        return;
    m_arranging.start([space = m_space, here = place(), facts = m_facts](
                          std::stop_token stop) { return placeDrawing(drawGraph(here, facts), std::move(stop)); },
                      [this](Result<std::optional<PlacedDrawing>> laid) {
                          if (!laid || !*laid || !m_shown)
                              return;
                          m_layout = std::move(**laid);
                          const QPointF shift =
                              (m_graph->drawing().bounds.topLeft() - m_layout.bounds.topLeft()).toPoint();
                          BlockPlaces places;
                          for (std::size_t i = 0; i < m_layout.positions.size(); ++i) {
                              const QPointF at = blockAt(m_layout.drawing.nodes[i], m_layout.positions[i]) + shift;
                              places[place().graph->blocks[i].id] = {at.x(), at.y()};
                          }
                          Q_EMIT laidOut(places);
                      });
}

} // namespace cw::ui
