// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/live/history_feed.h"

#include <algorithm>

#include <QThread>

#include "core/base/assert.h"
#include "ui/live/feed_worker.h"

namespace cw::ui {

class HistoryFeed::Impl {
public:
    explicit Impl(std::filesystem::path history)
        : path(std::move(history))
        , worker(new FeedWorker(path))
    {
        thread.setObjectName(QStringLiteral("history-feed"));
        worker->moveToThread(&thread);
        QObject::connect(&thread, &QThread::finished, worker, &QObject::deleteLater);
        QObject::connect(&thread, &QThread::started, worker, &FeedWorker::start);
    }
    ~Impl()
    {
        if (!thread.isRunning())
            thread.start(); // only a running thread deletes the worker that belongs to it
        thread.quit();
        thread.wait();
    }

    template <class Call>
    void post(Call call)
    {
        QMetaObject::invokeMethod(worker, std::move(call), Qt::QueuedConnection);
    }

    std::filesystem::path path;
    QThread thread;
    FeedWorker* worker;
};

HistoryFeed::HistoryFeed(const std::filesystem::path& history, QObject* parent)
    : QObject(parent)
    , m_impl(std::make_unique<Impl>(history))
{
    FeedWorker* worker = m_impl->worker;
    connect(worker, &FeedWorker::runsRead, this, [this](const RunList& runs) {
        CW_ASSERT(QThread::currentThread() == thread());
        m_runs = runs;
        m_hasRead = true;
        Q_EMIT runsChanged(runs);
    });
    connect(worker, &FeedWorker::trialsReset, this, &HistoryFeed::trialsReset);
    connect(worker, &FeedWorker::trialsChanged, this, &HistoryFeed::trialsChanged);
    connect(worker, &FeedWorker::architectureRead, this, &HistoryFeed::architectureRead);
    connect(worker, &FeedWorker::finalTrainingsRead, this, &HistoryFeed::finalTrainingsRead);
    connect(worker, &FeedWorker::interventionsRead, this, &HistoryFeed::interventionsRead);
    connect(worker, &FeedWorker::failed, this, &HistoryFeed::failed);
    connect(worker, &FeedWorker::recovered, this, &HistoryFeed::recovered);
    connect(worker, &FeedWorker::foundNewer, this, &HistoryFeed::foundNewer);
    m_impl->thread.start();
}

HistoryFeed::~HistoryFeed() = default;

const std::filesystem::path& HistoryFeed::history() const
{
    return m_impl->path;
}

const history::RunRow* HistoryFeed::find(std::int64_t run) const
{
    const auto found =
        std::find_if(m_runs->begin(), m_runs->end(), [run](const history::RunRow& row) { return row.run == run; });
    return found == m_runs->end() ? nullptr : &*found;
}

void HistoryFeed::follow(const QString& key, std::int64_t run)
{
    m_impl->post([worker = m_impl->worker, key, run] { worker->follow(key, run); });
}

void HistoryFeed::unfollow(const QString& key)
{
    m_impl->post([worker = m_impl->worker, key] { worker->unfollow(key); });
}

void HistoryFeed::requestArchitecture(std::int64_t run, std::int64_t trial)
{
    m_impl->post([worker = m_impl->worker, run, trial] { worker->readArchitecture(run, trial); });
}

void HistoryFeed::requestFinalTrainings(std::int64_t run, std::int64_t trial)
{
    m_impl->post([worker = m_impl->worker, run, trial] { worker->readFinalTrainings(run, trial); });
}

void HistoryFeed::requestInterventions(std::int64_t run)
{
    m_impl->post([worker = m_impl->worker, run] { worker->readInterventions(run); });
}

void HistoryFeed::poke()
{
    m_impl->post([worker = m_impl->worker] { worker->look(true); });
}

} // namespace cw::ui
