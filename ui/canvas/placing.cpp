// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/placing.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <tuple>
#include <unordered_map>

#include "ui/canvas/fold.h"

namespace cw::ui {
namespace {

constexpr double kTurn = 16;     // of a wire that leads backwards
constexpr double kLayerGap = 44; // as the automatic layout has it

std::size_t index(int i)
{
    return static_cast<std::size_t>(i);
}

struct EdgeKey {
    QString from;
    QString to;
    int row = -1;
    bool previous = false;
    bool operator<(const EdgeKey& other) const
    {
        return std::tie(from, to, row, previous) < std::tie(other.from, other.to, other.row, other.previous);
    }
};

EdgeKey keyOf(const Drawing& drawing, const DrawEdge& edge)
{
    return {drawing.nodes[index(edge.from)].id, drawing.nodes[index(edge.to)].id, edge.row, edge.previous};
}

QPointF startOf(const Drawing& drawing, const std::vector<QPointF>& positions, const DrawEdge& edge)
{
    return positions[index(edge.from)] + outPort(drawing.nodes[index(edge.from)], drawing.direction);
}

QPointF endOf(const Drawing& drawing, const std::vector<QPointF>& positions, const DrawEdge& edge)
{
    return positions[index(edge.to)] + inPort(drawing.nodes[index(edge.to)], drawing.direction, edge.row);
}

/// Finds the same wire in another drawing; mostly it has the same number.
class EdgeFinder {
public:
    explicit EdgeFinder(const Drawing& drawing)
        : m_drawing(drawing)
    {
    }
    /// -1: there is none.
    int find(const Drawing& drawing, std::size_t edge)
    {
        const EdgeKey wanted = keyOf(drawing, drawing.edges[edge]);
        if (edge < m_drawing.edges.size()) {
            const DrawEdge& same = m_drawing.edges[edge];
            if (m_drawing.nodes[index(same.from)].id == wanted.from &&
                m_drawing.nodes[index(same.to)].id == wanted.to && same.row == wanted.row &&
                same.previous == wanted.previous)
                return static_cast<int>(edge);
        }
        for (std::size_t i = 0; m_edges.empty() && i < m_drawing.edges.size(); ++i)
            m_edges.emplace(keyOf(m_drawing, m_drawing.edges[i]), static_cast<int>(i));
        const auto found = m_edges.find(wanted);
        return found == m_edges.end() ? -1 : found->second;
    }

private:
    const Drawing& m_drawing;
    std::map<EdgeKey, int> m_edges;
};

QRectF boundsOf(const Drawing& drawing, const std::vector<QPointF>& positions)
{
    QRectF bounds;
    for (std::size_t i = 0; i < positions.size(); ++i)
        bounds = bounds.united(QRectF(positions[i], outlineOf(drawing.nodes[i])));
    return bounds;
}

/// Between what it joins, or below both where there is no room between.
QPainterPath wayBack(QPointF from, QPointF to)
{
    const double down = to.y() - from.y();
    const double between = std::abs(down) > 4 * kTurn ? from.y() + down / 2 : std::max(from.y(), to.y()) + 4 * kTurn;
    return wayRound(from, to, from.x() + 10, to.x() - 10, between, kTurn);
}

/// Calls `visit` with the number of each cell of a coarse grid that a rectangle touches.
template <class Visit>
void forEachCell(const QRectF& rect, const Visit& visit)
{
    constexpr double side = 256;
    const auto cell = [](double at) { return static_cast<std::int64_t>(std::floor(at / side)); };
    for (std::int64_t x = cell(rect.left()); x <= cell(rect.right()); ++x) {
        for (std::int64_t y = cell(rect.top()); y <= cell(rect.bottom()); ++y)
            visit((x << 32) ^ (y & 0xffffffff));
    }
}

/// A label stands on the middle of a straight wire that has room for it.
bool labelFits(const DrawEdge& edge, QPointF from, QPointF to)
{
    return !edge.label.isEmpty() && from.y() == to.y() &&
           to.x() - from.x() > 7.0 * static_cast<double>(edge.label.size()) + 48;
}

} // namespace

bool hasPlaces(const space::Graph& graph)
{
    std::set<std::pair<double, double>> seen;
    return std::all_of(graph.blocks.begin(), graph.blocks.end(), [&](const space::Block& block) {
        return seen.emplace(block.x, block.y).second && std::isfinite(block.x) && std::isfinite(block.y);
    });
}

bool areCrowded(const Drawing& drawing, const std::vector<QPointF>& positions)
{
    // By x, so that only near ones are compared.
    std::vector<std::pair<QRectF, std::size_t>> cards;
    for (std::size_t i = 0; i < positions.size(); ++i)
        cards.emplace_back(cardRect(drawing.nodes[i]).translated(positions[i]), i);
    std::sort(cards.begin(), cards.end(), [](const auto& a, const auto& b) { return a.first.left() < b.first.left(); });
    std::vector<bool> covered(positions.size(), false);
    for (std::size_t i = 0; i < cards.size(); ++i) {
        const QRectF& card = cards[i].first;
        for (std::size_t k = i + 1; k < cards.size() && cards[k].first.left() < card.right(); ++k) {
            if (card.intersects(cards[k].first)) {
                covered[cards[i].second] = true;
                covered[cards[k].second] = true;
            }
        }
    }
    const auto count = static_cast<std::size_t>(std::count(covered.begin(), covered.end(), true));
    return count > 2 && count * 3 > positions.size();
}

QPointF outlineAt(const DrawNode& node, QPointF block)
{
    return block - cardRect(node).topLeft();
}

QPointF blockAt(const DrawNode& node, QPointF outline)
{
    return outline + cardRect(node).topLeft();
}

std::vector<QPointF> documentPlaces(const Drawing& drawing, const space::Graph& graph)
{
    std::vector<QPointF> places;
    places.reserve(graph.blocks.size());
    for (std::size_t i = 0; i < graph.blocks.size(); ++i)
        places.push_back(outlineAt(drawing.nodes[i], {graph.blocks[i].x, graph.blocks[i].y}));
    return places;
}

std::vector<QPointF> keptPlaces(const Drawing& drawing, const space::Graph& graph, const PlacedDrawing& shown)
{
    std::unordered_map<std::string, std::size_t> before;
    for (std::size_t i = 0; i < shown.drawing.nodes.size(); ++i)
        before.emplace(shown.drawing.nodes[i].id.toStdString(), i);
    std::vector<QPointF> places(graph.blocks.size());
    std::vector<bool> known(graph.blocks.size(), false);
    for (std::size_t i = 0; i < graph.blocks.size(); ++i) {
        const auto found = before.find(graph.blocks[i].id);
        if (found != before.end()) {
            const QPointF card = blockAt(shown.drawing.nodes[found->second], shown.positions[found->second]);
            places[i] = outlineAt(drawing.nodes[i], card);
            known[i] = true;
        } else if (graph.blocks[i].x != 0 || graph.blocks[i].y != 0) {
            places[i] = outlineAt(drawing.nodes[i], {graph.blocks[i].x, graph.blocks[i].y});
            known[i] = true;
        }
    }
    double below = shown.bounds.bottom() + 2 * kGridStep;
    for (std::size_t i = 0; i < places.size(); ++i) {
        if (known[i])
            continue;
        const auto leading = std::find_if(drawing.edges.begin(), drawing.edges.end(), [&](const DrawEdge& edge) {
            return index(edge.to) == i && known[index(edge.from)];
        });
        if (leading == drawing.edges.end()) {
            places[i] = onGrid(drawing.nodes[i], {shown.bounds.left(), below});
            below += outlineOf(drawing.nodes[i]).height() + kGridStep;
        } else {
            const QPointF port = startOf(drawing, places, *leading);
            places[i] = port + QPointF(kLayerGap, 0) - inPort(drawing.nodes[i], drawing.direction);
        }
        known[i] = true;
    }
    return places;
}

QPointF onGrid(const DrawNode& node, QPointF outline)
{
    const QPointF anchor(cardRect(node).left(), inPort(node, LayoutDirection::Right).y());
    const QPointF at = outline + anchor;
    return QPointF(std::round(at.x() / kGridStep) * kGridStep, std::round(at.y() / kGridStep) * kGridStep) - anchor;
}

void TakenSpace::add(const QRectF& outline)
{
    forEachCell(outline, [&](std::int64_t cell) { m_cells[cell].push_back(m_outlines.size()); });
    m_outlines.push_back(outline);
}

QPointF TakenSpace::freePlace(const DrawNode& node, QPointF outline) const
{
    constexpr int kMostTried = 400;
    QPointF at = outline;
    for (int tried = 0; tried < kMostTried; ++tried) {
        const QRectF wanted = QRectF(at, outlineOf(node)).adjusted(-8, -8, 8, 8);
        double below = at.y();
        forEachCell(wanted, [&](std::int64_t cell) {
            const auto here = m_cells.find(cell);
            if (here == m_cells.end())
                return;
            for (const std::size_t i : here->second) {
                if (wanted.intersects(m_outlines[i]))
                    below = std::max(below, m_outlines[i].bottom() + kGridStep);
            }
        });
        if (below == at.y())
            return at;
        at = onGrid(node, {at.x(), below + kGridStep / 2});
    }
    return at;
}

QPointF freePlace(const PlacedDrawing& shown, const DrawNode& node, QPointF outline)
{
    TakenSpace taken;
    for (std::size_t i = 0; i < shown.positions.size(); ++i)
        taken.add(QRectF(shown.positions[i], outlineOf(shown.drawing.nodes[i])));
    return taken.freePlace(node, outline);
}

QPainterPath plainWire(QPointF from, QPointF to, LayoutDirection direction)
{
    QPainterPath path(from);
    const QPointF way = to - from;
    const bool right = direction == LayoutDirection::Right;
    const double along = right ? way.x() : way.y();
    const double across = right ? way.y() : way.x();
    if (along > 0 && across == 0) {
        path.lineTo(to);
        return path;
    }
    if (along < -kTurn && right)
        return wayBack(from, to);
    const double reach = std::max({along / 2, std::min(48.0, std::abs(across) / 2), kTurn});
    const QPointF handle = right ? QPointF(reach, 0) : QPointF(0, reach);
    path.cubicTo(from + handle, to - handle, to);
    return path;
}

QPainterPath plainWire(const PlacedDrawing& placed, std::size_t edge, const std::vector<QPointF>& positions)
{
    const DrawEdge& drawn = placed.drawing.edges[edge];
    return plainWire(startOf(placed.drawing, positions, drawn), endOf(placed.drawing, positions, drawn),
                     placed.drawing.direction);
}

PlacedDrawing placeAs(Drawing drawing, std::vector<QPointF> positions, const PlacedDrawing& shown)
{
    PlacedDrawing placed;
    placed.positions = std::move(positions);
    EdgeFinder finder(shown.drawing);
    placed.wires.reserve(drawing.edges.size());
    placed.labels.resize(drawing.edges.size());
    for (std::size_t e = 0; e < drawing.edges.size(); ++e) {
        const DrawEdge& edge = drawing.edges[e];
        const QPointF from = startOf(drawing, placed.positions, edge);
        const QPointF to = endOf(drawing, placed.positions, edge);
        const int known = finder.find(drawing, e);
        if (known >= 0) {
            const DrawEdge& before = shown.drawing.edges[index(known)];
            if (startOf(shown.drawing, shown.positions, before) == from &&
                endOf(shown.drawing, shown.positions, before) == to) {
                placed.wires.push_back(shown.wires[index(known)]);
                placed.cuts.push_back(shown.shownWire(index(known))); // till all are cut anew
                placed.labels[e] = shown.labels[index(known)];
                if (placed.labels[e].isNull() && labelFits(edge, from, to))
                    placed.labels[e] = (from + to) / 2; // its shape became known
                continue;
            }
        }
        placed.wires.push_back(plainWire(from, to, drawing.direction));
        placed.cuts.push_back(placed.wires.back());
        if (labelFits(edge, from, to))
            placed.labels[e] = (from + to) / 2;
    }
    placed.bounds = boundsOf(drawing, placed.positions);
    placed.drawing = std::move(drawing);
    return placed;
}

void takeWires(PlacedDrawing& placed, const PlacedDrawing& layout)
{
    std::unordered_map<std::string, std::size_t> laid;
    for (std::size_t i = 0; i < layout.drawing.nodes.size(); ++i)
        laid.emplace(layout.drawing.nodes[i].id.toStdString(), i);
    const Drawing& drawing = placed.drawing;
    const auto shiftOf = [&](int node) {
        const auto found = laid.find(drawing.nodes[index(node)].id.toStdString());
        if (found == laid.end())
            return QPointF(std::nan(""), 0);
        return placed.positions[index(node)] - layout.positions[found->second];
    };
    EdgeFinder finder(layout.drawing);
    for (std::size_t e = 0; e < drawing.edges.size(); ++e) {
        const DrawEdge& edge = drawing.edges[e];
        const int known = finder.find(drawing, e);
        const QPointF shift = shiftOf(edge.from);
        if (known < 0 || std::isnan(shift.x()) || shiftOf(edge.to) != shift)
            continue;
        const DrawEdge& before = layout.drawing.edges[index(known)];
        const QPointF start = startOf(layout.drawing, layout.positions, before) + shift;
        const QPointF end = endOf(layout.drawing, layout.positions, before) + shift;
        if (start != startOf(drawing, placed.positions, edge) || end != endOf(drawing, placed.positions, edge))
            continue; // another size: the ports are elsewhere
        QPainterPath wire = layout.wires[index(known)].translated(shift);
        if (wire != placed.wires[e]) {
            placed.wires[e] = wire;
            placed.cuts[e] = std::move(wire);
        }
        const QPointF label = layout.labels[index(known)];
        placed.labels[e] = label.isNull() ? label : label + shift;
    }
}

} // namespace cw::ui
