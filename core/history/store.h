// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include "core/history/place.h"
#include "core/history/records.h"

namespace cw::history {

/// A trial's row with its JSON already written as text: that is done by the thread that posts it.
struct TrialText {
    std::int64_t key = 0;
    TrialRow row; ///< values, metrics and fidelity are empty: they are in the texts
    std::string decisions;
    std::string metrics;
    std::string fidelity;
    std::string architecture; ///< empty: none
    std::int64_t digest = 0;  ///< of the architecture's text
};

/// The SQL of every write, with its statements prepared once. All functions run inside a transaction between begin()
/// and commit(); all but those two and flush modes may throw Error for a write that cannot be done.
/// Thread: the writer's thread only      Errors: SQLite::Exception, and Error as said
class Store {
public:
    explicit Store(const std::filesystem::path& path);
    ~Store();

    /// BEGIN IMMEDIATE; `full`: this commit is on the disk, not only in the system's cache, when commit() returns.
    void begin(bool full);
    void commit();
    void rollback() noexcept;
    /// The errno behind the last failure of SQLite, as far as it knows one.
    int systemError() const;

    std::int64_t createExperiment(const std::string& name, double now);
    std::int64_t createRun(const NewRun& run, double now);
    /// As createRun(), owned by nobody.
    std::int64_t queueRun(const NewRun& run, double now);
    /// Errors: NotFound
    void orderQueue(const std::vector<std::int64_t>& runs);
    /// Errors: NotFound, Busy
    void claimRun(std::int64_t run, double now);
    /// Errors: NotFound, Busy (a live owner)
    void setArchived(std::int64_t run, bool archived);
    /// Errors: NotFound, Config (not archived), Busy
    void purgeRun(std::int64_t run);
    void addTag(std::int64_t run, const std::string& tag);
    void setNote(std::int64_t run, const std::string& note);
    std::int64_t addIntervention(std::int64_t run, InterventionKind kind, const std::string& argument, double now);

    void runState(std::int64_t run, RunState state, const std::string& reason, double now);
    void budget(std::int64_t run, std::int64_t evaluations);
    /// Errors: Busy when another program has taken the run over
    void heartbeat(std::int64_t run, double secondsRunning, double now);
    void best(std::int64_t run, double best, std::int64_t trial);
    void trial(const TrialText& trial);
    void metricSteps(std::int64_t run, const std::vector<MetricStep>& steps);
    void ask(std::int64_t run, const JobRow& job, const std::string& result, const std::string& fidelity);
    /// Errors: NotFound
    void result(std::int64_t run, std::int64_t job, const std::string& result);
    void snapshot(std::int64_t run, std::int64_t asked, std::int64_t told, const std::string& state, double now);
    void event(std::int64_t run, const std::string& kind, const std::string& data, double now);
    /// Errors: NotFound
    void interventionApplied(std::int64_t id, std::int64_t job);
    void checkpoint(std::int64_t run, std::int64_t trial, const std::string& path, std::int64_t bytes, double now);
    void checkpointGone(std::int64_t run, std::int64_t trial);
    void calibration(const std::string& host, const std::string& device, const std::string& data, double now);
    void finalTraining(const FinalTrainingRow& row, const std::string& request, const std::string& report);

private:
    struct Counts {
        std::int64_t trials = 0;
        std::int64_t finished = 0;
    };

    /// Errors: Error(NotFound) while the file is not where it was
    void requirePlace();
    SQLite::Statement& prepared(const char* sql);
    /// Binds all values in order and runs it; returns how many rows changed.
    template <class... Values>
    int run(const char* sql, const Values&... values);
    std::int64_t insertRun(const NewRun& run, const ProcessId& owner, double heartbeat, double now);
    RunRow owned(std::int64_t run);
    void requireRow(int changed, std::int64_t run) const;
    [[noreturn]] void throwNoRun(std::int64_t run) const;
    std::int64_t architectureId(const TrialText& trial);

    std::filesystem::path m_path;
    std::unique_ptr<SQLite::Database> m_database;
    FileIdentity m_identity;
    bool m_toldDeleted = false;
    std::unordered_map<const char*, SQLite::Statement> m_statements; ///< by the address of the literal
    std::map<std::int64_t, Counts> m_counts;                         ///< changes of this transaction to runs' counters
    std::int64_t m_revision = 0;                                     ///< last one given out in this transaction
    bool m_full = false;
    ProcessId m_self;
};

} // namespace cw::history
