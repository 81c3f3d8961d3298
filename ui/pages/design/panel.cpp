// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/design/panel.h"

#include "ui/canvas/themed_icon.h"
#include "ui/widgets/labels.h"

namespace cw::ui {

Panel::Panel(Theme& theme, const QString& title, QWidget* parent)
    : QWidget(parent)
    , m_title(title)
    , m_bar(new QWidget(this))
    , m_head(new QHBoxLayout)
    , m_column(new QVBoxLayout(this))
{
    for (QWidget* part : {static_cast<QWidget*>(this), m_bar}) {
        part->setProperty("surface", "surface");
        part->setAttribute(Qt::WA_StyledBackground);
    }
    auto* row = new QHBoxLayout;
    row->setContentsMargins(16, 0, 6, 0);
    row->setSpacing(4);
    row->addStrut(Metrics::kDockTitle - 1); // a dock asks for the size that is wished, whatever is fixed
    row->addWidget(makeLabel(title, "panelTitle", m_bar));
    row->addLayout(m_head, 1);
    m_head->setSpacing(4);
    m_head->addStretch(1);
    m_float = makeToolButton(theme, QStringLiteral("float"), tr("%1 in a window of its own").arg(title), m_bar);
    QToolButton* close = makeToolButton(theme, QStringLiteral("close"), tr("Close %1").arg(title), m_bar);
    for (QToolButton* button : {m_float, close}) {
        button->setFixedSize(24, 24);
        row->addWidget(button);
    }
    m_float->setCheckable(true);
    connect(close, &QToolButton::clicked, this, &Panel::closed);
    auto* bar = new QVBoxLayout(m_bar);
    bar->setContentsMargins(0, 0, 0, 0);
    bar->setSpacing(0);
    bar->addLayout(row, 1);
    bar->addWidget(makeRule(m_bar));
    m_bar->setFixedHeight(Metrics::kDockTitle);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(0);
    m_column->addWidget(m_bar);
}

} // namespace cw::ui
