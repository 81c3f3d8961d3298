// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QColor>
#include <QIconEngine>
#include <QPixmap>

namespace cw::ui {

/// Draws an SVG whose `currentColor` was replaced, sharp at every size and scale.
/// Thread: GUI
class SvgIconEngine final : public QIconEngine {
public:
    SvgIconEngine(const QByteArray& svg, const QColor& color, const QColor& disabled);

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) override;
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override;
    QIconEngine* clone() const override;

private:
    QByteArray m_svg;
    QColor m_color;
    QColor m_disabled;
};

/// Any icon's shape in one colour: for those of the icon theme, which may be pictures.
QPixmap tinted(const QPixmap& shape, const QColor& color);

} // namespace cw::ui
