// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/frame/screenshot.h"

#include <QPixmap>

#include "ui/frame/main_window.h"
#include "ui/frame/window_host.h"

namespace cw::ui {

namespace {

constexpr int kLookMilliseconds = 50;
constexpr int kQuietMilliseconds = 600; ///< above the history's polling interval, so that its last rows are shown

} // namespace

Screenshot::Screenshot(WindowHost& host, QString file, When when, std::optional<PageIndex> page, QObject* parent)
    : QObject(parent)
    , m_host(host)
    , m_file(std::move(file))
    , m_when(when)
    , m_page(page)
{
    m_timer.setInterval(kLookMilliseconds);
    connect(&m_timer, &QTimer::timeout, this, &Screenshot::look);
    connect(&host.services().feed, &HistoryFeed::failed, this, [this] { m_unreadable = true; });
    const auto stir = [this] { m_quiet.start(); };
    const HistoryFeed& feed = host.services().feed;
    connect(&feed, &HistoryFeed::runsChanged, this, stir);
    connect(&feed, &HistoryFeed::trialsReset, this, stir);
    connect(&feed, &HistoryFeed::trialsChanged, this, stir);
    connect(&feed, &HistoryFeed::architectureRead, this, stir);
    connect(&host.services().runs, &RunService::devicesChanged, this, stir);
    m_quiet.start();
    m_timer.start();
}

bool Screenshot::conditionHolds() const
{
    const Services& services = m_host.services();
    if (!services.feed.hasRead() && !m_unreadable)
        return false;
    return m_when == When::Ready || (services.runs.active().empty() && !services.runs.isLaunching());
}

void Screenshot::look()
{
    if (!conditionHolds())
        return;
    MainWindow& window = m_host.window();
    if (!m_shown) {
        m_shown = true;
        if (m_page)
            window.showPage(*m_page);
        m_quiet.start();
    }
    if (window.page(window.currentPage())->isBusy())
        m_quiet.start();
    if (m_quiet.elapsed() >= kQuietMilliseconds)
        take();
}

void Screenshot::take()
{
    m_timer.stop();
    const QPixmap picture = m_host.window().grab();
    Q_EMIT done(picture.save(m_file) ? QString() : tr("%1: the picture could not be written").arg(m_file));
}

} // namespace cw::ui
