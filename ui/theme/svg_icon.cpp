// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/svg_icon.h"

#include <algorithm>

#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

namespace cw::ui {

SvgIconEngine::SvgIconEngine(const QByteArray& svg, const QColor& color, const QColor& disabled)
    : m_svg(svg)
    , m_color(color)
    , m_disabled(disabled)
{
}

void SvgIconEngine::paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State)
{
    const QColor& color = mode == QIcon::Disabled ? m_disabled : m_color;
    QByteArray svg = m_svg;
    svg.replace("currentColor", color.name(QColor::HexRgb).toLatin1());
    QSvgRenderer renderer(svg);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    // Square at the left: a wider place is an icon with some room after it.
    const int side = std::min(rect.width(), rect.height());
    renderer.render(painter, QRectF(rect.left(), rect.top() + (rect.height() - side) / 2.0, side, side));
    painter->restore();
}

QPixmap SvgIconEngine::pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state)
{
    const QColor& color = mode == QIcon::Disabled ? m_disabled : m_color;
    const QString key = QStringLiteral("cw-icon/%1/%2/%3x%4")
                            .arg(qHash(m_svg), 0, 16)
                            .arg(color.name())
                            .arg(size.width())
                            .arg(size.height());
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;
    pixmap = QPixmap(size);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    paint(&painter, QRect(QPoint(0, 0), size), mode, state);
    painter.end();
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

QIconEngine* SvgIconEngine::clone() const
{
    return new SvgIconEngine(*this);
}

QPixmap tinted(const QPixmap& shape, const QColor& color)
{
    QPixmap result = shape;
    QPainter painter(&result);
    painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
    painter.fillRect(QRectF(QPointF(0, 0), shape.deviceIndependentSize()), color);
    painter.end();
    return result;
}

} // namespace cw::ui
