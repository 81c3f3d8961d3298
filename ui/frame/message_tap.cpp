// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/frame/message_tap.h"

#include <algorithm>
#include <mutex>
#include <utility>

namespace cw::ui {

/// Qt's handler is a function without a context: who listens has to stand somewhere that it can reach.
struct MessageTap::Handler {
    static std::mutex& mutex()
    {
        static std::mutex mutex;
        return mutex;
    }
    static std::vector<MessageTap*>& taps() ///< under the mutex; the newest listens
    {
        static std::vector<MessageTap*> taps;
        return taps;
    }
    static QtMessageHandler& before() ///< under the mutex: who took the messages before the first tap
    {
        static QtMessageHandler before = nullptr;
        return before;
    }

    static LogLevel levelOf(QtMsgType type)
    {
        return type == QtInfoMsg ? LogLevel::Note : type == QtWarningMsg ? LogLevel::Warning : LogLevel::Error;
    }

    static void handle(QtMsgType type, const QMessageLogContext& context, const QString& text)
    {
        static thread_local bool isInside = false; // handing over may itself have something to say
        if (isInside)
            return;
        isInside = true;
        QtMessageHandler next = nullptr;
        {
            const std::lock_guard lock(mutex());
            next = before();
            if (type != QtDebugMsg && !taps().empty())
                taps().back()->take(levelOf(type), text);
        }
        isInside = false;
        if (next != nullptr)
            next(type, context, text);
    }
};

MessageTap::MessageTap(LogBook& log, QObject* parent)
    : QObject(parent)
    , m_log(log)
{
    const std::lock_guard lock(Handler::mutex());
    if (Handler::taps().empty())
        Handler::before() = qInstallMessageHandler(&Handler::handle);
    Handler::taps().push_back(this);
}

MessageTap::~MessageTap()
{
    const std::lock_guard lock(Handler::mutex());
    std::erase(Handler::taps(), this);
    if (Handler::taps().empty())
        qInstallMessageHandler(Handler::before());
}

void MessageTap::take(LogLevel level, const QString& text)
{
    if (m_waiting.size() >= kMostWaiting) {
        ++m_leftOut;
        return;
    }
    m_waiting.emplace_back(level, text);
    if (m_waiting.size() == 1)
        QMetaObject::invokeMethod(this, &MessageTap::write, Qt::QueuedConnection);
}

void MessageTap::write()
{
    std::vector<std::pair<LogLevel, QString>> taken;
    std::size_t leftOut = 0;
    {
        const std::lock_guard lock(Handler::mutex());
        taken.swap(m_waiting);
        leftOut = std::exchange(m_leftOut, 0);
    }
    for (const auto& [level, text] : taken)
        m_log.add(level, text);
    if (leftOut > 0)
        m_log.add(LogLevel::Warning, tr("%n more message(s) at that time", nullptr, static_cast<int>(leftOut)));
}

} // namespace cw::ui
