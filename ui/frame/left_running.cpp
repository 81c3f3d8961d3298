// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/frame/left_running.h"

#include <cmath>

#include <QSettings>

#include "core/base/process.h"

namespace cw::ui {
namespace {

constexpr double kTakeOver = 30; ///< s; loading LibTorch and the data takes its time
const QString kRuns = QStringLiteral("leftRunning/runs");
const QString kHistory = QStringLiteral("leftRunning/history");
const QString kTime = QStringLiteral("leftRunning/time");

QString pathOf(const HistoryFeed& feed)
{
    return QString::fromStdString(absolute(feed.history()).string());
}

bool isLive(const history::RunRow& row, double now)
{
    const RunState state = row.effectiveState(now);
    return row.hasLiveOwner(now) && (state == RunState::Running || state == RunState::Paused);
}

} // namespace

LeftRunning::LeftRunning(const HistoryFeed& feed, QObject* parent)
    : QObject(parent)
    , m_feed(feed)
{
    const QSettings settings;
    if (settings.value(kHistory).toString() != pathOf(feed) || settings.value(kRuns).toList().isEmpty())
        return;
    m_again.setInterval(1000);
    connect(&m_again, &QTimer::timeout, this, &LeftRunning::look);
    m_again.start();
    connect(&feed, &HistoryFeed::runsChanged, this, &LeftRunning::look);
}

void LeftRunning::remember(const HistoryFeed& feed, const std::vector<std::int64_t>& runs)
{
    QSettings settings;
    QVariantList numbers;
    for (const std::int64_t run : runs)
        numbers.append(qint64(run));
    settings.setValue(kHistory, pathOf(feed));
    settings.setValue(kRuns, numbers);
    settings.setValue(kTime, wallClock());
}

void LeftRunning::look()
{
    if (!m_feed.hasRead() || !m_again.isActive())
        return;
    QSettings settings;
    const double now = wallClock();
    const bool waits = std::abs(now - settings.value(kTime).toDouble()) < kTakeOver;
    QStringList news;
    bool bad = false;
    for (const QVariant& number : settings.value(kRuns).toList()) {
        const history::RunRow* row = m_feed.find(number.toLongLong());
        if (row == nullptr)
            continue;
        if (isLive(*row, now)) {
            news << tr("Run %1 goes on in the background.").arg(row->run);
        } else if (row->state == RunState::Finished) {
            news << tr("Run %1 has finished in the background.").arg(row->run);
        } else if (row->state == RunState::Failed) {
            news
                << tr("Run %1 has failed in the background: %2").arg(row->run).arg(QString::fromStdString(row->reason));
            bad = true;
        } else if (waits) {
            return;
        } else {
            news << tr("Run %1 no longer runs in the background; it can be resumed.").arg(row->run);
            bad = true;
        }
    }
    m_again.stop();
    settings.remove(QStringLiteral("leftRunning"));
    if (!news.isEmpty())
        Q_EMIT known(news.join(QLatin1Char(' ')), bad);
}

} // namespace cw::ui
