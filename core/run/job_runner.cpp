// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/job_runner.h"

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <new>
#include <optional>

#include <fmt/format.h>

#include "core/base/process.h"
#include "core/estimate/checkpoint_files.h"
#include "core/run/hindrance.h"
#include "core/run/weights.h"

namespace cw::run {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds kProgressInterval{100};
constexpr std::size_t kMaxReason = 500;
constexpr std::chrono::seconds kBetweenTries{1};

/// The first line, of bounded length, without control characters: a library's backtrace is not a reason.
std::string oneLine(std::string_view text)
{
    std::string line(text.substr(0, text.find('\n')).substr(0, kMaxReason));
    for (char& c : line) {
        if (static_cast<unsigned char>(c) < 0x20)
            c = ' ';
    }
    return line.empty() ? "no reason given" : line;
}

estimate::Estimate failed(std::string reason)
{
    estimate::Estimate estimate;
    estimate.state = TrialState::Failed;
    estimate.reason = std::move(reason);
    return estimate;
}

std::string namesOf(const estimate::Metrics& metrics)
{
    std::vector<std::string> names;
    for (const auto& [name, value] : metrics)
        names.push_back(name);
    return names.empty() ? "none" : joinNames(names);
}

/// Passes progress on, at most once per interval; points wait for the next time.
class ProgressFilter {
public:
    ProgressFilter(std::int64_t run, const Job& job, int worker, Mailbox& mailbox, EventGate& events)
        : m_job(job)
        , m_mailbox(mailbox)
        , m_events(events)
    {
        m_event.kind = Event::Kind::Progress;
        m_event.run = run;
        m_event.trial = job.trial;
        m_event.worker = worker;
    }

    void operator()(const estimate::Progress& progress)
    {
        m_event.fraction = progress.fraction;
        m_event.points.insert(m_event.points.end(), progress.points.begin(), progress.points.end());
        m_pending = true;
        if (const auto now = Clock::now(); m_sent == Clock::time_point() || now - m_sent >= kProgressInterval) {
            m_sent = now;
            flush();
        }
    }
    void flush()
    {
        if (!m_pending)
            return;
        m_events.send(m_event);
        if (!m_event.points.empty()) {
            WorkerReport report;
            report.kind = WorkerReport::Kind::Points;
            report.worker = m_event.worker;
            report.job = m_job.number;
            report.points = std::exchange(m_event.points, {});
            m_mailbox.report(std::move(report));
        }
        m_pending = false;
    }

private:
    const Job& m_job;
    Mailbox& m_mailbox;
    EventGate& m_events;
    Event m_event;
    Clock::time_point m_sent;
    bool m_pending = false;
};

/// The coordinator knows, as long as this lives, that the worker waits.
class Waiting {
public:
    Waiting(int worker, std::int64_t job, bool forDevice, Mailbox& mailbox)
        : m_mailbox(mailbox)
    {
        m_report.deviceLost = forDevice;
        m_report.kind = WorkerReport::Kind::Waiting;
        m_report.worker = worker;
        m_report.job = job;
    }
    ~Waiting()
    {
        if (!m_report.problem.empty())
            tell({});
    }
    Waiting(const Waiting&) = delete;
    Waiting& operator=(const Waiting&) = delete;

    void tell(const std::string& why)
    {
        m_report.problem = why;
        m_mailbox.report(m_report);
    }

private:
    Mailbox& m_mailbox;
    WorkerReport m_report;
};

} // namespace

std::string problemOf(const std::function<void()>& work)
{
    try {
        work();
        return {};
    } catch (const std::bad_alloc&) {
        return "out of memory";
    } catch (const std::exception& problem) {
        return oneLine(problem.what());
    } catch (...) {
        return "an unknown exception";
    }
}

JobRunner::JobRunner(const WorkerSetup& setup, std::string device, int worker, Mailbox& mailbox, EventGate& events)
    : m_setup(setup)
    , m_device(std::move(device))
    , m_worker(worker)
    , m_mailbox(mailbox)
    , m_events(events)
{
}

void JobRunner::run(const Assignment& assignment, const std::stop_token& stop, const std::atomic<bool>& pausing) const
{
    const Job& job = assignment.job;
    WorkerReport started;
    started.kind = WorkerReport::Kind::Started;
    started.worker = m_worker;
    started.job = job.number;
    started.time = m_setup.clock->now();
    WorkerReport done;
    done.kind = WorkerReport::Kind::Done;
    done.worker = m_worker;
    done.job = job.number;

    Result<ArchitectureFacts> facts = ArchitectureFacts{};
    std::string problem = problemOf([&] { facts = m_setup.architect->facts(job); });
    if (!problem.empty()) {
        done.estimate = failed(std::move(problem));
    } else if (!facts) {
        done.estimate.state = TrialState::Rejected;
        done.estimate.reason = oneLine(facts.error().what());
    } else {
        done.facts = {facts->hash, facts->params, facts->macs, nullptr};
        started.facts = std::move(*facts);
    }
    m_mailbox.report(std::move(started));

    if (done.estimate.state == TrialState::Finished) {
        const std::filesystem::path checkpoint = weightsPath(m_setup.checkpoints, job.trial, job.fidelity.epochs);
        done.estimate = estimate(assignment, done.facts, checkpoint, stop, pausing);
        const TrialState state = done.estimate.state;
        if (state == TrialState::Failed || state == TrialState::Rejected || state == TrialState::Pruned)
            estimate::removeCheckpoint(checkpoint); // of a pause before: nothing goes on from it
        std::error_code none;
        if (const auto bytes = std::filesystem::file_size(checkpoint, none); !none) {
            done.checkpoint = checkpoint.string();
            done.checkpointBytes = static_cast<std::int64_t>(bytes);
        }
    }
    done.time = m_setup.clock->now();
    m_mailbox.report(std::move(done));
}

/// Among those that the job may see: what other workers are about to find does not matter.
BestTrials JobRunner::bestOf(const ToldStore::View& seen) const
{
    BestTrials best(m_setup.keep, m_setup.objectives.front());
    for (std::size_t i = 0; i < seen.size(); ++i)
        best.add(seen.at(i));
    return best;
}

estimate::Estimate JobRunner::estimate(const Assignment& assignment, const ArchitectureFacts& facts,
                                       const std::filesystem::path& checkpoint, const std::stop_token& stop,
                                       const std::atomic<bool>& pausing) const
{
    const Job& job = assignment.job;
    bool sawPausing = false;
    ProgressFilter progress(m_setup.run, job, m_worker, m_mailbox, m_events);
    estimate::Context context;
    context.stop = stop;
    context.pausing = [&] {
        const bool now = pausing.load(std::memory_order_relaxed);
        sawPausing = sawPausing || now;
        return now;
    };
    context.device = m_device;
    context.threads = m_setup.threads;
    context.seed = m_setup.seed;
    context.trial = job.trial;
    context.checkpoint = checkpoint;
    context.storing = [&, this](const std::function<void()>& write) { storePatiently(job.number, stop, write); };
    context.reached = job.from;
    if (job.from > 0)
        context.continueFrom = weightsPath(m_setup.checkpoints, job.trial, job.from);
    context.horizon = m_setup.full.epochs;
    context.keep = m_setup.keep > 0 || job.fidelity.epochs < m_setup.full.epochs;
    std::optional<BestTrials> best;
    if (m_setup.calibrations)
        context.calibrationOf = [&](const auto& key, const auto& isUsable, const auto& measure) {
            return m_setup.calibrations->get(key, isUsable, measure);
        };
    context.weightsOf = [&](std::int64_t trial) {
        if (!best)
            best = bestOf(assignment.seen);
        std::error_code none;
        const auto path = weightsPath(m_setup.checkpoints, trial, best->epochs(trial));
        return best->epochs(trial) > 0 && std::filesystem::exists(path, none) ? path : std::filesystem::path();
    };
    context.progress = [&progress](const estimate::Progress& news) { progress(news); };
    context.told = &assignment.seen;

    const auto begin = Clock::now();
    estimate::Estimate result = estimatedPatiently(
        job.number, context, [&] { return m_setup.estimator->estimate(job.candidate, job.fidelity, context); });
    progress.flush();
    if (result.seconds <= 0)
        result.seconds = std::chrono::duration<double>(Clock::now() - begin).count();
    if (!facts.hash.empty() && result.state == TrialState::Finished) {
        result.metrics.try_emplace("params", static_cast<double>(facts.params));
        result.metrics.try_emplace("macs", static_cast<double>(facts.macs));
    }
    return judged(std::move(result), stop.stop_requested(), sawPausing);
}

/// A device that has gone would fail one candidate after the other: the job waits for it and begins anew, until the run
/// is stopped or paused.
estimate::Estimate JobRunner::estimatedPatiently(std::int64_t job, const estimate::Context& context,
                                                 const std::function<estimate::Estimate()>& work) const
{
    std::mutex mutex;
    std::condition_variable_any never;
    Waiting waiting(m_worker, job, true, m_mailbox);
    for (bool told = false;; told = true) {
        estimate::Estimate result;
        std::optional<Error> lost;
        std::string problem = problemOf([&] {
            try {
                result = work();
            } catch (const Error& error) {
                if (error.code() != ErrorCode::Device)
                    throw;
                lost = error;
            }
        });
        if (!problem.empty())
            return failed(std::move(problem));
        if (!lost)
            return result;
        if (context.stop.stop_requested() || context.pausing()) {
            result.state = TrialState::Paused;
            result.reason = lost->what();
            return result;
        }
        if (!told)
            waiting.tell(adviceOn(*lost));
        std::unique_lock lock(mutex);
        never.wait_for(lock, context.stop, kBetweenTries, [] { return false; });
    }
}

/// A full disk is no fault of the candidate: its weights wait for room, until the job is stopped.
void JobRunner::storePatiently(std::int64_t job, const std::stop_token& stop, const std::function<void()>& write) const
{
    std::mutex mutex;
    std::condition_variable_any never;
    Waiting waiting(m_worker, job, false, m_mailbox);
    for (bool told = false;; told = true) {
        try {
            write();
            return;
        } catch (const Error& error) {
            if (error.code() != ErrorCode::Io || stop.stop_requested())
                throw;
            if (!told)
                waiting.tell(adviceOn(error));
        }
        std::unique_lock lock(mutex);
        never.wait_for(lock, stop, kBetweenTries, [] { return false; });
        std::error_code still; // the folder may be what is missing
        std::filesystem::create_directories(m_setup.checkpoints, still);
    }
}

/// The states that the engine knows what to do with, and only for a reason.
estimate::Estimate JobRunner::judged(estimate::Estimate estimate, bool stopped, bool sawPausing) const
{
    if (!estimate.reason.empty())
        estimate.reason = oneLine(estimate.reason);
    switch (estimate.state) {
    case TrialState::Finished:
        for (const estimate::Objective& objective : m_setup.objectives) {
            if (!estimate.metrics.contains(objective.metric))
                return failed(fmt::format("the estimator gave no metric '{}', it gave {}", objective.metric,
                                          namesOf(estimate.metrics)));
        }
        return estimate;
    case TrialState::Pruned:
    case TrialState::Rejected:
        return estimate;
    case TrialState::Failed:
    case TrialState::Stopped:
        // While stopping, a failure may come of the stop itself: the job runs again after a resume.
        if (stopped)
            estimate.state = TrialState::Stopped;
        else if (estimate.state == TrialState::Stopped)
            return failed("the estimator stopped without being asked to");
        return estimate;
    case TrialState::Paused:
        if (sawPausing || stopped)
            return estimate;
        return failed("the estimator paused without being asked to");
    default:
        return failed(fmt::format("the estimator returned the state '{}'", cw::toText(estimate.state)));
    }
}

} // namespace cw::run
