// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>
#include <filesystem>
#include <memory>
#include <string>

#include <QTemporaryDir>

#include "app/compose/catalogue.h"
#include "core/history/writer.h"
#include "core/run/run_config.h"
#include "core/space/realise.h"
#include "ui/frame/services.h"
#include "ui/live/history_feed.h"
#include "ui/live/run_queue.h"
#include "ui/live/run_service.h"
#include "ui/theme/theme.h"

namespace cw::ui {

/// A history with runs of the NAS-Bench-201 space, written as the engine writes them but without training anything.
class WrittenHistory {
public:
    std::filesystem::path path() const { return m_folder.path().toStdString() + "/history.sqlite"; }
    history::Writer& writer() { return *m_writer; }

    /// `experiment`: its name, and that of the run; empty: the run is of none.
    std::int64_t addRun(const std::string& strategy, std::uint64_t seed, int trials, bool architectures = true,
                        const std::string& experiment = {})
    {
        const space::SearchSpace space = space::openSpace("nas-bench-201").value();
        const space::DecisionTree tree = space::compileOrError(space).value();
        const space::TreeCandidates candidates(tree);
        history::NewRun run;
        run.name = experiment.empty() ? "nas-bench-201" : experiment;
        if (!experiment.empty())
            run.experiment = m_writer->createExperiment(experiment);
        run.config = run::toJson(run::RunConfig{});
        run.space = space::toJson(space);
        run.versions = Json::object();
        run.spaceName = "nas-bench-201";
        run.dataset = "fashion-mnist";
        run.strategy = strategy;
        run.objective = "max:valid_accuracy";
        run.seed = seed;
        run.lag = 4;
        run.budget = trials;
        const std::int64_t number = m_writer->createRun(run);
        double best = 0;
        for (int i = 1; i <= trials; ++i) {
            const history::TrialRow row = trial(space, tree, candidates, number, i, seed);
            Json document;
            if (architectures) {
                space::RealiseOptions small;
                small.task = space::Task{space::Shape::image(1, 28, 28), 10};
                document = space::toJson(space::realise(space, tree, space::Candidate{row.values}, small).architecture);
            }
            m_writer->postTrial(row, document);
            if (row.state == TrialState::Finished) {
                m_writer->postMetricSteps(number, {{i, "valid_accuracy", 1, row.metrics.at("valid_accuracy") - 0.1},
                                                   {i, "valid_accuracy", 2, row.metrics.at("valid_accuracy")}});
                if (row.metrics.at("valid_accuracy") > best) {
                    best = row.metrics.at("valid_accuracy");
                    m_writer->postBest(number, best, i);
                }
            }
        }
        m_writer->postRunState(number, RunState::Finished, {});
        m_writer->flush();
        return number;
    }

private:
    static history::TrialRow trial(const space::SearchSpace& space, const space::DecisionTree& tree,
                                   const space::TreeCandidates& candidates, std::int64_t run, int number,
                                   std::uint64_t seed)
    {
        Rng rng(seed, static_cast<std::uint64_t>(number), "written-history");
        const space::Candidate candidate = candidates.sample(rng);
        history::TrialRow row;
        row.run = run;
        row.trial = number;
        row.candidate = space::candidateText(space, tree, candidate);
        row.values = candidate.values;
        row.parent = number > 10 ? number - 7 : 0;
        row.change = row.parent > 0 ? "0-2: skip_connect -> nor_conv_3x3" : "";
        row.hash = "h" + std::to_string(number);
        row.params = 300'000 + 1'000 * number;
        row.macs = 30'000'000 + 100'000 * number;
        row.fidelity = Json{{"epochs", 2}};
        row.worker = number % 2;
        row.started = 1'790'000'000 + 10 * (number / 2);
        row.finished = row.started + 9;
        row.seconds = 9;
        row.state = number % 9 == 0 ? TrialState::Failed : number % 7 == 0 ? TrialState::Pruned : TrialState::Finished;
        if (row.state == TrialState::Failed)
            row.reason = "the loss is not a number in epoch 2";
        else
            row.metrics = {
                {"valid_accuracy", 0.8 + 0.09 * (1 - std::exp(-number / 30.0)) + 0.02 * (rng.uniform() - 0.5)}};
        return row;
    }

    QTemporaryDir m_folder;
    std::unique_ptr<history::Writer> m_writer = std::make_unique<history::Writer>(path());
};

/// What pages need, over one history.
class LiveServices {
public:
    explicit LiveServices(const std::filesystem::path& history)
        : m_feed(history)
        , m_runs(app::makeCatalogue(), history)
        , m_queue(m_runs, m_feed)
    {
    }
    Services services() { return {m_theme, m_feed, m_runs, m_queue}; }
    Theme& theme() { return m_theme; }
    HistoryFeed& feed() { return m_feed; }

private:
    Theme m_theme;
    HistoryFeed m_feed;
    RunService m_runs;
    RunQueue m_queue;
};

} // namespace cw::ui
