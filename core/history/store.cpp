// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/store.h"

#include <algorithm>

#include <fmt/format.h>
#include <sqlite3.h>

#include "core/history/bind.h"
#include "core/history/codec.h"
#include "core/history/database.h"
#include "core/history/place.h"

namespace cw::history {

namespace {

/// What a run has done of its budget: a stopped trial is asked for again when the run goes on.
constexpr bool isDone(TrialState state)
{
    return isFinal(state) && state != TrialState::Stopped;
}

} // namespace

Store::Store(const std::filesystem::path& path)
    : m_path(path)
    , m_database(openForWriting(path))
    , m_identity(path)
    , m_self(thisProcess())
{
}

Store::~Store()
{
    // SQLite empties the log into the file only when the last connection closes and may write; a reader that outlives
    // the writer would leave everything in the -wal file, where a copy of the history alone misses it. Passive: waits
    // for nobody.
    m_database->tryExec("PRAGMA wal_checkpoint(PASSIVE)");
}

SQLite::Statement& Store::prepared(const char* sql)
{
    auto found = m_statements.find(sql);
    if (found == m_statements.end())
        found = m_statements.emplace(sql, SQLite::Statement(*m_database, sql)).first;
    return found->second;
}

template <class... Values>
int Store::run(const char* sql, const Values&... values)
{
    SQLite::Statement& statement = prepared(sql);
    const ResetLater reset(statement);
    bindAll(statement, values...);
    return statement.exec();
}

/// First it is told, then done: whoever deleted the file hears why it is there again.
void Store::requirePlace()
{
    if (!hasMoved(*m_database)) {
        m_toldDeleted = false;
        return;
    }
    std::error_code none;
    const bool isTaken = std::filesystem::exists(m_path, none);
    const bool isDeleted = m_identity.isDeleted();
    if (!isDeleted || isTaken)
        throw Error(ErrorCode::NotFound,
                    fmt::format("the history was {} while it is written{}", isDeleted ? "deleted" : "moved away",
                                isTaken ? ", and another file is at its place" : ", expected it at its place"),
                    m_path.string());
    if (!m_toldDeleted) {
        m_toldDeleted = true;
        throw Error(ErrorCode::NotFound,
                    "the history was deleted while it is written: all that it held is written anew", m_path.string());
    }
    m_statements.clear();
    m_full = false;
    writeAnew(m_database, m_path);
    m_identity = FileIdentity(m_path);
    m_toldDeleted = false;
}

void Store::begin(bool full)
{
    requirePlace();
    // The level cannot be changed inside a transaction.
    if (full != m_full)
        m_database->exec(full ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
    m_full = full;
    m_counts.clear();
    m_database->exec("BEGIN IMMEDIATE");
    SQLite::Statement& statement = prepared("SELECT value FROM revision WHERE id = 1");
    const ResetLater reset(statement);
    m_revision = statement.executeStep() ? statement.getColumn(0).getInt64() : 0;
}

void Store::commit()
{
    for (const auto& [number, counts] : m_counts)
        run("UPDATE run SET trials = trials + ?, finished_trials = finished_trials + ?, revision = ? WHERE id = ?",
            counts.trials, counts.finished, ++m_revision, number);
    m_counts.clear();
    // Also the write that makes a full commit of an otherwise empty batch reach the disk.
    run("UPDATE revision SET value = ? WHERE id = 1", m_revision);
    m_database->exec("COMMIT");
}

void Store::rollback() noexcept
{
    m_counts.clear();
    m_database->tryExec("ROLLBACK"); // SQLite may have rolled back by itself: then this fails, which is as good
}

int Store::systemError() const
{
    return sqlite3_system_errno(m_database->getHandle());
}

void Store::throwNoRun(std::int64_t run) const
{
    throw Error(ErrorCode::NotFound, fmt::format("there is no run {}", run), m_path.string());
}

void Store::requireRow(int changed, std::int64_t run) const
{
    if (changed == 0)
        throwNoRun(run);
}

RunRow Store::owned(std::int64_t run)
{
    SQLite::Statement& statement =
        prepared("SELECT state, owner_host, owner_pid, owner_start, heartbeat, archived FROM run WHERE id = ?");
    const ResetLater reset(statement);
    bindAll(statement, run);
    if (!statement.executeStep())
        throwNoRun(run);
    RunRow row;
    row.run = run;
    row.state = runStateFromText(statement.getColumn(0).getString()).value_or(RunState::Interrupted);
    row.owner = {statement.getColumn(1).getString(), statement.getColumn(2).getInt64(),
                 statement.getColumn(3).getInt64()};
    row.heartbeat = statement.getColumn(4).getDouble();
    row.archived = statement.getColumn(5).getInt() != 0;
    return row;
}

std::int64_t Store::createExperiment(const std::string& name, double now)
{
    run("INSERT INTO experiment (name, created) VALUES (?, ?)", name, now);
    return m_database->getLastInsertRowid();
}

std::int64_t Store::createRun(const NewRun& row, double now)
{
    return insertRun(row, m_self, now, now);
}

std::int64_t Store::queueRun(const NewRun& row, double now)
{
    return insertRun(row, {}, 0, now);
}

std::int64_t Store::insertRun(const NewRun& row, const ProcessId& owner, double heartbeat, double now)
{
    run("INSERT INTO run (experiment, name, config, space, space_name, dataset, strategy, objective, seed, lag, "
        "budget, "
        "versions, device, host, state, owner_host, owner_pid, owner_start, heartbeat, created, revision) "
        "VALUES (nullif(?, 0), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'queued', ?, ?, ?, ?, ?, ?)",
        row.experiment, row.name, dumpJson(row.config), dumpJson(row.space), row.spaceName, row.dataset, row.strategy,
        row.objective, static_cast<std::int64_t>(row.seed), row.lag, row.budget, dumpJson(row.versions), row.device,
        m_self.host, owner.host, owner.pid, owner.startTime, heartbeat, now, ++m_revision);
    return m_database->getLastInsertRowid();
}

/// The times at which they came stay the same, each goes to another run: what is not among them keeps its place.
void Store::orderQueue(const std::vector<std::int64_t>& runs)
{
    std::vector<double> places;
    for (const std::int64_t number : runs) {
        SQLite::Statement& statement = prepared("SELECT created FROM run WHERE id = ?");
        const ResetLater reset(statement);
        bindAll(statement, number);
        if (!statement.executeStep())
            throwNoRun(number);
        places.push_back(statement.getColumn(0).getDouble());
    }
    std::sort(places.begin(), places.end());
    for (std::size_t i = 0; i < runs.size(); ++i)
        run("UPDATE run SET created = ?, revision = ? WHERE id = ? AND created <> ?", places[i], ++m_revision, runs[i],
            places[i]);
}

void Store::claimRun(std::int64_t number, double now)
{
    const RunRow row = owned(number);
    if (row.hasLiveOwner(now) && row.owner != m_self)
        throw Error(ErrorCode::Busy,
                    fmt::format("run {} is owned by another live program: process {} on {}", number, row.owner.pid,
                                row.owner.host),
                    m_path.string());
    run("UPDATE run SET owner_host = ?, owner_pid = ?, owner_start = ?, heartbeat = ?, "
        "seconds_before = seconds_before + seconds_session, seconds_session = 0, revision = ? WHERE id = ?",
        m_self.host, m_self.pid, m_self.startTime, now, ++m_revision, number);
    // Earlier versions counted stopped trials too.
    run("UPDATE run SET finished_trials = (SELECT count(*) FROM trial WHERE id >= ? AND id < ? AND state NOT IN "
        "('queued', 'running', 'paused', 'stopped')) WHERE id = ?",
        number << 32, (number + 1) << 32, number);
}

void Store::setArchived(std::int64_t number, bool archived)
{
    const RunRow row = owned(number);
    if (archived && row.hasLiveOwner(wallClock()))
        throw Error(ErrorCode::Busy,
                    fmt::format("run {} cannot be deleted while process {} on {} runs it: stop it first", number,
                                row.owner.pid, row.owner.host),
                    m_path.string());
    run("UPDATE run SET archived = ?, revision = ? WHERE id = ?", archived ? 1 : 0, ++m_revision, number);
}

void Store::purgeRun(std::int64_t number)
{
    const RunRow row = owned(number);
    if (!row.archived)
        throw Error(ErrorCode::Config, fmt::format("run {} is not deleted, expected that before it is purged", number),
                    m_path.string());
    const std::int64_t first = number << 32;
    const std::int64_t end = (number + 1) << 32;
    run("DELETE FROM metric_step WHERE trial >= ? AND trial < ?", first, end);
    run("DELETE FROM checkpoint WHERE trial >= ? AND trial < ?", first, end);
    run("DELETE FROM final_training WHERE trial >= ? AND trial < ?", first, end);
    run("DELETE FROM trial WHERE id >= ? AND id < ?", first, end);
    run("DELETE FROM job WHERE id >= ? AND id < ?", first, end);
    run("DELETE FROM event WHERE run = ?", number);
    run("DELETE FROM tag WHERE run = ?", number);
    run("DELETE FROM intervention WHERE run = ?", number);
    run("DELETE FROM snapshot WHERE run = ?", number);
    run("DELETE FROM run WHERE id = ?", number);
    run("DELETE FROM architecture WHERE NOT EXISTS (SELECT 1 FROM trial WHERE trial.architecture = architecture.id)");
}

void Store::addTag(std::int64_t number, const std::string& tag)
{
    owned(number);
    run("INSERT OR IGNORE INTO tag (run, tag) VALUES (?, ?)", number, tag);
}

void Store::setNote(std::int64_t number, const std::string& note)
{
    requireRow(run("UPDATE run SET note = ?, revision = ? WHERE id = ?", note, ++m_revision, number), number);
}

std::int64_t Store::addIntervention(std::int64_t number, InterventionKind kind, const std::string& argument, double now)
{
    owned(number);
    run("INSERT INTO intervention (run, kind, argument, author, created) VALUES (?, ?, ?, ?, ?)", number,
        std::string(toText(kind)), argument, fmt::format("{}:{}", m_self.host, m_self.pid), now);
    return m_database->getLastInsertRowid();
}

void Store::runState(std::int64_t number, RunState state, const std::string& reason, double now)
{
    const RunRow before = owned(number);
    // What passed since the last heartbeat belongs to the session too; while paused no time is spent. More than between
    // two heartbeats is a clock that was set.
    const double spent =
        before.state == RunState::Running ? std::clamp(now - before.heartbeat, 0.0, kStaleSeconds) : 0.0;
    run("UPDATE run SET state = ?, reason = ?, seconds_session = seconds_session + ?, heartbeat = ?, revision = ?, "
        "started = CASE WHEN ? AND started = 0 THEN ? ELSE started END, "
        "finished = CASE WHEN ? THEN max(?, started) ELSE 0 END WHERE id = ?",
        std::string(toText(state)), reason, spent, now, ++m_revision, state == RunState::Running ? 1 : 0, now,
        isFinal(state) ? 1 : 0, now, number);
    if (isFinal(state))
        run("UPDATE run SET owner_host = '', owner_pid = 0, owner_start = 0 WHERE id = ?", number);
}

void Store::budget(std::int64_t number, std::int64_t evaluations)
{
    requireRow(run("UPDATE run SET budget = ?, revision = ? WHERE id = ?", evaluations, ++m_revision, number), number);
}

void Store::heartbeat(std::int64_t number, double secondsRunning, double now)
{
    const RunRow row = owned(number);
    if (row.owner.pid == 0)
        return; // released by a final state: a last beat of its clock means nothing
    if (row.owner != m_self)
        throw Error(ErrorCode::Busy,
                    fmt::format("run {} was taken over by process {} on {}", number, row.owner.pid, row.owner.host),
                    m_path.string());
    run("UPDATE run SET heartbeat = ?, seconds_session = ?, revision = ? WHERE id = ?", now, secondsRunning,
        ++m_revision, number);
}

void Store::best(std::int64_t number, double best, std::int64_t trial)
{
    requireRow(
        run("UPDATE run SET best = ?, best_trial = ?, revision = ? WHERE id = ?", best, trial, ++m_revision, number),
        number);
}

std::int64_t Store::architectureId(const TrialText& trial)
{
    SQLite::Statement& find = prepared("SELECT id FROM architecture WHERE hash = ? AND digest = ?");
    const ResetLater reset(find);
    bindAll(find, trial.row.hash, trial.digest);
    if (find.executeStep())
        return find.getColumn(0).getInt64();
    run("INSERT INTO architecture (hash, digest, json, params, macs) VALUES (?, ?, ?, ?, ?)", trial.row.hash,
        trial.digest, trial.architecture, trial.row.params, trial.row.macs);
    return m_database->getLastInsertRowid();
}

void Store::trial(const TrialText& trial)
{
    const TrialRow& row = trial.row;
    const std::int64_t architecture = trial.architecture.empty() ? 0 : architectureId(trial);
    bool known = false;
    bool wasDone = false;
    {
        SQLite::Statement& before = prepared("SELECT state FROM trial WHERE id = ?");
        const ResetLater reset(before);
        bindAll(before, trial.key);
        known = before.executeStep();
        if (known) {
            const auto state = trialStateFromText(before.getColumn(0).getString());
            wasDone = state && isDone(*state);
        }
    }
    run("INSERT INTO trial (id, run, trial, revision, state, reason, candidate, decisions, parent, change, hash, "
        "architecture, params, macs, metrics, fidelity, worker, started, finished, seconds) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, nullif(?, 0), ?, ?, ?, ?, ?, ?, ?, ?) "
        "ON CONFLICT (id) DO UPDATE SET revision = excluded.revision, state = excluded.state, reason = "
        "excluded.reason, "
        "candidate = excluded.candidate, decisions = excluded.decisions, parent = excluded.parent, "
        "change = excluded.change, hash = excluded.hash, architecture = coalesce(excluded.architecture, architecture), "
        "params = excluded.params, macs = excluded.macs, metrics = excluded.metrics, fidelity = excluded.fidelity, "
        "worker = excluded.worker, started = excluded.started, finished = excluded.finished, seconds = "
        "excluded.seconds",
        trial.key, row.run, row.trial, ++m_revision, toText(row.state), row.reason, row.candidate, trial.decisions,
        row.parent, row.change, row.hash, architecture, row.params, row.macs, trial.metrics, trial.fidelity,
        std::int64_t{row.worker}, row.started, row.finished, row.seconds);
    Counts& counts = m_counts[row.run];
    counts.trials += known ? 0 : 1;
    counts.finished += int{isDone(row.state)} - int{wasDone};
}

void Store::metricSteps(std::int64_t number, const std::vector<MetricStep>& steps)
{
    for (const MetricStep& step : steps)
        run("INSERT INTO metric_step (trial, metric, step, value) VALUES (?, ?, ?, ?) "
            "ON CONFLICT (trial, metric, step) DO UPDATE SET value = excluded.value",
            (number << 32) + step.trial, step.metric, step.step, step.value);
}

void Store::ask(std::int64_t number, const JobRow& job, const std::string& result, const std::string& fidelity)
{
    run("INSERT INTO job (id, run, job, trial, duplicate_of, done, result, fidelity, told) "
        "VALUES (?, ?, ?, ?, ?, ?, nullif(?, ''), nullif(?, ''), nullif(?, -1)) "
        "ON CONFLICT (id) DO UPDATE SET trial = excluded.trial, duplicate_of = excluded.duplicate_of, "
        "done = max(done, excluded.done), result = coalesce(excluded.result, result), fidelity = excluded.fidelity, "
        "told = excluded.told",
        (number << 32) + job.job, number, job.job, job.trial, job.duplicateOf, job.done ? 1 : 0, result, fidelity,
        job.told);
}

void Store::result(std::int64_t number, std::int64_t job, const std::string& result)
{
    if (run("UPDATE job SET result = ?, done = 1 WHERE id = ?", result, (number << 32) + job) == 0)
        throw Error(ErrorCode::NotFound, fmt::format("run {} has no job {}", number, job), m_path.string());
}

void Store::snapshot(std::int64_t number, std::int64_t asked, std::int64_t told, const std::string& state, double now)
{
    run("INSERT INTO snapshot (run, time, asked, told, state) VALUES (?, ?, ?, ?, ?)", number, now, asked, told, state);
}

void Store::event(std::int64_t number, const std::string& kind, const std::string& data, double now)
{
    run("INSERT INTO event (run, time, kind, data) VALUES (?, ?, ?, ?)", number, now, kind, data);
}

void Store::interventionApplied(std::int64_t id, std::int64_t job)
{
    if (run("UPDATE intervention SET applied_at_job = ? WHERE id = ?", job, id) == 0)
        throw Error(ErrorCode::NotFound, fmt::format("there is no intervention {}", id), m_path.string());
}

void Store::checkpoint(std::int64_t number, std::int64_t trial, const std::string& path, std::int64_t bytes, double now)
{
    run("INSERT INTO checkpoint (trial, path, bytes, time) VALUES (?, ?, ?, ?) "
        "ON CONFLICT (trial) DO UPDATE SET path = excluded.path, bytes = excluded.bytes, time = excluded.time",
        (number << 32) + trial, path, bytes, now);
}

void Store::checkpointGone(std::int64_t number, std::int64_t trial)
{
    run("DELETE FROM checkpoint WHERE trial = ?", (number << 32) + trial);
}

void Store::calibration(const std::string& host, const std::string& device, const std::string& data, double now)
{
    run("INSERT INTO calibration (host, device, time, data) VALUES (?, ?, ?, ?) "
        "ON CONFLICT (host, device) DO UPDATE SET time = excluded.time, data = excluded.data",
        host, device, now, data);
}

void Store::finalTraining(const FinalTrainingRow& row, const std::string& request, const std::string& report)
{
    run("INSERT INTO final_training (trial, time, request, report, weights, bytes) VALUES (?, ?, ?, ?, ?, ?)",
        (row.run << 32) + row.trial, row.time, request, report, row.weights, row.bytes);
}

} // namespace cw::history
