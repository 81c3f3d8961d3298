// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/frame/main_window.h"

#include <algorithm>

#include <QCloseEvent>
#include <QDragEnterEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenuBar>
#include <QMimeData>
#include <QScreen>
#include <QSettings>
#include <QStackedWidget>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/frame/command_palette.h"
#include "ui/frame/first_steps.h"
#include "ui/frame/leave_dialog.h"
#include "ui/frame/left_running.h"
#include "ui/frame/notifier.h"
#include "ui/frame/queue_notice.h"
#include "ui/frame/rail.h"
#include "ui/frame/status_bar.h"
#include "ui/frame/top_bar.h"
#include "ui/frame/window_actions.h"
#include "ui/frame/window_commands.h"
#include "ui/live/history_feed.h"
#include "ui/live/run_queue.h"
#include "ui/live/run_service.h"
#include "ui/pages/search_page.h"
#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"

namespace cw::ui {

namespace {

constexpr QSize kDefaultSize(1440, 900), kSmallest(1240, 680);
const QString kGeometryKey = QStringLiteral("window/geometry");
const QString kPageKey = QStringLiteral("window/page");
const QString kFirstStepsKey = QStringLiteral("window/firstStepsDismissed");

QStringList spaceFiles(const QMimeData& data)
{
    QStringList files;
    for (const QUrl& url : data.urls()) {
        if (url.isLocalFile() && url.path().endsWith(QLatin1String(".cwspace"), Qt::CaseInsensitive))
            files << url.toLocalFile();
    }
    return files;
}

} // namespace

MainWindow::MainWindow(const Services& services, LogBook& log, const PageMaker& makePages, QWidget* parent)
    : QMainWindow(parent)
    , m_services(services)
    , m_log(log)
    , m_topBar(new TopBar(services.theme, this))
    , m_rail(new Rail(services.theme, this))
    , m_stack(new QStackedWidget(this))
    , m_statusBar(new StatusBar(services, this))
    , m_firstSteps(new FirstSteps(services.theme, this))
{
    setWindowTitle(QStringLiteral("Cellwright"));
    setMinimumSize(kSmallest);
    setContextMenuPolicy(Qt::NoContextMenu);
    setAcceptDrops(true);
    m_pages = makePages(services, m_stack);
    for (Page* page : m_pages.pages) {
        m_stack->addWidget(page);
        m_rail->addPage(page->iconName(), page->title());
    }
    auto* above = new QVBoxLayout;
    above->setContentsMargins(0, 0, 0, 0);
    above->setSpacing(0);
    above->addWidget(makeProblemBar());
    above->addWidget(new QueueNotice(m_services, this));
    m_firstStepsArea = new QWidget(this); // hidden with its margins
    auto* steps = new QVBoxLayout(m_firstStepsArea);
    steps->setContentsMargins(16, 12, 16, 12);
    steps->addWidget(m_firstSteps);
    above->addWidget(m_firstStepsArea);
    above->addWidget(m_stack, 1);
    auto* middle = new QHBoxLayout;
    middle->setContentsMargins(0, 0, 0, 0);
    middle->setSpacing(0);
    middle->addWidget(m_rail);
    middle->addLayout(above, 1);
    auto* central = new QWidget(this);
    auto* column = new QVBoxLayout(central);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(middle, 1);
    column->addWidget(m_statusBar);
    setMenuWidget(m_topBar);
    setCentralWidget(central);
    central->setFocusPolicy(Qt::ClickFocus); // a click on nothing takes the focus out of a field
    central->setFocus();
    m_actions = new WindowActions(*this, *m_topBar->menuBar(), services);
    m_palette = new CommandPalette(
        services.theme, [this] { return commands(); }, this);
    connectServices();
    restore();
}

MainWindow::~MainWindow()
{
    delete m_actions; // they follow the focus, which goes from dialog to window while the menus are gone already
}

QWidget* MainWindow::makeProblemBar()
{
    m_problemBar = new QWidget(this);
    m_problem = makeLabel({}, "problem", m_problemBar);
    m_problem->setWordWrap(true);
    m_problem->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* close = new QToolButton(m_problemBar);
    const auto draw = [this, close] {
        close->setIcon(m_services.theme.icon(QStringLiteral("close"), m_services.theme.colors().muted));
    };
    draw();
    connect(&m_services.theme, &Theme::changed, close, draw);
    close->setToolTip(tr("Close"));
    connect(close, &QToolButton::clicked, m_problemBar, &QWidget::hide);
    auto* row = new QHBoxLayout(m_problemBar);
    row->setContentsMargins(16, 8, 8, 8);
    row->addWidget(m_problem, 1);
    row->addWidget(close, 0, Qt::AlignTop);
    m_problemBar->hide();
    return m_problemBar;
}

void MainWindow::connectServices()
{
    connect(m_topBar, &TopBar::paletteAsked, this, &MainWindow::openPalette);
    connect(m_rail, &Rail::chosen, this, [this](int page) { showPage(static_cast<PageIndex>(page)); });
    connect(m_statusBar, &StatusBar::runClicked, this, &MainWindow::showRun);
    connect(m_firstSteps, &FirstSteps::stepChosen, this, [this](int page) { showPage(static_cast<PageIndex>(page)); });
    connect(m_firstSteps, &FirstSteps::dismissed, this, &MainWindow::dismissFirstSteps);
    connect(&m_services.feed, &HistoryFeed::runsChanged, this, [this] {
        updateRunsDot();
        updateFirstSteps();
    });
    connect(&m_services.feed, &HistoryFeed::failed, this, &MainWindow::showProblem);
    connect(&m_services.feed, &HistoryFeed::recovered, this, [this] { showProblem({}); });
    connect(&m_services.feed, &HistoryFeed::foundNewer, this, [this] {
        showProblem(tr("A newer version of Cellwright has written this history. It is shown as far as this version "
                       "knows it, and cannot be changed."));
    });
    connect(new LeftRunning(m_services.feed, this), &LeftRunning::known, this,
            [this](const QString& news, bool bad) { bad ? showProblem(news) : showNews(news); });
    m_notifier = new Notifier(m_services.feed, m_services.theme, this);
    m_notifier->setWatched([this] { return isActiveWindow() && !isMinimized(); });
    connect(m_notifier, &Notifier::runChosen, this, [this](qint64 run) {
        showRun(run);
        raise();
        activateWindow();
    });
    connect(&m_services.runs, &RunService::activeChanged, this, [this] {
        updateRunsDot();
        showHindrances();
    });
    connect(&m_services.runs, &RunService::committed, &m_services.feed, &HistoryFeed::poke);
    connect(&m_services.runs, &RunService::problem, this, &MainWindow::showProblem);
    connect(&m_services.runs, &RunService::launched, this, &MainWindow::showRun);
    connect(&m_services.queue, &RunQueue::started, this, &MainWindow::showRun);
    connect(&m_services.queue, &RunQueue::problem, this, &MainWindow::showProblem);
    connect(&m_services.runs, &RunService::launchFailed, this, [this](const QString& problem) {
        if (currentPage() != PageIndex::Search) // the search page shows it beside its button
            showProblem(problem);
    });
    for (int i = 0; i < kPageCount; ++i) {
        connect(page(static_cast<PageIndex>(i)), &Page::showAsked, this,
                [this, i] { showPage(static_cast<PageIndex>(i)); });
    }
    connect(m_pages.search, &SearchPage::openInDesignAsked, this, [this](const QString& space) {
        showPage(PageIndex::Design);
        if (m_pages.openSpace)
            m_pages.openSpace(space);
    });
}

void MainWindow::restore()
{
    const QSettings settings;
    if (!restoreGeometry(settings.value(kGeometryKey).toByteArray()))
        resizeToDefault();
    const int page = settings.value(kPageKey, 0).toInt();
    showPage(static_cast<PageIndex>(std::clamp(page, 0, kPageCount - 1)));
    updateFirstSteps();
    updateRunsDot();
}

void MainWindow::showPage(PageIndex page)
{
    const int index = static_cast<int>(page);
    m_rail->setCurrent(index);
    m_stack->setCurrentIndex(index);
    m_actions->pageShown(page);
    m_pages.pages[static_cast<std::size_t>(index)]->activated();
}

PageIndex MainWindow::currentPage() const
{
    return static_cast<PageIndex>(m_stack->currentIndex());
}

void MainWindow::showRun(qint64 run)
{
    showPage(PageIndex::Runs);
    if (m_pages.showRun)
        m_pages.showRun(run);
}

void MainWindow::openPalette()
{
    m_palette->openUnder(m_topBar->commandField());
}

std::vector<Command> MainWindow::commands()
{
    return windowCommands(*this, m_services, m_actions->all());
}

/// The frame that the desktop adds must fit on the screen too.
void MainWindow::resizeToDefault()
{
    constexpr QSize kFrame(8, 40);
    const QSize room = screen()->availableSize() - kFrame;
    const bool fits = room.width() >= kSmallest.width() && room.height() >= kSmallest.height();
    resize(fits ? kDefaultSize.boundedTo(room) : kDefaultSize);
}

void MainWindow::resetLayout()
{
    if (isMaximized())
        showNormal();
    resizeToDefault();
    for (Page* page : m_pages.pages)
        page->resetLayout();
    QSettings().remove(kFirstStepsKey);
    updateFirstSteps();
}

void MainWindow::showProblem(const QString& problem)
{
    restyle(m_problem, "role", QStringLiteral("problem"));
    m_problem->setText(problem);
    m_problemBar->setVisible(!problem.isEmpty());
}

/// Once for each: whoever closes the bar has read it. It goes by itself when the run goes on.
void MainWindow::showHindrances()
{
    QStringList all;
    for (const ActiveRun& run : m_services.runs.active()) {
        if (!run.hindrance.empty())
            all << tr("Run %1 waits: %2").arg(run.run).arg(QString::fromStdString(run.hindrance));
    }
    const QString text = all.join(QLatin1Char('\n'));
    if (text == m_hindrances)
        return;
    if (!text.isEmpty() || m_problem->text() == m_hindrances)
        showProblem(text);
    m_hindrances = text;
}

void MainWindow::showNews(const QString& news)
{
    showProblem(news);
    restyle(m_problem, "role", QStringLiteral("notice"));
}

void MainWindow::updateRunsDot()
{
    const auto& active = m_services.runs.active();
    const bool running =
        std::any_of(active.begin(), active.end(), [](const ActiveRun& run) { return run.state == RunState::Running; });
    m_rail->setDot(static_cast<int>(PageIndex::Runs), running || m_statusBar->shownRun() != 0);
}

void MainWindow::updateFirstSteps()
{
    const HistoryFeed& feed = m_services.feed;
    const bool firstStart = feed.hasRead() && feed.runs()->empty();
    const bool wanted = firstStart && !QSettings().value(kFirstStepsKey, false).toBool();
    m_firstStepsArea->setVisible(wanted);
}

void MainWindow::dismissFirstSteps()
{
    QSettings().setValue(kFirstStepsKey, true);
    updateFirstSteps();
}

bool MainWindow::settleRuns()
{
    std::vector<std::int64_t> running;
    for (const ActiveRun& run : m_services.runs.active()) {
        if (run.state != RunState::Paused || !run.hindrance.empty())
            running.push_back(run.run);
    }
    if (running.empty()) { // what is paused stays so
        m_services.runs.setLeave(Leave::Pause);
        return true;
    }
    const auto ask = [this](int runs) {
        LeaveDialog dialog(runs, !m_services.runs.backgroundProgram().isEmpty(), this,
                           static_cast<int>(m_services.queue.waiting().size()));
        dialog.exec();
        return dialog.answer();
    };
    const int count = static_cast<int>(running.size());
    const std::optional<Leave> answer = m_leaveQuestion ? m_leaveQuestion(count) : ask(count);
    if (!answer)
        return false;
    m_services.runs.setLeave(*answer);
    if (*answer == Leave::GoOn)
        LeftRunning::remember(m_services.feed, running);
    return true;
}

bool MainWindow::mayEndPages()
{
    return std::all_of(m_pages.pages.begin(), m_pages.pages.end(), [](Page* page) { return page->mayEnd(); });
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    for (Page* page : m_pages.pages) {
        if (!page->prepareToClose()) {
            event->ignore();
            return;
        }
    }
    if (!mayEndPages() || !settleRuns()) {
        event->ignore();
        return;
    }
    m_services.queue.hold(); // nothing begins any more while the program ends
    QSettings settings;
    settings.setValue(kGeometryKey, saveGeometry());
    settings.setValue(kPageKey, static_cast<int>(currentPage()));
    QMainWindow::closeEvent(event);
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    if (m_pages.openSpace && !spaceFiles(*event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

/// Wherever a space is dropped, it opens where spaces are drawn.
void MainWindow::dropEvent(QDropEvent* event)
{
    showPage(PageIndex::Design);
    for (const QString& file : spaceFiles(*event->mimeData()))
        m_pages.openSpace(file);
    event->acceptProposedAction();
}

void MainWindow::paintEvent(QPaintEvent* event)
{
    QMainWindow::paintEvent(event);
    if (m_painted)
        return;
    m_painted = true;
    // Queued: what this paint event has begun is on the screen when it runs.
    QTimer::singleShot(0, this, &MainWindow::firstPainted);
}

} // namespace cw::ui
