// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/search/objective_section.h"

#include <algorithm>

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/pages/search/search_check.h"
#include "ui/theme/theme.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/labeled_field.h"
#include "ui/widgets/quiet_controls.h"

namespace cw::ui {

namespace {

constexpr int kMetricWidth = 168;

QVBoxLayout* makeColumn()
{
    auto* column = new QVBoxLayout;
    column->setSpacing(8);
    return column;
}

} // namespace

ObjectiveSection::ObjectiveSection(const Theme& theme, QWidget* parent)
    : SearchSection(theme, "objective", tr("Objectives"), tr("and constraints"), parent)
    , m_objectiveColumn(makeColumn())
    , m_constraintColumn(makeColumn())
{
    auto* addObjectiveButton = new QPushButton(tr("Objective"), this);
    auto* addConstraintButton = new QPushButton(tr("Constraint"), this);
    const auto draw = [this, addObjectiveButton, addConstraintButton] {
        for (QPushButton* button : {addObjectiveButton, addConstraintButton})
            button->setIcon(this->theme().icon(QStringLiteral("add"), this->theme().colors().accent));
    };
    draw();
    connect(&theme, &Theme::changed, this, draw);
    for (QPushButton* button : {addObjectiveButton, addConstraintButton})
        button->setProperty("kind", QStringLiteral("link"));
    m_objectiveColumn->addWidget(addObjectiveButton, 0, Qt::AlignLeft);
    m_constraintColumn->addWidget(addConstraintButton, 0, Qt::AlignLeft);
    auto* left = new QWidget(this);
    left->setFixedWidth(3 * (LabeledField::kWidth + LabeledField::kGap));
    left->setLayout(m_objectiveColumn);
    m_objectiveColumn->setContentsMargins(0, 0, LabeledField::kGap, 0);
    auto* right = new QWidget(this);
    right->setLayout(m_constraintColumn);
    m_constraintColumn->setContentsMargins(0, 0, 0, 0);
    auto* row = new QWidget(this);
    auto* flow = new FlowLayout(0, 8, row);
    flow->addWidget(left);
    flow->addWidget(right);
    fitHeight(row);
    content()->addWidget(row);
    connect(addObjectiveButton, &QPushButton::clicked, this, [this] {
        addObjective({m_metrics.empty() ? std::string() : m_metrics.back(), false});
        updateRemovable();
        Q_EMIT changed();
    });
    connect(addConstraintButton, &QPushButton::clicked, this, [this] {
        addConstraint({});
        m_constraints.back().edit->setFocus();
    });
}

QToolButton* ObjectiveSection::makeRemove(QWidget* row)
{
    auto* button = new QToolButton(row);
    const auto draw = [this, button] {
        button->setIcon(theme().icon(QStringLiteral("close"), theme().colors().muted));
    };
    draw();
    connect(&theme(), &Theme::changed, button, draw);
    button->setToolTip(tr("Remove"));
    button->setAccessibleName(tr("Remove"));
    return button;
}

void ObjectiveSection::addObjective(const estimate::Objective& objective)
{
    ObjectiveRow row;
    row.widget = new QWidget(this);
    row.direction = new QuietComboBox(row.widget);
    row.direction->addItem(tr("maximise"), true);
    row.direction->addItem(tr("minimise"), false);
    row.direction->setCurrentIndex(objective.maximise ? 0 : 1);
    row.direction->setFixedWidth(LabeledField::kWidth);
    row.direction->setAccessibleName(tr("Direction"));
    row.metric = new QuietComboBox(row.widget);
    row.metric->setEditable(true);
    row.metric->setInsertPolicy(QComboBox::NoInsert);
    row.metric->setFixedWidth(kMetricWidth);
    row.metric->setAccessibleName(tr("Metric"));
    for (const std::string& metric : m_metrics)
        row.metric->addItem(QString::fromStdString(metric));
    row.metric->setCurrentText(QString::fromStdString(objective.metric));
    row.remove = makeRemove(row.widget);
    auto* line = new QHBoxLayout(row.widget);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(8);
    line->addWidget(row.direction);
    line->addWidget(row.metric);
    line->addWidget(row.remove);
    line->addStretch();
    m_objectiveColumn->insertWidget(static_cast<int>(m_objectives.size()), row.widget);
    row.widget->show();
    connect(row.direction, &QComboBox::currentIndexChanged, this, &SearchSection::changed);
    connect(row.metric, &QComboBox::currentTextChanged, this, &SearchSection::changed);
    connect(row.remove, &QToolButton::clicked, this, [this, widget = row.widget] {
        std::erase_if(m_objectives, [widget](const ObjectiveRow& other) { return other.widget == widget; });
        widget->deleteLater();
        updateRemovable();
        Q_EMIT changed();
    });
    m_objectives.push_back(row);
}

void ObjectiveSection::addConstraint(const std::string& text)
{
    ConstraintRow row;
    row.widget = new QWidget(this);
    row.edit = new QLineEdit(QString::fromStdString(text), row.widget);
    row.edit->setProperty("mono", true);
    row.edit->setFixedWidth(LabeledField::kWideWidth);
    row.edit->setPlaceholderText(QStringLiteral("params <= 1e6"));
    row.edit->setAccessibleName(tr("Constraint"));
    row.edit->setToolTip(tr("An expression over params, macs, depth and the decisions, true for every candidate."));
    QToolButton* remove = makeRemove(row.widget);
    auto* line = new QHBoxLayout(row.widget);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(8);
    line->addWidget(row.edit);
    line->addWidget(remove);
    line->addStretch();
    m_constraintColumn->insertWidget(static_cast<int>(m_constraints.size()), row.widget);
    row.widget->show();
    connect(row.edit, &QLineEdit::textChanged, this, &SearchSection::changed);
    connect(remove, &QToolButton::clicked, this, [this, widget = row.widget] {
        std::erase_if(m_constraints, [widget](const ConstraintRow& other) { return other.widget == widget; });
        widget->deleteLater();
        Q_EMIT changed();
    });
    m_constraints.push_back(row);
}

void ObjectiveSection::updateRemovable()
{
    for (const ObjectiveRow& row : m_objectives)
        row.remove->setEnabled(m_objectives.size() > 1); // a search needs one
}

void ObjectiveSection::clearRows()
{
    for (const ObjectiveRow& row : m_objectives)
        delete row.widget;
    for (const ConstraintRow& row : m_constraints)
        delete row.widget;
    m_objectives.clear();
    m_constraints.clear();
}

void ObjectiveSection::show(const run::RunConfig& config)
{
    clearRows();
    for (const estimate::Objective& objective : config.objectives)
        addObjective(objective);
    for (const std::string& constraint : config.constraints)
        addConstraint(constraint);
    updateRemovable();
}

void ObjectiveSection::store(run::RunConfig& config) const
{
    config.objectives.clear();
    for (const ObjectiveRow& row : m_objectives)
        config.objectives.push_back({.metric = row.metric->currentText().trimmed().toStdString(),
                                     .maximise = row.direction->currentData().toBool()});
    config.constraints.clear();
    for (const ConstraintRow& row : m_constraints) {
        const QString text = row.edit->text().trimmed();
        if (!text.isEmpty()) // a line not written yet asks for nothing
            config.constraints.push_back(text.toStdString());
    }
}

void ObjectiveSection::showCheck(const SearchCheck& check)
{
    const bool mine = check.problem && check.problem->topic == Topic::Objectives;
    showProblem(mine ? QString::fromStdString(check.problem->text) : QString());
    if (check.metrics == m_metrics || check.metrics.empty())
        return;
    m_metrics = check.metrics;
    for (const ObjectiveRow& row : m_objectives) {
        const QSignalBlocker quiet(row.metric);
        const QString text = row.metric->currentText();
        row.metric->clear();
        for (const std::string& metric : m_metrics)
            row.metric->addItem(QString::fromStdString(metric));
        row.metric->setCurrentText(text);
    }
}

} // namespace cw::ui
