// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>
#include <QWidget>

#include "ui/live/history_feed.h"

namespace cw::ui {

/// What the page shows where no run can be: what to do to get one, or that nobody knows whether there is one.
class EmptyRuns : public QWidget {
    Q_OBJECT
public:
    explicit EmptyRuns(const HistoryFeed& feed, QWidget* parent = nullptr);

private:
    void setReadable(bool readable);

    QLabel* m_title;
    QLabel* m_text;
};

} // namespace cw::ui
