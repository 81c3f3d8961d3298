// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/wire_gaps.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <unordered_map>

#include <QLineF>
#include <QPolygonF>
#include <QTransform>

namespace cw::ui {
namespace {

constexpr double kGap = 7;
constexpr double kPort = 12;    // nearer to an end than this nothing is cut
constexpr double kFine = 4;     // curves are flattened for a zoom of so much
constexpr double kCell = 48;    // of the grid in which neighbours are found
constexpr double kWidest = 3.0; // a flat crossing gets a longer gap, up to so many times

constexpr double kMostCells = 4e6;           // that wires lie in; blocks may stand 20 million units from each other
constexpr std::size_t kMostGaps = 1'000'000; // nobody tells wires apart where so many cross

struct Line {
    QPolygonF points;
    std::vector<double> along; ///< length of the wire up to each point
    std::vector<double> cuts;  ///< alternating start and end, in length along the wire; may overlap
};

struct Segment {
    QLineF line;
    int wire = 0;
    double along = 0; ///< at its first point
};

Line flatten(const QPainterPath& path)
{
    Line line;
    const auto polygons = path.toSubpathPolygons(QTransform::fromScale(kFine, kFine));
    if (polygons.isEmpty())
        return line;
    double length = 0;
    for (const QPointF& point : polygons.constFirst()) {
        const QPointF place = point / kFine;
        if (!line.points.isEmpty())
            length += QLineF(line.points.constLast(), place).length();
        line.points.append(place);
        line.along.push_back(length);
    }
    return line;
}

bool areTogether(const Line& a, const Line& b)
{
    return a.points.constFirst() == b.points.constFirst() || a.points.constLast() == b.points.constLast();
}

bool isAtPort(const Line& line, double along)
{
    return along < kPort || along > line.along.back() - kPort;
}

/// The crossings of one new segment with those already in the grid.
class Grid {
public:
    explicit Grid(std::vector<Line>& lines)
        : m_lines(lines)
    {
    }

    /// False: there is too much of it.
    bool add(const Segment& segment)
    {
        const QRectF box = QRectF(segment.line.p1(), segment.line.p2()).normalized();
        m_taken += (box.width() / kCell + 1) * (box.height() / kCell + 1);
        if (m_taken > kMostCells)
            return false;
        const auto cell = [](double at) { return static_cast<std::int64_t>(std::floor(at / kCell)); };
        for (std::int64_t x = cell(box.left()); x <= cell(box.right()); ++x) {
            for (std::int64_t y = cell(box.top()); y <= cell(box.bottom()); ++y) {
                std::vector<Segment>& here = m_cells[(x << 32) ^ (y & 0xffffffff)];
                for (const Segment& other : here)
                    cross(other, segment);
                here.push_back(segment);
            }
        }
        return m_gaps <= kMostGaps;
    }

private:
    /// `below` belongs to the earlier wire.
    void cross(const Segment& below, const Segment& above)
    {
        if (below.wire == above.wire)
            return;
        Line& lower = m_lines[static_cast<std::size_t>(below.wire)];
        const Line& upper = m_lines[static_cast<std::size_t>(above.wire)];
        QPointF place;
        if (areTogether(lower, upper) || below.line.intersects(above.line, &place) != QLineF::BoundedIntersection)
            return;
        const double along = below.along + QLineF(below.line.p1(), place).length();
        if (isAtPort(lower, along) || isAtPort(upper, above.along + QLineF(above.line.p1(), place).length()))
            return;
        const double angle = below.line.angleTo(above.line) * M_PI / 180;
        const double half = kGap / 2 * std::min(kWidest, 1 / std::max(1e-6, std::abs(std::sin(angle))));
        lower.cuts.push_back(along - half);
        lower.cuts.push_back(along + half);
        ++m_gaps;
    }

    std::vector<Line>& m_lines;
    double m_taken = 0; ///< cells, about
    std::size_t m_gaps = 0;
    std::unordered_map<std::int64_t, std::vector<Segment>> m_cells;
};

QPointF pointAt(const Line& line, double along)
{
    const auto next = std::upper_bound(line.along.begin(), line.along.end(), along);
    if (next == line.along.begin())
        return line.points.constFirst();
    if (next == line.along.end())
        return line.points.constLast();
    const auto i = next - line.along.begin();
    const double from = line.along[static_cast<std::size_t>(i - 1)];
    const double part = (along - from) / (*next - from);
    return line.points[i - 1] + part * (line.points[i] - line.points[i - 1]);
}

void addPiece(QPainterPath& path, const Line& line, double from, double to)
{
    if (to <= from)
        return;
    path.moveTo(pointAt(line, from));
    for (qsizetype i = 0; i < line.points.size(); ++i) {
        const double along = line.along[static_cast<std::size_t>(i)];
        if (along > from && along < to)
            path.lineTo(line.points[i]);
    }
    path.lineTo(pointAt(line, to));
}

QPainterPath pieces(const Line& line)
{
    std::vector<std::pair<double, double>> cuts;
    for (std::size_t i = 0; i + 1 < line.cuts.size(); i += 2)
        cuts.emplace_back(line.cuts[i], line.cuts[i + 1]);
    std::sort(cuts.begin(), cuts.end());
    QPainterPath path;
    double at = 0;
    for (const auto& [from, to] : cuts) {
        addPiece(path, line, at, from);
        at = std::max(at, to);
    }
    addPiece(path, line, at, line.along.back());
    return path;
}

} // namespace

void cutCrossings(std::vector<QPainterPath>& wires, const std::stop_token& stop)
{
    std::vector<Line> lines;
    lines.reserve(wires.size());
    for (const QPainterPath& wire : wires)
        lines.push_back(flatten(wire));
    Grid grid(lines);
    for (std::size_t wire = 0; wire < lines.size(); ++wire) {
        if (stop.stop_requested())
            return;
        const Line& line = lines[wire];
        for (qsizetype i = 0; i + 1 < line.points.size(); ++i) {
            if (!grid.add({QLineF(line.points[i], line.points[i + 1]), static_cast<int>(wire),
                           line.along[static_cast<std::size_t>(i)]}))
                return;
        }
    }
    for (std::size_t wire = 0; wire < lines.size(); ++wire) {
        if (!lines[wire].cuts.empty())
            wires[wire] = pieces(lines[wire]);
    }
}

} // namespace cw::ui
