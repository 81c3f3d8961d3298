// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/design/inspector/form_row.h"

#include <QHBoxLayout>

#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"

namespace cw::ui {

FormRow::FormRow(const QString& label, QWidget* parent)
    : QWidget(parent)
    , m_label(makeLabel(label, "", this))
    , m_dot(makeLabel(QStringLiteral("●"), "dot", this))
    , m_problem(makeLabel({}, "problem", this))
    , m_left(new QVBoxLayout)
    , m_controls(new QVBoxLayout)
{
    m_label->setWordWrap(true);
    m_label->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_dot->setToolTip(tr("Changed from the default"));
    m_dot->setFixedWidth(6);
    m_dot->setAlignment(Qt::AlignTop);
    QSizePolicy keeps = m_dot->sizePolicy();
    keeps.setRetainSizeWhenHidden(true); // the label must not wrap otherwise when it appears
    m_dot->setSizePolicy(keeps);
    m_dot->hide();
    m_problem->setWordWrap(true);
    m_problem->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred); // a long word must not widen the panel
    m_problem->hide();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    auto* row = new QHBoxLayout;
    row->setSpacing(0); // the dot stands in the gap
    auto* head = new QHBoxLayout;
    head->setContentsMargins(0, 3, 0, 0);
    head->setSpacing(0);
    head->addWidget(m_label, 1, Qt::AlignTop);
    head->addWidget(m_dot, 0, Qt::AlignTop);
    m_left->setSpacing(0);
    m_left->addLayout(head);
    m_left->addStretch(1);
    row->addLayout(m_left, 1);
    auto* right = new QWidget(this);
    right->setFixedWidth(kControls);
    m_controls->setContentsMargins(0, 0, 0, 0);
    m_controls->setSpacing(6);
    right->setLayout(m_controls);
    row->addWidget(right, 0, Qt::AlignTop);
    column->addLayout(row);
    column->addWidget(m_problem);
}

FormRow::FormRow(const QString& label, QWidget* control, QWidget* parent)
    : FormRow(label, parent)
{
    m_controls->addWidget(control);
    m_label->setBuddy(control);
    control->setAccessibleName(label);
}

void FormRow::addBelowLabel(QWidget* widget)
{
    m_left->addWidget(widget, 0, Qt::AlignLeft | Qt::AlignBottom);
}

void FormRow::setHelp(const QString& help)
{
    m_label->setToolTip(help);
}

void FormRow::setChanged(bool changed)
{
    m_dot->setVisible(changed);
}

void FormRow::setProblem(const QString& problem)
{
    constexpr qsizetype most = 300; // a sentence may quote what was typed
    m_problem->setText(problem.size() > most ? problem.left(most) + QChar(0x2026) : problem);
    m_problem->setVisible(!problem.isEmpty());
}

QString FormRow::problem() const
{
    return m_problem->text();
}

} // namespace cw::ui
