// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <cerrno>
#include <fstream>
#include <vector>

#include <fcntl.h>
#include <linux/fs.h>
#include <sqlite3.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <QTest>

#include "core/base/file.h"
#include "core/history/database.h"
#include "core/history/schema.h"
#include "core/history/sqlite_error.h"
#include "tests/core/history/history_fixture.h"

using namespace cw;
using namespace cw::history;
namespace fs = std::filesystem;

namespace {

std::string content(const fs::path& path)
{
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

void write(const fs::path& path, const std::string& bytes)
{
    std::ofstream(path, std::ios::binary) << bytes;
}

/// A closed history of one run with that many trials; one file, no log.
void makeHistory(const fs::path& path, std::int64_t trials)
{
    Writer writer(path);
    const std::int64_t run = writer.createRun(sampleRun());
    for (std::int64_t trial = 1; trial <= trials; ++trial)
        writer.postTrial(sampleTrial(run, trial), nullptr);
}

void setPragma(const fs::path& path, const std::string& pragma)
{
    SQLite::Database database(path.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    database.exec("PRAGMA " + pragma);
}

/// Makes a path unwritable for root too, while it lives, where the file system can.
class Unwritable {
public:
    explicit Unwritable(const fs::path& path)
        : m_path(path)
    {
        m_done =
            ::geteuid() == 0 ? setImmutable(true) : ::chmod(path.c_str(), fs::is_directory(path) ? 0555 : 0444) == 0;
    }
    ~Unwritable()
    {
        if (m_done && ::geteuid() == 0)
            setImmutable(false);
        else if (m_done)
            ::chmod(m_path.c_str(), 0755);
    }
    Unwritable(const Unwritable&) = delete;
    Unwritable& operator=(const Unwritable&) = delete;
    bool done() const { return m_done; }

private:
    bool setImmutable(bool on)
    {
        const int file = ::open(m_path.c_str(), O_RDONLY);
        int flags = 0;
        bool done = file >= 0 && ::ioctl(file, FS_IOC_GETFLAGS, &flags) == 0;
        flags = on ? flags | FS_IMMUTABLE_FL : flags & ~FS_IMMUTABLE_FL;
        done = done && ::ioctl(file, FS_IOC_SETFLAGS, &flags) == 0;
        ::close(file);
        return done;
    }

    fs::path m_path;
    bool m_done = false;
};

/// What is copied before the schema changes from today's to a later one.
constexpr const char* kBackup = "history.sqlite.v2.bak";
constexpr const char* kSecondBackup = "history.sqlite.v2-2.bak";
constexpr const char* kCannotProtect = "skipped: runs as root on a file system without immutable files";

} // namespace

class TestDatabase : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void newFile_isOursAndHasEveryTable();
    void missingFoldersAreMade();
    void namesThatMeanSomethingToSqliteAreOrdinaryFiles();
    void zeroBytes_areANewHistory();
    void badFiles_areRefusedAndLeftAlone_data();
    void badFiles_areRefusedAndLeftAlone();
    void damagedMiddle_isReportedByTheWriter();
    void truncatedFile_isReportedByBoth();
    void missingFile_isNotFoundForAReader();
    void newerSchema_isReadButNotWritten();
    void firstSchema_keepsItsRunsAndLog();
    void olderSchema_isCopiedThenBroughtForward();
    void olderSchema_isNotReadBeforeThat();
    void failedMigration_changesNothing();
    void migrationBackups_neverOverwriteEachOther();
    void readOnlyFile_isReadButNotWritten();
    void readOnlyFolder_isReadAsImmutable();
    void immutable_readsWithoutLocksOrLog();
    void immutable_refusesAFileWithALog();
    void defaultPath_followsXdg();
    void failedWrite_saysWhatTheSystemSays();
};

void TestDatabase::failedWrite_saysWhatTheSystemSays()
{
    const auto said = [](int sqlite, int system) {
        return std::string(translate(SQLite::Exception("disk I/O error", sqlite), "h.sqlite", system).what());
    };
    QCOMPARE(said(SQLITE_IOERR, EDQUOT), std::string("h.sqlite: cannot write the history: the disk quota is used up"));
    QCOMPARE(said(SQLITE_IOERR_WRITE, ENOSPC), std::string("h.sqlite: cannot write the history: the disk is full"));
    QCOMPARE(said(SQLITE_FULL, 0), std::string("h.sqlite: cannot write the history: the disk is full"));
    QCOMPARE(said(SQLITE_IOERR, EIO),
             std::string("h.sqlite: cannot read or write the history: disk I/O error (Input/output error)"));
    QCOMPARE(said(SQLITE_IOERR, 0), std::string("h.sqlite: cannot read or write the history: disk I/O error"));
}

void TestDatabase::newFile_isOursAndHasEveryTable()
{
    const Folder folder;
    const auto database = openForWriting(folder.path());
    QCOMPARE(database->execAndGet("PRAGMA application_id").getInt(), kApplicationId);
    QCOMPARE(schemaVersion(*database), kSchemaVersion);
    QCOMPARE(migrations().back().version, kSchemaVersion);
    QCOMPARE(database->execAndGet("PRAGMA journal_mode").getString(), std::string("wal"));
    QCOMPARE(database->execAndGet("PRAGMA foreign_keys").getInt(), 1);
    for (const char* table : {"experiment", "run", "job", "trial", "estimate", "metric_step", "decision_value",
                              "architecture", "event", "tag", "intervention", "snapshot", "checkpoint"})
        QVERIFY2(database->execAndGet(std::string("SELECT count(*) FROM ") + table).getInt() == 0, table);
    QVERIFY(fs::directory_iterator(folder.path().parent_path()) != fs::directory_iterator());
    QVERIFY(!fs::exists(backupPath(folder.path(), 0).string() + "x"));
}

void TestDatabase::missingFoldersAreMade()
{
    const Folder folder;
    const fs::path path = folder.path("a/b/c.sqlite");
    openForWriting(path);
    QVERIFY(fs::is_regular_file(path));
    write(folder.path("file"), "x");
    const auto [code, text] = errorOf([&] { openForWriting(folder.path("file/history.sqlite")); });
    QCOMPARE(code, ErrorCode::Io);
    QVERIFY2(text.find("file") != std::string::npos, text.c_str());
}

void TestDatabase::namesThatMeanSomethingToSqliteAreOrdinaryFiles()
{
    const Folder folder;
    for (const char* name : {"file:x?mode=memory", ":memory:", "with space %41 & ümlaut.sqlite"}) {
        makeHistory(folder.path(name), 1);
        QVERIFY2(fs::is_regular_file(folder.path(name)), name);
        const auto immutable = openImmutable(folder.path(name));
        QCOMPARE(immutable->execAndGet("SELECT count(*) FROM trial").getInt(), 1);
    }
    const auto [code, text] = errorOf([] { openForWriting({}); });
    QCOMPARE(code, ErrorCode::Usage);
}

void TestDatabase::zeroBytes_areANewHistory()
{
    const Folder folder;
    write(folder.path(), "");
    const auto [code, text] = errorOf([&] { openForReading(folder.path()); });
    QCOMPARE(code, ErrorCode::NotFound);
    QVERIFY2(text.find("empty") != std::string::npos, text.c_str());
    makeHistory(folder.path(), 1);
    QCOMPARE(Reader(folder.path()).runs().size(), 1u);
}

void TestDatabase::badFiles_areRefusedAndLeftAlone_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("says");
    QTest::newRow("text") << "text" << int(ErrorCode::Format) << "not an SQLite file";
    QTest::newRow("short") << "short" << int(ErrorCode::Format) << "not an SQLite file";
    QTest::newRow("binary") << "binary" << int(ErrorCode::Format) << "not an SQLite file";
    QTest::newRow("other application") << "other" << int(ErrorCode::Format) << "0x12345678";
    QTest::newRow("other, without an id") << "tables" << int(ErrorCode::Format) << "another application";
    QTest::newRow("folder") << "folder" << int(ErrorCode::Format) << "is a folder";
    QTest::newRow("pipe") << "pipe" << int(ErrorCode::Format) << "not a regular file";
}

void TestDatabase::badFiles_areRefusedAndLeftAlone()
{
    QFETCH(QString, kind);
    QFETCH(int, code);
    QFETCH(QString, says);
    const Folder folder;
    const fs::path path = folder.path();
    if (kind == "text")
        write(path, std::string(5000, 'x'));
    else if (kind == "short")
        write(path, "hello");
    else if (kind == "binary")
        write(path, std::string("\x89PNG\r\n\x1a\n\0\0\0", 11) + std::string(3000, '\7'));
    else if (kind == "other")
        setPragma(path, "application_id = 0x12345678");
    else if (kind == "tables")
        SQLite::Database(path.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE).exec("CREATE TABLE run (id)");
    else if (kind == "folder")
        fs::create_directory(path);
    else
        QCOMPARE(::mkfifo(path.c_str(), 0600), 0);
    const std::string before = fs::is_regular_file(path) ? content(path) : std::string();

    const auto writing = errorOf([&] { Writer writer(path); });
    const auto reading = errorOf([&] { Reader reader(path); });
    for (const auto& [found, text] : {writing, reading}) {
        QCOMPARE(int(found), code);
        QVERIFY2(text.find(says.toStdString()) != std::string::npos, text.c_str());
        QVERIFY2(text.starts_with(path.string()), text.c_str());
        QVERIFY2(text.find('\n') == std::string::npos, text.c_str());
    }
    QCOMPARE(fs::is_regular_file(path) ? content(path) : std::string(), before);
}

void TestDatabase::damagedMiddle_isReportedByTheWriter()
{
    const Folder folder;
    makeHistory(folder.path(), 2000);
    std::string bytes = content(folder.path());
    std::uint32_t noise = 12345;
    for (std::size_t i = bytes.size() / 2; i < bytes.size() / 2 + 20'000; ++i)
        bytes[i] = static_cast<char>((noise = noise * 1664525u + 1013904223u) >> 24);
    write(folder.path(), bytes);

    const auto [code, text] = errorOf([&] { Writer writer(folder.path()); });
    QCOMPARE(code, ErrorCode::Format);
    QVERIFY2(text.find("the history is damaged: ") != std::string::npos, text.c_str());
    const auto reading = errorOf([&] {
        Reader reader(folder.path());
        QCOMPARE(reader.runs().size(), 1u); // what is whole can still be read
        reader.trials(1);
    });
    QCOMPARE(reading.first, ErrorCode::Format);
    QCOMPARE(content(folder.path()), bytes);
}

void TestDatabase::truncatedFile_isReportedByBoth()
{
    const Folder folder;
    makeHistory(folder.path(), 2000);
    const std::string bytes = content(folder.path());
    for (const std::size_t size : {bytes.size() / 2, bytes.size() - 4096, std::size_t{4096}, std::size_t{1000}}) {
        write(folder.path(), bytes.substr(0, size));
        const auto writing = errorOf([&] { Writer writer(folder.path()); });
        const auto reading = errorOf([&] { Reader(folder.path()).trials(1); });
        for (const auto& [code, text] : {writing, reading}) {
            QVERIFY2(code == ErrorCode::Format, text.c_str());
            QVERIFY2(text.starts_with(folder.path().string()), text.c_str());
        }
        QCOMPARE(content(folder.path()), bytes.substr(0, size));
    }
}

void TestDatabase::missingFile_isNotFoundForAReader()
{
    const Folder folder;
    const auto [code, text] = errorOf([&] { Reader reader(folder.path("none.sqlite")); });
    QCOMPARE(code, ErrorCode::NotFound);
    QVERIFY2(text.find("none.sqlite") != std::string::npos, text.c_str());
    QVERIFY(!fs::exists(folder.path("none.sqlite")));
}

void TestDatabase::newerSchema_isReadButNotWritten()
{
    const Folder folder;
    makeHistory(folder.path(), 3);
    setPragma(folder.path(), "user_version = 7");
    const std::string before = content(folder.path());
    const auto [code, text] = errorOf([&] { Writer writer(folder.path()); });
    QCOMPARE(code, ErrorCode::ReadOnly);
    QVERIFY2(text.find("history.sqlite: schema 7 is newer than this program's 2: opened read-only") !=
                 std::string::npos,
             text.c_str());
    QCOMPARE(Reader(folder.path()).trials(1).size(), 3u);
    QCOMPARE(content(folder.path()), before);
}

void TestDatabase::firstSchema_keepsItsRunsAndLog()
{
    const Folder folder;
    {
        SQLite::Database old(folder.path().string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        bringForward(old, folder.path(), {migrations().data(), 1});
        old.exec(
            "INSERT INTO run (name, config, space, space_name, dataset, strategy, objective, seed, lag, budget, "
            "versions, device, host, state, created, trials, finished_trials, revision) VALUES ('old', '{}', '{}', "
            "'s', 'd', 'random', 'max:a', 1, 2, 1, '{}', 'cpu', 'here', 'finished', 1, 1, 1, 1)");
        old.exec("INSERT INTO trial (id, run, trial, revision, state, reason, candidate, decisions, parent, change, "
                 "hash, params, macs, metrics, fidelity, worker, started, finished, seconds) VALUES ((1 << 32) + 1, 1, "
                 "1, 1, 'finished', '', 'x', '{}', 0, '', '', 0, 0, '{}', '{}', 0, 1, 2, 1)");
        old.exec("INSERT INTO job (id, run, job, trial, duplicate_of, done, result) VALUES ((1 << 32) + 1, 1, 1, 1, 0, "
                 "1, '{\"job\":1}')");
        QCOMPARE(schemaVersion(old), 1);
    }
    {
        const auto database = openForWriting(folder.path());
        QCOMPARE(schemaVersion(*database), 2);
    }
    QVERIFY(fs::exists(folder.path("history.sqlite.v1.bak")));
    const std::vector<JobRow> jobs = Reader(folder.path()).jobs(1);
    QCOMPARE(jobs.size(), 1u);
    QVERIFY(jobs[0].fidelity.is_null());
    QCOMPARE(jobs[0].result.at("job").get<int>(), 1);
}

void TestDatabase::olderSchema_isCopiedThenBroughtForward()
{
    const Folder folder;
    makeHistory(folder.path(), 100);
    std::vector<Migration> steps = migrations();
    steps.push_back({kSchemaVersion + 1, "ALTER TABLE run ADD COLUMN colour TEXT NOT NULL DEFAULT 'red'; "
                                         "UPDATE run SET note = 'brought forward';"});
    steps.push_back({kSchemaVersion + 2, "CREATE TABLE shelf (id INTEGER PRIMARY KEY)"});
    {
        const auto database = openForWriting(folder.path());
        database->exec("UPDATE run SET note = 'before'"); // still in the log when the copy is made
        bringForward(*database, folder.path(), steps);
        QCOMPARE(schemaVersion(*database), kSchemaVersion + 2);
        QCOMPARE(database->execAndGet("SELECT colour FROM run").getString(), std::string("red"));
        QCOMPARE(database->execAndGet("SELECT count(*) FROM shelf").getInt(), 0);
        QCOMPARE(database->execAndGet("PRAGMA foreign_keys").getInt(), 1);
        QCOMPARE(database->execAndGet("SELECT count(*) FROM trial").getInt(), 100);
        bringForward(*database, folder.path(), steps); // nothing left to do: no second copy
    }
    const fs::path copy = folder.path(kBackup);
    QCOMPARE(integrity(copy), std::string("ok"));
    Reader old(copy);
    QCOMPARE(old.run(1).note, std::string("before"));
    QCOMPARE(old.trials(1).size(), 100u);
    QVERIFY(!fs::exists(folder.path(kSecondBackup)));
}

void TestDatabase::olderSchema_isNotReadBeforeThat()
{
    const Folder folder;
    makeHistory(folder.path(), 1);
    setPragma(folder.path(), "user_version = 0");
    const auto [code, text] = errorOf([&] { Reader reader(folder.path()); });
    QCOMPARE(code, ErrorCode::Format);
    QVERIFY2(text.find("schema 0 is older than this program's 2") != std::string::npos, text.c_str());
}

void TestDatabase::failedMigration_changesNothing()
{
    const Folder folder;
    makeHistory(folder.path(), 10);
    std::vector<Migration> steps = migrations();
    steps.push_back({kSchemaVersion + 1, "DELETE FROM trial"});
    steps.push_back({kSchemaVersion + 2, "THIS IS NOT SQL"});
    const auto database = openForWriting(folder.path());
    QVERIFY_EXCEPTION_THROWN(bringForward(*database, folder.path(), steps), SQLite::Exception);
    QCOMPARE(schemaVersion(*database), kSchemaVersion);
    QCOMPARE(database->execAndGet("SELECT count(*) FROM trial").getInt(), 10);

    steps = migrations();
    steps.push_back({kSchemaVersion + 1, "DELETE FROM run"}); // leaves trials that refer to nothing
    const auto [code, text] = errorOf([&] { bringForward(*database, folder.path(), steps); });
    QVERIFY2(text.find("refers to nothing") != std::string::npos, text.c_str());
    QCOMPARE(database->execAndGet("SELECT count(*) FROM run").getInt(), 1);

    fs::remove(folder.path(kBackup));
    fs::remove(folder.path(kSecondBackup));
    const Unwritable folderLocked(folder.path().parent_path());
    if (!folderLocked.done())
        QSKIP(kCannotProtect);
    steps.back().sql = "DELETE FROM trial";
    const auto copying = errorOf([&] { bringForward(*database, folder.path(), steps); });
    QCOMPARE(copying.first, ErrorCode::Io);
    QVERIFY2(copying.second.find(kBackup) != std::string::npos, copying.second.c_str());
    QCOMPARE(database->execAndGet("SELECT count(*) FROM trial").getInt(), 10);
}

void TestDatabase::migrationBackups_neverOverwriteEachOther()
{
    const Folder folder;
    QCOMPARE(backupPath(folder.path(), 3), folder.path("history.sqlite.v3.bak"));
    write(folder.path("history.sqlite.v3.bak"), "a");
    fs::create_symlink("nowhere", folder.path("history.sqlite.v3-2.bak"));
    QCOMPARE(backupPath(folder.path(), 3), folder.path("history.sqlite.v3-3.bak"));
}

void TestDatabase::readOnlyFile_isReadButNotWritten()
{
    const Folder folder;
    makeHistory(folder.path(), 3);
    const Unwritable locked(folder.path());
    if (!locked.done())
        QSKIP(kCannotProtect);
    const auto [code, text] = errorOf([&] { Writer writer(folder.path()); });
    QCOMPARE(code, ErrorCode::ReadOnly);
    QVERIFY2(text.find("the file is read-only") != std::string::npos, text.c_str());
    QCOMPARE(Reader(folder.path()).trials(1).size(), 3u);
}

void TestDatabase::readOnlyFolder_isReadAsImmutable()
{
    const Folder folder;
    makeHistory(folder.path("box/history.sqlite"), 3);
    const Unwritable locked(folder.path("box"));
    if (!locked.done())
        QSKIP(kCannotProtect);
    QCOMPARE(Reader(folder.path("box/history.sqlite")).trials(1).size(), 3u);
    const auto [code, text] = errorOf([&] { Writer writer(folder.path("box/history.sqlite")); });
    QCOMPARE(code, ErrorCode::ReadOnly);
    QVERIFY2(text.find("its folder is read-only") != std::string::npos, text.c_str());
}

void TestDatabase::immutable_readsWithoutLocksOrLog()
{
    const Folder folder;
    makeHistory(folder.path(), 3);
    const auto database = openImmutable(folder.path());
    QCOMPARE(database->execAndGet("SELECT count(*) FROM trial").getInt(), 3);
    QVERIFY(!fs::exists(folder.path("history.sqlite-wal")));
    QVERIFY(!fs::exists(folder.path("history.sqlite-shm")));
    QVERIFY_EXCEPTION_THROWN(database->exec("DELETE FROM trial"), SQLite::Exception);
}

void TestDatabase::immutable_refusesAFileWithALog()
{
    const Folder folder;
    Writer writer(folder.path());
    writer.createRun(sampleRun());
    const auto [code, text] = errorOf([&] { openImmutable(folder.path()); });
    QCOMPARE(code, ErrorCode::Io);
    QVERIFY2(text.find("history.sqlite-wal") != std::string::npos, text.c_str());
}

void TestDatabase::defaultPath_followsXdg()
{
    const Folder folder;
    qputenv("XDG_DATA_HOME", folder.folder.path().toUtf8());
    QCOMPARE(defaultHistoryPath(), folder.path("cellwright/history.sqlite"));
}

QTEST_APPLESS_MAIN(TestDatabase)
#include "tst_database.moc"
