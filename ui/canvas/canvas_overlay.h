// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QGraphicsItem>
#include <QLineF>
#include <QPainterPath>

#include "ui/theme/theme.h"

namespace cw::ui {

/// What a gesture shows above the drawing while it lasts: rubber band, guides, the link being drawn, where a dragged
/// block would stand.
class CanvasOverlay final : public QGraphicsItem {
public:
    explicit CanvasOverlay(const Theme& theme);

    void setBand(const QRectF& band);
    void setGuides(std::vector<QLineF> guides);
    void setDraft(const QPainterPath& draft);
    void setGhost(const QRectF& ghost);
    void setTarget(const QRectF& target, bool refused);
    /// Between two rows: something would go there.
    void setInsertion(const QLineF& insertion);
    const QLineF& insertion() const { return m_insertion; }
    void clear();
    const QPainterPath& draft() const { return m_draft; }

    QRectF boundingRect() const override { return m_bounds; }
    QPainterPath shape() const override { return {}; }
    void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

private:
    void measure();

    const Theme& m_theme;
    QRectF m_band;
    std::vector<QLineF> m_guides;
    QPainterPath m_draft;
    QRectF m_ghost;
    QRectF m_target;
    bool m_refused = false;
    QLineF m_insertion;
    QRectF m_bounds;
};

} // namespace cw::ui
