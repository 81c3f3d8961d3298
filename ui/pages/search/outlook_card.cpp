// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/search/outlook_card.h"

#include <algorithm>
#include <cmath>

#include <QDateTime>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include "core/base/heap.h"
#include "core/base/process.h"
#include "ui/live/history_feed.h"
#include "ui/live/run_service.h"
#include "ui/pages/search/trial_card.h"
#include "ui/theme/theme.h"
#include "ui/widgets/format.h"
#include "ui/widgets/labels.h"

namespace cw::ui {

namespace {

constexpr int kWidth = 336, kPadding = 15;

void clear(QLayout* layout)
{
    while (QLayoutItem* item = layout->takeAt(0)) {
        if (item->layout())
            clear(item->layout());
        delete item->widget();
        delete item;
    }
}

/// The newest finished run that spent the same on each trial; null when there is none.
const history::RunRow* likeRun(const std::vector<history::RunRow>& rows, const run::RunConfig& config)
{
    const Json wanted = run::toJson(config);
    const history::RunRow* newest = nullptr;
    for (const history::RunRow& row : rows) {
        const Json& had = row.info.config;
        const bool same = row.finishedTrials > 0 && row.seconds > 0 && row.info.dataset == config.dataset &&
                          had.is_object() && had.value("fidelity", Json()) == wanted.value("fidelity", Json()) &&
                          had.value("workers", 0) == config.workers && had.value("threads", 0) == config.threads &&
                          had.value("estimator", Json()).value("id", std::string()) == config.estimator &&
                          config.space.is_string() && row.info.spaceName == config.space.get<std::string>();
        if (same && (!newest || row.run > newest->run))
            newest = &row;
    }
    return newest;
}

} // namespace

std::int64_t HeldOut::judging(std::int64_t trainImages, double data) const
{
    const std::int64_t all = std::llround(part * double(trainImages));
    return std::min(all, std::max(least, std::int64_t{std::llround(double(all) * data)}));
}

OutlookCard::OutlookCard(const Services& services, QWidget* parent)
    : QFrame(parent)
    , m_services(services)
    , m_sentence(makeLabel({}, "body", this))
    , m_trial(new TrialCard(services, this))
    , m_estimate(new QWidget(this))
    , m_facts(new QGridLayout)
    , m_checks(new QVBoxLayout)
    , m_problem(makeLabel({}, "problem", this))
    , m_launch(new QPushButton(tr("Launch"), this))
    , m_compare(new QPushButton(tr("Compare strategies …"), this))
{
    setProperty("surface", QStringLiteral("card"));
    setFixedWidth(kWidth);
    m_sentence->setWordWrap(true);
    m_problem->setWordWrap(true);
    m_problem->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_problem->hide();
    m_launch->setProperty("kind", QStringLiteral("primary"));
    m_launch->setObjectName(QStringLiteral("launch"));
    m_launch->setToolTip(QStringLiteral("Ctrl+Return"));
    m_compare->setObjectName(QStringLiteral("compareStrategies"));
    m_compare->setToolTip(tr("This search by several strategies, with several seeds"));
    // In a low window these scroll; Launch is always there.
    auto* scrolled = new QWidget(this);
    scrolled->setObjectName(QStringLiteral("outlookWords"));
    scrolled->setProperty("surface", QStringLiteral("surface"));
    scrolled->setAttribute(Qt::WA_StyledBackground);
    auto* words = new QVBoxLayout(scrolled);
    words->setContentsMargins(0, kPadding, 0, kPadding);
    words->setSpacing(kPadding);
    const auto inset = [] {
        auto* layout = new QVBoxLayout;
        layout->setContentsMargins(kPadding, 0, kPadding, 0);
        layout->setSpacing(8);
        return layout;
    };
    auto* happens = inset();
    happens->addWidget(makeLabel(tr("What will happen"), "subject", this));
    happens->addWidget(m_sentence);
    words->addLayout(happens);
    words->addWidget(makeRule(this));
    auto* one = inset();
    one->addWidget(m_trial);
    words->addLayout(one);
    auto* estimate = new QVBoxLayout(m_estimate);
    estimate->setContentsMargins(0, 0, 0, 0);
    estimate->setSpacing(kPadding);
    estimate->addWidget(makeRule(this));
    m_facts->setContentsMargins(kPadding, 0, kPadding, 0);
    m_facts->setVerticalSpacing(8);
    m_facts->setColumnStretch(2, 1);
    estimate->addLayout(m_facts);
    words->addWidget(m_estimate);
    words->addWidget(makeRule(this));
    auto* checks = inset();
    checks->addWidget(makeLabel(tr("Checks"), "panelTitle", this));
    m_checks->setSpacing(8);
    checks->addLayout(m_checks);
    words->addLayout(checks);
    words->addStretch();
    auto* area = new QScrollArea(this);
    area->setWidget(scrolled);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(1, 1, 1, kPadding); // within the card's line
    column->setSpacing(kPadding);
    column->addWidget(area, 1);
    auto* bottom = inset();
    bottom->addWidget(m_problem);
    bottom->addWidget(m_launch);
    bottom->addWidget(m_compare);
    column->addLayout(bottom);
    drawIcons();
    connect(&services.theme, &Theme::changed, this, &OutlookCard::drawIcons);
    connect(m_trial, &TrialCard::changed, this, &OutlookCard::showEstimate);
    updateLaunch();
}

QString OutlookCard::sentence() const
{
    return m_sentence->text();
}

void OutlookCard::drawIcons()
{
    m_launch->setIcon(m_services.theme.icon(QStringLiteral("play"), m_services.theme.colors().onAccent));
    m_compare->setIcon(m_services.theme.icon(QStringLiteral("compare")));
}

QString OutlookCard::sentenceOf(const run::RunConfig& config, const SearchCheck& check, const HeldOut& heldOut) const
{
    QString text = tr("Proposes %1").arg(countText(config.evaluations));
    if (check.candidates > 0) {
        text = tr("Proposes %1 of %2 candidates")
                   .arg(countText(config.evaluations), countText(static_cast<std::int64_t>(check.candidates)));
        const double part = double(config.evaluations) / double(check.candidates);
        if (part <= 1)
            text += QStringLiteral(" (%1)").arg(percentText(part));
    }
    text += QLatin1Char(' ') +
            tr("by %1, %n at a time,", nullptr, config.workers).arg(QString::fromStdString(config.strategy));
    const estimate::EstimatorEntry* estimator = m_services.runs.catalogue().estimators.find(config.estimator);
    if (estimator && estimator->needsDataset && check.data) {
        const auto pictures = std::llround(double(check.data->trainSize) * (1 - heldOut.part) * config.fidelity.data);
        text +=
            QLatin1Char(' ') + tr("and trains each for %n epoch(s)", nullptr, static_cast<int>(config.fidelity.epochs));
        text += QLatin1Char(' ') + tr("on %1 pictures.").arg(countText(pictures));
    } else if (estimator) {
        text += QLatin1Char(' ') + tr("and judges each by %1.").arg(coreText(estimator->title));
    }
    if (config.hours > 0)
        text += QLatin1Char(' ') + tr("Ends after %1 h at the latest.").arg(config.hours);
    if (config.target)
        text += QLatin1Char(' ') + tr("Ends early at %1.").arg(*config.target);
    return text;
}

void OutlookCard::addFact(const QString& name, const QString& value, const QString& more)
{
    const int row = m_facts->rowCount();
    m_facts->addWidget(makeLabel(name, "body", this), row, 0);
    m_facts->addWidget(makeLabel(value, "panelTitle", this), row, 1, Qt::AlignRight);
    m_facts->addWidget(makeLabel(more, "secondary", this), row, 2, Qt::AlignRight);
}

void OutlookCard::showEstimate()
{
    clear(m_facts);
    const std::optional<Tried>& tried = m_trial->tried();
    const bool measured = tried && tried->judged.estimate.state == TrialState::Finished;
    const history::RunRow* like = likeRun(*m_services.feed.runs(), m_config);
    m_estimate->setVisible(m_ok && (measured || like != nullptr));
    if (!measured && !like)
        return;
    const double perTrial = measured ? tried->seconds / m_config.workers : like->seconds / double(like->finishedTrials);
    const double seconds = perTrial * double(m_config.evaluations);
    const QString ready = QDateTime::currentDateTime().addSecs(std::llround(seconds)).toString(QStringLiteral("HH:mm"));
    m_facts->addWidget(makeLabel(tr("Estimate"), "panelTitle", this), 0, 0);
    m_facts->addWidget(
        makeLabel(measured ? tr("from the trial above") : tr("as run %1").arg(like->run), "secondary", this), 0, 2,
        Qt::AlignRight);
    addFact(tr("Trials"), countText(m_config.evaluations),
            m_config.scheduler == "none" ? QString() : tr("some stop earlier"));
    addFact(tr("Time"), roughDurationText(seconds),
            measured ? tr("%n at a time", nullptr, m_config.workers) : tr("at the pace of that run"));
    addFact(tr("Ready at"), ready, tr("started now"));
    if (measured && tried->memory > 0) {
        const auto gigabytes = [](std::int64_t bytes) { return QString::number(double(bytes) / 1e9, 'f', 2); };
        addFact(tr("Memory"), tr("%1 GB").arg(gigabytes(tried->memory * m_config.workers)),
                tr("of %1 GB free").arg(QString::number(double(availableBytes()) / 1e9, 'f', 1)));
    }
    m_facts->setColumnMinimumWidth(1, 80);
}

void OutlookCard::addCheck(Mark mark, const QString& text, const QString& more)
{
    const Colors& c = m_services.theme.colors();
    const QString icon = mark == Mark::Good  ? QStringLiteral("state-finished")
                         : mark == Mark::Bad ? QStringLiteral("state-failed")
                                             : QStringLiteral("state-queued");
    const QColor color = mark == Mark::Good ? c.good : mark == Mark::Bad ? c.bad : c.muted;
    auto* row = new QHBoxLayout;
    row->setSpacing(6);
    auto* sign = new QLabel(this);
    sign->setPixmap(m_services.theme.icon(icon, color).pixmap(QSize(16, 16), devicePixelRatioF()));
    row->addWidget(sign, 0, Qt::AlignTop);
    auto* words = new QVBoxLayout;
    words->setSpacing(1);
    for (const auto& [sentence, role] : {std::pair{text, "body"}, std::pair{more, "secondary"}}) {
        if (sentence.isEmpty())
            continue;
        auto* label = makeLabel(sentence, role, this);
        label->setWordWrap(true);
        words->addWidget(label);
    }
    row->addLayout(words, 1);
    m_checks->addLayout(row);
}

void OutlookCard::showChecks(const run::RunConfig& config, const SearchCheck& check, const HeldOut& heldOut)
{
    clear(m_checks);
    const auto about = [&check](Topic topic) { return check.problem && check.problem->topic == topic; };
    if (check.space && check.issues.empty() && !about(Topic::Space))
        addCheck(Mark::Good, tr("Space compiles, no problems"));
    const estimate::EstimatorEntry* estimator = m_services.runs.catalogue().estimators.find(config.estimator);
    if (check.data && check.data->problem.empty())
        addCheck(Mark::Good, tr("Data set complete, test split kept away"));
    else if (config.dataset.empty() && estimator && !estimator->needsDataset)
        addCheck(Mark::Good, tr("No data set needed"));
    if (check.ok())
        addCheck(Mark::Good, tr("Settings fit together"));
    if (check.data && check.ok() && estimator && estimator->needsDataset && check.data->trainSize > 0) {
        // One standard error of an accuracy near 0.9 measured on so many pictures.
        const std::int64_t pictures = heldOut.judging(check.data->trainSize, config.fidelity.data);
        const double chance = std::sqrt(0.9 * 0.1 / double(std::max<std::int64_t>(1, pictures)));
        addCheck(Mark::Hint, tr("Differences under %1 are chance").arg(QString::number(chance, 'f', 3)),
                 tr("accuracy rests on %1 pictures").arg(countText(pictures)));
    }
    if (check.problem)
        addCheck(Mark::Bad, QString::fromStdString(check.problem->text));
}

void OutlookCard::showCheck(const run::RunConfig& config, const SearchCheck& check, const HeldOut& heldOut)
{
    m_ok = check.ok();
    m_config = config;
    m_trial->setConfig(config, m_ok);
    m_sentence->setText(m_ok ? sentenceOf(config, check, heldOut)
                             : tr("Nothing yet: one thing below has to be put right first."));
    showEstimate();
    showChecks(config, check, heldOut);
    updateLaunch();
}

void OutlookCard::showChecking()
{
    // The old words stay until the new ones are known: a flicker at every key would help nobody.
    if (m_sentence->text().isEmpty())
        m_sentence->setText(tr("Looking at the space and the data set …"));
}

void OutlookCard::showLaunching(bool launching)
{
    m_launching = launching;
    m_launch->setText(launching ? tr("Starting …") : tr("Launch"));
    updateLaunch();
}

void OutlookCard::showLaunchProblem(const QString& problem)
{
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
}

void OutlookCard::updateLaunch()
{
    m_launch->setEnabled(m_ok && !m_launching);
    m_compare->setEnabled(m_ok);
}

} // namespace cw::ui
