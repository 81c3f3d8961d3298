// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/search/experiment_dialog.h"

#include <algorithm>
#include <tuple>

#include <QApplication>
#include <QClipboard>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QTreeWidget>
#include <QVBoxLayout>

#include "core/run/search_file.h"
#include "ui/live/run_queue.h"
#include "ui/live/run_service.h"
#include "ui/pages/search/command_line.h"
#include "ui/widgets/format.h"
#include "ui/widgets/labeled_field.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/plain_tip.h"
#include "ui/widgets/quiet_controls.h"
#include "ui/widgets/save_name.h"

namespace cw::ui {

namespace {

enum Column { Strategy, About, Columns };
constexpr int kIdRole = Qt::UserRole;
constexpr std::uint64_t kUsualSeeds = 3; ///< fewer say little about a method that draws at random
constexpr std::size_t kMostSeeds = run::kMaxExperimentRuns;

/// From the form's seed on.
QString usualSeeds(std::uint64_t first)
{
    const std::uint64_t last = first + kUsualSeeds - 1;
    return last < first ? QString::number(first) : QStringLiteral("%1-%2").arg(first).arg(last);
}

/// "population 10, sample 3"
QString settingsText(const Json& settings)
{
    QStringList parts;
    for (const auto& [name, value] : settings.items())
        parts << QString::fromStdString(name + ' ' + (value.is_string() ? value.get<std::string>() : value.dump()));
    return parts.join(QStringLiteral(", "));
}

std::size_t seedCount(const QString& text)
{
    const auto seeds = run::seedsFromText(text.toStdString(), kMostSeeds);
    return seeds ? seeds->size() : 0;
}

} // namespace

ExperimentDialog::ExperimentDialog(const Services& services, run::Experiment experiment, const QString& path,
                                   QWidget* parent)
    : QDialog(parent)
    , m_services(services)
    , m_experiment(std::move(experiment))
    , m_strategies(makeStrategies())
    , m_seeds(new QLineEdit(this))
    , m_atOnce(new QuietSpinBox(this))
    , m_name(new QLineEdit(this))
    , m_about(makeLabel({}, "secondary", this))
    , m_file(makeLabel({}, "secondary", this))
    , m_amount(makeLabel({}, "panelTitle", this))
    , m_problem(makeLabel({}, "problem", this))
    , m_start(new QPushButton(this))
{
    setWindowTitle(tr("Compare strategies"));
    setObjectName(QStringLiteral("experimentDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    resize(820, 720);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 20, 24, 16);
    column->setSpacing(12);
    auto* top = new QHBoxLayout;
    top->addWidget(makeLabel(tr("The search of the form, by several strategies"), "subject", this));
    top->addStretch(1);
    m_file->setObjectName(QStringLiteral("experimentFile"));
    top->addWidget(m_file);
    column->addLayout(top);
    m_about->setWordWrap(true);
    column->addWidget(m_about);
    column->addWidget(makeTicks());
    column->addWidget(m_strategies, 1);
    column->addWidget(makeFields());
    m_amount->setObjectName(QStringLiteral("experimentAmount"));
    m_amount->setWordWrap(true);
    column->addWidget(m_amount);
    m_problem->setObjectName(QStringLiteral("experimentProblem"));
    m_problem->setWordWrap(true);
    m_problem->setTextInteractionFlags(Qt::TextSelectableByMouse);
    column->addWidget(m_problem);
    column->addWidget(makeButtons());
    const bool isGiven = !m_experiment.strategies.empty();
    fill(isGiven ? m_experiment : usual(m_experiment.search), path);
    connect(&services.queue, &RunQueue::started, this, [this] {
        if (m_starting)
            accept();
    });
    connect(&services.queue, &RunQueue::refused, this, [this](const QString& problem) {
        m_starting = false;
        m_refused = problem;
        refresh();
    });
    connect(&services.queue, &RunQueue::changed, this, &ExperimentDialog::refresh);
}

ExperimentDialog::~ExperimentDialog() = default;

QWidget* ExperimentDialog::makeTicks()
{
    auto* area = new QWidget(this);
    auto* row = new QHBoxLayout(area);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(makeLabel(tr("Strategies"), "panelTitle", area));
    row->addStretch(1);
    for (const auto& [text, name, ticks] :
         {std::tuple{tr("Tick all"), "tickAll", true}, std::tuple{tr("Tick none"), "tickNone", false}}) {
        auto* button = new QPushButton(text, area);
        button->setObjectName(QLatin1String(name));
        button->setProperty("kind", QStringLiteral("link"));
        button->setAutoDefault(false);
        connect(button, &QPushButton::clicked, this, [this, ticks = ticks] { tickAll(ticks); });
        row->addWidget(button);
    }
    return area;
}

QTreeWidget* ExperimentDialog::makeStrategies()
{
    auto* tree = new QTreeWidget(this);
    tree->setObjectName(QStringLiteral("experimentStrategies"));
    tree->setAccessibleName(tr("Strategies"));
    tree->setColumnCount(Columns);
    tree->setHeaderLabels({tr("Strategy"), tr("What it does")});
    tree->setRootIsDecorated(false);
    tree->setUniformRowHeights(true);
    tree->setAllColumnsShowFocus(true);
    tree->header()->setStretchLastSection(true);
    tree->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(tree, &QTreeWidget::itemChanged, this, &ExperimentDialog::refresh);
    return tree;
}

QWidget* ExperimentDialog::makeFields()
{
    auto* area = new QWidget(this);
    auto* row = new QHBoxLayout(area);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(LabeledField::kGap);
    m_seeds->setObjectName(QStringLiteral("experimentSeeds"));
    auto* seeds = new LabeledField(tr("Seeds"), m_seeds, LabeledField::kWideWidth, area);
    seeds->setHelp(tr("Ranges and numbers: 1-5, or 1, 7, 42. Each strategy makes one run with each."));
    row->addWidget(seeds);
    m_atOnce->setObjectName(QStringLiteral("experimentAtOnce"));
    m_atOnce->setRange(1, RunQueue::kMostAtOnce);
    auto* atOnce = new LabeledField(tr("Runs at once"), m_atOnce, LabeledField::kWidth, area);
    atOnce->setHelp(tr("Of the whole queue; each has its own workers. Default 1."));
    row->addWidget(atOnce);
    m_name->setObjectName(QStringLiteral("experimentName"));
    m_name->setMaxLength(200);
    auto* name = new LabeledField(tr("Name"), m_name, LabeledField::kWideWidth, area);
    name->setHelp(tr("Of the experiment; its runs have it too."));
    row->addWidget(name);
    row->addStretch(1);
    const auto edited = [this] {
        m_refused.clear();
        m_fileProblem.clear();
        refresh();
    };
    for (QLineEdit* edit : {m_seeds, m_name})
        connect(edit, &QLineEdit::textChanged, this, edited);
    connect(m_atOnce, &QSpinBox::valueChanged, this, edited);
    return area;
}

QWidget* ExperimentDialog::makeButtons()
{
    auto* area = new QWidget(this);
    auto* row = new QHBoxLayout(area);
    row->setContentsMargins(0, 0, 0, 0);
    const auto add = [this, area, row](const QString& text, const char* name, void (ExperimentDialog::*what)(),
                                       const QKeySequence& key) {
        auto* button = new QPushButton(text, area);
        button->setObjectName(QLatin1String(name));
        button->setAutoDefault(false);
        button->setShortcut(key);
        if (!key.isEmpty())
            button->setToolTip(plainTip(key.toString(QKeySequence::NativeText)));
        connect(button, &QPushButton::clicked, this, what);
        row->addWidget(button);
    };
    add(tr("Load"), "experimentLoad", &ExperimentDialog::load, QKeySequence::Open);
    add(tr("Save"), "experimentSave", &ExperimentDialog::save, QKeySequence::Save);
    add(tr("Copy as command line"), "experimentCopy", &ExperimentDialog::copyCommandLine, {});
    row->addStretch(1);
    auto* cancel = new QPushButton(tr("Cancel"), area);
    cancel->setAutoDefault(false);
    connect(cancel, &QPushButton::clicked, this, &ExperimentDialog::reject);
    row->addWidget(cancel);
    m_start->setObjectName(QStringLiteral("experimentStart"));
    m_start->setProperty("kind", QStringLiteral("primary"));
    m_start->setDefault(true);
    connect(m_start, &QPushButton::clicked, this, &ExperimentDialog::start);
    row->addWidget(m_start);
    return area;
}

/// What nobody has chosen yet.
run::Experiment ExperimentDialog::usual(const run::RunConfig& search) const
{
    run::Experiment experiment{.name = defaultName().toStdString(), .search = search};
    experiment.strategies = {search.strategy};
    experiment.seeds = run::seedsFromText(usualSeeds(search.seed).toStdString(), kUsualSeeds).value();
    experiment.atOnce = m_services.queue.atOnce();
    return experiment;
}

void ExperimentDialog::fill(const run::Experiment& experiment, const QString& path)
{
    m_experiment = experiment;
    m_path = path;
    m_about->setText(tr("Starts a run for each ticked strategy and each seed, on the same space, with the same "
                        "estimator and the same budget. %1 keeps its settings of the form, the others have "
                        "their defaults, or the settings that a loaded file gives them.")
                         .arg(QString::fromStdString(experiment.search.strategy)));
    m_seeds->setText(QString::fromStdString(run::seedsToText(experiment.seeds)));
    m_atOnce->setValue(experiment.atOnce);
    m_name->setText(experiment.name.empty() ? defaultName() : QString::fromStdString(experiment.name));
    m_refused.clear();
    m_fileProblem.clear();
    listStrategies();
    m_saved = path.isEmpty() ? Json() : run::toJson(this->experiment());
    refresh();
}

void ExperimentDialog::listStrategies()
{
    {
        const QSignalBlocker quiet(m_strategies);
        m_strategies->clear();
        const std::vector<std::string>& given = m_experiment.strategies;
        for (const strategy::StrategyEntry& entry : m_services.runs.catalogue().strategies.entries()) {
            auto* item = new QTreeWidgetItem(m_strategies);
            item->setText(Strategy, QString::fromStdString(entry.id));
            item->setToolTip(Strategy, plainTip(coreText(entry.title)));
            item->setToolTip(About, plainTip(QString::fromStdString(entry.paper)));
            item->setData(Strategy, kIdRole, QString::fromStdString(entry.id));
            item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
            const Json settings = run::settingsOf(m_experiment, entry.id);
            item->setText(About, settings.empty()
                                     ? coreText(entry.summary)
                                     : tr("With %1. %2").arg(settingsText(settings), coreText(entry.summary)));
            const bool isTicked = std::find(given.begin(), given.end(), entry.id) != given.end();
            item->setCheckState(Strategy, isTicked ? Qt::Checked : Qt::Unchecked);
        }
        m_strategies->resizeColumnToContents(Strategy);
        // The current row is drawn wider.
        m_strategies->setColumnWidth(Strategy, m_strategies->columnWidth(Strategy) + 16);
        if (m_strategies->topLevelItemCount() > 0)
            m_strategies->setCurrentItem(m_strategies->topLevelItem(0));
    }
    m_fits.start([experiment = m_experiment, catalogue = &m_services.runs.catalogue()](
                     std::stop_token) { return run::strategiesFor(experiment, *catalogue).value(); },
                 [this](const Result<std::vector<run::StrategyFit>>& fits) { takeFits(fits); });
}

void ExperimentDialog::takeFits(const Result<std::vector<run::StrategyFit>>& fits)
{
    if (!fits) {
        m_refused = QString::fromStdString(fits.error().what());
        refresh();
        return;
    }
    const QSignalBlocker quiet(m_strategies);
    for (int i = 0; i < m_strategies->topLevelItemCount(); ++i) {
        QTreeWidgetItem* item = m_strategies->topLevelItem(i);
        const std::string id = item->data(Strategy, kIdRole).toString().toStdString();
        const auto fit =
            std::find_if(fits->begin(), fits->end(), [&id](const run::StrategyFit& each) { return each.id == id; });
        if (fit == fits->end() || fit->reason.empty())
            continue;
        const strategy::StrategyEntry* entry = m_services.runs.catalogue().strategies.find(id);
        const bool tooMany = entry != nullptr && !entry->severalObjectives && m_experiment.search.objectives.size() > 1;
        item->setText(
            About, tooMany ? tr("Knows one objective only; the form has %1.").arg(m_experiment.search.objectives.size())
                           : QString::fromStdString(fit->reason));
        item->setToolTip(About, plainTip(item->text(About)));
        item->setCheckState(Strategy, Qt::Unchecked);
        item->setFlags(Qt::NoItemFlags);
    }
    refresh();
}

void ExperimentDialog::tickAll(bool ticked)
{
    const QSignalBlocker quiet(m_strategies);
    for (int i = 0; i < m_strategies->topLevelItemCount(); ++i) {
        QTreeWidgetItem* item = m_strategies->topLevelItem(i);
        if (item->flags().testFlag(Qt::ItemIsEnabled))
            item->setCheckState(Strategy, ticked ? Qt::Checked : Qt::Unchecked);
    }
    refresh();
}

std::vector<QTreeWidgetItem*> ExperimentDialog::ticked() const
{
    std::vector<QTreeWidgetItem*> items;
    for (int i = 0; i < m_strategies->topLevelItemCount(); ++i) {
        QTreeWidgetItem* item = m_strategies->topLevelItem(i);
        if (item->checkState(Strategy) == Qt::Checked)
            items.push_back(item);
    }
    return items;
}

QString ExperimentDialog::defaultName() const
{
    if (!m_experiment.search.name.empty())
        return QString::fromStdString(m_experiment.search.name);
    const Json& space = m_experiment.search.space;
    const std::string name = space.is_string()   ? space.get<std::string>()
                             : space.is_object() ? space.value("name", std::string())
                                                 : std::string();
    return QString::fromStdString(name).section(QLatin1Char('/'), -1);
}

run::Experiment ExperimentDialog::experiment() const
{
    run::Experiment experiment = m_experiment;
    experiment.name = m_name->text().trimmed().toStdString();
    experiment.strategies.clear();
    for (const QTreeWidgetItem* item : ticked())
        experiment.strategies.push_back(item->data(Strategy, kIdRole).toString().toStdString());
    const auto seeds = run::seedsFromText(m_seeds->text().toStdString(), kMostSeeds);
    experiment.seeds = seeds.value_or(std::vector<std::uint64_t>{});
    experiment.atOnce = m_atOnce->value();
    return experiment;
}

QString ExperimentDialog::problem() const
{
    if (!m_refused.isEmpty())
        return m_refused;
    const std::size_t strategies = ticked().size();
    if (strategies == 0)
        return tr("Tick at least one strategy.");
    const auto seeds = run::seedsFromText(m_seeds->text().toStdString(), kMostSeeds);
    if (m_seeds->text().trimmed().isEmpty())
        return tr("Give at least one seed, for example 1-3.");
    if (!seeds)
        return QString::fromStdString(seeds.error().what());
    if (strategies * seeds->size() > run::kMaxExperimentRuns)
        return tr("Expected at most %1 runs, found %2.")
            .arg(countText(std::int64_t(run::kMaxExperimentRuns)), countText(std::int64_t(strategies * seeds->size())));
    if (m_name->text().trimmed().isEmpty())
        return tr("Give the experiment a name.");
    return {};
}

/// "3 strategies × 3 seeds = 9 runs of 200 trials, one after another"
QString ExperimentDialog::amount() const
{
    const auto strategies = int(ticked().size());
    const auto seeds = int(seedCount(m_seeds->text()));
    const int runs = strategies * seeds;
    const QString times =
        tr("%1 × %2 = %3 of %4")
            .arg(tr("%n strategy(s)", nullptr, strategies), tr("%n seed(s)", nullptr, seeds),
                 tr("%n run(s)", nullptr, runs),
                 tr("%n trial(s)", nullptr, int(std::min<std::int64_t>(m_experiment.search.evaluations, 1 << 30))));
    QStringList parts{times};
    if (runs > 1)
        parts << (m_atOnce->value() == 1 ? tr("one after another") : tr("%n at once", nullptr, m_atOnce->value()));
    if (const auto waiting = int(m_services.queue.waiting().size()); waiting > 0)
        parts << tr("after %n that wait(s) already", nullptr, waiting);
    return parts.join(QStringLiteral(", "));
}

void ExperimentDialog::refresh()
{
    const QString wrong = problem();
    m_problem->setText(wrong.isEmpty() ? m_fileProblem : wrong);
    m_problem->setVisible(!m_problem->text().isEmpty());
    restyle(m_seeds, "wrong", seedCount(m_seeds->text()) == 0);
    m_amount->setText(amount());
    const bool isChanged = m_path.isEmpty() || run::toJson(experiment()) != m_saved;
    const QString file = QFileInfo(m_path).fileName();
    m_file->setText(m_path.isEmpty() ? QString() : isChanged ? tr("%1, changed").arg(file) : file);
    for (const char* needsAll : {"experimentSave", "experimentCopy"})
        findChild<QPushButton*>(QLatin1String(needsAll))->setEnabled(wrong.isEmpty() && !isBusy());
    m_start->setText(m_starting ? tr("Starting …") : tr("Start"));
    m_start->setEnabled(wrong.isEmpty() && !m_starting && !isBusy());
}

void ExperimentDialog::start()
{
    m_starting = true;
    m_services.queue.setAtOnce(m_atOnce->value());
    m_services.queue.start(experiment());
    refresh();
}

void ExperimentDialog::load()
{
    const QString path = QFileDialog::getOpenFileName(this, tr("Open an experiment"), m_path,
                                                      tr("Searches (*.cwsearch);;All files (*)"));
    if (!path.isEmpty())
        readFile(path);
}

void ExperimentDialog::readFile(const QString& path)
{
    try {
        const run::SearchFile file = run::readSearchFile(path.toStdString()).value();
        if (!file.experiment)
            throw Error(ErrorCode::Config, "expected an experiment, found a search: load it on the Search page",
                        path.toStdString());
        run::checkStrategies(*file.experiment, m_services.runs.catalogue()).value();
        fill(*file.experiment, path);
        Q_EMIT searchLoaded(file.search);
    } catch (const Error& error) {
        m_fileProblem = QString::fromUtf8(error.what());
        refresh();
    }
}

void ExperimentDialog::save()
{
    const QString proposed = m_path.isEmpty() ? m_name->text().trimmed() + QLatin1String(".cwsearch") : m_path;
    const QString path = askSaveName(this, tr("Save the experiment"), proposed, {tr("Searches (*.cwsearch)")});
    if (!path.isEmpty())
        writeFile(path);
}

void ExperimentDialog::writeFile(const QString& path)
{
    try {
        const Json json = run::toJson(experiment());
        writeJsonFile(path.toStdString(), json);
        m_path = path;
        m_saved = json;
        m_fileProblem.clear();
    } catch (const Error& error) {
        m_fileProblem = QString::fromUtf8(error.what());
    }
    refresh();
}

void ExperimentDialog::copyCommandLine()
{
    const bool isSaved = !m_path.isEmpty() && run::toJson(experiment()) == m_saved;
    const auto line = commandLine(experiment(), isSaved ? m_path : QString());
    if (line)
        QApplication::clipboard()->setText(*line);
    m_fileProblem = line ? QString() : QString::fromUtf8(line.error().what());
    refresh();
}

} // namespace cw::ui
