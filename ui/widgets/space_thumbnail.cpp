// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/space_thumbnail.h"

#include <algorithm>
#include <map>
#include <string>

#include <QPainter>
#include <QPainterPath>

#include "ui/canvas/op_words.h"
#include "ui/theme/theme.h"

namespace cw::ui {

namespace {

/// The graph worth a picture: the cell with most blocks, where the decisions are, if it is more than a pair of blocks.
const space::Graph& interestingGraph(const space::SearchSpace& space)
{
    const space::Graph* best = &space.graph;
    std::size_t most = 2;
    for (const auto& [name, cell] : space.cells) {
        if (cell.blocks.size() > most) {
            most = cell.blocks.size();
            best = &cell;
        }
    }
    return *best;
}

space::OpFamily familyOf(const space::Block& block)
{
    if (block.kind == space::BlockKind::Op)
        return opFamily(block.op);
    return block.kind == space::BlockKind::Recurrent ? space::OpFamily::Recurrent : space::OpFamily::Structure;
}

} // namespace

SpaceThumbnail::SpaceThumbnail(const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setFixedSize(sizeHint());
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void SpaceThumbnail::setSpace(const space::SearchSpace& space)
{
    const space::Graph& graph = interestingGraph(space);
    LayoutRequest request;
    request.layerGap = 9;
    request.nodeGap = 6;
    request.wireGap = 4;
    m_looks.clear();
    std::map<std::string, int> places;
    for (const space::Block& block : graph.blocks) {
        const bool round = block.kind == space::BlockKind::Input || block.kind == space::BlockKind::Output ||
                           block.kind == space::BlockKind::Merge;
        places[block.id] = static_cast<int>(request.nodes.size());
        request.nodes.push_back(round ? LayoutNode{6, 6} : LayoutNode{17, 8});
        m_looks.push_back({round, familyOf(block)});
    }
    for (const space::Link& link : graph.links) {
        const auto from = places.find(link.from);
        const auto to = places.find(link.to);
        if (from != places.end() && to != places.end())
            request.edges.push_back({from->second, to->second});
    }
    m_nodes = request.nodes;
    m_layout = layOut(request);
    update();
}

void SpaceThumbnail::paintEvent(QPaintEvent*)
{
    const Colors& c = m_theme.colors();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(c.line);
    painter.setBrush(c.window);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), Metrics::kRadius, Metrics::kRadius);
    if (!m_layout || m_nodes.empty())
        return;
    const double scale = std::min(
        {1.0, (width() - 20) / std::max(1.0, m_layout->width), (height() - 16) / std::max(1.0, m_layout->height)});
    painter.translate((width() - m_layout->width * scale) / 2, (height() - m_layout->height * scale) / 2);
    painter.scale(scale, scale);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(c.wire, 1));
    for (const LayoutWire& wire : m_layout->wires) {
        if (wire.points.empty())
            continue;
        QPainterPath path(QPointF(wire.points[0].x, wire.points[0].y));
        for (std::size_t i = 1; i + 2 < wire.points.size(); i += 3)
            path.cubicTo(wire.points[i].x, wire.points[i].y, wire.points[i + 1].x, wire.points[i + 1].y,
                         wire.points[i + 2].x, wire.points[i + 2].y);
        painter.drawPath(path);
    }
    painter.setBrush(c.surface);
    for (std::size_t i = 0; i < m_nodes.size(); ++i) {
        const LayoutPoint& at = m_layout->positions[i];
        const QRectF box(at.x, at.y, m_nodes[i].width, m_nodes[i].height);
        painter.setPen(QPen(c.opIcon(m_looks[i].family), 1));
        if (m_looks[i].round)
            painter.drawEllipse(box);
        else
            painter.drawRoundedRect(box, 2, 2);
    }
}

} // namespace cw::ui
