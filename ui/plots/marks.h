// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QPainter>
#include <QPixmap>
#include <QPointF>

#include "core/base/states.h"

namespace cw::ui {

/// Forms that tell states apart without colour.
enum class Mark { Dot, Ring, Tick, Triangle, Cross, Bar, Square, Circle };

/// In a plot finished trials are dots: thousands of ticks would be unreadable.
Mark plotMarkOf(TrialState state);
Mark markOf(TrialState state);
Mark markOf(RunState state);

/// `size` is the diameter. Drawn as shapes, so also in vector files.
void paintMark(QPainter& painter, Mark mark, QPointF centre, double size, const QColor& color);
/// The mark as a pixmap for many copies, `ratio` device pixels per pixel.
QPixmap markStamp(Mark mark, double size, const QColor& color, double ratio);

} // namespace cw::ui
