// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/frame/window_commands.h"

#include <QAction>
#include <QCoreApplication>
#include <QRegularExpression>

#include "core/base/process.h"
#include "core/space/search_space.h"
#include "ui/frame/main_window.h"
#include "ui/live/history_feed.h"
#include "ui/live/run_service.h"
#include "ui/pages/search_page.h"
#include "ui/theme/theme.h"
#include "ui/widgets/format.h"
#include "ui/widgets/labels.h"

namespace cw::ui {

namespace {

struct WindowCommandsWords {
    Q_DECLARE_TR_FUNCTIONS(WindowCommands)
};

/// A menu's text without the sign of its key: "Quit" of "&Quit", and of the "退出(&Q)" of Chinese menus.
QString withoutMnemonic(QString text)
{
    static const QRegularExpression bracketed(QStringLiteral("\\s*\\(&.\\)"));
    return text.remove(bracketed).remove(QLatin1Char('&'));
}

void addActions(std::vector<Command>& commands, const QList<QAction*>& actions)
{
    for (QAction* action : actions) {
        if (!action->isEnabled() || action->property("noCommand").toBool())
            continue;
        commands.push_back({.title = withoutMnemonic(action->text()),
                            .detail = action->shortcut().toString(QKeySequence::NativeText),
                            .group = WindowCommandsWords::tr("Action"),
                            .iconName = action->property("iconName").toString(),
                            .run = [action] { action->trigger(); },
                            .english = withoutMnemonic(action->property("english").toString())});
    }
}

void addTemplates(std::vector<Command>& commands, MainWindow& window)
{
    for (const space::TemplateInfo& info : space::templates()) {
        commands.push_back({.title = WindowCommandsWords::tr("Search in %1").arg(QString::fromStdString(info.title)),
                            .detail = QString::fromStdString(info.id),
                            .group = WindowCommandsWords::tr("Template"),
                            .iconName = QStringLiteral("op-cell"),
                            .run =
                                [&window, id = info.id] {
                                    window.showPage(PageIndex::Search);
                                    window.searchPage().chooseSpace(id);
                                },
                            .english = QStringLiteral("Search in %1").arg(QString::fromStdString(info.title))});
    }
}

void addStrategies(std::vector<Command>& commands, MainWindow& window, const RunService& runs)
{
    for (const strategy::StrategyEntry& entry : runs.catalogue().strategies.entries()) {
        commands.push_back({.title = WindowCommandsWords::tr("Search by %1").arg(coreText(entry.title)),
                            .detail = QString::fromStdString(entry.id),
                            .group = WindowCommandsWords::tr("Strategy"),
                            .iconName = QStringLiteral("strategy"),
                            .run =
                                [&window, id = entry.id] {
                                    window.showPage(PageIndex::Search);
                                    window.searchPage().chooseStrategy(id);
                                },
                            .english = QStringLiteral("Search by %1").arg(QString::fromStdString(entry.title))});
    }
}

void addRuns(std::vector<Command>& commands, MainWindow& window, const HistoryFeed& feed)
{
    const double now = wallClock();
    for (const history::RunRow& row : *feed.runs()) {
        const RunState state = row.effectiveState(now);
        const QString data = shortDataSetName(row.info.dataset);
        const QString space = QString::fromStdString(row.info.spaceName);
        commands.push_back(
            {.title = WindowCommandsWords::tr("Run %1  %2")
                          .arg(row.run)
                          .arg(data.isEmpty() ? space : space + QStringLiteral(" / ") + data),
             .detail = QStringLiteral("%1 %2").arg(QString::fromStdString(row.info.strategy), valueText(row.best)),
             .group = WindowCommandsWords::tr("Run"),
             .iconName = stateIconName(state),
             .run = [&window, run = row.run] { window.showRun(run); },
             .english = QStringLiteral("Run %1").arg(row.run)});
    }
}

} // namespace

std::vector<Command> windowCommands(MainWindow& window, const Services& services, const QList<QAction*>& actions)
{
    std::vector<Command> commands;
    addActions(commands, actions);
    addTemplates(commands, window);
    addStrategies(commands, window, services.runs);
    addRuns(commands, window, services.feed);
    return commands;
}

} // namespace cw::ui
