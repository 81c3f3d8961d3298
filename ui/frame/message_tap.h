// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

#include <QObject>
#include <QString>

#include "ui/frame/log_book.h"

namespace cw::ui {

/// While it lives, what Qt and the program say by qWarning() and the like is written into a log as well, from whichever
/// thread; of a flood the first some hundred and how many more there were. What took the messages before still does.
/// Thread: made and destroyed on the GUI thread
class MessageTap : public QObject {
    Q_OBJECT
public:
    explicit MessageTap(LogBook& log, QObject* parent = nullptr);
    ~MessageTap() override;

    static constexpr std::size_t kMostWaiting = 200; ///< that the GUI thread has not come to yet

private:
    struct Handler;
    void take(LogLevel level, const QString& text);
    void write();

    LogBook& m_log;
    std::vector<std::pair<LogLevel, QString>> m_waiting; ///< under the mutex of Handler, like m_leftOut
    std::size_t m_leftOut = 0;
};

} // namespace cw::ui
