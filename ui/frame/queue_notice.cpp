// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/frame/queue_notice.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

#include "ui/canvas/themed_icon.h"
#include "ui/live/run_queue.h"
#include "ui/widgets/labels.h"

namespace cw::ui {

QueueNotice::QueueNotice(const Services& services, QWidget* parent)
    : QWidget(parent)
    , m_services(services)
    , m_text(makeLabel({}, "notice", this))
{
    setObjectName(QStringLiteral("queueNotice"));
    auto* go = new QPushButton(tr("Continue the queue"), this);
    go->setObjectName(QStringLiteral("queueContinue"));
    connect(go, &QPushButton::clicked, &services.queue, &RunQueue::goOn);
    QToolButton* close = makeToolButton(services.theme, QStringLiteral("close"), tr("Not now"), this);
    connect(close, &QToolButton::clicked, this, [this] {
        m_decided = true;
        look();
    });
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(16, 8, 8, 8);
    row->setSpacing(8);
    row->addWidget(m_text, 1);
    row->addWidget(go);
    row->addWidget(close);
    connect(&services.queue, &RunQueue::changed, this, &QueueNotice::look);
    // After the queue, which was connected first, has looked.
    connect(&services.feed, &HistoryFeed::runsChanged, this, &QueueNotice::look);
    look();
}

void QueueNotice::look()
{
    const auto waiting = static_cast<int>(m_services.queue.waiting().size());
    if (m_services.feed.hasRead() && (waiting == 0 || m_services.queue.isGoing()))
        m_decided = true;
    setVisible(!m_decided && waiting > 0);
    m_text->setText(tr("%n run(s) of an experiment wait in the queue since the last window closed.", nullptr, waiting));
}

} // namespace cw::ui
