// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/design/inspector/inspector_section.h"

#include <QHBoxLayout>

#include "ui/canvas/themed_icon.h"
#include "ui/widgets/labels.h"

namespace cw::ui {

InspectorSection::InspectorSection(Inspected& inspected, const QString& title, QWidget* parent)
    : QWidget(parent)
    , m_inspected(inspected)
    , m_head(new QHBoxLayout)
    , m_column(new QVBoxLayout)
{
    setAccessibleName(title);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(0);
    auto* inner = new QVBoxLayout;
    inner->setContentsMargins(16, 10, 16, 14);
    inner->setSpacing(6);
    m_head->setContentsMargins(0, 0, 0, 0);
    m_head->setSpacing(0);
    QLabel* label = makeLabel(title, "strongSecondary", this);
    label->setMinimumHeight(22);
    m_head->addWidget(label);
    m_head->addStretch(1);
    inner->addLayout(m_head);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(12);
    inner->addLayout(m_column);
    outer->addLayout(inner);
    outer->addWidget(makeRule(this));
}

QToolButton* InspectorSection::addHeadButton(const QString& icon, const QString& name)
{
    QToolButton* button = makeToolButton(m_inspected.theme(), icon, name, this);
    button->setProperty("kind", QStringLiteral("small"));
    button->setFixedSize(24, 24);
    m_head->addWidget(button);
    return button;
}

} // namespace cw::ui
