// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <exception>
#include <functional>
#include <memory>
#include <stop_token>
#include <utility>

#include <QMetaObject>
#include <QObject>
#include <QThreadPool>

#include "core/base/result.h"

namespace cw::ui {

/// Work off the GUI thread, one piece at a time: a newer start() cancels the older, whose result is then never seen.
/// Thread: start, cancel and `done` on the GUI thread; `work` on another, polling its token
/// Errors: what `work` throws reaches `done` as an Error
template <class T>
class BackgroundTask {
public:
    using Work = std::function<T(std::stop_token)>;
    using Done = std::function<void(Result<T>)>;

    BackgroundTask() { m_pool.setMaxThreadCount(1); }
    ~BackgroundTask()
    {
        cancel();
        m_pool.waitForDone();
    }
    BackgroundTask(const BackgroundTask&) = delete;
    BackgroundTask& operator=(const BackgroundTask&) = delete;

    void start(Work work, Done done)
    {
        cancel();
        m_stop = std::stop_source();
        m_pool.start(
            [this, work = std::move(work), done = std::move(done), token = m_stop.get_token(), ticket = m_ticket] {
                if (token.stop_requested())
                    return;
                const auto result = std::make_shared<Result<T>>(attempt(work, token));
                QMetaObject::invokeMethod(
                    &m_receiver,
                    [this, done, result, ticket] {
                        if (ticket != m_ticket)
                            return; // cancelled or replaced while it was under way
                        m_busy = false;
                        done(std::move(*result));
                    },
                    Qt::QueuedConnection);
            });
        m_busy = true;
    }
    void cancel()
    {
        m_stop.request_stop();
        ++m_ticket;
        m_pool.clear();
        m_busy = false;
    }
    bool isBusy() const { return m_busy; }

private:
    static Result<T> attempt(const Work& work, const std::stop_token& token)
    {
        try {
            return work(token);
        } catch (const Error& error) {
            return error;
        } catch (const std::exception& error) { // the thread's top frame
            return Error(ErrorCode::Internal, error.what());
        }
    }

    QThreadPool m_pool;
    QObject m_receiver;
    std::stop_source m_stop;
    quint64 m_ticket = 0;
    bool m_busy = false;
};

} // namespace cw::ui
