// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QHBoxLayout>
#include <QWidget>

#include "ui/canvas/graph_place.h"

namespace cw::ui {

/// Where in a space one is: the way there, each step but the last a button that leads back to it.
/// Thread: GUI
class Breadcrumb : public QWidget {
    Q_OBJECT
public:
    explicit Breadcrumb(QWidget* parent = nullptr);

    void setPath(const std::vector<GraphPlace>& path);

Q_SIGNALS:
    void leftTo(int depth);

private:
    QHBoxLayout* m_row;
    QStringList m_shown; ///< titles and the note
};

} // namespace cw::ui
