// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/arrange.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "ui/canvas/placing.h"

namespace cw::ui {
namespace {

constexpr double kNearly = 20; // px: less is meant to be in line

const DrawNode& nodeOf(const PlacedDrawing& drawing, int node)
{
    return drawing.drawing.nodes[static_cast<std::size_t>(node)];
}

QPointF placeOf(const PlacedDrawing& drawing, int node)
{
    return drawing.positions[static_cast<std::size_t>(node)];
}

QRectF cardOf(const PlacedDrawing& drawing, int node)
{
    return cardRect(nodeOf(drawing, node)).translated(placeOf(drawing, node));
}

double portLine(const PlacedDrawing& drawing, int node)
{
    return placeOf(drawing, node).y() + inPort(nodeOf(drawing, node), LayoutDirection::Right).y();
}

void put(Arranged& arranged, const PlacedDrawing& drawing, int node, QPointF place)
{
    if (place != placeOf(drawing, node))
        arranged[node] = place;
}

/// Values that lie near one another become their mean.
std::map<int, double> inLine(std::vector<std::pair<double, int>> values)
{
    std::sort(values.begin(), values.end());
    std::map<int, double> result;
    for (std::size_t begin = 0; begin < values.size();) {
        std::size_t end = begin;
        double sum = 0;
        while (end < values.size() && values[end].first - values[begin].first <= kNearly)
            sum += values[end++].first;
        for (std::size_t i = begin; i < end; ++i)
            result[values[i].second] = sum / static_cast<double>(end - begin);
        begin = end;
    }
    return result;
}

} // namespace

Arranged alignNodes(const PlacedDrawing& drawing, const std::vector<int>& nodes, AlignEdge edge, int current)
{
    Arranged arranged;
    if (nodes.empty())
        return arranged;
    QRectF all = cardOf(drawing, nodes.front());
    for (const int node : nodes) // by hand: united() leaves out what is empty
        all = all.united(cardOf(drawing, node));
    for (const int node : nodes) {
        const QRectF card = cardOf(drawing, node);
        QPointF by;
        if (edge == AlignEdge::Left)
            by.setX(all.left() - card.left());
        else if (edge == AlignEdge::Right)
            by.setX(all.right() - card.right());
        else if (edge == AlignEdge::Top)
            by.setY(all.top() - card.top());
        else
            by.setY(portLine(drawing, current) - portLine(drawing, node));
        put(arranged, drawing, node, placeOf(drawing, node) + by);
    }
    return arranged;
}

Arranged distributeNodes(const PlacedDrawing& drawing, const std::vector<int>& nodes, bool across)
{
    Arranged arranged;
    if (nodes.size() < 3)
        return arranged;
    std::vector<int> order = nodes;
    const auto begin = [&](int node) {
        const QRectF card = cardOf(drawing, node);
        return across ? card.left() : card.top();
    };
    const auto length = [&](int node) {
        const QRectF card = cardOf(drawing, node);
        return across ? card.width() : card.height();
    };
    std::sort(order.begin(), order.end(), [&](int a, int b) { return begin(a) < begin(b); });
    double inside = 0;
    for (const int node : order)
        inside += length(node);
    const double whole = begin(order.back()) + length(order.back()) - begin(order.front());
    const double gap = (whole - inside) / static_cast<double>(order.size() - 1);
    double at = begin(order.front());
    for (const int node : order) {
        const double by = node == order.back() ? 0 : std::round(at - begin(node));
        put(arranged, drawing, node, placeOf(drawing, node) + (across ? QPointF(by, 0) : QPointF(0, by)));
        at += length(node) + gap;
    }
    return arranged;
}

Arranged tidyNodes(const PlacedDrawing& drawing, const std::vector<int>& nodes, const std::stop_token& stop)
{
    std::vector<std::pair<double, int>> lefts;
    std::vector<std::pair<double, int>> lines;
    for (const int node : nodes) {
        lefts.emplace_back(cardOf(drawing, node).left(), node);
        lines.emplace_back(portLine(drawing, node), node);
    }
    const std::map<int, double> left = inLine(lefts);
    const std::map<int, double> line = inLine(lines);
    // The others stay; each of these is then put where it wants to be, or below what is there already.
    const std::set<int> moving(nodes.begin(), nodes.end());
    TakenSpace standing;
    for (int i = 0; i < static_cast<int>(drawing.positions.size()); ++i) {
        if (moving.count(i) == 0)
            standing.add(QRectF(placeOf(drawing, i), outlineOf(nodeOf(drawing, i))));
    }
    std::vector<int> order = nodes;
    std::sort(order.begin(), order.end(), [&](int a, int b) {
        return line.at(a) != line.at(b) ? line.at(a) < line.at(b) : left.at(a) < left.at(b);
    });
    Arranged arranged;
    for (const int node : order) {
        if (stop.stop_requested())
            return {};
        const QPointF by(left.at(node) - cardOf(drawing, node).left(), line.at(node) - portLine(drawing, node));
        const QPointF wanted = onGrid(nodeOf(drawing, node), placeOf(drawing, node) + by);
        const QPointF place = standing.freePlace(nodeOf(drawing, node), wanted);
        standing.add(QRectF(place, outlineOf(nodeOf(drawing, node))));
        put(arranged, drawing, node, place);
    }
    return arranged;
}

} // namespace cw::ui
