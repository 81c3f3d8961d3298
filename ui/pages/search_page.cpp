// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/search_page.h"

#include <algorithm>

#include <set>

#include <QApplication>
#include <QClipboard>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QTimer>
#include <QVBoxLayout>

#include "core/base/process.h"
#include "ui/frame/preferences.h"
#include "ui/live/run_service.h"
#include "ui/pages/search/command_line.h"
#include "ui/pages/search/data_section.h"
#include "ui/pages/search/estimator_section.h"
#include "ui/pages/search/experiment_dialog.h"
#include "ui/pages/search/limit_sections.h"
#include "ui/pages/search/objective_section.h"
#include "ui/pages/search/outlook_card.h"
#include "ui/pages/search/search_checker.h"
#include "ui/pages/search/space_section.h"
#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/save_name.h"

namespace cw::ui {

namespace {

constexpr int kCheckDelay = 200; ///< ms after the last key: each check reads files

template <class Entries>
std::vector<EntryInfo> infosOf(const Entries& entries)
{
    return {entries.begin(), entries.end()};
}

/// The form in its scroll area, as high as its width asks for. A layout's own least height is that at its least width,
/// where every row is broken: the scroll area would leave as much emptiness below the form.
class FormColumn : public QWidget {
public:
    using QWidget::QWidget;
    QSize minimumSizeHint() const override { return {layout()->minimumSize().width(), 0}; }
};

} // namespace

struct SearchPage::Sections {
    SpaceSection* space;
    DataSection* data;
    StrategySection* strategy;
    EstimatorSection* estimator;
    SchedulerSection* scheduler;
    ObjectiveSection* objectives;
    BudgetSection* budget;
    DeviceSection* devices;

    std::vector<SearchSection*> all() const
    {
        return {space, data, strategy, estimator, scheduler, objectives, budget, devices};
    }
    HeldOut heldOut() const
    {
        const Json part = estimator->setting("valid_part");
        const Json least = estimator->setting("valid_min");
        return {part.is_number() ? part.get<double>() : 0.0, least.is_number() ? least.get<std::int64_t>() : 0};
    }
};

SearchPage::SearchPage(const Services& services, QWidget* parent)
    : Page(parent)
    , m_services(services)
    , m_checker(std::make_unique<SearchChecker>())
    , m_checkTimer(new QTimer(this))
{
    setProperty("surface", QStringLiteral("surface"));
    setAttribute(Qt::WA_StyledBackground);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeHeader());
    auto* row = new QHBoxLayout;
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(makeForm(), 1);
    auto* side = new QWidget(this);
    side->setProperty("surface", QStringLiteral("window"));
    side->setAttribute(Qt::WA_StyledBackground);
    m_card = new OutlookCard(services, side);
    auto* sideColumn = new QVBoxLayout(side);
    sideColumn->setContentsMargins(16, 16, 16, 16);
    sideColumn->addWidget(m_card);
    auto* rule = new QFrame(this);
    rule->setProperty("rule", QStringLiteral("column"));
    row->addWidget(rule);
    row->addWidget(side);
    column->addLayout(row, 1);
    m_checkTimer->setSingleShot(true);
    m_checkTimer->setInterval(kCheckDelay);
    connect(m_checkTimer, &QTimer::timeout, this, &SearchPage::check);
    connect(m_card->launchButton(), &QPushButton::clicked, this, &SearchPage::launch);
    connect(m_card->compareButton(), &QPushButton::clicked, this, &SearchPage::compareStrategies);
    connect(&services.theme, &Theme::changed, this, [this] {
        drawIcons();
        showCheck();
    });
    const auto launching = [this] { m_card->showLaunching(m_services.runs.isLaunching()); };
    connect(&services.runs, &RunService::launching, this, launching);
    connect(&services.runs, &RunService::launched, this, launching);
    connect(&services.runs, &RunService::launchFailed, this, [this, launching](const QString& problem) {
        launching();
        m_card->showLaunchProblem(problem);
    });
    connect(&services.runs, &RunService::devicesChanged, this,
            [this] { m_sections->devices->setDevices(m_services.runs.devices()); });
    m_sections->devices->setDevices(services.runs.devices());
    drawIcons();
    startNew();
}

SearchPage::~SearchPage() = default;

QPushButton* SearchPage::addButton(QWidget* header, const QString& text, const char* icon, void (SearchPage::*what)())
{
    auto* button = new QPushButton(text, header);
    connect(button, &QPushButton::clicked, this, what);
    header->layout()->addWidget(button);
    m_buttons.emplace_back(button, QString::fromLatin1(icon));
    return button;
}

QWidget* SearchPage::makeHeader()
{
    auto* header = new QWidget(this);
    header->setObjectName(QStringLiteral("pageHeader"));
    header->setAttribute(Qt::WA_StyledBackground);
    header->setFixedHeight(Metrics::kPageHeader);
    auto* row = new QHBoxLayout(header);
    row->setContentsMargins(16, 0, 16, 0);
    row->setSpacing(8);
    row->addWidget(makeLabel(title(), "pageTitle", header));
    row->addSpacing(16);
    m_file = new ElidedLabel("body", Qt::ElideMiddle, header);
    row->addWidget(m_file);
    m_dirty = makeLabel(QStringLiteral("●"), "caption", header);
    m_dirty->setToolTip(tr("Changed since it was saved"));
    row->addWidget(m_dirty);
    row->addStretch(1);
    addButton(header, tr("Load"), "open", &SearchPage::load);
    addButton(header, tr("Save"), "save", &SearchPage::save);
    addButton(header, tr("Copy as command line"), "terminal", &SearchPage::copyCommandLine);
    return header;
}

QWidget* SearchPage::makeForm()
{
    const run::Catalogue& catalogue = m_services.runs.catalogue();
    const Theme& theme = m_services.theme;
    std::set<std::string> trained;
    for (const estimate::EstimatorEntry& entry : catalogue.estimators.entries()) {
        if (entry.needsDataset)
            trained.insert(entry.id);
    }
    auto* form = new FormColumn;
    form->setProperty("surface", QStringLiteral("surface"));
    form->setAttribute(Qt::WA_StyledBackground);
    m_sections = std::make_unique<Sections>(Sections{
        .space = new SpaceSection(theme, form),
        .data = new DataSection(theme, form),
        .strategy = new StrategySection(theme, infosOf(catalogue.strategies.entries()), form),
        .estimator = new EstimatorSection(theme, infosOf(catalogue.estimators.entries()), trained, form),
        .scheduler = new SchedulerSection(theme, infosOf(catalogue.schedulers.entries()), form),
        .objectives = new ObjectiveSection(theme, form),
        .budget = new BudgetSection(theme, form),
        .devices = new DeviceSection(theme, form),
    });
    auto* column = new QVBoxLayout(form);
    column->setContentsMargins(16, 0, 6, 0); // the scroll bar is the rest of the right margin
    column->setSpacing(0);
    m_problem = makeLabel({}, "problem", form);
    m_problem->setWordWrap(true);
    m_problem->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_problem->hide();
    column->addWidget(m_problem);
    for (SearchSection* section : m_sections->all()) {
        column->addWidget(section);
        connect(section, &SearchSection::changed, this, &SearchPage::edited);
    }
    column->addStretch();
    connect(m_sections->space, &SpaceSection::openInDesignAsked, this, &SearchPage::openInDesignAsked);
    auto* area = new QScrollArea(this);
    area->setWidget(form);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn); // its place stays: nothing jumps when it is needed
    QScrollBar* bar = area->verticalScrollBar();
    bar->setEnabled(bar->maximum() > 0); // off it is not drawn
    connect(bar, &QScrollBar::rangeChanged, bar, [bar](int, int most) { bar->setEnabled(most > 0); });
    area->setFocusPolicy(Qt::NoFocus);
    return area;
}

bool SearchPage::isBusy() const
{
    return m_checkTimer->isActive() || m_checker->isBusy() || m_sections->data->isBusy();
}

run::RunConfig SearchPage::config() const
{
    run::RunConfig config = m_base;
    for (const SearchSection* section : m_sections->all())
        section->store(config);
    return config;
}

void SearchPage::setConfig(const run::RunConfig& config, const QString& path)
{
    m_loading = true;
    m_base = config;
    for (SearchSection* section : m_sections->all())
        section->show(config);
    m_loading = false;
    m_path = path;
    m_saved = run::toJson(this->config());
    showProblem({});
    showHeader();
    check();
}

void SearchPage::startNew()
{
    const auto example = run::readSearchFile(resourceDirectory() / "examples" / "quick.cwsearch");
    run::RunConfig config = example.value_or(run::SearchFile{}).search;
    const Preferences preferred = Preferences::read();
    config.workers = preferred.workers > 0 ? preferred.workers : config.workers;
    config.threads = preferred.threads > 0 ? preferred.threads : config.threads;
    setConfig(config);
    if (!example) // the program still works from its built-in defaults
        showProblem(QString::fromUtf8(example.error().what()));
}

void SearchPage::load()
{
    const QString path =
        QFileDialog::getOpenFileName(this, tr("Open a search"), m_path, tr("Searches (*.cwsearch);;All files (*)"));
    if (!path.isEmpty())
        open(path);
}

void SearchPage::open(const QString& path)
{
    const auto read = run::readSearchFile(path.toStdString());
    if (!read) {
        showProblem(QString::fromUtf8(read.error().what()));
        return;
    }
    if (read->experiment) {
        if (const auto known = run::checkStrategies(*read->experiment, m_services.runs.catalogue()); !known) {
            showProblem(QStringLiteral("%1: %2").arg(path, QString::fromUtf8(known.error().what())));
            return;
        }
    }
    if (!read->experiment) {
        setConfig(read->search, path);
        return;
    }
    // The form is not that file: saving it would take the experiment away.
    setConfig(read->search);
    openComparison(*read->experiment, path);
}

void SearchPage::save()
{
    const QString path =
        askSaveName(this, tr("Save the search"), m_path.isEmpty() ? QStringLiteral("search.cwsearch") : m_path,
                    {tr("Searches (*.cwsearch)")});
    if (path.isEmpty())
        return;
    try {
        run::RunConfig saved = config();
        saved.name = QFileInfo(path).completeBaseName().toStdString();
        writeJsonFile(path.toStdString(), run::toJson(saved));
        m_base.name = saved.name;
        m_path = path;
        m_saved = run::toJson(saved);
        showProblem({});
        showHeader();
    } catch (const Error& error) {
        showProblem(QString::fromUtf8(error.what()));
    }
}

void SearchPage::launch()
{
    if (!m_card->launchButton()->isEnabled())
        return;
    m_card->showLaunchProblem({});
    m_services.runs.launch(config());
}

void SearchPage::compareStrategies()
{
    if (m_card->compareButton()->isEnabled())
        openComparison({.search = config()}, {});
}

void SearchPage::openComparison(const run::Experiment& experiment, const QString& path)
{
    m_comparison = new ExperimentDialog(m_services, experiment, path, this);
    connect(m_comparison, &ExperimentDialog::searchLoaded, this,
            [this](const run::RunConfig& search) { setConfig(search); });
    m_comparison->open();
}

bool SearchPage::startComparison()
{
    if (m_comparison)
        m_comparison->start();
    return !m_comparison.isNull();
}

void SearchPage::copyCommandLine()
{
    const auto line = commandLine(config(), m_path);
    if (line)
        QApplication::clipboard()->setText(*line);
    showProblem(line ? QString() : QString::fromUtf8(line.error().what()));
}

void SearchPage::chooseSpace(const std::string& templateOrPath)
{
    run::RunConfig changed = config();
    if (changed.space != Json(templateOrPath))
        changed.enqueue.clear(); // of another space
    changed.space = templateOrPath;
    m_sections->space->show(changed);
    edited();
}

void SearchPage::searchIn(const Json& space, const std::vector<std::string>& candidates)
{
    run::RunConfig changed = config();
    if (changed.space != space)
        changed.enqueue.clear(); // of another space
    changed.space = space;
    for (const std::string& candidate : candidates) {
        if (std::find(changed.enqueue.begin(), changed.enqueue.end(), candidate) == changed.enqueue.end())
            changed.enqueue.push_back(candidate);
    }
    m_sections->space->show(changed);
    edited();
    Q_EMIT showAsked();
}

void SearchPage::chooseStrategy(const std::string& id)
{
    m_sections->strategy->choose(id);
}

void SearchPage::edited()
{
    if (m_loading)
        return;
    m_card->showLaunchProblem({});
    showHeader();
    m_checkTimer->start();
}

void SearchPage::check()
{
    m_checkTimer->stop();
    m_card->showChecking();
    const run::RunConfig now = config();
    m_sections->data->setValidPart(m_sections->heldOut().part);
    m_checker->start([now, catalogue = &m_services.runs.catalogue()](
                         std::stop_token stop) { return checkSearch(now, *catalogue, stop); },
                     [this](Result<SearchCheck> found) {
                         m_check = found ? std::move(*found) : SearchCheck{};
                         if (!found)
                             m_check.problem = SearchCheck::Problem{Topic::Other, found.error().what()};
                         showCheck();
                         Q_EMIT checked();
                     });
}

void SearchPage::showCheck()
{
    for (SearchSection* section : m_sections->all())
        section->showCheck(m_check);
    // What belongs to no section stands above them all.
    const bool other = m_check.problem && m_check.problem->topic == Topic::Other;
    if (other || m_problemIsChecks)
        showProblem(other ? QString::fromStdString(m_check.problem->text) : QString());
    m_problemIsChecks = other;
    m_card->showCheck(config(), m_check, m_sections->heldOut());
}

void SearchPage::showHeader()
{
    m_file->setFullText(m_path.isEmpty() ? tr("new search") : QFileInfo(m_path).fileName());
    m_dirty->setVisible(run::toJson(config()) != m_saved);
}

QString SearchPage::problem() const
{
    return m_problem->text();
}

void SearchPage::showProblem(const QString& problem)
{
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
}

void SearchPage::drawIcons()
{
    for (const auto& [button, icon] : m_buttons)
        button->setIcon(m_services.theme.icon(icon));
}

} // namespace cw::ui
