// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/reader.h"

#include <limits>

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <fmt/format.h>

#include "core/history/bind.h"
#include "core/history/codec.h"
#include "core/history/database.h"
#include "core/history/place.h"
#include "core/history/schema.h"
#include "core/history/sqlite_error.h"
#include "core/space/retarget.h"

namespace cw::history {

namespace {

// A statement lives for one call: while one is open, its transaction keeps the write-ahead log from being emptied.

constexpr std::string_view kRunColumns =
    "SELECT id, coalesce(experiment, 0), name, config, space, space_name, dataset, strategy, objective, seed, lag, "
    "budget, versions, device, state, reason, owner_host, owner_pid, owner_start, heartbeat, started, finished, "
    "seconds_before + seconds_session, trials, finished_trials, best, best_trial, note, archived, revision, created "
    "FROM run ";

constexpr std::string_view kTrialColumns =
    "SELECT run, trial, state, reason, candidate, decisions, parent, change, hash, params, macs, metrics, fidelity, "
    "worker, started, finished, seconds, revision FROM trial ";

std::string text(const SQLite::Statement& row, int column)
{
    return row.getColumn(column).getString();
}
std::int64_t integer(const SQLite::Statement& row, int column)
{
    return row.getColumn(column).getInt64();
}
double real(const SQLite::Statement& row, int column)
{
    return row.isColumnNull(column) ? std::numeric_limits<double>::quiet_NaN() : row.getColumn(column).getDouble();
}

template <class State>
State stateOf(const std::string& word, std::optional<State> state, const std::string& where)
{
    if (!state)
        throw Error(ErrorCode::Format, fmt::format("unknown state '{}'", word), where);
    return *state;
}

RunRow readRun(const SQLite::Statement& row, const std::string& file)
{
    RunRow run;
    run.run = integer(row, 0);
    const std::string where = fmt::format("{}: run {}", file, run.run);
    NewRun& info = run.info;
    info.experiment = integer(row, 1);
    info.name = text(row, 2);
    info.config = loadJson(text(row, 3), where + " config");
    info.space = loadJson(text(row, 4), where + " space");
    info.spaceName = text(row, 5);
    info.dataset = text(row, 6);
    info.strategy = text(row, 7);
    info.objective = text(row, 8);
    info.seed = static_cast<std::uint64_t>(integer(row, 9));
    info.lag = integer(row, 10);
    info.budget = integer(row, 11);
    info.versions = loadJson(text(row, 12), where + " versions");
    info.device = text(row, 13);
    run.state = stateOf(text(row, 14), runStateFromText(text(row, 14)), where);
    run.reason = text(row, 15);
    run.owner = {text(row, 16), integer(row, 17), integer(row, 18)};
    run.heartbeat = real(row, 19);
    run.started = real(row, 20);
    run.finished = real(row, 21);
    run.seconds = real(row, 22);
    run.trials = integer(row, 23);
    run.finishedTrials = integer(row, 24);
    if (!row.isColumnNull(25))
        run.best = real(row, 25);
    run.bestTrial = integer(row, 26);
    run.note = text(row, 27);
    run.archived = integer(row, 28) != 0;
    run.revision = integer(row, 29);
    run.created = real(row, 30);
    return run;
}

TrialRow readTrial(const SQLite::Statement& row, const std::string& file)
{
    TrialRow trial;
    trial.run = integer(row, 0);
    trial.trial = integer(row, 1);
    const std::string where = fmt::format("{}: run {} trial {}", file, trial.run, trial.trial);
    trial.state = stateOf(text(row, 2), trialStateFromText(text(row, 2)), where);
    trial.reason = text(row, 3);
    trial.candidate = text(row, 4);
    trial.values = loadValues(text(row, 5), where);
    trial.parent = integer(row, 6);
    trial.change = text(row, 7);
    trial.hash = text(row, 8);
    trial.params = integer(row, 9);
    trial.macs = integer(row, 10);
    trial.metrics = loadMetrics(text(row, 11), where);
    trial.fidelity = loadJson(text(row, 12), where + " fidelity");
    trial.worker = static_cast<int>(integer(row, 13));
    trial.started = real(row, 14);
    trial.finished = real(row, 15);
    trial.seconds = real(row, 16);
    trial.revision = integer(row, 17);
    return trial;
}

} // namespace

class Reader::Impl {
public:
    explicit Impl(const std::filesystem::path& given)
        : path(given)
        , file(given.string())
        , database(openForReading(given))
    {
    }

    /// All rows of a query, each turned into a value.
    template <class Read, class... Values>
    auto all(const std::string& sql, Read read, const Values&... values)
    {
        return translated(path, [&] {
            SQLite::Statement statement(*database, sql);
            bindAll(statement, values...);
            std::vector<decltype(read(statement))> rows;
            while (statement.executeStep())
                rows.push_back(read(statement));
            return rows;
        });
    }

    const std::filesystem::path path;
    const std::string file;
    std::unique_ptr<SQLite::Database> database;
};

Reader::Reader(const std::filesystem::path& path)
    : m_impl(std::make_unique<Impl>(path))
{
}

Reader::~Reader() = default;

bool Reader::isNewer() const
{
    return translated(m_impl->path, [&] { return schemaVersion(*m_impl->database) > kSchemaVersion; });
}

std::int64_t Reader::dataVersion()
{
    if (hasMoved(*m_impl->database))
        throw Error(ErrorCode::NotFound, "the history was moved or deleted while it is read", m_impl->file);
    return m_impl->all("PRAGMA data_version", [](const auto& row) { return integer(row, 0); }).front();
}

std::vector<RunRow> Reader::runs(bool withArchived)
{
    return m_impl->all(
        fmt::format("{}WHERE archived <= ? ORDER BY id", kRunColumns),
        [&](const auto& row) { return readRun(row, m_impl->file); }, withArchived ? 1 : 0);
}

RunRow Reader::run(std::int64_t run)
{
    auto rows = m_impl->all(
        fmt::format("{}WHERE id = ?", kRunColumns), [&](const auto& row) { return readRun(row, m_impl->file); }, run);
    if (rows.empty())
        throw Error(ErrorCode::NotFound, fmt::format("there is no run {}", run), m_impl->file);
    return std::move(rows.front());
}

std::vector<TrialRow> Reader::trials(std::int64_t run, std::int64_t sinceRevision, std::int64_t limit)
{
    const auto read = [&](const auto& row) { return readTrial(row, m_impl->file); };
    if (sinceRevision <= 0)
        return m_impl->all(fmt::format("{}WHERE id >= ? AND id < ? ORDER BY id LIMIT ?", kTrialColumns), read,
                           rowKey(run, 0), rowKey(run, 0) + (std::int64_t{1} << 32), limit);
    // Without the hint the planner may walk all trials of the run by number to save sorting the changed ones.
    return m_impl->all(
        fmt::format("{}INDEXED BY trial_revision WHERE run = ? AND revision > ? ORDER BY trial LIMIT ?", kTrialColumns),
        read, run, sinceRevision, limit);
}

TrialRow Reader::trial(std::int64_t run, std::int64_t trial)
{
    auto rows = m_impl->all(
        fmt::format("{}WHERE id = ?", kTrialColumns), [&](const auto& row) { return readTrial(row, m_impl->file); },
        rowKey(run, trial));
    if (rows.empty())
        throw Error(ErrorCode::NotFound, fmt::format("run {} has no trial {}", run, trial), m_impl->file);
    return std::move(rows.front());
}

std::vector<MetricStep> Reader::metricSteps(std::int64_t run, std::int64_t trial)
{
    const std::int64_t first = rowKey(run, trial);
    const std::int64_t end = trial == 0 ? first + (std::int64_t{1} << 32) : first + 1;
    return m_impl->all(
        "SELECT trial, metric, step, value FROM metric_step WHERE trial >= ? AND trial < ? "
        "ORDER BY trial, metric, step",
        [&](const auto& row) {
            return MetricStep{integer(row, 0) - rowKey(run, 0), text(row, 1), integer(row, 2), real(row, 3)};
        },
        first, end);
}

Json Reader::architecture(std::int64_t run, std::int64_t trial)
{
    const auto rows = m_impl->all(
        "SELECT architecture.json FROM trial JOIN architecture ON architecture.id = trial.architecture "
        "WHERE trial.id = ?",
        [](const auto& row) { return text(row, 0); }, rowKey(run, trial));
    if (rows.empty())
        return nullptr;
    return loadJson(rows.front(), fmt::format("{}: run {} trial {} architecture", m_impl->file, run, trial));
}

Json Reader::architectureWithOrigin(std::int64_t run, std::int64_t trial)
{
    Json document = architecture(run, trial);
    if (!document.is_object())
        return document;
    const RunRow from = this->run(run);
    const TrialRow row = this->trial(run, trial);
    const Json width = row.fidelity.value("width", Json(1.0));
    const Json cells = row.fidelity.value("cells", Json(0));
    if (from.info.space.contains("graph"))
        document["origin"] =
            space::originOf(from.info.space, row.candidate, width.is_number() ? width.get<double>() : 1,
                            cells.is_number_integer() ? cells.get<int>() : 0);
    return document;
}

std::vector<JobRow> Reader::jobs(std::int64_t run)
{
    const std::int64_t first = rowKey(run, 0);
    return m_impl->all(
        "SELECT job, trial, duplicate_of, result, done, fidelity, told FROM job WHERE id >= ? AND id < ? ORDER BY id",
        [&](const auto& row) {
            JobRow job{integer(row, 0), integer(row, 1), integer(row, 2), nullptr, integer(row, 4) != 0};
            if (!row.isColumnNull(6))
                job.told = integer(row, 6);
            if (!row.isColumnNull(3))
                job.result =
                    loadJson(text(row, 3), fmt::format("{}: run {} job {} result", m_impl->file, run, job.job));
            if (!row.isColumnNull(5))
                job.fidelity =
                    loadJson(text(row, 5), fmt::format("{}: run {} job {} fidelity", m_impl->file, run, job.job));
            return job;
        },
        first, first + (std::int64_t{1} << 32));
}

std::vector<CheckpointRow> Reader::checkpoints(std::int64_t run)
{
    const std::int64_t first = rowKey(run, 0);
    return m_impl->all(
        "SELECT trial, path, bytes FROM checkpoint WHERE trial >= ? AND trial < ? ORDER BY trial",
        [&](const auto& row) {
            return CheckpointRow{integer(row, 0) - first, text(row, 1), integer(row, 2)};
        },
        first, first + (std::int64_t{1} << 32));
}

std::vector<FinalTrainingRow> Reader::finalTrainings(std::int64_t run, std::int64_t trial)
{
    const std::int64_t first = rowKey(run, trial);
    return m_impl->all(
        "SELECT id, trial, time, request, report, weights, bytes FROM final_training "
        "WHERE trial >= ? AND trial < ? ORDER BY id",
        [&](const auto& row) {
            const std::string where = fmt::format("{}: final training {}", m_impl->file, integer(row, 0));
            return FinalTrainingRow{.id = integer(row, 0),
                                    .run = run,
                                    .trial = integer(row, 1) - rowKey(run, 0),
                                    .time = real(row, 2),
                                    .request = loadJson(text(row, 3), where),
                                    .report = loadJson(text(row, 4), where),
                                    .weights = text(row, 5),
                                    .bytes = integer(row, 6)};
        },
        first, first + (trial > 0 ? 1 : std::int64_t{1} << 32));
}

Json Reader::calibration(const std::string& host, const std::string& device)
{
    auto rows = m_impl->all(
        "SELECT data FROM calibration WHERE host = ? AND device = ?",
        [&](const auto& row) { return loadJson(text(row, 0), m_impl->file + ": calibration"); }, host, device);
    return rows.empty() ? Json() : std::move(rows.front());
}

std::optional<SnapshotRow> Reader::newestSnapshot(std::int64_t run)
{
    auto rows = m_impl->all(
        "SELECT asked, told, state FROM snapshot WHERE run = ? ORDER BY id DESC LIMIT 1",
        [&](const auto& row) {
            return SnapshotRow{integer(row, 0), integer(row, 1),
                               loadJson(text(row, 2), fmt::format("{}: run {} snapshot", m_impl->file, run))};
        },
        run);
    if (rows.empty())
        return std::nullopt;
    return std::move(rows.front());
}

std::vector<InterventionRow> Reader::interventions(std::int64_t run, bool pendingOnly)
{
    return m_impl->all(
        "SELECT id, run, kind, argument, author, created, applied_at_job FROM intervention "
        "WHERE (?1 = 0 OR run = ?1) AND (?2 = 0 OR applied_at_job < 0) ORDER BY created, id",
        [&](const auto& row) {
            InterventionRow item;
            item.id = integer(row, 0);
            item.run = integer(row, 1);
            const std::string where = fmt::format("{}: intervention {}", m_impl->file, item.id);
            const std::string kind = text(row, 2);
            const auto known = interventionKindFromText(kind);
            if (!known)
                throw Error(ErrorCode::Format, fmt::format("unknown kind '{}'", kind), where);
            item.kind = *known;
            item.argument = loadJson(text(row, 3), where + " argument");
            item.author = text(row, 4);
            item.created = real(row, 5);
            item.appliedAtJob = integer(row, 6);
            return item;
        },
        run, pendingOnly ? 1 : 0);
}

std::vector<EventRow> Reader::events(std::int64_t run, std::int64_t sinceId)
{
    return m_impl->all(
        "SELECT id, time, kind, data FROM event WHERE run = ? AND id > ? ORDER BY id",
        [&](const auto& row) {
            return EventRow{integer(row, 0), real(row, 1), text(row, 2),
                            loadJson(text(row, 3), fmt::format("{}: event {}", m_impl->file, integer(row, 0)))};
        },
        run, sinceId);
}

std::vector<std::string> Reader::tags(std::int64_t run)
{
    return m_impl->all(
        "SELECT tag FROM tag WHERE run = ? ORDER BY tag", [](const auto& row) { return text(row, 0); }, run);
}

} // namespace cw::history
