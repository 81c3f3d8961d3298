// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/design/panel.h"

#include "ui/canvas/themed_icon.h"
#include "ui/widgets/labels.h"

namespace cw::ui {

Panel::Panel(Theme& theme, const QString& title, QWidget* parent)
    : QWidget(parent)
    , m_head(new QHBoxLayout)
    , m_column(new QVBoxLayout(this))
{
    setProperty("surface", "surface");
    setAttribute(Qt::WA_StyledBackground);
    auto* bar = new QWidget(this);
    bar->setFixedHeight(Metrics::kDockTitle - 1);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(16, 0, 6, 0);
    row->setSpacing(4);
    row->addWidget(makeLabel(title, "panelTitle", bar));
    row->addLayout(m_head, 1);
    m_head->setSpacing(4);
    m_head->addStretch(1);
    QToolButton* close = makeToolButton(theme, QStringLiteral("close"), tr("Close %1").arg(title), bar);
    close->setFixedSize(24, 24);
    row->addWidget(close);
    connect(close, &QToolButton::clicked, this, &Panel::closed);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(0);
    m_column->addWidget(bar);
    m_column->addWidget(makeRule(this));
}

} // namespace cw::ui
