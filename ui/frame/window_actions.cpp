// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/frame/window_actions.h"

#include <algorithm>
#include <array>
#include <utility>

#include <QAction>
#include <QActionGroup>
#include <QApplication>
#include <QMenu>
#include <QMenuBar>
#include <QSettings>

#include "core/base/process.h"
#include "ui/frame/help_dialog.h"
#include "ui/frame/keys_dialog.h"
#include "ui/frame/log_dialog.h"
#include "ui/frame/main_window.h"
#include "ui/frame/notifier.h"
#include "ui/frame/settings_dialog.h"
#include "ui/live/history_feed.h"
#include "ui/live/run_queue.h"
#include "ui/live/run_service.h"
#include "ui/pages/search_page.h"
#include "ui/theme/theme.h"
#include "ui/widgets/action_keys.h"

namespace cw::ui {

namespace {

constexpr std::array<const char*, kPageCount> kPageNames{"Design", "Search", "Runs", "Compare", "Data"};

} // namespace

WindowActions::WindowActions(MainWindow& window, QMenuBar& bar, const Services& services)
    : QObject(&window)
    , m_window(window)
    , m_services(services)
{
    makeFile(bar);
    makeEdit(bar);
    makeView(bar);
    makeSearch(bar);
    makeRun(bar);
    makeHelp(bar);
    drawIcons();
    updateRun();
    updateQueue();
    updateEdit();
    connect(&services.queue, &RunQueue::changed, this, &WindowActions::updateQueue);
    connect(&services.theme, &Theme::changed, this, &WindowActions::drawIcons);
    connect(&services.runs, &RunService::activeChanged, this, &WindowActions::updateRun);
    connect(&services.feed, &HistoryFeed::runsChanged, this, &WindowActions::updateRun);
    connect(qApp, &QApplication::focusChanged, this, &WindowActions::updateEdit);
    for (int i = 0; i < kPageCount; ++i)
        connect(m_window.page(static_cast<PageIndex>(i)), &Page::menusChanged, this, &WindowActions::showPageActions);
}

QList<QAction*> WindowActions::all() const
{
    QList<QAction*> actions;
    for (const QPointer<QAction>& action : m_ofPage) {
        if (action)
            actions.append(action);
    }
    return actions + m_all;
}

QAction* WindowActions::add(QMenu* menu, const char* text, const QString& icon, const QKeySequence& keys,
                            std::function<void()> run)
{
    QAction* action = menu->addAction(tr(text));
    action->setProperty("english", QString::fromUtf8(text));
    action->setShortcut(keys);
    nameKeys(action, QString::fromUtf8(text));
    action->setProperty("iconName", icon);
    connect(action, &QAction::triggered, this, std::move(run));
    m_all.append(action);
    return action;
}

QAction* WindowActions::addChoice(QMenu* menu, QActionGroup* group, const char* text, bool checked,
                                  std::function<void()> run)
{
    QAction* action = add(menu, text, {}, {}, std::move(run));
    action->setCheckable(true);
    action->setChecked(checked);
    group->addAction(action);
    return action;
}

void WindowActions::makeFile(QMenuBar& bar)
{
    QMenu* menu = bar.addMenu(tr("&File"));
    m_file = menu;
    const auto onSearch = [this](void (SearchPage::*what)()) {
        return [this, what] {
            m_window.showPage(PageIndex::Search);
            (m_window.searchPage().*what)();
        };
    };
    add(menu, QT_TR_NOOP("&New search"), QStringLiteral("add"), QKeySequence::New, onSearch(&SearchPage::startNew));
    add(menu, QT_TR_NOOP("&Open search …"), QStringLiteral("open"), QKeySequence::Open, onSearch(&SearchPage::load));
    add(menu, QT_TR_NOOP("&Save search …"), QStringLiteral("save"), QKeySequence::Save, onSearch(&SearchPage::save));
    menu->addSeparator();
    add(menu, QT_TR_NOOP("Se&ttings …"), QStringLiteral("configure"), QKeySequence(QStringLiteral("Ctrl+,")), [this] {
        auto* dialog = new SettingsDialog(m_services.theme, Notifier::isPossible(), &m_window);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        connect(dialog, &SettingsDialog::languageChosen, &m_window, &MainWindow::languageChosen);
        dialog->show();
    });
    add(menu, QT_TR_NOOP("&Quit"), QStringLiteral("quit"), QKeySequence(QStringLiteral("Ctrl+Q")),
        [this] { m_window.close(); });
}

void WindowActions::makeEdit(QMenuBar& bar)
{
    QMenu* menu = bar.addMenu(tr("&Edit"));
    m_edit = menu;
    // Every text field has these as slots; the names are Qt's.
    const auto onFocus = [](const char* slot) {
        return [slot] {
            if (QWidget* focus = QApplication::focusWidget())
                QMetaObject::invokeMethod(focus, slot);
        };
    };
    const auto addEdit = [&](const char* text, const QString& icon, QKeySequence::StandardKey key, const char* slot) {
        QAction* action = add(menu, text, icon, key, onFocus(slot));
        action->setProperty("slotName", QByteArray(slot) + "()");
        action->setProperty("noCommand", true); // the palette has taken the focus away
        m_edits.append(action);
    };
    addEdit(QT_TR_NOOP("&Undo"), QStringLiteral("undo"), QKeySequence::Undo, "undo");
    addEdit(QT_TR_NOOP("&Redo"), QStringLiteral("redo"), QKeySequence::Redo, "redo");
    menu->addSeparator();
    addEdit(QT_TR_NOOP("Cu&t"), QStringLiteral("edit-cut"), QKeySequence::Cut, "cut");
    addEdit(QT_TR_NOOP("&Copy"), QStringLiteral("copy"), QKeySequence::Copy, "copy");
    addEdit(QT_TR_NOOP("&Paste"), QStringLiteral("edit-paste"), QKeySequence::Paste, "paste");
    addEdit(QT_TR_NOOP("Select &all"), QString(), QKeySequence::SelectAll, "selectAll");
    menu->addSeparator();
    add(menu, QT_TR_NOOP("&Find or do …"), QStringLiteral("find"), QKeySequence(QStringLiteral("Ctrl+K")), [this] {
        m_window.openPalette();
    })->setProperty("noCommand", true);
}

void WindowActions::makeView(QMenuBar& bar)
{
    QMenu* menu = bar.addMenu(tr("&View"));
    m_view = menu;
    auto* group = new QActionGroup(this);
    for (int i = 0; i < kPageCount; ++i) {
        const Page* page = m_window.page(static_cast<PageIndex>(i));
        QAction* action = add(menu, kPageNames[static_cast<std::size_t>(i)], page->iconName(),
                              QKeySequence(QStringLiteral("Ctrl+%1").arg(i + 1)),
                              [this, i] { m_window.showPage(static_cast<PageIndex>(i)); });
        action->setText(page->title()); // the page has its own translation
        action->setCheckable(true);
        group->addAction(action);
        m_pages.append(action);
    }
    menu->addSeparator();
    makeThemes(menu->addMenu(tr("&Theme")));
    makeLanguages(menu->addMenu(tr("&Language")));
    menu->addSeparator();
    add(menu, QT_TR_NOOP("L&og"), QStringLiteral("report"), QKeySequence(Qt::Key_F12), [this] { showLog(); });
    add(menu, QT_TR_NOOP("&Reset layout"), QStringLiteral("fit"), {}, [this] { m_window.resetLayout(); });
}

void WindowActions::showLog()
{
    if (!m_log) {
        m_log = new LogDialog(m_window.log(), m_services.theme, &m_window);
        m_log->setAttribute(Qt::WA_DeleteOnClose);
        connect(m_log, &LogDialog::runChosen, &m_window, &MainWindow::showRun);
    }
    m_log->show();
    m_log->raise();
    m_log->activateWindow();
}

void WindowActions::makeThemes(QMenu* menu)
{
    auto* group = new QActionGroup(this);
    const std::pair<Theme::Mode, const char*> modes[] = {{Theme::Mode::Light, QT_TR_NOOP("Light theme")},
                                                         {Theme::Mode::Dark, QT_TR_NOOP("Dark theme")},
                                                         {Theme::Mode::System, QT_TR_NOOP("Theme of the system")}};
    for (const auto& [mode, text] : modes) {
        QAction* action = addChoice(menu, group, text, m_services.theme.mode() == mode, [this, mode = mode] {
            m_services.theme.setMode(mode);
            QSettings().setValue(QStringLiteral("window/theme"), static_cast<int>(mode));
        });
        action->setProperty("iconName", QStringLiteral("theme"));
        connect(&m_services.theme, &Theme::changed, action, // chosen elsewhere
                [this, action, mode = mode] { action->setChecked(m_services.theme.mode() == mode); });
    }
}

void WindowActions::makeLanguages(QMenu* menu)
{
    auto* group = new QActionGroup(this);
    const QString now = QSettings().value(QStringLiteral("window/language")).toString();
    struct Language {
        QString id;
        const char* english;
        QString own; ///< a language is called by its own name in every language
    };
    const Language languages[] = {{QStringLiteral("en"), "English", QStringLiteral("English")},
                                  {QStringLiteral("zh_CN"), "Simplified Chinese", QStringLiteral("简体中文")},
                                  {QString(), QT_TR_NOOP("Language of the system"), tr("Language of the system")}};
    for (const Language& language : languages) {
        QAction* action = addChoice(menu, group, language.english, now == language.id, [this, id = language.id] {
            QSettings().setValue(QStringLiteral("window/language"), id);
            Q_EMIT m_window.languageChosen(id);
        });
        action->setText(language.own);
        action->setProperty("iconName", QStringLiteral("language"));
    }
}

void WindowActions::makeSearch(QMenuBar& bar)
{
    QMenu* menu = bar.addMenu(tr("&Search"));
    add(menu, QT_TR_NOOP("&Launch"), QStringLiteral("play"), QKeySequence(QStringLiteral("Ctrl+Return")), [this] {
        m_window.showPage(PageIndex::Search);
        m_window.searchPage().launch();
    });
    add(menu, QT_TR_NOOP("Compare &strategies …"), QStringLiteral("compare"),
        QKeySequence(QStringLiteral("Ctrl+Shift+Return")), [this] {
            m_window.showPage(PageIndex::Search);
            m_window.searchPage().compareStrategies();
        });
    add(menu, QT_TR_NOOP("&Copy as command line"), QStringLiteral("terminal"), {},
        [this] { m_window.searchPage().copyCommandLine(); });
}

void WindowActions::makeRun(QMenuBar& bar)
{
    QMenu* menu = bar.addMenu(tr("&Run"));
    const auto onActive = [this](void (RunService::*what)(std::int64_t)) {
        return [this, what] {
            if (!m_services.runs.active().empty())
                (m_services.runs.*what)(m_services.runs.active().front().run);
        };
    };
    m_pause = add(menu, QT_TR_NOOP("&Pause the run"), QStringLiteral("pause"), {}, onActive(&RunService::pause));
    m_goOn = add(menu, QT_TR_NOOP("&Go on"), QStringLiteral("play"), {}, onActive(&RunService::unpause));
    m_stop = add(menu, QT_TR_NOOP("&Stop the run"), QStringLiteral("stop"), {}, onActive(&RunService::stop));
    menu->addSeparator();
    m_queue = add(menu, QT_TR_NOOP("&Continue the queue"), QStringLiteral("resume"), {}, [this] {
        if (m_services.queue.isGoing())
            m_services.queue.hold();
        else
            m_services.queue.goOn();
    });
    m_resume = add(menu, QT_TR_NOOP("&Resume the last interrupted run"), QStringLiteral("resume"), {}, [this] {
        if (const auto run = m_resume->data().toLongLong(); run > 0)
            m_services.runs.resume(run);
    });
}

void WindowActions::makeHelp(QMenuBar& bar)
{
    QMenu* menu = bar.addMenu(tr("&Help"));
    add(menu, QT_TR_NOOP("&Help pages"), QStringLiteral("help"), QKeySequence::HelpContents, [this] {
        auto* dialog = new HelpDialog(m_services.theme, &m_window);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->show();
    });
    add(menu, QT_TR_NOOP("&Keys"), QStringLiteral("keys"), QKeySequence(Qt::Key_Question), [this] {
        auto* dialog = new KeysDialog(all(), m_services.theme, &m_window);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        connect(dialog, &KeysDialog::keysChanged, this, [this] {
            for (QAction* action : std::as_const(m_all))
                readKeys(action);
            showPageActions();
        });
        dialog->show();
    });
    menu->addSeparator();
    add(menu, QT_TR_NOOP("&About Cellwright"), QStringLiteral("info"), {}, [this] {
        auto* dialog = new AboutDialog(m_services.theme, &m_window);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->show();
    });
}

void WindowActions::pageShown(PageIndex page)
{
    m_pages[static_cast<int>(page)]->setChecked(true);
    m_page = page;
    showPageActions();
}

void WindowActions::showPageActions()
{
    for (QMenu* menu : {m_file, m_edit, m_view}) {
        for (const QPointer<QAction>& action : std::as_const(m_ofPage)) {
            if (action)
                menu->removeAction(action);
        }
    }
    qDeleteAll(m_separators);
    m_separators.clear();
    m_ofPage.clear();
    const std::pair<PageMenu, QMenu*> menus[] = {
        {PageMenu::File, m_file}, {PageMenu::Edit, m_edit}, {PageMenu::View, m_view}};
    for (const auto& [which, menu] : menus) {
        const QList<QAction*> added = m_window.page(m_page)->menuActions(which);
        QAction* before = menu->actions().value(0);
        const auto addSeparator = [this, menu = menu, before] { m_separators.append(menu->insertSeparator(before)); };
        for (QAction* action : added) {
            if (action == nullptr) {
                addSeparator();
                continue;
            }
            menu->insertAction(before, action);
            m_ofPage.append(action);
        }
        if (!added.isEmpty())
            addSeparator();
    }
    // Two actions with the same keys would both do nothing.
    for (QAction* action : std::as_const(m_all)) {
        const bool taken = !m_edits.contains(action) && ofPage(action) != nullptr;
        action->setShortcuts(taken ? QList<QKeySequence>() : ownKeys(action));
    }
    updateEdit();
}

void WindowActions::updateRun()
{
    const auto& active = m_services.runs.active();
    const bool running = !active.empty() && active.front().state == RunState::Running;
    const bool paused = !active.empty() && active.front().state == RunState::Paused;
    m_pause->setEnabled(running);
    m_goOn->setEnabled(paused);
    m_stop->setEnabled(running || paused);
    qint64 resumable = 0;
    const double now = wallClock();
    for (const history::RunRow& row : *m_services.feed.runs()) {
        const RunState state = row.effectiveState(now);
        const bool ended = state == RunState::Interrupted || state == RunState::Stopped ||
                           (state == RunState::Paused && !row.hasLiveOwner(now));
        if (ended && !m_services.runs.find(row.run))
            resumable = std::max<qint64>(resumable, row.run);
    }
    m_resume->setData(resumable);
    m_resume->setEnabled(resumable > 0);
    m_resume->setText(resumable > 0 ? tr("&Resume run %1").arg(resumable) : tr("&Resume the last interrupted run"));
    if (resumable > 0)
        m_resume->setProperty("english", QStringLiteral("Resume run %1").arg(resumable));
}

void WindowActions::updateQueue()
{
    const bool isGoing = m_services.queue.isGoing();
    m_queue->setEnabled(!m_services.queue.waiting().empty());
    m_queue->setText(isGoing ? tr("&Hold the queue") : tr("&Continue the queue"));
    m_queue->setProperty("english", isGoing ? QStringLiteral("Hold the queue") : QStringLiteral("Continue the queue"));
}

QAction* WindowActions::ofPage(const QAction* ours) const
{
    const QList<QKeySequence> keys = ownKeys(ours);
    for (const QPointer<QAction>& action : m_ofPage) {
        const auto hasIt = [&action](const QKeySequence& each) { return action->shortcuts().contains(each); };
        if (action && std::any_of(keys.begin(), keys.end(), hasIt))
            return action;
    }
    return nullptr;
}

void WindowActions::updateEdit()
{
    // In a text field they are about the text, elsewhere about the page, if it has them.
    const QWidget* focus = QApplication::focusWidget();
    for (QAction* action : std::as_const(m_edits)) {
        const QByteArray slot = action->property("slotName").toByteArray();
        const bool inText = focus && focus->metaObject()->indexOfSlot(slot.constData()) >= 0;
        action->setEnabled(inText);
        QAction* other = ofPage(action);
        action->setVisible(inText || other == nullptr);
        if (other != nullptr)
            other->setVisible(!inText);
    }
}

void WindowActions::drawIcons()
{
    for (QAction* action : m_all) {
        const QString name = action->property("iconName").toString();
        if (!name.isEmpty() && !action->isCheckable())
            action->setIcon(m_services.theme.icon(name, m_services.theme.colors().muted));
    }
}

} // namespace cw::ui
