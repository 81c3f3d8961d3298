// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/search/experiment_dialog.h"

#include <algorithm>
#include <tuple>

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QTreeWidget>
#include <QVBoxLayout>

#include "ui/live/run_queue.h"
#include "ui/live/run_service.h"
#include "ui/widgets/format.h"
#include "ui/widgets/labeled_field.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/plain_tip.h"
#include "ui/widgets/quiet_controls.h"

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

std::size_t seedCount(const QString& text)
{
    const auto seeds = run::seedsFromText(text.toStdString(), kMostSeeds);
    return seeds ? seeds->size() : 0;
}

} // namespace

ExperimentDialog::ExperimentDialog(const Services& services, run::RunConfig search, QWidget* parent)
    : QDialog(parent)
    , m_services(services)
    , m_search(std::move(search))
    , m_strategies(makeStrategies())
    , m_seeds(new QLineEdit(usualSeeds(m_search.seed), this))
    , m_atOnce(new QuietSpinBox(this))
    , m_name(new QLineEdit(defaultName(), this))
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
    column->addWidget(makeLabel(tr("The search of the form, by several strategies"), "subject", this));
    QLabel* about =
        makeLabel(tr("Starts a run for each ticked strategy and each seed, on the same space, with the same "
                     "estimator and the same budget. %1 keeps its settings of the form, the others have "
                     "their defaults.")
                      .arg(QString::fromStdString(m_search.strategy)),
                  "secondary", this);
    about->setWordWrap(true);
    column->addWidget(about);
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
    listStrategies();
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
    refresh();
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
    m_atOnce->setValue(m_services.queue.atOnce());
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

void ExperimentDialog::listStrategies()
{
    const QSignalBlocker quiet(m_strategies);
    for (const strategy::StrategyEntry& entry : m_services.runs.catalogue().strategies.entries()) {
        auto* item = new QTreeWidgetItem(m_strategies);
        item->setText(Strategy, QString::fromStdString(entry.id));
        item->setText(About, coreText(entry.summary));
        item->setToolTip(Strategy, plainTip(coreText(entry.title)));
        item->setToolTip(About, plainTip(QString::fromStdString(entry.paper)));
        item->setData(Strategy, kIdRole, QString::fromStdString(entry.id));
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        item->setCheckState(Strategy, entry.id == m_search.strategy ? Qt::Checked : Qt::Unchecked);
    }
    m_strategies->resizeColumnToContents(Strategy);
    m_strategies->setColumnWidth(Strategy, m_strategies->columnWidth(Strategy) + 16); // the current row is drawn wider
    if (m_strategies->topLevelItemCount() > 0)
        m_strategies->setCurrentItem(m_strategies->topLevelItem(0));
    m_fits.start([search = m_search, catalogue = &m_services.runs.catalogue()](
                     std::stop_token) { return run::strategiesFor(search, *catalogue).value(); },
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
        const bool tooMany = entry != nullptr && !entry->severalObjectives && m_search.objectives.size() > 1;
        item->setText(About, tooMany ? tr("Knows one objective only; the form has %1.").arg(m_search.objectives.size())
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
    if (!m_search.name.empty())
        return QString::fromStdString(m_search.name);
    const Json& space = m_search.space;
    const std::string name = space.is_string()   ? space.get<std::string>()
                             : space.is_object() ? space.value("name", std::string())
                                                 : std::string();
    return QString::fromStdString(name).section(QLatin1Char('/'), -1);
}

run::Experiment ExperimentDialog::experiment() const
{
    run::Experiment experiment{.name = m_name->text().trimmed().toStdString(), .search = m_search};
    for (const QTreeWidgetItem* item : ticked())
        experiment.strategies.push_back(item->data(Strategy, kIdRole).toString().toStdString());
    if (auto seeds = run::seedsFromText(m_seeds->text().toStdString(), kMostSeeds))
        experiment.seeds = std::move(*seeds);
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
                 tr("%n trial(s)", nullptr, int(std::min<std::int64_t>(m_search.evaluations, 1 << 30))));
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
    m_problem->setText(wrong);
    m_problem->setVisible(!wrong.isEmpty());
    restyle(m_seeds, "wrong", seedCount(m_seeds->text()) == 0);
    m_amount->setText(amount());
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

} // namespace cw::ui
