// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/runs/architecture_panel.h"

#include <cmath>

#include <QFileDialog>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QSaveFile>
#include <QVBoxLayout>

#include "core/exporter/exporter.h"
#include "core/run/run_config.h"
#include "ui/canvas/op_words.h"
#include "ui/canvas/themed_icon.h"
#include "ui/live/history_feed.h"
#include "ui/pages/runs/train_dialog.h"
#include "ui/pages/runs/trials_model.h"
#include "ui/widgets/format.h"
#include "ui/widgets/labels.h"

namespace cw::ui {
namespace {

constexpr std::size_t kKept = 64; // documents

ArchitecturePtr parseArchitecture(const QString& document)
{
    if (document.isEmpty() || document == QLatin1String("null"))
        return nullptr;
    const Json json = parseJson(document.toStdString(), "architecture").value();
    return std::make_shared<const space::Architecture>(space::architectureFromJson(json, "architecture").value());
}

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

ArchitecturePanel::ArchitecturePanel(const Services& services, const TrialsModel& trials, QWidget* parent)
    : QWidget(parent)
    , m_services(services)
    , m_trials(trials)
    , m_choice(new QComboBox(this))
    , m_against(makeLabel({}, "secondary", this))
    , m_view(new ArchitectureView(services.theme, this))
{
    setProperty("surface", "surface");
    setAttribute(Qt::WA_StyledBackground);
    QLabel* title = makeLabel(tr("Architecture"), "panelTitle", this);
    title->setFixedHeight(Metrics::kDockTitle - 1);
    title->setContentsMargins(16, 0, 0, 0);
    m_choice->setAccessibleName(tr("Which trial's architecture"));
    m_choice->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_choice->setMinimumWidth(150);
    auto* row = new QHBoxLayout;
    row->setContentsMargins(16, 8, 16, 4);
    row->addWidget(m_choice);
    row->addStretch(1);
    row->addWidget(m_against);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(title);
    column->addWidget(makeRule(this));
    column->addLayout(row);
    column->addWidget(m_view, 1);
    column->addWidget(makeFacts());
    column->addWidget(makeButtons());
    connect(m_choice, &QComboBox::activated, this, [this](int index) { showTrial(index == 0 ? m_best : m_selected); });
    connect(&services.feed, &HistoryFeed::architectureRead, this, &ArchitecturePanel::take);
    connect(&services.feed, &HistoryFeed::finalTrainingsRead, this,
            [this](qint64 run, qint64 trial, const FinalTrainings& trained) {
                if (run == m_run && trial == m_trial)
                    showFinalTrainings(*trained);
            });
    setRun(0);
}

QWidget* ArchitecturePanel::makeFacts()
{
    m_facts = new QWidget(this);
    auto* column = new QVBoxLayout(m_facts);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeRule(m_facts));
    auto* changes = new QVBoxLayout;
    changes->setContentsMargins(16, 8, 16, 0);
    changes->setSpacing(2);
    m_counts = makeLabel({}, "secondary", m_facts);
    m_change = new ElidedLabel("secondary", Qt::ElideRight, m_facts);
    changes->addWidget(m_counts);
    changes->addWidget(m_change);
    m_final = new ElidedLabel("secondary", Qt::ElideRight, m_facts);
    m_final->setObjectName(QStringLiteral("finalTraining"));
    m_final->hide();
    changes->addWidget(m_final);
    column->addLayout(changes);
    auto* grid = new QGridLayout;
    grid->setContentsMargins(16, 8, 16, 10);
    grid->setVerticalSpacing(0);
    const QStringList names{tr("value"), tr("params"), tr("MACs"), tr("time")};
    for (int i = 0; i < 4; ++i) {
        const auto at = static_cast<std::size_t>(i);
        m_values[at] = makeLabel({}, "panelTitle", m_facts);
        m_deltas[at] = makeLabel({}, "caption", m_facts);
        grid->addWidget(makeLabel(names[i], "caption", m_facts), 0, i);
        grid->addWidget(m_values[at], 1, i);
        grid->addWidget(m_deltas[at], 2, i);
        grid->setColumnStretch(i, 1);
    }
    column->addLayout(grid);
    return m_facts;
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

void ArchitecturePanel::setRun(std::int64_t run)
{
    m_run = run;
    m_best = 0;
    m_selected = 0;
    m_trial = 0;
    m_parent = 0;
    m_waiting = false;
    m_parse.cancel();
    m_documents.clear();
    fillChoice();
    m_against->clear();
    m_facts->hide();
    m_view->setArchitecture(nullptr, nullptr, tr("The best trial's network appears here."));
    setUsable(false);
}

void ArchitecturePanel::setBest(std::int64_t trial)
{
    if (trial == m_best)
        return;
    const bool following = m_selected == 0 || m_trial == m_best;
    m_best = trial;
    fillChoice();
    if (following && trial > 0)
        showTrial(trial);
}

void ArchitecturePanel::setSelected(std::int64_t trial)
{
    m_selected = trial;
    fillChoice();
    const std::int64_t wanted = trial > 0 ? trial : m_best;
    if (wanted > 0)
        showTrial(wanted);
}

void ArchitecturePanel::fillChoice()
{
    const QSignalBlocker quiet(m_choice);
    m_choice->clear();
    m_choice->addItem(m_best > 0 ? tr("Best (trial %1)").arg(m_best) : tr("Best"));
    if (m_selected > 0 && m_selected != m_best)
        m_choice->addItem(tr("Trial %1").arg(m_selected));
    m_choice->setCurrentIndex(m_trial == m_selected && m_choice->count() > 1 ? 1 : 0);
}

void ArchitecturePanel::showTrial(std::int64_t trial)
{
    const history::TrialRow* row = m_trials.find(trial);
    m_trial = trial;
    m_parent = row != nullptr ? row->parent : 0;
    fillChoice();
    m_against->setText(m_parent > 0 ? tr("against parent %1").arg(m_parent) : tr("no parent"));
    showFacts();
    showFinalTrainings({});
    m_services.feed.requestFinalTrainings(m_run, trial);
    m_waiting = true;
    for (const std::int64_t each : {m_trial, m_parent}) {
        if (each > 0 && !m_documents.contains({m_run, each}))
            m_services.feed.requestArchitecture(m_run, each);
    }
    parseWhenComplete();
}

void ArchitecturePanel::take(qint64 run, qint64 trial, const QString& document)
{
    if (run != m_run)
        return;
    const bool empty = document.isEmpty() || document == QLatin1String("null");
    const bool wanted = trial == m_trial || trial == m_parent;
    if (!wanted && empty)
        return;
    if (m_documents.size() >= kKept)
        m_documents.clear();
    m_documents[{run, trial}] = document;
    if (wanted && m_waiting)
        parseWhenComplete();
}

void ArchitecturePanel::parseWhenComplete()
{
    const auto shown = m_documents.find({m_run, m_trial});
    const auto parent = m_documents.find({m_run, m_parent});
    if (shown == m_documents.end() || (m_parent > 0 && parent == m_documents.end()))
        return;
    m_waiting = false;
    const QString parentDocument = m_parent > 0 ? parent->second : QString();
    m_parse.start(
        [document = shown->second, parentDocument](std::stop_token) {
            return Pair{parseArchitecture(document), parseArchitecture(parentDocument)};
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
    m_hasNetwork = pair.shown != nullptr;
    m_view->setArchitecture(pair.shown, pair.parent, tr("Trial %1 has no network to draw.").arg(m_trial));
    if (pair.shown && pair.parent) {
        const ChangeCounts counts = countChanges(*pair.shown, *pair.parent);
        m_counts->setText(
            tr("%1 changed · %2 added · %3 removed").arg(counts.changed).arg(counts.added).arg(counts.removed));
    }
    m_counts->setVisible(pair.shown && pair.parent);
    setUsable(pair.shown != nullptr);
    showFacts();
}

void ArchitecturePanel::showFacts()
{
    const history::TrialRow* row = m_trials.find(m_trial);
    m_facts->setVisible(row != nullptr);
    if (row == nullptr)
        return;
    const history::TrialRow* parent = m_parent > 0 ? m_trials.find(m_parent) : nullptr;
    const std::optional<double> value = m_trials.valueOf(*row);
    const QString dash(QChar(0x2013));
    m_values[0]->setText(valueText(value));
    m_values[1]->setText(row->params > 0 ? costText(row->params) : dash);
    m_values[2]->setText(row->macs > 0 ? costText(row->macs) : dash);
    m_values[3]->setText(durationText(row->seconds > 0 ? row->seconds : -1));
    for (QLabel* delta : m_deltas)
        delta->setText(QStringLiteral(" "));
    if (parent != nullptr) {
        const std::optional<double> before = m_trials.valueOf(*parent);
        if (value && before)
            m_deltas[0]->setText(signedText(*value - *before, std::abs(*value) < 10 ? 4 : 3));
        m_deltas[1]->setText(costDelta(row->params - parent->params));
        m_deltas[2]->setText(costDelta(row->macs - parent->macs));
        if (row->seconds > 0 && parent->seconds > 0)
            m_deltas[3]->setText(signedText(row->seconds - parent->seconds, 0) + QStringLiteral(" s"));
    }
    const QString change = m_trials.changeText(QString::fromStdString(row->change), false);
    const QString reason = QString::fromStdString(row->reason);
    m_change->setFullText(reason.isEmpty() ? change : reason);
    m_change->setVisible(!reason.isEmpty() || !change.isEmpty());
}

void ArchitecturePanel::refresh()
{
    if (m_trial == 0)
        return;
    showFacts();
    const bool missing = !m_view->architecture() && !m_waiting && !m_parse.isBusy();
    const history::TrialRow* row = m_trials.find(m_trial);
    if (missing && row != nullptr && !row->hash.empty())
        showTrial(m_trial);
}

void ArchitecturePanel::showFinalTrainings(const std::vector<history::FinalTrainingRow>& trained)
{
    m_final->setVisible(!trained.empty());
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
    if (!newest.weights.empty()) // the tooltip has all of it
        parts << tr("Weights: %1")
                     .arg(QString::fromStdString(
                         (absolute(m_services.feed.history()).parent_path() / newest.weights).string()));
    m_final->setFullText(tr("Final training: %1").arg(parts.join(QStringLiteral(" · "))));
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
