// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "ui/frame/services.h"

class QLabel;
class QMenu;
class QPushButton;

namespace cw::ui {

/// Above the list of runs while some wait: how many, and whether they go on; sets the queue going or holds it.
/// Thread: GUI
class QueueBar : public QWidget {
    Q_OBJECT
public:
    QueueBar(const Services& services, QWidget* parent);

private:
    QMenu* makeMenu();
    void refresh();

    Services m_services;
    QLabel* m_count;
    QLabel* m_state;
    QPushButton* m_go;
};

} // namespace cw::ui
