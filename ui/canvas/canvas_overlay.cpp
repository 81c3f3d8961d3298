// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/canvas_overlay.h"

#include <utility>

#include <QPainter>

namespace cw::ui {
namespace {

/// As wide on the screen at every zoom.
QPen cosmetic(const QColor& color, double width, Qt::PenStyle style = Qt::SolidLine)
{
    QPen pen(color, width, style);
    pen.setCosmetic(true);
    return pen;
}

} // namespace

CanvasOverlay::CanvasOverlay(const Theme& theme)
    : m_theme(theme)
{
    setZValue(10);
}

void CanvasOverlay::setBand(const QRectF& band)
{
    m_band = band;
    measure();
}

void CanvasOverlay::setGuides(std::vector<QLineF> guides)
{
    m_guides = std::move(guides);
    measure();
}

void CanvasOverlay::setDraft(const QPainterPath& draft)
{
    m_draft = draft;
    measure();
}

void CanvasOverlay::setGhost(const QRectF& ghost)
{
    m_ghost = ghost;
    measure();
}

void CanvasOverlay::setTarget(const QRectF& target, bool refused)
{
    m_target = target;
    m_refused = refused;
    measure();
}

void CanvasOverlay::setInsertion(const QLineF& insertion)
{
    m_insertion = insertion;
    measure();
}

void CanvasOverlay::clear()
{
    m_band = {};
    m_guides.clear();
    m_draft = {};
    m_ghost = {};
    m_target = {};
    m_insertion = {};
    measure();
}

void CanvasOverlay::measure()
{
    prepareGeometryChange();
    m_bounds = m_band.united(m_ghost).united(m_target);
    if (!m_draft.isEmpty())
        m_bounds = m_bounds.united(m_draft.controlPointRect());
    for (const QLineF& line : m_guides)
        m_bounds = m_bounds.united(QRectF(line.p1(), line.p2()).normalized().adjusted(0, 0, 1, 1));
    if (!m_insertion.isNull())
        m_bounds = m_bounds.united(QRectF(m_insertion.p1(), m_insertion.p2()).adjusted(0, 0, 1, 1));
    m_bounds.adjust(-12, -12, 12, 12);
}

void CanvasOverlay::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*)
{
    const Colors& colors = m_theme.colors();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setBrush(Qt::NoBrush);
    for (const QLineF& line : m_guides) {
        painter->setPen(cosmetic(colors.accent, 1));
        painter->drawLine(line);
    }
    if (!m_target.isNull()) {
        painter->setPen(QPen(m_refused ? colors.bad : colors.accent, 2, m_refused ? Qt::DashLine : Qt::SolidLine));
        painter->drawRoundedRect(m_target, Metrics::kRadius + 2, Metrics::kRadius + 2);
    }
    if (!m_ghost.isNull()) {
        QPen pen(colors.accent, 1.4);
        pen.setDashPattern({5, 4});
        QColor fill = colors.accent;
        fill.setAlphaF(0.12F);
        painter->setPen(pen);
        painter->setBrush(fill);
        painter->drawRoundedRect(m_ghost, Metrics::kRadius, Metrics::kRadius);
        painter->setBrush(Qt::NoBrush);
    }
    if (!m_insertion.isNull()) {
        painter->setPen(QPen(colors.accent, 2.4, Qt::SolidLine, Qt::RoundCap));
        painter->drawLine(m_insertion);
        painter->setPen(QPen(colors.accent, 1.6));
        painter->setBrush(colors.surface);
        painter->drawEllipse(m_insertion.p1(), 3.5, 3.5);
        painter->setBrush(Qt::NoBrush);
    }
    if (!m_draft.isEmpty()) {
        QPen pen(colors.accent, 1.8);
        pen.setDashPattern({5 / 1.8, 4 / 1.8});
        painter->setPen(pen);
        painter->drawPath(m_draft);
        painter->setPen(QPen(colors.accent, 1.6));
        painter->setBrush(colors.surface);
        painter->drawEllipse(m_draft.currentPosition(), 5, 5);
        painter->setBrush(Qt::NoBrush);
    }
    if (!m_band.isNull()) {
        QColor fill = colors.accent;
        fill.setAlphaF(0.10F);
        painter->setPen(cosmetic(colors.accent, 1));
        painter->setBrush(fill);
        painter->drawRect(m_band);
    }
}

} // namespace cw::ui
