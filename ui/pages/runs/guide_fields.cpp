// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/runs/guide_fields.h"

#include <cmath>
#include <utility>

#include <QHBoxLayout>
#include <QToolButton>

#include "core/space/domain_draw.h"
#include "core/space/realise.h"
#include "ui/live/history_feed.h"
#include "ui/theme/theme.h"
#include "ui/widgets/format.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/plain_tip.h"

namespace cw::ui {
namespace {

constexpr std::uint64_t kMostListed = 64; ///< values of a decision; of more one is typed

void say(QLabel* label, const QString& text, bool isProblem)
{
    restyle(label, "role", isProblem ? QStringLiteral("problem") : QStringLiteral("secondary"));
    label->setText(text);
}

} // namespace

GuideFields::GuideFields(const Services& services, const history::RunRow& row, bool isLive, QWidget* parent)
    : QWidget(parent)
    , m_run(row.run)
    , m_isLive(isLive)
    , m_theme(services.theme)
    , m_guide(services.feed.history())
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    makeCandidate(*column);
    makePins(*column);
    connect(&m_guide, &Guide::left, this, [this](int kind, qint64 intervention) {
        const bool isPin = kind == static_cast<int>(history::InterventionKind::Pin);
        (isPin ? m_lastPin : m_lastCandidate) = intervention;
    });
    connect(&m_guide, &Guide::problem, this, [this](const QString& text) { say(m_candidateWord, text, true); });
    m_read.start(
        [document = row.info.space](std::stop_token) {
            Space read;
            read.space = space::spaceFromJson(document, "space").value();
            read.tree = space::compileOrError(read.space).value();
            return read;
        },
        [this](Result<Space> read) { takeSpace(std::move(read)); });
    checkCandidate();
    checkPin();
}

void GuideFields::makeCandidate(QVBoxLayout& column)
{
    m_candidate = new QLineEdit(this);
    m_candidate->setObjectName(QStringLiteral("steerCandidate"));
    m_candidate->setMaxLength(int(run::kMaxCandidateText));
    m_candidate->setEnabled(m_isLive);
    m_enqueue = new QPushButton(tr("&Enqueue"), this);
    m_enqueue->setObjectName(QStringLiteral("steerEnqueue"));
    m_enqueue->setAutoDefault(false);
    m_enqueue->setToolTip(plainTip(tr("It becomes the next trial, one of those that the run may have")));
    m_candidateWord = makeLabel({}, "secondary", this);
    m_candidateWord->setObjectName(QStringLiteral("steerCandidateProblem"));
    m_candidateWord->setWordWrap(true);
    auto* title = new QLabel(tr("&Candidate to try next"), this);
    title->setBuddy(m_candidate);
    auto* row = new QHBoxLayout;
    row->addWidget(m_candidate, 1);
    row->addWidget(m_enqueue);
    column.addWidget(title);
    column.addLayout(row);
    column.addWidget(m_candidateWord);
    connect(m_candidate, &QLineEdit::textChanged, this, &GuideFields::checkCandidate);
    connect(m_candidate, &QLineEdit::returnPressed, m_enqueue, &QPushButton::click);
    connect(m_enqueue, &QPushButton::clicked, this, &GuideFields::enqueue);
}

void GuideFields::makePins(QVBoxLayout& column)
{
    m_decisions = new QComboBox(this);
    m_decisions->setObjectName(QStringLiteral("steerDecision"));
    m_decisions->setAccessibleName(tr("Decision"));
    m_decisions->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_decisions->setEnabled(m_isLive);
    m_values = new QComboBox(this);
    m_values->setObjectName(QStringLiteral("steerValue"));
    m_values->setAccessibleName(tr("Value"));
    m_values->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_values->setEnabled(m_isLive);
    m_pin = new QPushButton(tr("&Pin"), this);
    m_pin->setObjectName(QStringLiteral("steerPin"));
    m_pin->setAutoDefault(false);
    m_pin->setToolTip(plainTip(tr("Every later proposal in which the decision is active has this value")));
    m_pinWord = makeLabel({}, "secondary", this);
    m_pinWord->setObjectName(QStringLiteral("steerPinProblem"));
    m_pinWord->setWordWrap(true);
    auto* title = new QLabel(tr("Pin a &decision"), this);
    title->setBuddy(m_decisions);
    auto* row = new QHBoxLayout;
    row->addWidget(m_decisions, 1);
    row->addWidget(m_values, 1);
    row->addWidget(m_pin);
    m_pins = new QVBoxLayout;
    m_pins->setSpacing(0);
    column.addSpacing(8);
    column.addWidget(title);
    column.addLayout(row);
    column.addWidget(m_pinWord);
    column.addLayout(m_pins);
    connect(m_decisions, &QComboBox::currentIndexChanged, this, &GuideFields::fillValues);
    connect(m_values, &QComboBox::currentTextChanged, this, &GuideFields::checkPin);
    connect(m_pin, &QPushButton::clicked, this, &GuideFields::pin);
}

void GuideFields::takeSpace(Result<Space> read)
{
    if (!read) {
        say(m_pinWord, QString::fromStdString(read.error().problem()), true);
        return;
    }
    m_space = std::make_unique<const Space>(std::move(*read));
    for (const space::Decision& each : m_space->tree.decisions)
        m_decisions->addItem(QString::fromStdString(each.name));
    checkCandidate();
}

const space::Decision* GuideFields::decision() const
{
    const int index = m_decisions->currentIndex();
    return m_space && index >= 0 ? &m_space->tree.decisions[std::size_t(index)] : nullptr;
}

void GuideFields::fillValues()
{
    const space::Decision* chosen = decision();
    m_values->clear();
    if (chosen == nullptr)
        return;
    const space::Domain& domain = chosen->domain;
    const bool isListed = domain.count() > 0 && domain.count() <= kMostListed;
    m_values->setEditable(!isListed);
    if (isListed) {
        for (double value = space::firstValue(domain); !std::isnan(value); value = space::nextValue(domain, value))
            m_values->addItem(QString::fromStdString(domain.valueText(value)));
    } else {
        m_values->setEditText(QString::fromStdString(domain.valueText(space::firstValue(domain))));
    }
    checkPin();
}

void GuideFields::checkCandidate()
{
    m_lastCandidate = 0;
    const std::string text = m_candidate->text().trimmed().toStdString();
    const auto parsed = m_space && !text.empty() ? space::parseCandidate(m_space->space, m_space->tree, text)
                                                 : Error(ErrorCode::Config, "");
    const bool isWrong = m_space && !text.empty() && !parsed;
    restyle(m_candidate, "wrong", isWrong);
    say(m_candidateWord,
        isWrong ? QString::fromStdString(run::shortened(parsed.error().problem()))
                : tr("As the trials' menu copies it: decision=value;..."),
        isWrong);
    m_enqueue->setEnabled(m_isLive && parsed.has_value());
}

void GuideFields::checkPin()
{
    m_lastPin = 0;
    const space::Decision* chosen = decision();
    const std::string text = m_values->currentText().trimmed().toStdString();
    const auto parsed =
        chosen != nullptr ? chosen->domain.parseValue(text, chosen->name) : Error(ErrorCode::Config, "");
    const bool isWrong = chosen != nullptr && !parsed;
    restyle(m_values, "wrong", isWrong);
    say(m_pinWord,
        isWrong ? QString::fromStdString(run::shortened(parsed.error().problem()))
                : tr("For every later proposal in which it is active."),
        isWrong);
    m_pin->setEnabled(m_isLive && parsed.has_value());
}

void GuideFields::enqueue()
{
    m_guide.enqueue(m_run, m_candidate->text().trimmed().toStdString());
}

void GuideFields::pin()
{
    if (const space::Decision* chosen = decision())
        m_guide.pin(m_run, chosen->name, m_values->currentText().trimmed().toStdString());
}

void GuideFields::showDone(const std::vector<history::InterventionRow>& rows)
{
    std::vector<run::Intervention> all;
    for (const history::InterventionRow& row : rows) {
        all.push_back({row, outcomeIn(row)});
        const run::Outcome& outcome = all.back().outcome;
        const bool isPin = row.id == m_lastPin;
        if ((!isPin && row.id != m_lastCandidate) || row.appliedAtJob < 0)
            continue;
        const QString word = !outcome.refusal.empty() ? tr("Refused: %1").arg(QString::fromStdString(outcome.refusal))
                             : isPin                  ? tr("Holds from job %1 on.").arg(countText(row.appliedAtJob + 1))
                                     : tr("In the queue since job %1.").arg(countText(row.appliedAtJob));
        say(isPin ? m_pinWord : m_candidateWord, word, !outcome.refusal.empty());
    }
    showPins(run::pinsOf(all));
}

void GuideFields::showPins(const std::map<std::string, std::string>& pins)
{
    if (pins == m_shown)
        return;
    m_shown = pins;
    while (QLayoutItem* item = m_pins->takeAt(0)) {
        item->widget()->deleteLater();
        delete item;
    }
    for (const auto& [name, value] : pins) {
        auto* line = new QWidget(this);
        line->setObjectName(QStringLiteral("pinned"));
        auto* row = new QHBoxLayout(line);
        row->setContentsMargins(0, 0, 0, 0);
        const QString text = QStringLiteral("%1 = %2").arg(QString::fromStdString(name), QString::fromStdString(value));
        auto* label = new ElidedLabel("mono", Qt::ElideRight, line);
        label->setFullText(text);
        auto* remove = new QToolButton(line);
        remove->setIcon(m_theme.icon(QStringLiteral("close")));
        remove->setAutoRaise(true);
        remove->setEnabled(m_isLive);
        remove->setToolTip(plainTip(tr("Remove the pin %1").arg(text)));
        remove->setAccessibleName(tr("Remove the pin %1").arg(text));
        row->addWidget(label, 1);
        row->addWidget(remove);
        m_pins->addWidget(line);
        connect(remove, &QToolButton::clicked, this, [this, name = name] { m_guide.pin(m_run, name, std::nullopt); });
    }
}

} // namespace cw::ui
