// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/history/schema.h"

#include <SQLiteCpp/Backup.h>
#include <SQLiteCpp/Statement.h>
#include <SQLiteCpp/Transaction.h>
#include <fmt/format.h>
#include <sqlite3.h>

#include "core/base/error.h"
#include "core/history/database.h"
#include "core/history/sqlite_error.h"

namespace cw::history {

namespace fs = std::filesystem;

namespace {

// Keys of trials and jobs are run * 2^32 + number: one B-tree clustered by run instead of a table and a unique index.
// Numbers: NaN is NULL (SQLite has none). Measured values have no declared type: in a REAL column whole numbers are
// stored as integers, and minus zero loses its sign. JSON columns: "nan", "inf", "-inf" as strings.
// `decision_value` and `estimate` are views: rows of their own would multiply the cost of a trial.
// `architecture` holds one row per distinct document: networks of equal hash may differ in dead branches, and so in
// params and MACs.
constexpr const char* kVersion1 = R"sql(
CREATE TABLE revision (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    value INTEGER NOT NULL
);
INSERT INTO revision (id, value) VALUES (1, 0);

CREATE TABLE experiment (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    created REAL NOT NULL
);

CREATE TABLE run (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    experiment INTEGER REFERENCES experiment (id),
    name TEXT NOT NULL,
    config TEXT NOT NULL,
    space TEXT NOT NULL,
    space_name TEXT NOT NULL,
    dataset TEXT NOT NULL,
    strategy TEXT NOT NULL,
    objective TEXT NOT NULL,
    seed INTEGER NOT NULL,
    lag INTEGER NOT NULL,
    budget INTEGER NOT NULL,
    versions TEXT NOT NULL,
    device TEXT NOT NULL,
    host TEXT NOT NULL,
    state TEXT NOT NULL,
    reason TEXT NOT NULL DEFAULT '',
    owner_host TEXT NOT NULL DEFAULT '',
    owner_pid INTEGER NOT NULL DEFAULT 0,
    owner_start INTEGER NOT NULL DEFAULT 0,
    heartbeat REAL NOT NULL DEFAULT 0,
    created REAL NOT NULL,
    started REAL NOT NULL DEFAULT 0,
    finished REAL NOT NULL DEFAULT 0,
    seconds_before REAL NOT NULL DEFAULT 0,
    seconds_session REAL NOT NULL DEFAULT 0,
    trials INTEGER NOT NULL DEFAULT 0,
    finished_trials INTEGER NOT NULL DEFAULT 0,
    best,
    best_trial INTEGER NOT NULL DEFAULT 0,
    note TEXT NOT NULL DEFAULT '',
    archived INTEGER NOT NULL DEFAULT 0,
    revision INTEGER NOT NULL
);
CREATE INDEX run_experiment ON run (experiment) WHERE experiment IS NOT NULL;

CREATE TABLE architecture (
    id INTEGER PRIMARY KEY,
    hash TEXT NOT NULL,
    digest INTEGER NOT NULL,
    json TEXT NOT NULL,
    params INTEGER NOT NULL,
    macs INTEGER NOT NULL,
    UNIQUE (hash, digest)
);

CREATE TABLE trial (
    id INTEGER PRIMARY KEY CHECK (id = (run << 32) + trial),
    run INTEGER NOT NULL REFERENCES run (id),
    trial INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    state TEXT NOT NULL,
    reason TEXT NOT NULL,
    candidate TEXT NOT NULL,
    decisions TEXT NOT NULL,
    parent INTEGER NOT NULL,
    change TEXT NOT NULL,
    hash TEXT NOT NULL,
    architecture INTEGER REFERENCES architecture (id),
    params INTEGER NOT NULL,
    macs INTEGER NOT NULL,
    metrics TEXT NOT NULL,
    fidelity TEXT NOT NULL,
    worker INTEGER NOT NULL,
    started REAL NOT NULL,
    finished REAL NOT NULL,
    seconds REAL
);
CREATE INDEX trial_revision ON trial (run, revision);
CREATE INDEX trial_architecture ON trial (architecture) WHERE architecture IS NOT NULL;

CREATE VIEW decision_value AS
    SELECT trial.run AS run, trial.trial AS trial, item.key AS decision, item.value AS value
    FROM trial, json_each(trial.decisions) AS item
    WHERE item.type <> 'text';

CREATE TABLE job (
    id INTEGER PRIMARY KEY CHECK (id = (run << 32) + job),
    run INTEGER NOT NULL REFERENCES run (id),
    job INTEGER NOT NULL,
    trial INTEGER NOT NULL,
    duplicate_of INTEGER NOT NULL,
    done INTEGER NOT NULL,
    result TEXT
);

CREATE VIEW estimate AS
    SELECT run, trial, job, result FROM job WHERE result IS NOT NULL;

CREATE TABLE metric_step (
    trial INTEGER NOT NULL REFERENCES trial (id),
    metric TEXT NOT NULL,
    step INTEGER NOT NULL,
    value,
    PRIMARY KEY (trial, metric, step)
) WITHOUT ROWID;

CREATE TABLE event (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    run INTEGER NOT NULL REFERENCES run (id),
    time REAL NOT NULL,
    kind TEXT NOT NULL,
    data TEXT NOT NULL
);
CREATE INDEX event_run ON event (run);

CREATE TABLE tag (
    run INTEGER NOT NULL REFERENCES run (id),
    tag TEXT NOT NULL,
    PRIMARY KEY (run, tag)
) WITHOUT ROWID;

CREATE TABLE intervention (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    run INTEGER NOT NULL REFERENCES run (id),
    kind TEXT NOT NULL,
    argument TEXT NOT NULL,
    author TEXT NOT NULL,
    created REAL NOT NULL,
    applied_at_job INTEGER NOT NULL DEFAULT -1
);
CREATE INDEX intervention_run ON intervention (run);

CREATE TABLE snapshot (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    run INTEGER NOT NULL REFERENCES run (id),
    time REAL NOT NULL,
    asked INTEGER NOT NULL,
    told INTEGER NOT NULL,
    state TEXT NOT NULL
);
CREATE INDEX snapshot_run ON snapshot (run);

CREATE TABLE checkpoint (
    trial INTEGER PRIMARY KEY REFERENCES trial (id),
    path TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    time REAL NOT NULL
);
)sql";

/// A trial may have several jobs, each at a fidelity of its own; what a machine was measured to do; final trainings.
constexpr const char* kVersion2 = R"sql(
ALTER TABLE job ADD COLUMN fidelity TEXT;
ALTER TABLE job ADD COLUMN told INTEGER;

CREATE TABLE calibration (
    host TEXT NOT NULL,
    device TEXT NOT NULL,
    time REAL NOT NULL,
    data TEXT NOT NULL,
    PRIMARY KEY (host, device)
) WITHOUT ROWID;

CREATE TABLE final_training (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    trial INTEGER NOT NULL REFERENCES trial (id),
    time REAL NOT NULL,
    request TEXT NOT NULL,
    report TEXT NOT NULL,
    weights TEXT NOT NULL,
    bytes INTEGER NOT NULL
);
CREATE INDEX final_training_trial ON final_training (trial);
)sql";

/// Copies through SQLite, so that pages still in the write-ahead log are in it too. The caller holds the write lock;
/// a connection with a transaction of its own cannot be copied from, so the copy reads through another.
void copyTo(const fs::path& path, const fs::path& target)
{
    std::string problem;
    try {
        SQLite::Database source(path.string(), SQLite::OPEN_READONLY, kBusyTimeoutMs);
        SQLite::Database copy(target.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE, 0);
        if (const int answer = SQLite::Backup(copy, source).executeStep(-1); answer != SQLITE_DONE)
            problem = sqlite3_errstr(answer);
    } catch (const SQLite::Exception& failure) {
        problem = failure.what();
    }
    if (problem.empty())
        return;
    std::error_code ignored;
    fs::remove(target, ignored); // ours alone: backupPath() gave a free name
    throw Error(ErrorCode::Io, fmt::format("cannot write the copy that is made before the schema changes: {}", problem),
                target.string());
}

/// Foreign keys cannot be switched inside a transaction, and a step that rebuilds a table must not trip over them.
class ForeignKeysOff {
public:
    explicit ForeignKeysOff(SQLite::Database& database)
        : m_database(database)
    {
        m_database.exec("PRAGMA foreign_keys = OFF");
    }
    ~ForeignKeysOff() { m_database.tryExec("PRAGMA foreign_keys = ON"); }
    ForeignKeysOff(const ForeignKeysOff&) = delete;
    ForeignKeysOff& operator=(const ForeignKeysOff&) = delete;

private:
    SQLite::Database& m_database;
};

} // namespace

const std::vector<Migration>& migrations()
{
    static const std::vector<Migration> steps{{1, kVersion1}, {2, kVersion2}};
    return steps;
}

int schemaVersion(SQLite::Database& database)
{
    return database.execAndGet("PRAGMA user_version").getInt();
}

fs::path backupPath(const fs::path& path, int version)
{
    fs::path candidate = fmt::format("{}.v{}.bak", path.string(), version);
    for (int number = 2; fs::exists(fs::symlink_status(candidate)); ++number)
        candidate = fmt::format("{}.v{}-{}.bak", path.string(), version, number);
    return candidate;
}

void bringForward(SQLite::Database& database, const fs::path& path, std::span<const Migration> steps)
{
    const ForeignKeysOff off(database);
    SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
    const int found = schemaVersion(database); // again under the lock: another program may have been quicker
    const int wanted = steps.empty() ? 0 : steps.back().version;
    if (found >= wanted)
        return;
    if (found > 0)
        copyTo(path, backupPath(path, found));
    for (const Migration& step : steps) {
        if (step.version > found)
            database.exec(step.sql);
    }
    SQLite::Statement check(database, "PRAGMA foreign_key_check");
    if (check.executeStep())
        throw Error(ErrorCode::Internal,
                    fmt::format("a row of table {} refers to nothing after the schema change from {} to {}",
                                check.getColumn(0).getString(), found, wanted),
                    path.string());
    check.reset();
    database.exec(fmt::format("PRAGMA application_id = {}", kApplicationId));
    database.exec(fmt::format("PRAGMA user_version = {}", wanted));
    transaction.commit();
}

} // namespace cw::history
