// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/frame/notifier.h"

#include <QSystemTrayIcon>

#include "core/base/forward_clock.h"
#include "ui/frame/preferences.h"
#include "ui/theme/theme.h"
#include "ui/widgets/format.h"

namespace cw::ui {
namespace {

constexpr double kBestPause = 60; ///< s between two messages about one run's best: a table gives hundreds a second

QString subjectOf(const history::RunRow& row)
{
    const QString space = QString::fromStdString(row.info.spaceName);
    const QString data = shortDataSetName(row.info.dataset);
    return data.isEmpty() ? space : space + QStringLiteral(" / ") + data;
}

} // namespace

Notifier::Notifier(const HistoryFeed& feed, const Theme& theme, QObject* parent)
    : QObject(parent)
    , m_theme(theme)
    , m_show([this](const Message& message) { showInTray(message); })
    , m_watched([] { return false; })
{
    connect(&feed, &HistoryFeed::runsChanged, this, &Notifier::look);
    if (feed.hasRead())
        look(feed.runs());
}

Notifier::~Notifier() = default;

bool Notifier::isPossible()
{
    return QSystemTrayIcon::isSystemTrayAvailable() && QSystemTrayIcon::supportsMessages();
}

void Notifier::look(const RunList& runs)
{
    for (const history::RunRow& row : *runs) {
        // A run that began since is news from its first trial on; what the first list holds is not.
        const auto [seen, isNew] = m_seen.try_emplace(row.run);
        if (isNew && !m_looked)
            seen->second = {.state = row.state, .best = row.best};
        else
            compare(row, seen->second);
    }
    m_looked = true;
}

void Notifier::compare(const history::RunRow& row, Seen& seen)
{
    const bool hasEnded = row.state != seen.state && !history::isFinal(seen.state) && history::isFinal(row.state);
    const bool isBetter = row.best && row.best != seen.best;
    seen.state = row.state;
    seen.best = row.best;
    const Preferences wanted = Preferences::read();
    const QString best = tr("%1 · best %2").arg(subjectOf(row), valueText(row.best));
    if (hasEnded && wanted.tellsEnds && row.state == RunState::Finished) {
        show({row.run, tr("Run %1 has finished").arg(row.run), best, false});
    } else if (hasEnded && wanted.tellsEnds && row.state == RunState::Failed) {
        show({row.run, tr("Run %1 has failed").arg(row.run), QString::fromStdString(row.reason), true});
    } else if (isBetter && wanted.tellsBest && !history::isFinal(row.state)) {
        const double now = bootClock();
        if (seen.toldBest > 0 && now - seen.toldBest < kBestPause)
            return;
        seen.toldBest = now;
        show({row.run, tr("Run %1 has a new best").arg(row.run), best, false});
    }
}

void Notifier::show(const Message& message)
{
    if (!m_watched())
        m_show(message);
}

void Notifier::showInTray(const Message& message)
{
    if (!isPossible())
        return;
    if (m_tray == nullptr) {
        m_tray = new QSystemTrayIcon(m_theme.icon(QStringLiteral("logo")), this);
        m_tray->setToolTip(QStringLiteral("Cellwright"));
        connect(m_tray, &QSystemTrayIcon::messageClicked, this, [this] { Q_EMIT runChosen(m_shownRun); });
        m_tray->show(); // without it most desktops show no message
    }
    m_shownRun = message.run;
    m_tray->showMessage(message.title, message.text,
                        message.bad ? QSystemTrayIcon::Warning : QSystemTrayIcon::Information);
}

} // namespace cw::ui
