// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "ui/frame/services.h"

class QLabel;

namespace cw::ui {

/// Above the page, when the window opens over a history in which runs wait: they were left behind by another window,
/// and begin when somebody says so.
/// Thread: GUI
class QueueNotice : public QWidget {
    Q_OBJECT
public:
    QueueNotice(const Services& services, QWidget* parent);

private:
    void look();

    Services m_services;
    QLabel* m_text;
    bool m_decided = false; ///< continued, put away, or there was nothing to ask
};

} // namespace cw::ui
