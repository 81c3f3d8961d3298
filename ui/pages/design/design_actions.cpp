// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/design/design_actions.h"

#include <QFileInfo>

#include "ui/document/recent_files.h"
#include "ui/widgets/action_keys.h"

namespace cw::ui {

DesignActions::DesignActions(Theme& theme, QUndoGroup& steps, QObject* parent)
    : QObject(parent)
{
    add(DesignCommand::New, QT_TR_NOOP("&New space"), QStringLiteral("add"), QKeySequence::New);
    add(DesignCommand::FromTemplate, QT_TR_NOOP("New from &template …"), QStringLiteral("op-cell"),
        QKeySequence(QStringLiteral("Ctrl+Shift+N")));
    add(DesignCommand::Open, QT_TR_NOOP("&Open space …"), QStringLiteral("open"), QKeySequence::Open);
    add(DesignCommand::OpenRecent, QT_TR_NOOP("Open &recent"), {})->setMenu(&m_recent);
    add(DesignCommand::Save, QT_TR_NOOP("&Save space"), QStringLiteral("save"), QKeySequence::Save);
    add(DesignCommand::SaveAs, QT_TR_NOOP("Save space &as …"), {}, QKeySequence(QStringLiteral("Ctrl+Shift+S")));
    add(DesignCommand::Export, QT_TR_NOOP("&Export drawing …"), QStringLiteral("picture"));
    add(DesignCommand::SearchThis, QT_TR_NOOP("Search &in this space"), QStringLiteral("search"));
    add(DesignCommand::Close, QT_TR_NOOP("&Close space"), QStringLiteral("close"),
        QKeySequence(QStringLiteral("Ctrl+W")));
    add(DesignCommand::NextTab, QT_TR_NOOP("Next space"), {}, QKeySequence(QStringLiteral("Ctrl+Tab")));
    add(DesignCommand::PreviousTab, QT_TR_NOOP("Previous space"), {}, QKeySequence(QStringLiteral("Ctrl+Shift+Tab")));
    addToggle(DesignCommand::ShowPalette, QT_TR_NOOP("Palette"));
    addToggle(DesignCommand::ShowOutline, QT_TR_NOOP("Outline"));
    addToggle(DesignCommand::ShowSteps, QT_TR_NOOP("Undo list"));
    addToggle(DesignCommand::ShowInspector, QT_TR_NOOP("Inspector"));
    addToggle(DesignCommand::ShowSample, QT_TR_NOOP("Sample"));
    addToggle(DesignCommand::ShowOverview, QT_TR_NOOP("Overview"), QKeySequence(QStringLiteral("Alt+M")));
    addToggle(DesignCommand::ShowProblems, QT_TR_NOOP("Problems"));
    const auto addStep = [&](DesignCommand command, QAction* action, const char* english, const char* icon,
                             QKeySequence::StandardKey keys) {
        action->setShortcut(keys);
        nameKeys(action, QLatin1String(english));
        action->setProperty("english", QLatin1String(english));
        action->setProperty("iconName", QLatin1String(icon));
        m_actions[static_cast<std::size_t>(command)] = action;
    };
    addStep(DesignCommand::Undo, steps.createUndoAction(this, tr("&Undo")), "Undo", "undo", QKeySequence::Undo);
    addStep(DesignCommand::Redo, steps.createRedoAction(this, tr("&Redo")), "Redo", "redo", QKeySequence::Redo);
    connect(&m_recent, &QMenu::aboutToShow, this, &DesignActions::fillRecent);
    const auto draw = [this, &theme] {
        for (QAction* action : m_actions) {
            const QString icon = action->property("iconName").toString();
            if (!icon.isEmpty())
                action->setIcon(theme.icon(icon));
        }
    };
    draw();
    connect(&theme, &Theme::changed, this, draw);
    fillRecent();
}

QAction* DesignActions::add(DesignCommand command, const char* text, const QString& icon, const QKeySequence& keys)
{
    auto* action = new QAction(tr(text), this);
    action->setProperty("english", QString::fromUtf8(text)); // the command palette finds it in both languages
    action->setProperty("iconName", icon);
    action->setShortcut(keys);
    nameKeys(action, QString::fromUtf8(text));
    m_actions[static_cast<std::size_t>(command)] = action;
    return action;
}

void DesignActions::addToggle(DesignCommand command, const char* text, const QKeySequence& keys)
{
    add(command, text, {}, keys)->setCheckable(true);
}

void DesignActions::fillRecent()
{
    m_recent.clear();
    for (const QString& path : recentFiles()) {
        QString name = QFileInfo(path).fileName();
        QAction* action = m_recent.addAction(name.replace(QLatin1Char('&'), QLatin1String("&&")));
        action->setToolTip(path);
        connect(action, &QAction::triggered, this, [this, path] { Q_EMIT recentChosen(path); });
    }
    m_recent.setToolTipsVisible(true);
    if (m_recent.isEmpty()) {
        m_recent.addAction(tr("None yet"))->setEnabled(false);
        return;
    }
    m_recent.addSeparator();
    connect(m_recent.addAction(tr("Forget them")), &QAction::triggered, this, [] { clearRecentFiles(); });
}

QList<QAction*> DesignActions::file() const
{
    using enum DesignCommand;
    return {get(New),    get(FromTemplate), get(Open),   get(OpenRecent), nullptr, get(Save),
            get(SaveAs), nullptr,           get(Export), get(SearchThis), nullptr, get(Close)};
}

QList<QAction*> DesignActions::view() const
{
    using enum DesignCommand;
    return {get(NextTab),   get(PreviousTab),   nullptr,         get(ShowPalette),  get(ShowOutline),
            get(ShowSteps), get(ShowInspector), get(ShowSample), get(ShowOverview), get(ShowProblems)};
}

} // namespace cw::ui
