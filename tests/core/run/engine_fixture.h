// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <atomic>
#include <bit>
#include <condition_variable>
#include <fstream>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "core/base/file.h"
#include "core/base/hash.h"
#include "core/history/reader.h"
#include "core/history/writer.h"
#include "core/run/engine.h"

// What the engine's tests share: a small space, an estimator that really works for different lengths of time, and a
// listener to wait on.

namespace cw::test {

/// Lets a test hold estimators back, or see how many there are.
class Gate {
public:
    void open()
    {
        {
            const std::lock_guard lock(m_mutex);
            m_open = true;
        }
        m_changed.notify_all();
    }
    /// Called by an estimator: waits until the gate is open.
    void pass()
    {
        std::unique_lock lock(m_mutex);
        ++m_arrived;
        m_changed.notify_all();
        m_changed.wait(lock, [this] { return m_open; });
        ++m_passed;
        m_changed.notify_all();
    }
    void waitForArrivals(int count)
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [&] { return m_arrived >= count; });
    }
    void waitForPassed(int count)
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [&] { return m_passed >= count; });
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_open = false;
    int m_arrived = 0;
    int m_passed = 0;
};

/// How the estimator of a test behaves; the value itself depends on candidate, seed and trial alone.
struct Behaviour {
    int epochs = 3;
    int rounds = 2000; ///< of hashing per epoch, at most; the candidate decides
    std::function<void(const space::Candidate&, const estimate::Context&)> before; ///< may throw or wait
    std::function<void(estimate::Estimate&)> after;                                ///< may change what is returned
    std::function<void(int epoch)> atEpoch;
    bool usesTold = false;        ///< the value also depends on what the job may see
    bool byFidelity = false;      ///< the fidelity says how many epochs; goes on from shorter ones and leaves weights
    bool usesWeights = false;     ///< the value also depends on the weights that told trials left
    std::size_t weightsBytes = 0; ///< of a checkpoint at least
    bool leavesMore = false;      ///< beside its weights those of a second training, and of two on a second data set
};

/// Hashes for a while per epoch; stops, pauses and goes on from its checkpoint like a training does.
class HashEstimator final : public estimate::Estimator {
public:
    explicit HashEstimator(Behaviour behaviour)
        : m_behaviour(std::move(behaviour))
    {
    }

    estimate::Estimate estimate(const space::Candidate& candidate, const estimate::Fidelity& fidelity,
                                estimate::Context& context) override
    {
        if (m_behaviour.before)
            m_behaviour.before(candidate, context);
        std::uint64_t key = mix64(context.seed, std::uint64_t(context.trial));
        for (const double value : candidate.values)
            key = mix64(key, std::bit_cast<std::uint64_t>(value));
        if (m_behaviour.usesTold && context.told != nullptr) {
            for (std::size_t i = 0; i < context.told->size(); ++i)
                key = mix64(key, std::bit_cast<std::uint64_t>(context.told->at(i).estimate.metrics.at("score")));
        }
        if (m_behaviour.usesWeights && context.reached == 0) {
            for (std::size_t i = 0; i < context.told->size(); ++i)
                key = mix64(key, context.weightsOf(context.told->at(i).trial).empty() ? 0 : i);
        }
        estimate::Estimate result;
        std::uint64_t hash = key;
        const int epochs = m_behaviour.byFidelity ? int(fidelity.epochs) : m_behaviour.epochs;
        int epoch = load(context.checkpoint, hash, result);
        if (epoch == 0)
            epoch = load(context.continueFrom, hash, result);
        for (; epoch < epochs; ++epoch) {
            if (context.stop.stop_requested()) {
                result.state = TrialState::Stopped;
                return result;
            }
            if (context.pausing && context.pausing()) {
                save(context, epoch, hash, result);
                result.state = TrialState::Paused;
                return result;
            }
            if (m_behaviour.atEpoch)
                m_behaviour.atEpoch(epoch);
            const std::uint64_t rounds = 1 + key % std::uint64_t(m_behaviour.rounds);
            for (std::uint64_t i = 0; i < rounds; ++i)
                hash = mix64(hash, i);
            result.curve.push_back({"loss", epoch + 1, double(hash >> 11) * 0x1p-53});
            if (context.progress)
                context.progress(
                    {epoch + 1, m_behaviour.epochs, double(epoch + 1) / m_behaviour.epochs, {result.curve.back()}});
        }
        if (m_behaviour.byFidelity && context.keep) {
            save(context, epoch, hash, result);
            if (m_behaviour.leavesMore) {
                for (const char* ending : {".2", ".set2", ".set2.2"})
                    std::ofstream(context.checkpoint.string() + ending) << "weights";
            }
        } else {
            std::error_code none;
            std::filesystem::remove(context.checkpoint, none);
        }
        double score = double(hash >> 11) * 0x1p-53;
        for (std::size_t i = 0; i < candidate.values.size(); ++i)
            score += candidate.values[i] * double(i + 1);
        result.metrics = {{"score", score}, {"loss", result.curve.back().value}};
        if (m_behaviour.after)
            m_behaviour.after(result);
        return result;
    }

private:
    static int load(const std::filesystem::path& path, std::uint64_t& hash, estimate::Estimate& result)
    {
        std::ifstream file(path, std::ios::binary);
        int epoch = 0;
        if (!file || !file.read(reinterpret_cast<char*>(&epoch), sizeof epoch))
            return 0;
        file.read(reinterpret_cast<char*>(&hash), sizeof hash);
        for (int i = 0; i < epoch; ++i) {
            double value = 0;
            file.read(reinterpret_cast<char*>(&value), sizeof value);
            result.curve.push_back({"loss", i + 1, value});
        }
        return epoch;
    }
    void save(const estimate::Context& context, int epoch, std::uint64_t hash, const estimate::Estimate& result) const
    {
        std::string bytes(reinterpret_cast<const char*>(&epoch), sizeof epoch);
        bytes.append(reinterpret_cast<const char*>(&hash), sizeof hash);
        for (const estimate::CurvePoint& point : result.curve)
            bytes.append(reinterpret_cast<const char*>(&point.value), sizeof point.value);
        bytes.resize(std::max(bytes.size(), m_behaviour.weightsBytes));
        estimate::store(context.storing, [&] { writeFileAtomically(context.checkpoint, bytes); });
    }

    Behaviour m_behaviour;
};

/// Decisions without blocks: `decisions` of them with `alternatives` each.
inline space::SearchSpace plainSpace(int decisions = 4, int alternatives = 4)
{
    space::SearchSpace space;
    space.name = "plain";
    std::vector<std::string> names;
    for (int i = 0; i < alternatives; ++i)
        names.push_back(std::string(1, char('a' + i)));
    for (int i = 0; i < decisions; ++i)
        space.decisions.push_back({fmt::format("d{}", i), space::Domain::categorical(names), {}, {}});
    return space;
}

inline run::Catalogue catalogueWith(const Behaviour& behaviour)
{
    run::Catalogue catalogue{
        strategy::builtInStrategies(), estimate::builtInEstimators(), estimate::builtInSchedulers(), {}, {}, {}};
    estimate::EstimatorEntry entry;
    entry.id = "hash";
    entry.hasFidelities = behaviour.byFidelity;
    entry.make = [behaviour](const estimate::EstimatorSetup&) { return std::make_unique<HashEstimator>(behaviour); };
    catalogue.estimators.add(entry);
    return catalogue;
}

inline run::RunConfig plainConfig(std::int64_t evaluations, int workers, std::int64_t lag = 4)
{
    run::RunConfig config;
    config.name = "test";
    config.space = space::toJson(plainSpace());
    config.estimator = "hash";
    config.strategySettings = {{"population", 20}, {"sample", 5}};
    config.objectives = {{"score", true}};
    config.evaluations = evaluations;
    config.workers = workers;
    config.lag = lag;
    config.seed = 7;
    return config;
}

/// Collects events and lets a test wait for them.
class Listener {
public:
    run::EventSink sink()
    {
        return [this](const run::Event& event) {
            {
                const std::lock_guard lock(m_mutex);
                m_events.push_back(event);
            }
            m_changed.notify_all();
        };
    }
    using Predicate = std::function<bool(const run::Event&)>;
    /// Waits until `count` events that match have come, from the first one on.
    void waitFor(const Predicate& matches, int count = 1)
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [&] { return countMatching(matches) >= count; });
    }
    void waitForState(RunState state, int times = 1)
    {
        waitFor(
            [=](const run::Event& event) { return event.kind == run::Event::Kind::RunChanged && event.state == state; },
            times);
    }
    void waitForTrials(int count)
    {
        waitFor([](const run::Event& event) { return event.kind == run::Event::Kind::TrialChanged; }, count);
    }
    int count(const Predicate& matches)
    {
        const std::lock_guard lock(m_mutex);
        return countMatching(matches);
    }
    std::vector<run::Event> events()
    {
        const std::lock_guard lock(m_mutex);
        return m_events;
    }

private:
    int countMatching(const Predicate& matches) const
    {
        return int(std::count_if(m_events.begin(), m_events.end(), matches));
    }

    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::vector<run::Event> m_events;
};

/// All that must be equal between two runs of the same search, one line per trial and per job.
inline std::vector<std::string> linesOf(history::Reader& reader, std::int64_t run)
{
    std::vector<std::string> lines;
    for (const history::TrialRow& row : reader.trials(run)) {
        std::string line = fmt::format("trial {} {} [{}] {} parent {} '{}' {}", row.trial, toText(row.state),
                                       row.reason, row.candidate, row.parent, row.change, row.hash);
        for (const double value : row.values)
            line += fmt::format(" {:016x}", std::bit_cast<std::uint64_t>(value));
        for (const auto& [name, value] : row.metrics)
            line += fmt::format(" {}={:016x}", name, std::bit_cast<std::uint64_t>(value));
        lines.push_back(line);
    }
    for (const history::JobRow& row : reader.jobs(run)) {
        Json result = row.result;
        if (result.is_object())
            result.erase("seconds"); // wall time
        lines.push_back(fmt::format("job {} trial {} at {} told {} duplicate {} done {} {}", row.job, row.trial,
                                    row.fidelity.dump(), row.told, row.duplicateOf, row.done, result.dump()));
    }
    for (const history::MetricStep& step : reader.metricSteps(run))
        lines.push_back(fmt::format("step {} {} {} {:016x}", step.trial, step.metric, step.step,
                                    std::bit_cast<std::uint64_t>(step.value)));
    const history::RunRow row = reader.run(run);
    lines.push_back(fmt::format("run {} best {} of trial {}, {} trials, {} finished", toText(row.state),
                                row.best.value_or(-1), row.bestTrial, row.trials, row.finishedTrials));
    return lines;
}

inline std::vector<std::string> linesOf(const std::filesystem::path& history, std::int64_t run)
{
    history::Reader reader(history);
    return linesOf(reader, run);
}

/// The first line that differs, or nothing.
inline std::string difference(const std::vector<std::string>& found, const std::vector<std::string>& expected)
{
    for (std::size_t i = 0; i < std::max(found.size(), expected.size()); ++i) {
        const std::string a = i < found.size() ? found[i] : "nothing";
        const std::string b = i < expected.size() ? expected[i] : "nothing";
        if (a != b)
            return fmt::format("found {}\nexpected {}", a, b);
    }
    return {};
}

/// Assembles, runs to the end and returns the run's number.
inline std::int64_t runToEnd(
    const std::shared_ptr<history::Writer>& writer, const run::RunConfig& config, const Behaviour& behaviour,
    run::EventSink sink = [](const run::Event&) {})
{
    auto engine = run::Engine::create(writer, run::assemble(config, catalogueWith(behaviour)).value(), std::move(sink));
    engine->start();
    engine->wait();
    return engine->run();
}

} // namespace cw::test
