// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/runs/queue_bar.h"

#include <QActionGroup>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/canvas/themed_icon.h"
#include "ui/live/run_queue.h"
#include "ui/widgets/labels.h"

namespace cw::ui {
namespace {

constexpr int kOffered[] = {1, 2, 3, 4, 6, 8}; ///< runs at once

} // namespace

QueueBar::QueueBar(const Services& services, QWidget* parent)
    : QWidget(parent)
    , m_services(services)
    , m_count(makeLabel({}, "strongSecondary", this))
    , m_state(makeLabel({}, "caption", this))
    , m_go(new QPushButton(this))
{
    setObjectName(QStringLiteral("queueBar"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(16, 0, 8, 8);
    row->setSpacing(4);
    auto* words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget(m_count);
    words->addWidget(m_state);
    row->addLayout(words, 1);
    m_go->setObjectName(QStringLiteral("queueGo"));
    connect(m_go, &QPushButton::clicked, this, [this] {
        if (m_services.queue.isGoing())
            m_services.queue.hold();
        else
            m_services.queue.goOn();
    });
    row->addWidget(m_go);
    QToolButton* more = makeToolButton(services.theme, QStringLiteral("more"), tr("Runs at once"), this);
    more->setPopupMode(QToolButton::InstantPopup);
    more->setMenu(makeMenu());
    row->addWidget(more);
    connect(&services.queue, &RunQueue::changed, this, &QueueBar::refresh);
    refresh();
}

QMenu* QueueBar::makeMenu()
{
    auto* menu = new QMenu(this);
    auto* group = new QActionGroup(menu);
    for (const int runs : kOffered) {
        QAction* action = menu->addAction(tr("%n run(s) at once", nullptr, runs));
        action->setCheckable(true);
        action->setData(runs);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, runs] { m_services.queue.setAtOnce(runs); });
    }
    connect(menu, &QMenu::aboutToShow, this, [this, group] {
        for (QAction* action : group->actions())
            action->setChecked(action->data().toInt() == m_services.queue.atOnce());
    });
    return menu;
}

void QueueBar::refresh()
{
    const RunQueue& queue = m_services.queue;
    setVisible(!queue.waiting().empty());
    m_count->setText(tr("%n run(s) waiting", nullptr, static_cast<int>(queue.waiting().size())));
    m_state->setText(queue.isGoing() ? tr("%n at once", nullptr, queue.atOnce()) : tr("held: none begins"));
    m_go->setText(queue.isGoing() ? tr("Hold") : tr("Continue"));
    m_go->setToolTip(queue.isGoing() ? tr("Nothing more begins; what runs goes on")
                                     : tr("Begins those that wait; a paused run goes on by its own Resume"));
}

} // namespace cw::ui
