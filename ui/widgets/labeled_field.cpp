// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/labeled_field.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

#include "ui/widgets/labels.h"

namespace cw::ui {

LabeledField::LabeledField(const QString& label, QWidget* control, int width, QWidget* parent)
    : QWidget(parent)
    , m_label(makeLabel(label, "secondary", this))
    , m_dot(new QLabel(QStringLiteral("●"), this))
    , m_control(control)
{
    m_dot->setProperty("role", QStringLiteral("dot"));
    m_dot->setToolTip(tr("Changed from the default"));
    m_dot->hide();
    m_label->setBuddy(control);
    control->setAccessibleName(label);
    control->setFixedWidth(width);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(0, 0, 0, 0);
    head->setSpacing(4);
    head->addWidget(m_label);
    head->addWidget(m_dot);
    head->addStretch();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(3);
    column->addLayout(head);
    column->addWidget(control);
    // A long name must not make its field wider than its neighbours: the columns of the form would not line up.
    m_label->setMinimumWidth(0);
    m_label->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void LabeledField::setChanged(bool changed)
{
    m_dot->setVisible(changed);
}

void LabeledField::setProblem(const QString& problem)
{
    restyle(m_control, "wrong", !problem.isEmpty());
    m_control->setToolTip(problem.isEmpty() ? m_help : problem);
}

void LabeledField::setHelp(const QString& help)
{
    m_help = help;
    m_control->setToolTip(help);
    m_label->setToolTip(help);
}

} // namespace cw::ui
