// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QGraphicsScene;
class QWidget;

namespace cw::ui {

class Theme;

/// Writes a drawing as the ending of `path` says: .png (twice the size of the screen), .svg or .pdf, on a white or dark
/// ground as the theme is. Returns what went wrong, one sentence; empty: it is written.
/// Thread: GUI
QString exportDrawing(QGraphicsScene& scene, const Theme& theme, const QString& title, const QString& path);

/// Asks where to, and does it. Returns what went wrong; empty also when nobody gave a name.
QString askAndExport(QWidget* window, QGraphicsScene& scene, const Theme& theme, const QString& title);

} // namespace cw::ui
