// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/screenshot_scenes.h"

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>

#include <QComboBox>
#include <QCoreApplication>
#include <QDir>
#include <QEventLoop>
#include <QTemporaryDir>
#include <QTimer>
#include <QTreeWidget>

#include "app/compose/catalogue.h"
#include "core/estimate/table_estimator.h"
#include "core/run/experiment.h"
#include "tests/core/run/file_size_limit.h"
#include "tests/ui/gallery_history.h"
#include "ui/frame/log_dialog.h"
#include "ui/frame/main_window.h"
#include "ui/frame/window_host.h"
#include "ui/live/history_feed.h"
#include "ui/live/run_queue.h"
#include "ui/live/run_service.h"
#include "ui/pages/runs_page.h"
#include "ui/pages/search/experiment_dialog.h"
#include "ui/pages/search_page.h"
#include "ui/plots/load_plot.h"
#include "ui/widgets/action_keys.h"

namespace cw::ui {

namespace {

constexpr std::int64_t kEndless = 1'000'000;
constexpr std::size_t kSeconds = 12; ///< of load to be seen
const QStringList kNames{QStringLiteral("runs-queue"), QStringLiteral("runs-load"), QStringLiteral("runs-waiting"),
                         QStringLiteral("log-dialog")};

void processUntil(const std::function<bool()>& isTrue)
{
    QTimer wake; // what is waited for need not come with an event
    wake.start(20);
    while (!isTrue())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
}

/// The table's answer after a while, as a training would give it.
class Slow : public estimate::Estimator {
public:
    explicit Slow(std::unique_ptr<estimate::Estimator> table)
        : m_table(std::move(table))
    {
    }
    void prepare() override { m_table->prepare(); }
    std::shared_ptr<const space::CandidateSet> candidates() const override { return m_table->candidates(); }
    estimate::Estimate estimate(const space::Candidate& candidate, const estimate::Fidelity& fidelity,
                                estimate::Context& context) override
    {
        std::mutex mutex;
        std::unique_lock lock(mutex);
        std::condition_variable_any never;
        never.wait_for(lock, context.stop, std::chrono::milliseconds(150), [] { return false; });
        return m_table->estimate(candidate, fidelity, context);
    }

private:
    std::unique_ptr<estimate::Estimator> m_table;
};

std::shared_ptr<const run::Catalogue> slowCatalogue()
{
    auto catalogue = std::make_shared<run::Catalogue>(*app::makeCatalogue());
    estimate::EstimatorEntry entry = estimate::tableEstimator();
    entry.id = "slow";
    entry.make = [table = entry.make](const estimate::EstimatorSetup& setup) {
        return std::make_unique<Slow>(table(setup));
    };
    catalogue->estimators.add(std::move(entry));
    return catalogue;
}

void writeQueue(const std::filesystem::path& folder, const run::Catalogue& catalogue)
{
    writeDrawnTable(folder / "drawn.csv", "valid_accuracy");
    run::Experiment experiment{.name = "evolution against chance",
                               .search = {},
                               .strategies = {"regularized-evolution", "random", "tpe"},
                               .seeds = {1, 2}};
    experiment.search.estimator = "slow";
    experiment.search.estimatorSettings = Json{{"file", (folder / "drawn.csv").string()}};
    experiment.search.evaluations = kEndless;
    experiment.search.workers = 2;
    experiment.search.strategy = "random";
    history::Writer(folder / "history.sqlite").queueRuns(experiment.name, run::runsOf(experiment, catalogue).value());
}

/// A live run in the window's history, which has had so many trials.
void awaitTrials(const Services& services, std::int64_t trials)
{
    processUntil([&] {
        const auto& active = services.runs.active();
        return active.size() == 2 && active.front().done >= trials && active.back().done >= trials;
    });
}

} // namespace

void takeExperimentDialog(MainWindow& window, const QString& file)
{
    window.showPage(PageIndex::Search);
    processUntil([&window] { return !window.searchPage().isBusy(); });
    window.searchPage().compareStrategies();
    auto* dialog = window.findChild<ExperimentDialog*>();
    processUntil([dialog] { return !dialog->isBusy(); });
    auto* tree = dialog->findChild<QTreeWidget*>();
    for (const char* strategy : {"random", "regularized-evolution", "tpe"}) {
        for (QTreeWidgetItem* item : tree->findItems(QLatin1String(strategy), Qt::MatchExactly))
            item->setCheckState(0, Qt::Checked);
    }
    QCoreApplication::processEvents();
    dialog->grab().save(file);
    dialog->reject();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
}

void takeLiveScenes(const QString& folder, const QString& suffix, Theme::Mode mode, const QString& only)
{
    if (std::none_of(kNames.begin(), kNames.end(), [&only](const QString& name) { return name.contains(only); }))
        return;
    const QTemporaryDir scratch;
    const std::filesystem::path place = scratch.path().toStdString();
    const auto catalogue = slowCatalogue();
    writeQueue(place, *catalogue);
    WindowHost host(catalogue, {.history = place / "history.sqlite", .theme = mode, .page = PageIndex::Runs},
                    makePages);
    MainWindow& window = host.window();
    window.setLeaveQuestion([](int) { return Leave::Stop; });
    window.resize(1440, 900);
    host.show();
    const Services& services = host.services();
    const auto save = [&](int which, const QPixmap& picture) {
        picture.save(QDir(folder).filePath(kNames[which] + suffix));
    };
    processUntil([&services] { return !services.queue.waiting().empty(); });
    services.queue.setAtOnce(2);
    services.queue.goOn();
    awaitTrials(services, 40);
    auto& runs = dynamic_cast<RunsPage&>(*window.page(PageIndex::Runs));
    runs.showRun(1);
    processUntil([&runs] { return runs.currentRun() == 1 && !runs.isBusy(); });
    save(0, window.grab());

    window.findChild<QComboBox*>(QStringLiteral("workersChoice"))->setCurrentIndex(1);
    auto* load = runs.findChild<LoadPlot*>();
    processUntil([load] { return load->samples().size() >= kSeconds; });
    load->flush();
    save(1, window.grab());

    QPixmap waiting;
    {
        std::error_code none;
        const auto log = std::filesystem::file_size(place / "history.sqlite-wal", none);
        const test::FileSizeLimit limit(log);
        processUntil([&services] {
            const auto& active = services.runs.active();
            return std::all_of(active.begin(), active.end(),
                               [](const ActiveRun& run) { return !run.hindrance.empty(); });
        });
        QCoreApplication::processEvents();
        waiting = window.grab();
    }
    save(2, waiting); // by now files may grow
    processUntil([&services] { return services.runs.active().front().hindrance.empty(); });
    services.runs.stop(2);
    processUntil([&services] { return services.runs.find(3) != nullptr; });
    for (QAction* action : window.findChildren<QAction*>()) {
        if (keysId(action) == QLatin1String("Log"))
            action->trigger();
    }
    QCoreApplication::processEvents();
    save(3, window.findChild<LogDialog*>()->grab());
    window.close();
}

} // namespace cw::ui
