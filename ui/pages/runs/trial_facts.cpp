// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/runs/trial_facts.h"

#include <cmath>

#include <QGridLayout>

#include "ui/canvas/op_words.h"
#include "ui/pages/runs/change_summary.h"
#include "ui/pages/runs/trials_model.h"
#include "ui/widgets/format.h"
#include "ui/widgets/labels.h"

namespace cw::ui {
namespace {

QString signedText(double value, int digits)
{
    if (std::abs(value) * std::pow(10, digits) < 0.5)
        value = 0; // no minus before nothing
    return (value < 0 ? QStringLiteral("−") : QStringLiteral("+")) + QString::number(std::abs(value), 'f', digits);
}

/// With the unit of the number above it, which may be another than its own: "−1,232", "+0.22 M".
QString costDelta(std::int64_t difference)
{
    return (difference < 0 ? QStringLiteral("−") : QStringLiteral("+")) + costText(std::abs(difference));
}

} // namespace

TrialFacts::TrialFacts(Theme& theme, const TrialsModel& trials, QWidget* parent)
    : QWidget(parent)
    , m_trials(trials)
    , m_summary(new ChangeSummary(theme, this))
    , m_change(new ElidedLabel("secondary", Qt::ElideRight, this))
    , m_final(makeLabel({}, "secondary", this))
    , m_weights(new ElidedLabel("caption", Qt::ElideMiddle, this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeRule(this));
    auto* changes = new QVBoxLayout;
    changes->setContentsMargins(16, 8, 16, 0);
    changes->setSpacing(2);
    changes->addWidget(m_summary);
    changes->addWidget(m_change);
    m_summary->hide();
    m_final->setObjectName(QStringLiteral("finalTraining"));
    m_final->setWordWrap(true);
    m_weights->setObjectName(QStringLiteral("finalWeights"));
    for (QWidget* label : std::initializer_list<QWidget*>{m_final, m_weights}) {
        label->hide();
        changes->addWidget(label);
    }
    column->addLayout(changes);
    auto* grid = new QGridLayout;
    grid->setContentsMargins(16, 8, 16, 10);
    grid->setVerticalSpacing(0);
    const QStringList names{tr("value"), tr("params"), tr("MACs"), tr("time")};
    for (int i = 0; i < 4; ++i) {
        const auto at = static_cast<std::size_t>(i);
        m_values[at] = makeLabel({}, "panelTitle", this);
        m_deltas[at] = makeLabel({}, "caption", this);
        grid->addWidget(makeLabel(names[i], "caption", this), 0, i);
        grid->addWidget(m_values[at], 1, i);
        grid->addWidget(m_deltas[at], 2, i);
        grid->setColumnStretch(i, 1);
    }
    column->addLayout(grid);
}

void TrialFacts::setCounts(const std::optional<ChangeCounts>& counts)
{
    m_summary->setCounts(counts);
}

void TrialFacts::show(const history::TrialRow* row, const history::TrialRow* reference)
{
    setVisible(row != nullptr);
    if (row == nullptr)
        return;
    const std::optional<double> value = m_trials.valueOf(*row);
    const QString dash(QChar(0x2013));
    m_values[0]->setText(valueText(value));
    m_values[1]->setText(row->params > 0 ? costText(row->params) : dash);
    m_values[2]->setText(row->macs > 0 ? costText(row->macs) : dash);
    m_values[3]->setText(durationText(row->seconds > 0 ? row->seconds : -1));
    for (QLabel* delta : m_deltas)
        delta->setText(QStringLiteral(" "));
    if (reference != nullptr) {
        const std::optional<double> before = m_trials.valueOf(*reference);
        if (value && before)
            m_deltas[0]->setText(signedText(*value - *before, std::abs(*value) < 10 ? 4 : 3));
        m_deltas[1]->setText(costDelta(row->params - reference->params));
        m_deltas[2]->setText(costDelta(row->macs - reference->macs));
        if (row->seconds > 0 && reference->seconds > 0)
            m_deltas[3]->setText(signedText(row->seconds - reference->seconds, 0) + QStringLiteral(" s"));
    }
    const QString change = m_trials.changeText(QString::fromStdString(row->change), false);
    const QString reason = QString::fromStdString(row->reason);
    m_change->setFullText(reason.isEmpty() ? change : reason);
    m_change->setVisible(!reason.isEmpty() || !change.isEmpty());
}

void TrialFacts::showFinalTrainings(const std::vector<history::FinalTrainingRow>& trained, const std::string& folder)
{
    m_final->setVisible(!trained.empty());
    m_weights->setVisible(!trained.empty() && !trained.back().weights.empty());
    if (trained.empty())
        return;
    const history::FinalTrainingRow& newest = trained.back();
    // A history may be damaged: what cannot be read is left out.
    const auto partOf = [](const Json& document, const char* key) {
        return document.is_object() && document.contains(key) ? document[key] : Json();
    };
    QStringList parts;
    if (const auto accuracy = decodeNumber(partOf(newest.report, "test_accuracy"), {}))
        parts << tr("test accuracy %1").arg(valueText(*accuracy));
    if (const auto perplexity = decodeNumber(partOf(newest.report, "test_perplexity"), {}))
        parts << tr("test perplexity %1").arg(*perplexity, 0, 'g', 4);
    parts << tr("%n epoch(s)", nullptr, static_cast<int>(partOf(newest.report, "epochs").size()));
    if (const Json dataset = partOf(newest.request, "dataset"); dataset.is_string())
        parts << shortDataSetName(dataset.get<std::string>());
    m_final->setText(tr("Final training: %1").arg(parts.join(QStringLiteral(" · "))));
    m_weights->setFullText(tr("Weights: %1").arg(QString::fromStdString(folder + '/' + newest.weights)));
}

} // namespace cw::ui
