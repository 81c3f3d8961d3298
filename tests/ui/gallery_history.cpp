// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/gallery_history.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "app/compose/catalogue.h"
#include "app/compose/torch_loader.h"
#include "core/base/file.h"
#include "core/base/process.h"
#include "core/base/rng.h"
#include "core/data/dataset.h"
#include "core/estimate/table_estimator.h"
#include "core/run/assemble.h"
#include "core/run/engine.h"
#include "core/run/search_file.h"

namespace cw::ui {

namespace {

constexpr const char* kTroubled = "troubled";
constexpr int kEpochs = 12;

/// The table's answer as a training would tell it: epoch by epoch, and now and then not at all.
class Troubled : public estimate::Estimator {
public:
    Troubled(std::unique_ptr<estimate::Estimator> table, std::string metric)
        : m_table(std::move(table))
        , m_metric(std::move(metric))
    {
    }
    void prepare() override { m_table->prepare(); }
    std::shared_ptr<const space::CandidateSet> candidates() const override { return m_table->candidates(); }
    estimate::Estimate estimate(const space::Candidate& candidate, const estimate::Fidelity& fidelity,
                                estimate::Context& context) override
    {
        estimate::Estimate answer = m_table->estimate(candidate, fidelity, context);
        Rng rng(context.seed, static_cast<std::uint64_t>(context.trial), "troubled");
        const double luck = rng.uniform();
        if (luck < 0.03)
            return {.state = TrialState::Rejected, .reason = "needs 0.7 GB at batch size 64, 0.6 GB are free"};
        const int last = luck < 0.07 ? 3 : luck < 0.15 ? 5 : kEpochs;
        const double end = answer.metrics.at(m_metric);
        answer.curve.clear();
        for (int epoch = 1; epoch <= last; ++epoch) {
            const double noise = 0.4 * (rng.uniform() - 0.5) * double(kEpochs - epoch);
            answer.curve.push_back({m_metric, epoch, end * (1 - 0.3 * std::exp(-epoch / 3.0)) + noise});
        }
        answer.curve.back().value = last == kEpochs ? end : answer.curve.back().value;
        if (last == 3)
            return {
                .state = TrialState::Failed, .reason = "the loss is not a number in epoch 3", .curve = answer.curve};
        if (last == 5) {
            answer.state = TrialState::Pruned;
            answer.reason = "below the median in epoch 5";
            answer.metrics[m_metric] = answer.curve.back().value;
        }
        return answer;
    }

private:
    std::unique_ptr<estimate::Estimator> m_table;
    std::string m_metric;
};

std::shared_ptr<const run::Catalogue> catalogueWithTroubles(const std::string& metric)
{
    auto catalogue = std::make_shared<run::Catalogue>(*app::makeCatalogue());
    estimate::EstimatorEntry entry = estimate::tableEstimator();
    entry.id = kTroubled;
    entry.make = [table = entry.make, metric](const estimate::EstimatorSetup& setup) {
        return std::make_unique<Troubled>(table(setup), metric);
    };
    catalogue->estimators.add(std::move(entry));
    return catalogue;
}

bool canTrain()
{
    const auto places = app::torchLibraryPlaces();
    return std::any_of(places.begin(), places.end(),
                       [](const auto& place) { return std::filesystem::exists(place); }) &&
           data::describeDataSet("fashion-mnist");
}

} // namespace

void writeDrawnTable(const std::filesystem::path& file, const std::string& metric)
{
    const char* const ops[] = {"none", "skip_connect", "nor_conv_1x1", "nor_conv_3x3", "avg_pool_3x3"};
    std::string csv = "d:0-1,d:0-2,d:1-2,d:0-3,d:1-3,d:2-3,m:" + metric + "\n";
    for (int i = 0; i < 15'625; ++i) {
        int rest = i;
        double accuracy = 60;
        for (int edge = 0; edge < 6; ++edge, rest /= 5) {
            csv += fmt::format("{},", ops[rest % 5]);
            accuracy += rest % 5 == 3 ? 4.5 : rest % 5 == 2 ? 3 : rest % 5 == 1 ? 1 : 0;
        }
        Rng rng(7, static_cast<std::uint64_t>(i), "drawn-table");
        csv += fmt::format("{:.4f}\n", accuracy + 3 * rng.uniform());
    }
    writeFileAtomically(file, csv);
}

GalleryHistory::GalleryHistory(std::filesystem::path folder)
    : m_folder(std::move(folder))
    , m_table(std::filesystem::path(CELLWRIGHT_TEST_DATA) / "nas-bench-201.csv.gz")
    , m_metric("c10_valid_accuracy")
{
    if (!std::filesystem::exists(m_table)) {
        m_table = m_folder / "drawn.csv";
        writeDrawnTable(m_table, m_metric);
    }
    m_catalogue = catalogueWithTroubles(m_metric);
    m_writer = std::make_shared<history::Writer>(path());
}

void GalleryHistory::write(bool train)
{
    writeExperiment();
    writeTroubledRun();
    if (train && canTrain())
        writeTrainedRun();
}

std::int64_t GalleryHistory::runToEnd(const run::RunConfig& config)
{
    auto engine = run::Engine::create(m_writer, run::assemble(config, *m_catalogue).value(), {});
    engine->start();
    if (engine->wait() == RunState::Failed)
        throw Error(ErrorCode::Internal, engine->reason());
    return engine->run();
}

run::RunConfig GalleryHistory::tableSearch(const std::string& strategy, std::uint64_t seed) const
{
    run::RunConfig config;
    config.name = "three strategies";
    config.strategy = strategy;
    config.estimator = "table";
    config.estimatorSettings = Json{{"file", m_table.string()}};
    config.objectives = {{m_metric, true}};
    config.evaluations = 200;
    config.workers = 2;
    config.seed = seed;
    return config;
}

void GalleryHistory::writeExperiment()
{
    for (const strategy::StrategyEntry& entry : m_catalogue->strategies.entries()) {
        for (std::uint64_t seed = 1; seed <= 4; ++seed) {
            const std::int64_t run = runToEnd(tableSearch(entry.id, seed));
            if (entry.id == "random" && seed == 1)
                m_writer->setNote(run, "the baseline");
        }
    }
}

void GalleryHistory::writeTroubledRun()
{
    run::RunConfig config = tableSearch("regularized-evolution", 7);
    config.name = "some fail";
    config.estimator = kTroubled;
    config.evaluations = 120;
    config.strategySettings = Json{{"population", 20}, {"sample", 5}};
    m_writer->setNote(runToEnd(config), "look at the failures before trusting it");
}

void GalleryHistory::writeTrainedRun()
{
    run::RunConfig config = run::readSearchFile(resourceDirectory() / "examples" / "quick.cwsearch").value().search;
    config.fidelity.epochs = 4;
    config.fidelity.data = 0.01;
    runToEnd(config);
}

} // namespace cw::ui
