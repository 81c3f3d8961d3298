// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <limits>

#include "core/base/assert.h"
#include "core/base/pareto.h"

namespace cw {

namespace {

/// Points as edges of boxes above the reference: every edge is positive.
using Edges = std::vector<Scores>;

double volumeOf(const Edges& boxes, std::size_t dimensions);

/// Without the boxes that lie inside another, by their first `dimensions` edges.
Edges outermost(Edges boxes, std::size_t dimensions)
{
    std::sort(boxes.begin(), boxes.end(), std::greater<>());
    Edges kept;
    for (Scores& box : boxes) {
        const auto inside = [&](const Scores& other) {
            for (std::size_t i = 0; i < dimensions; ++i) {
                if (box[i] > other[i])
                    return false;
            }
            return true;
        };
        if (std::none_of(kept.begin(), kept.end(), inside))
            kept.push_back(std::move(box));
    }
    return kept;
}

double product(const Scores& box, std::size_t dimensions)
{
    double volume = 1;
    for (std::size_t i = 0; i < dimensions; ++i)
        volume *= box[i];
    return volume;
}

/// The volume of `box` that no other covers.
double exclusive(const Scores& box, Edges others, std::size_t dimensions)
{
    for (Scores& other : others) {
        for (std::size_t i = 0; i < dimensions; ++i)
            other[i] = std::min(other[i], box[i]);
    }
    return product(box, dimensions) - volumeOf(outermost(std::move(others), dimensions), dimensions);
}

double areaOf(Edges boxes)
{
    std::sort(boxes.begin(), boxes.end(), std::greater<>());
    double area = 0;
    double height = 0;
    for (const Scores& box : boxes) {
        if (box[1] > height) {
            area += box[0] * (box[1] - height);
            height = box[1];
        }
    }
    return area;
}

double volumeOf(const Edges& boxes, std::size_t dimensions)
{
    if (boxes.empty())
        return 0;
    if (boxes.size() == 1)
        return product(boxes.front(), dimensions);
    if (dimensions == 1)
        return std::max_element(boxes.begin(), boxes.end(),
                                [](const Scores& a, const Scores& b) { return a[0] < b[0]; })
            ->front();
    if (dimensions == 2)
        return areaOf(boxes);
    // From the shallowest to the deepest: every later box reaches as deep as this one, so what this one adds beside
    // them has its own depth throughout and one dimension less to look at.
    const std::size_t last = dimensions - 1;
    Edges order = boxes;
    std::sort(order.begin(), order.end(),
              [last](const Scores& a, const Scores& b) { return a[last] != b[last] ? a[last] < b[last] : a < b; });
    double volume = 0;
    for (std::size_t i = 0; i < order.size(); ++i) {
        const auto later = order.begin() + std::ptrdiff_t(i) + 1;
        volume += order[i][last] * exclusive(order[i], Edges(later, order.end()), last);
    }
    return volume;
}

/// Empty when the point is not above the reference.
Scores edgesOf(const Scores& point, const Scores& reference)
{
    CW_ASSERT(point.size() == reference.size());
    Scores edges(point.size());
    for (std::size_t i = 0; i < point.size(); ++i) {
        edges[i] = point[i] - reference[i];
        if (!(edges[i] > 0))
            return {};
    }
    return edges;
}

bool isUnbounded(const Scores& edges)
{
    return std::any_of(edges.begin(), edges.end(), [](double edge) { return std::isinf(edge); });
}

Edges allEdgesOf(const std::vector<Scores>& points, const Scores& reference)
{
    Edges boxes;
    for (const Scores& point : points) {
        if (Scores edges = edgesOf(point, reference); !edges.empty())
            boxes.push_back(std::move(edges));
    }
    return boxes;
}

} // namespace

double hypervolume(const std::vector<Scores>& points, const Scores& reference)
{
    Edges boxes = allEdgesOf(points, reference);
    if (std::any_of(boxes.begin(), boxes.end(), isUnbounded))
        return std::numeric_limits<double>::infinity();
    return volumeOf(outermost(std::move(boxes), reference.size()), reference.size());
}

double hypervolumeOf(const Scores& point, const std::vector<Scores>& others, const Scores& reference)
{
    const Scores box = edgesOf(point, reference);
    if (box.empty())
        return 0;
    if (isUnbounded(box))
        return std::numeric_limits<double>::infinity();
    return std::max(0.0, exclusive(box, allEdgesOf(others, reference), reference.size()));
}

} // namespace cw
