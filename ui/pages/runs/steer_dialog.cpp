// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/runs/steer_dialog.h"

#include <algorithm>
#include <optional>

#include <QDateTime>
#include <QDialogButtonBox>
#include <QGridLayout>
#include <QLocale>
#include <QVBoxLayout>

#include "core/base/process.h"
#include "core/run/intervention.h"
#include "core/run/run_config.h"
#include "ui/live/guide.h"
#include "ui/live/run_service.h"
#include "ui/pages/runs/guide_fields.h"
#include "ui/widgets/format.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/plain_tip.h"

namespace cw::ui {
namespace {

/// As people write numbers here, "20,000", or bare.
std::optional<qint64> numberOf(const QString& text)
{
    bool ok = false;
    const QString bare = text.trimmed();
    qint64 number = bare.toLongLong(&ok);
    if (!ok)
        number = QLocale().toLongLong(bare, &ok);
    return ok ? std::optional(number) : std::nullopt;
}

QString rangeProblem(const QString& text, qint64 least, qint64 most)
{
    const std::optional<qint64> number = numberOf(text);
    if (number && *number >= least && *number <= most)
        return {};
    return SteerDialog::tr("Expected a whole number from %1 to %2.").arg(countText(least), countText(most));
}

} // namespace

SteerDialog::SteerDialog(const Services& services, const history::RunRow& row, bool isLive, Field first,
                         QWidget* parent)
    : QDialog(parent)
    , m_services(services)
    , m_row(row)
    , m_isLive(isLive)
    , m_note(new QPlainTextEdit(QString::fromStdString(row.note), this))
    , m_guide(new GuideFields(services, row, isLive, this))
    , m_done(new QListWidget(this))
    , m_apply(new QPushButton(tr("Apply"), this))
{
    setWindowTitle(tr("Steer run %1").arg(row.run));
    setAttribute(Qt::WA_DeleteOnClose);
    resize(500, 680);
    const ActiveRun* active = services.runs.find(row.run);
    const auto stored = row.info.config.is_object() ? row.info.config.value("workers", Json(1)) : Json(1);
    m_workersNow = active != nullptr && active->workers > 0 ? active->workers : std::max(1, run::workersOf(stored));
    m_trialsNow = active != nullptr && active->budget > 0 ? active->budget : row.info.budget;
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 20, 24, 20);
    column->setSpacing(12);
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(2);
    m_trials = addNumber(*grid, 0, QStringLiteral("steerTrials"), tr("&Trials"), QString::number(m_trialsNow),
                         m_trialsProblem);
    m_workers = addNumber(*grid, 2, QStringLiteral("steerWorkers"), tr("&Workers"), QString::number(m_workersNow),
                          m_workersProblem);
    column->addLayout(grid);
    column->addWidget(m_guide);
    auto* noteLabel = new QLabel(tr("&Note"), this);
    noteLabel->setBuddy(m_note);
    m_note->setObjectName(QStringLiteral("steerNote"));
    m_note->setTabChangesFocus(true);
    m_note->setFixedHeight(64);
    column->addWidget(noteLabel);
    column->addWidget(m_note);
    column->addWidget(makeLabel(tr("What was done to it"), "panelTitle", this));
    m_done->setObjectName(QStringLiteral("interventions"));
    m_done->setAccessibleName(tr("What was done to it"));
    m_done->setWordWrap(true); // reasons are sentences
    m_done->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    column->addWidget(m_done, 1);
    auto* buttons = new QHBoxLayout;
    auto* close = new QPushButton(tr("Close"), this);
    close->setAutoDefault(false);
    m_apply->setObjectName(QStringLiteral("steerApply"));
    m_apply->setDefault(true);
    buttons->addStretch(1);
    buttons->addWidget(m_apply);
    buttons->addWidget(close);
    column->addLayout(buttons);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_apply, &QPushButton::clicked, this, &SteerDialog::apply);
    connect(m_note, &QPlainTextEdit::textChanged, this, &SteerDialog::check);
    connect(&services.feed, &HistoryFeed::interventionsRead, this, [this](qint64 run, const Interventions& rows) {
        if (run == m_row.run)
            showDone(*rows);
    });
    // Another program's word counts too; the list of runs changes with every row that it leaves.
    connect(&services.feed, &HistoryFeed::runsChanged, this, [this] {
        if (const history::RunRow* now = m_services.feed.find(m_row.run))
            m_row.finishedTrials = now->finishedTrials;
        check();
        m_services.feed.requestInterventions(m_row.run);
    });
    services.feed.requestInterventions(row.run);
    showDone({});
    check();
    QWidget* const fields[] = {m_trials, m_workers, m_note, &m_guide->candidate()};
    QWidget* const start = fields[static_cast<int>(first)];
    (start->isEnabled() ? start : m_note)->setFocus();
}

bool SteerDialog::isFor(const Services& services, std::int64_t run)
{
    const history::RunRow* row = services.feed.find(run);
    return row != nullptr && !history::isFinal(row->state) && row->hasLiveOwner(wallClock());
}

void SteerDialog::showCandidate(const Services& services, std::int64_t run, const QString& text, QWidget* parent)
{
    const history::RunRow* row = services.feed.find(run);
    if (row == nullptr)
        return;
    auto* dialog = new SteerDialog(services, *row, isFor(services, run), Field::Candidate, parent);
    dialog->m_guide->candidate().setText(text);
    dialog->show();
}

QLineEdit* SteerDialog::addNumber(QGridLayout& grid, int row, const QString& name, const QString& label,
                                  const QString& text, QLabel*& below)
{
    auto* edit = new QLineEdit(text, this);
    edit->setObjectName(name);
    edit->setEnabled(m_isLive);
    edit->setMaximumWidth(140);
    auto* title = new QLabel(label, this);
    title->setBuddy(edit);
    below = makeLabel({}, "secondary", this);
    below->setObjectName(name + QStringLiteral("Problem"));
    grid.addWidget(title, row, 0);
    grid.addWidget(edit, row, 1);
    grid.addWidget(below, row + 1, 1);
    grid.setColumnStretch(1, 1);
    connect(edit, &QLineEdit::textChanged, this, &SteerDialog::check);
    return edit;
}

QString SteerDialog::problem(Field field) const
{
    if (field == Field::Note || field == Field::Candidate || !m_isLive)
        return {};
    if (field == Field::Workers)
        return rangeProblem(m_workers->text(), 1, run::kMaxWorkers);
    const std::optional<qint64> trials = numberOf(m_trials->text());
    if (trials && *trials >= 1 && *trials < m_row.finishedTrials)
        return tr("%1 trials have ended already; expected at least as many.").arg(countText(m_row.finishedTrials));
    return rangeProblem(m_trials->text(), 1, run::kMaxEvaluations);
}

void SteerDialog::check()
{
    const auto show = [](QLineEdit* edit, QLabel* label, const QString& problem, const QString& otherwise) {
        restyle(edit, "wrong", !problem.isEmpty());
        restyle(label, "role", problem.isEmpty() ? QStringLiteral("secondary") : QStringLiteral("problem"));
        label->setText(problem.isEmpty() ? otherwise : problem);
    };
    const QString noTrials = problem(Field::Trials);
    const QString noWorkers = problem(Field::Workers);
    show(m_trials, m_trialsProblem, noTrials, tr("%1 have ended").arg(countText(m_row.finishedTrials)));
    const qint64 workers = numberOf(m_workers->text()).value_or(0);
    show(m_workers, m_workersProblem, noWorkers,
         workers > m_row.info.lag ? tr("The lag is %1: more workers stand idle.").arg(m_row.info.lag)
                                  : tr("Trials at once"));
    const bool changed = numberOf(m_trials->text()) != m_trialsNow || workers != m_workersNow ||
                         m_note->toPlainText() != QString::fromStdString(m_row.note);
    m_apply->setEnabled(noTrials.isEmpty() && noWorkers.isEmpty() && changed);
}

void SteerDialog::apply()
{
    const qint64 trials = numberOf(m_trials->text()).value_or(m_trialsNow);
    if (trials != m_trialsNow)
        m_services.runs.setBudget(m_row.run, trials);
    m_trialsNow = trials;
    const int workers = static_cast<int>(numberOf(m_workers->text()).value_or(m_workersNow));
    if (workers != m_workersNow)
        m_services.runs.setWorkers(m_row.run, workers);
    m_workersNow = workers;
    const QString note = m_note->toPlainText();
    if (note != QString::fromStdString(m_row.note))
        m_services.runs.setNote(m_row.run, note);
    m_row.note = note.toStdString();
    check();
}

QString SteerDialog::sentenceOf(const history::InterventionRow& row)
{
    using history::InterventionKind;
    switch (row.kind) {
    case InterventionKind::Pause:
        return tr("paused");
    case InterventionKind::Resume:
        return tr("set going again");
    case InterventionKind::Stop:
        return tr("stopped");
    case InterventionKind::Budget:
        return tr("trials %1").arg(countText(run::evaluationsOf(row.argument)));
    case InterventionKind::Workers:
        return tr("workers %1").arg(run::workersOf(row.argument));
    case InterventionKind::Note:
        return tr("note: %1").arg(QString::fromStdString(run::noteOf(row.argument)).simplified());
    case InterventionKind::Enqueue: {
        const auto candidate = run::candidateOf(row.argument);
        return tr("enqueued %1").arg(QString::fromStdString(run::shortened(candidate.value_or({}))).simplified());
    }
    case InterventionKind::Pin: {
        const auto pin = run::pinOf(row.argument);
        const QString decision = QString::fromStdString(run::shortened(pin ? pin->decision : std::string()));
        return pin && pin->value
                   ? tr("pinned %1 = %2").arg(decision, QString::fromStdString(run::shortened(*pin->value)))
                   : tr("unpinned %1").arg(decision);
    }
    }
    return {};
}

void SteerDialog::showDone(const std::vector<history::InterventionRow>& rows)
{
    m_guide->showDone(rows);
    m_done->clear();
    for (const history::InterventionRow& row : rows) {
        const QString time =
            QLocale().toString(QDateTime::fromSecsSinceEpoch(qint64(row.created)), QStringLiteral("ddd HH:mm:ss"));
        const QString when =
            row.appliedAtJob >= 0 ? tr("at job %1").arg(countText(row.appliedAtJob)) : tr("not applied yet");
        const std::string refusal = outcomeIn(row).refusal;
        const QString what =
            refusal.empty() ? when : tr("%1, refused: %2").arg(when, QString::fromStdString(refusal).simplified());
        auto* item = new QListWidgetItem(QStringLiteral("%1   %2   %3").arg(time, sentenceOf(row), what), m_done);
        item->setToolTip(plainTip(tr("by %1").arg(QString::fromStdString(row.author))));
    }
    if (rows.empty()) {
        auto* none = new QListWidgetItem(tr("Nothing so far."), m_done);
        none->setFlags(Qt::NoItemFlags);
    }
}

} // namespace cw::ui
