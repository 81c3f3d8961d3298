// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/design/document_tabs.h"

#include <QHBoxLayout>
#include <QScopedValueRollback>

#include "ui/canvas/themed_icon.h"
#include "ui/pages/design/tab_close_button.h"
#include "ui/widgets/labels.h"

namespace cw::ui {

DocumentTabs::DocumentTabs(Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_bar(new QTabBar(this))
    , m_new(makeToolButton(theme, QStringLiteral("add"), tr("New space"), this))
{
    setProperty("surface", "window");
    setAttribute(Qt::WA_StyledBackground);
    m_bar->setObjectName(QStringLiteral("documentTabs"));
    m_bar->setAccessibleName(tr("Open spaces"));
    m_bar->setDocumentMode(true);
    m_bar->setDrawBase(false);
    m_bar->setExpanding(false);
    m_bar->setMovable(true);
    m_bar->setUsesScrollButtons(true);
    m_bar->setElideMode(Qt::ElideMiddle);
    m_bar->setFixedHeight(Metrics::kDockTitle - 1);
    auto* row = new QHBoxLayout;
    row->setContentsMargins(0, 0, 8, 0);
    row->setSpacing(4);
    row->addWidget(m_bar);
    row->addWidget(m_new);
    row->addStretch(1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(row);
    column->addWidget(makeRule(this));
    connect(m_new, &QToolButton::clicked, this, &DocumentTabs::newAsked);
    connect(m_bar, &QTabBar::currentChanged, this, [this](int index) {
        if (!m_setting && index >= 0)
            Q_EMIT chosen(index);
    });
    connect(m_bar, &QTabBar::tabMoved, this, [this](int from, int to) {
        if (!m_setting)
            Q_EMIT moved(from, to);
    });
}

void DocumentTabs::insert(int index, const QString& title, const QString& tip, bool modified)
{
    const QScopedValueRollback setting(m_setting, true);
    m_bar->insertTab(index, QString());
    auto* close = new TabCloseButton(m_theme, m_bar);
    // Queued: the button goes with its tab.
    connect(
        close, &QAbstractButton::clicked, this,
        [this, close] {
            for (int i = 0; i < m_bar->count(); ++i) {
                if (m_bar->tabButton(i, QTabBar::RightSide) == close)
                    Q_EMIT closeAsked(i);
            }
        },
        Qt::QueuedConnection);
    m_bar->setTabButton(index, QTabBar::RightSide, close);
    set(index, title, tip, modified);
}

void DocumentTabs::set(int index, const QString& title, const QString& tip, bool modified)
{
    QString text = title;
    text.replace(QLatin1Char('&'), QLatin1String("&&"));
    m_bar->setTabText(index, text);
    m_bar->setTabToolTip(index, tip);
    // The dot is for eyes.
    m_bar->setAccessibleTabName(index, modified ? tr("%1, not saved").arg(title) : title);
    if (auto* close = qobject_cast<TabCloseButton*>(m_bar->tabButton(index, QTabBar::RightSide))) {
        close->setModified(modified);
        close->setToolTip(modified ? tr("Not saved; close") : tr("Close"));
        close->setAccessibleName(tr("Close %1").arg(title));
    }
}

void DocumentTabs::remove(int index)
{
    const QScopedValueRollback setting(m_setting, true);
    QWidget* close = m_bar->tabButton(index, QTabBar::RightSide);
    m_bar->removeTab(index);
    if (close != nullptr)
        close->deleteLater();
}

void DocumentTabs::setCurrent(int index)
{
    const QScopedValueRollback setting(m_setting, true);
    m_bar->setCurrentIndex(index);
}

QAbstractButton* DocumentTabs::closeButton(int index) const
{
    return qobject_cast<QAbstractButton*>(m_bar->tabButton(index, QTabBar::RightSide));
}

} // namespace cw::ui
