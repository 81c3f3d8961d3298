// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/gestures/drop_preview.h"

#include "ui/canvas/canvas_overlay.h"
#include "ui/canvas/graph_view.h"
#include "ui/canvas/placing.h"
#include "ui/canvas/scene_items.h"

namespace cw::ui {

void previewDrop(GraphView& view, const QPoint& at)
{
    const CanvasHit hit = view.hitAt(at);
    const auto& drawing = view.drawing();
    for (std::size_t i = 0; i < drawing.wires.size(); ++i)
        view.wireItem(static_cast<int>(i))
            .setLook(static_cast<int>(i) == hit.wire ? WireLook::Target : WireLook::Plain);
    if (hit.node >= 0 && !hit.port) {
        const auto node = static_cast<std::size_t>(hit.node);
        if (drawing.drawing.nodes[node].shape == NodeShape::Stack) {
            const QRectF card = cardRect(drawing.drawing.nodes[node]).translated(drawing.positions[node]);
            view.overlay().setGhost({});
            view.overlay().setTarget(card.adjusted(-4, -4, 4, 4), false);
            return;
        }
    }
    DrawNode card;
    const QPointF middle(Metrics::kCardWidth / 2.0, Metrics::kCardHeight / 2.0);
    view.overlay().setTarget({}, false);
    view.overlay().setGhost(cardRect(card).translated(hit.wire >= 0 ? view.mapToScene(at) - middle
                                                                    : onGrid(card, view.mapToScene(at) - middle)));
}

} // namespace cw::ui
