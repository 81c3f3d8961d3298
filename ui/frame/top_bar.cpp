// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/frame/top_bar.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMenuBar>
#include <QPushButton>

#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"

namespace cw::ui {

TopBar::TopBar(const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_logo(new QLabel(this))
    , m_menuBar(new QMenuBar(this))
    , m_field(new QPushButton(tr("Type a command or find …"), this))
{
    setObjectName(QStringLiteral("topBar"));
    setAttribute(Qt::WA_StyledBackground);
    setFixedHeight(Metrics::kMenuBar);
    m_logo->setFixedWidth(Metrics::kRail);
    m_logo->setAlignment(Qt::AlignCenter);
    m_menuBar->setNativeMenuBar(false);
    m_menuBar->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    m_field->setObjectName(QStringLiteral("commandField"));
    m_field->setFocusPolicy(Qt::TabFocus);
    m_field->setFixedWidth(Metrics::kArchitecture);
    m_field->setAccessibleName(tr("Command palette"));
    auto* keycap = makeLabel(QStringLiteral("Ctrl+K"), "keycap", m_field);
    keycap->setAlignment(Qt::AlignCenter);
    keycap->setAttribute(Qt::WA_TransparentForMouseEvents);
    keycap->setGeometry(8, 5, 44, 18);
    connect(m_field, &QPushButton::clicked, this, &TopBar::paletteAsked);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 16, 1);
    row->setSpacing(0);
    row->addWidget(m_logo);
    row->addSpacing(7);
    row->addWidget(m_menuBar);
    row->addStretch();
    row->addWidget(m_field);
    draw();
    connect(&theme, &Theme::changed, this, &TopBar::draw);
}

void TopBar::draw()
{
    m_logo->setPixmap(
        m_theme.icon(QStringLiteral("logo"), m_theme.colors().accent).pixmap(QSize(18, 18), devicePixelRatioF()));
}

} // namespace cw::ui
