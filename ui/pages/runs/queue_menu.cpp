// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/runs/queue_menu.h"

#include <functional>

#include <QAction>
#include <QCoreApplication>
#include <QMenu>

#include "ui/live/run_queue.h"
#include "ui/pages/runs/run_list.h"
#include "ui/theme/theme.h"

namespace cw::ui {
namespace {

struct QueueMenuWords {
    Q_DECLARE_TR_FUNCTIONS(QueueMenu)
};

/// 0: it does not wait.
qint64 waitingRun(const QModelIndex& index)
{
    return index.data(RunListModel::PlaceRole).toInt() > 0 ? index.data(RunListModel::RunRole).toLongLong() : 0;
}

} // namespace

void installQueueMenu(QListView& list, const Services& services)
{
    RunQueue& queue = services.queue;
    const auto add = [&](const QString& text, const char* name, const QKeySequence& keys,
                         std::function<void(qint64)> what) {
        auto* action = new QAction(text, &list);
        action->setObjectName(QLatin1String(name));
        action->setShortcut(keys);
        action->setShortcutContext(Qt::WidgetShortcut);
        QObject::connect(action, &QAction::triggered, &list, [&list, what = std::move(what)] {
            if (const qint64 run = waitingRun(list.currentIndex()); run > 0)
                what(run);
        });
        list.addAction(action);
        return action;
    };
    const QList<QAction*> actions{
        add(QueueMenuWords::tr("Begin now"), "queueBegin", {}, [&queue](qint64 run) { queue.beginNow(run); }),
        add(QueueMenuWords::tr("Begin earlier"), "queueUp", QKeySequence(Qt::ALT | Qt::Key_Up),
            [&queue](qint64 run) { queue.move(run, 1); }),
        add(QueueMenuWords::tr("Begin later"), "queueDown", QKeySequence(Qt::ALT | Qt::Key_Down),
            [&queue](qint64 run) { queue.move(run, -1); }),
        add(QueueMenuWords::tr("Take out of the queue"), "queueRemove", QKeySequence::Delete,
            [&queue](qint64 run) { queue.remove(run); })};
    list.setContextMenuPolicy(Qt::CustomContextMenu);
    QObject::connect(&list, &QWidget::customContextMenuRequested, &list,
                     [&list, &theme = services.theme, actions](const QPoint& at) {
                         const QModelIndex index = list.indexAt(at);
                         if (waitingRun(index) == 0)
                             return;
                         list.setCurrentIndex(index);
                         const char* const icons[] = {"play", "chevron-up", "chevron-down", "delete"};
                         for (qsizetype i = 0; i < actions.size(); ++i)
                             actions[i]->setIcon(theme.icon(QLatin1String(icons[i])));
                         auto* menu = new QMenu(&list);
                         menu->setAttribute(Qt::WA_DeleteOnClose);
                         menu->addActions(actions);
                         menu->popup(list.viewport()->mapToGlobal(at));
                     });
}

} // namespace cw::ui
