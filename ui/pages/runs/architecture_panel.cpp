// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/runs/architecture_panel.h"

#include <QFileDialog>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QSaveFile>
#include <QVBoxLayout>

#include "core/estimate/objective.h"
#include "core/exporter/exporter.h"
#include "core/run/run_config.h"
#include "ui/canvas/themed_icon.h"
#include "ui/pages/runs/film_section.h"
#include "ui/pages/runs/genealogy_strip.h"
#include "ui/pages/runs/replay_bar.h"
#include "ui/pages/runs/steer_dialog.h"
#include "ui/pages/runs/train_dialog.h"
#include "ui/pages/runs/trial_facts.h"
#include "ui/pages/runs/trials_model.h"
#include "ui/widgets/action_keys.h"
#include "ui/widgets/labels.h"

namespace cw::ui {
namespace {

constexpr std::size_t kKept = 64;   // documents
constexpr int kChoiceWidth = 108;   // px: "Best #1234"
constexpr int kHeightForLine = 620; ///< px; in a lower panel the network needs the room of the ancestors

ArchitecturePtr parseArchitecture(const QString& document)
{
    if (document.isEmpty() || document == QLatin1String("null"))
        return nullptr;
    const Json json = parseJson(document.toStdString(), "architecture").value();
    return std::make_shared<const space::Architecture>(space::architectureFromJson(json, "architecture").value());
}

} // namespace

ArchitecturePanel::ArchitecturePanel(const Services& services, const TrialsModel& trials, QWidget* parent)
    : QWidget(parent)
    , m_services(services)
    , m_trials(trials)
    , m_choice(new QComboBox(this))
    , m_against(new QComboBox(this))
    , m_pin(makeToolButton(services.theme, QStringLiteral("pin"), {}, this))
    , m_enqueue(makeToolButton(services.theme, QStringLiteral("add"), tr("Enqueue a candidate like it..."), this))
    , m_view(new ArchitectureView(services.theme, this))
    , m_facts(new TrialFacts(services.theme, trials, this))
    , m_film(new FilmSection(services.theme, trials, this))
{
    setProperty("surface", "surface");
    setAttribute(Qt::WA_StyledBackground);
    QLabel* title = makeLabel(tr("Architecture"), "panelTitle", this);
    title->setFixedHeight(Metrics::kDockTitle - 1);
    title->setContentsMargins(16, 0, 0, 0);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(title);
    column->addWidget(makeRule(this));
    column->addLayout(makeChoice());
    column->addWidget(m_view, 1);
    column->addWidget(m_facts);
    column->addWidget(m_film);
    column->addWidget(makeButtons());
    makeActions();
    connect(m_film, &FilmSection::placed, this, &ArchitecturePanel::showPlaced);
    connect(m_film, &FilmSection::trialChosen, this, &ArchitecturePanel::trialChosen);
    connect(&services.feed, &HistoryFeed::architectureRead, this, &ArchitecturePanel::take);
    connect(&services.feed, &HistoryFeed::finalTrainingsRead, this,
            [this](qint64 run, qint64 trial, const FinalTrainings& trained) {
                if (run == m_run && trial == m_trial)
                    m_facts->showFinalTrainings(*trained, absolute(m_services.feed.history()).parent_path().string());
            });
    setRun(0);
}

QLayout* ArchitecturePanel::makeChoice()
{
    m_choice->setObjectName(QStringLiteral("shownTrial"));
    m_choice->setAccessibleName(tr("Which trial's architecture"));
    m_choice->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_against->setObjectName(QStringLiteral("against"));
    m_against->setAccessibleName(tr("Compared with"));
    m_against->setToolTip(tr("What the network is compared with"));
    m_against->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon); // the panel stays narrow
    m_against->setMinimumContentsLength(3);
    m_pin->setObjectName(QStringLiteral("pin"));
    m_pin->setCheckable(true);
    auto* diff = new QLabel(this);
    const auto draw = [this, diff] {
        diff->setPixmap(
            m_services.theme.icon(QStringLiteral("diff"), m_services.theme.colors().muted).pixmap(QSize(16, 16)));
    };
    draw();
    connect(&m_services.theme, &Theme::changed, diff, draw);
    auto* row = new QHBoxLayout;
    row->setContentsMargins(16, 8, 12, 4);
    row->setSpacing(4);
    row->addWidget(m_choice);
    row->addWidget(diff);
    row->addWidget(m_against, 1);
    row->addWidget(m_pin);
    row->addWidget(m_enqueue);
    m_enqueue->setObjectName(QStringLiteral("enqueue"));
    connect(m_enqueue, &QToolButton::clicked, this, [this] {
        if (const history::TrialRow* shown = m_trials.find(m_trial))
            enqueueLike(shown->candidate);
    });
    connect(m_choice, &QComboBox::activated, this, [this](int index) {
        const std::int64_t trial = m_choice->itemData(index).toLongLong();
        leaveReplay();
        showTrial(trial);
    });
    connect(m_against, &QComboBox::activated, this, [this](int index) {
        m_againstPinned = m_against->itemData(index).toBool();
        showTrial(m_trial);
    });
    return row;
}

void ArchitecturePanel::makeActions()
{
    const auto add = [this](const char* text, const QString& icon, const QString& keys) {
        auto* action = new QAction(tr(text), this);
        action->setProperty("english", QString::fromUtf8(text));
        action->setProperty("iconName", icon);
        action->setShortcut(QKeySequence(keys));
        nameKeys(action, QString::fromUtf8(text));
        const auto draw = [this, action, icon] {
            action->setIcon(m_services.theme.icon(icon, m_services.theme.colors().muted));
        };
        draw();
        connect(&m_services.theme, &Theme::changed, action, draw);
        return action;
    };
    m_pinAction = add(QT_TR_NOOP("&Pin the shown trial, or unpin it"), QStringLiteral("pin"), QStringLiteral("Ctrl+P"));
    m_replayAction =
        add(QT_TR_NOOP("&Replay the search, or pause the replay"), QStringLiteral("play"), QStringLiteral("Ctrl+R"));
    const auto pinOrUnpin = [this] { // the button's tick follows the panel, not the click
        const bool isPinned = m_pinned.trial == m_trial && m_pinned.run == m_run;
        pin(isPinned ? 0 : m_trial);
    };
    connect(m_pin, &QToolButton::clicked, this, pinOrUnpin);
    connect(m_pinAction, &QAction::triggered, this, pinOrUnpin);
    connect(m_replayAction, &QAction::triggered, &m_film->replay(), &ReplayBar::togglePlay);
}

QWidget* ArchitecturePanel::makeButtons()
{
    auto* area = new QWidget(this);
    auto* column = new QVBoxLayout(area);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeRule(area));
    m_export = new QPushButton(tr("Export"), area);
    m_export->setObjectName(QStringLiteral("export"));
    m_export->setEnabled(false);
    setThemedIcon(m_services.theme, m_export, QStringLiteral("export"));
    auto* menu = new QMenu(m_export);
    const exporter::ExporterRegistry exporters = exporter::builtInExporters();
    for (const exporter::ExporterEntry& entry : exporters.entries())
        menu->addAction(coreText(entry.title), this, [this, id = entry.id] { exportAs(id); });
    m_export->setMenu(menu);
    m_export->setStyleSheet(QStringLiteral("QPushButton::menu-indicator { image: none; width: 0; }"));
    m_train = new QPushButton(tr("Train final"), area);
    m_train->setObjectName(QStringLiteral("trainFinal"));
    m_train->setToolTip(tr("Train this network fully, here or on another data set"));
    m_train->setEnabled(false);
    setThemedIcon(m_services.theme, m_train, QStringLiteral("play"));
    connect(m_train, &QPushButton::clicked, this, &ArchitecturePanel::trainFinal);
    auto* row = new QHBoxLayout;
    row->setContentsMargins(16, 12, 16, 12);
    row->setSpacing(8);
    row->addWidget(m_train);
    row->addWidget(m_export);
    column->addLayout(row);
    return area;
}

void ArchitecturePanel::setUsable(bool hasNetwork)
{
    m_train->setEnabled(hasNetwork);
    m_export->setEnabled(hasNetwork);
}

bool ArchitecturePanel::isBusy() const
{
    return m_waiting || m_parse.isBusy() || m_film->isBusy();
}

void ArchitecturePanel::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    m_film->setRoomForLine(height() >= kHeightForLine);
}

void ArchitecturePanel::setRun(std::int64_t run)
{
    m_run = run;
    m_best = 0;
    m_selected = 0;
    m_trial = 0;
    m_parent = 0;
    m_replaying = false;
    m_waiting = false;
    m_parse.cancel();
    m_documents.clear();
    const history::RunRow* row = m_services.feed.find(run);
    const auto objective = estimate::objectiveFromText(row != nullptr ? row->info.objective : "", "objective");
    m_film->setRun(objective ? objective->metric : "", !objective || objective->maximise);
    fillChoice();
    fillAgainst();
    m_facts->hide();
    m_view->setArchitecture(nullptr, nullptr, tr("The best trial's network appears here."));
    setUsable(false);
    Q_EMIT placeChanged(0);
}

void ArchitecturePanel::takeTrials(const TrialList& trials, bool all)
{
    m_film->takeTrials(trials, all);
}

void ArchitecturePanel::setBest(std::int64_t trial)
{
    if (trial == m_best)
        return;
    const bool following = !m_replaying && (m_selected == 0 || m_trial == m_best);
    m_best = trial;
    fillChoice();
    if (following && trial > 0)
        showTrial(trial);
}

void ArchitecturePanel::setSelected(std::int64_t trial)
{
    m_selected = trial;
    leaveReplay();
    const std::int64_t wanted = trial > 0 ? trial : m_best;
    if (wanted > 0)
        showTrial(wanted);
}

/// The slider stays where it is: from there the film can go on.
void ArchitecturePanel::leaveReplay()
{
    m_film->replay().pause();
    m_replaying = false;
    fillChoice();
    Q_EMIT placeChanged(0);
}

void ArchitecturePanel::showPlaced(std::int64_t best, std::int64_t place)
{
    Q_EMIT placeChanged(place);
    m_replaying = place != 0;
    const std::int64_t wanted = m_replaying ? best : m_selected > 0 ? m_selected : m_best;
    if (m_replaying && best == 0)
        showNothingYet();
    else if (wanted != m_trial && wanted > 0)
        showTrial(wanted);
    else
        fillChoice();
}

void ArchitecturePanel::showNothingYet()
{
    m_trial = 0;
    m_parent = 0;
    m_waiting = false;
    m_parse.cancel();
    fillChoice();
    fillAgainst();
    m_film->setShown(0);
    m_facts->hide();
    m_view->setArchitecture(nullptr, nullptr, tr("No trial had a value yet."));
    setUsable(false);
}

void ArchitecturePanel::pin(std::int64_t trial)
{
    const history::TrialRow* row = trial > 0 ? m_trials.find(trial) : nullptr;
    m_pinned = row != nullptr ? *row : history::TrialRow();
    m_againstPinned = row != nullptr;
    if (m_trial > 0)
        showTrial(m_trial);
    else
        fillAgainst();
}

ArchitecturePanel::Key ArchitecturePanel::reference() const
{
    const Key pinned{m_pinned.run, m_pinned.trial};
    return m_againstPinned && pinned.second > 0 && pinned != Key(m_run, m_trial) ? pinned : Key(m_run, m_parent);
}

const history::TrialRow* ArchitecturePanel::referenceRow() const
{
    const Key key = reference();
    if (key == Key(m_pinned.run, m_pinned.trial))
        return &m_pinned;
    return key.second > 0 ? m_trials.find(key.second) : nullptr;
}

void ArchitecturePanel::fillChoice()
{
    const QSignalBlocker quiet(m_choice);
    m_choice->clear();
    m_choice->addItem(m_best > 0 ? tr("Best #%1").arg(m_best) : tr("Best"), qint64(m_best));
    if (m_selected > 0 && m_selected != m_best)
        m_choice->addItem(tr("Trial %1").arg(m_selected), qint64(m_selected));
    if (m_replaying)
        m_choice->addItem(m_trial > 0 ? tr("Replay #%1").arg(m_trial) : tr("Replay"), qint64(m_trial));
    const bool isBest = m_trial == m_best || m_trial == 0;
    m_choice->setCurrentIndex(m_replaying || !isBest ? m_choice->count() - 1 : 0);
    m_choice->setMinimumWidth(qMax(kChoiceWidth, m_choice->sizeHint().width())); // the other one gives way
}

void ArchitecturePanel::fillAgainst()
{
    const QSignalBlocker quiet(m_against);
    m_against->clear();
    m_against->addItem(m_parent > 0 ? tr("parent %1").arg(m_parent) : tr("no parent"), false);
    if (m_pinned.trial > 0) {
        m_against->addItem(m_pinned.run == m_run ? tr("pinned %1").arg(m_pinned.trial)
                                                 : tr("pinned %1 of run %2").arg(m_pinned.trial).arg(m_pinned.run),
                           true);
    }
    const Key pinned{m_pinned.run, m_pinned.trial};
    m_against->setCurrentIndex(pinned.second > 0 && reference() == pinned ? 1 : 0);
    m_against->setEnabled(m_against->count() > 1);
    const bool isPinned = m_trial > 0 && pinned == Key(m_run, m_trial);
    m_pin->setChecked(isPinned);
    m_pin->setEnabled(m_trial > 0);
    m_pinAction->setEnabled(m_trial > 0);
    m_enqueue->setEnabled(m_trial > 0 && takesCandidates());
    const QString name =
        isPinned ? tr("Unpin trial %1").arg(m_trial) : tr("Pin trial %1, to compare others with it").arg(m_trial);
    m_pin->setToolTip(m_trial > 0 ? name : QString());
    m_pin->setAccessibleName(name);
}

void ArchitecturePanel::showTrial(std::int64_t trial)
{
    const history::TrialRow* row = m_trials.find(trial);
    const bool isOther = trial != m_trial;
    m_trial = trial;
    m_parent = row != nullptr ? row->parent : 0;
    fillChoice();
    fillAgainst();
    m_film->setShown(trial);
    showFacts();
    if (isOther)
        m_facts->showFinalTrainings({}, {});
    m_services.feed.requestFinalTrainings(m_run, trial);
    m_waiting = true;
    for (const Key& each : {Key(m_run, m_trial), reference()}) {
        if (each.second > 0 && !m_documents.contains(each))
            m_services.feed.requestArchitecture(each.first, each.second);
    }
    parseWhenComplete();
}

void ArchitecturePanel::take(qint64 run, qint64 trial, const QString& document)
{
    const Key key(run, trial);
    const bool wanted = key == Key(m_run, m_trial) || key == reference();
    const bool empty = document.isEmpty() || document == QLatin1String("null");
    if (!wanted && (run != m_run || empty))
        return;
    if (m_documents.size() >= kKept)
        m_documents.clear();
    m_documents[key] = document;
    if (wanted && m_waiting)
        parseWhenComplete();
}

void ArchitecturePanel::parseWhenComplete()
{
    const bool compared = reference().second > 0;
    const auto shown = m_documents.find({m_run, m_trial});
    const auto other = m_documents.find(reference());
    if (shown == m_documents.end() || (compared && other == m_documents.end()))
        return;
    m_waiting = false;
    const QString reference = compared ? other->second : QString();
    m_parse.start(
        [document = shown->second, reference](std::stop_token) {
            return Pair{parseArchitecture(document), parseArchitecture(reference)};
        },
        [this](Result<Pair> pair) {
            if (pair)
                showPair(*pair);
            else
                m_view->setArchitecture(nullptr, nullptr, QString::fromStdString(pair.error().problem()));
        });
    if (m_documents[{m_run, m_trial}].size() < 8)
        m_documents.erase({m_run, m_trial}); // none yet: ask again when the row changes
}

void ArchitecturePanel::showPair(const Pair& pair)
{
    m_view->setArchitecture(pair.shown, pair.reference, tr("Trial %1 has no network to draw.").arg(m_trial));
    m_facts->setCounts(pair.shown && pair.reference ? std::optional(countChanges(*pair.shown, *pair.reference))
                                                    : std::nullopt);
    setUsable(pair.shown != nullptr);
    showFacts();
}

void ArchitecturePanel::showFacts()
{
    m_facts->show(m_trials.find(m_trial), referenceRow());
}

bool ArchitecturePanel::takesCandidates() const
{
    return SteerDialog::isFor(m_services, m_run);
}

void ArchitecturePanel::enqueueLike(const std::string& candidate)
{
    SteerDialog::showCandidate(m_services, m_run, QString::fromStdString(candidate), window());
}

void ArchitecturePanel::refresh()
{
    m_enqueue->setEnabled(m_trial > 0 && takesCandidates());
    if (m_trial == 0)
        return;
    showFacts();
    m_film->refresh();
    const bool missing = !m_view->architecture() && !m_waiting && !m_parse.isBusy();
    const history::TrialRow* row = m_trials.find(m_trial);
    if (missing && row != nullptr && !row->hash.empty())
        showTrial(m_trial);
}

void ArchitecturePanel::trainFinal()
{
    const ArchitecturePtr architecture = m_view->architecture();
    const history::RunRow* run = m_services.feed.find(m_run);
    if (!architecture || run == nullptr)
        return;
    TrainDialog::Subject subject;
    subject.title = tr("Trial %1 of run %2").arg(m_trial).arg(m_run);
    subject.architecture = architecture;
    subject.run = m_run;
    subject.trial = m_trial;
    subject.seed = run->info.seed;
    subject.dataset = run->info.dataset;
    const auto config = run::runConfigFromJson(run->info.config, "run");
    if (config && config->estimator == "train")
        subject.settings = config->estimatorSettings;
    if (architecture->origin.is_object()) {
        subject.found.width = architecture->origin.value("width", 1.0);
        subject.found.cells = architecture->origin.value("cells", 0);
    }
    auto* dialog = new TrainDialog(m_services, std::move(subject), window());
    connect(dialog, &TrainDialog::kept, this,
            [this](qint64 ofRun, qint64 trial) { m_services.feed.requestFinalTrainings(ofRun, trial); });
    dialog->show();
}

void ArchitecturePanel::exportAs(const std::string& format)
{
    const exporter::ExporterRegistry exporters = exporter::builtInExporters();
    const exporter::ExporterEntry* entry = exporters.find(format);
    if (entry == nullptr || !m_view->architecture())
        return;
    const QString suffix = QString::fromStdString(entry->suffix);
    const QString path =
        QFileDialog::getSaveFileName(this, tr("Export the architecture of trial %1").arg(m_trial),
                                     QStringLiteral("run%1-trial%2%3").arg(m_run).arg(m_trial).arg(suffix),
                                     QStringLiteral("%1 (*%2)").arg(coreText(entry->title), suffix));
    if (path.isEmpty())
        return;
    QString problem;
    try {
        const std::string content = entry->write(*m_view->architecture());
        QSaveFile file(path);
        const bool written = file.open(QIODevice::WriteOnly) &&
                             file.write(content.data(), qint64(content.size())) == qint64(content.size()) &&
                             file.commit();
        if (!written)
            problem = tr("%1 cannot be written: %2").arg(path, file.errorString());
    } catch (const Error& error) {
        problem = QString::fromStdString(error.what());
    }
    if (!problem.isEmpty())
        QMessageBox::warning(this, tr("Export"), problem);
}

} // namespace cw::ui
