// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include <QTest>

#include "tests/core/history/history_fixture.h"

using namespace cw;
using namespace cw::history;

/// Runs that wait in the history until somebody takes them up.
class TestQueue : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void queuedRuns_areNobodysAndOfOneExperiment();
    void queuedRuns_areAllThereOrNone();
    void order_changesWithoutTouchingOthers();
    void orderOfARunThatIsNotThere_changesNothing();
    void queuedRun_canBeTakenByOneOnly();

private:
    static std::vector<std::int64_t> queueThree(Writer& writer)
    {
        return writer.queueRuns("three", {sampleRun("a"), sampleRun("b"), sampleRun("c")});
    }
    /// As they wait.
    static std::vector<std::int64_t> waiting(const std::filesystem::path& path)
    {
        std::vector<RunRow> rows = Reader(path).runs();
        std::erase_if(rows, [](const RunRow& row) { return !row.isWaiting(); });
        std::sort(rows.begin(), rows.end(), [](const RunRow& a, const RunRow& b) { return a.created < b.created; });
        std::vector<std::int64_t> numbers;
        for (const RunRow& row : rows)
            numbers.push_back(row.run);
        return numbers;
    }
};

void TestQueue::queuedRuns_areNobodysAndOfOneExperiment()
{
    const Folder folder;
    Writer writer(folder.path());
    writer.createRun(sampleRun());
    const auto runs = queueThree(writer);
    QCOMPARE(runs, (std::vector<std::int64_t>{2, 3, 4}));
    const auto later = queueThree(writer);
    Reader reader(folder.path());
    for (const std::int64_t run : runs) {
        const RunRow row = reader.run(run);
        QCOMPARE(row.state, RunState::Queued);
        QCOMPARE(row.effectiveState(wallClock()), RunState::Queued); // and not interrupted: nobody ever had it
        QVERIFY(row.isWaiting());
        QCOMPARE(row.owner.pid, 0);
        QCOMPARE(row.info.experiment, 1);
        QCOMPARE(row.started, 0.0);
    }
    QCOMPARE(reader.run(2).info.name, std::string("a"));
    QCOMPARE(reader.run(later.front()).info.experiment, 2);
    QVERIFY(!reader.run(1).isWaiting()); // its program is about to begin it
    QCOMPARE(waiting(folder.path()), (std::vector<std::int64_t>{2, 3, 4, 5, 6, 7}));
}

void TestQueue::queuedRuns_areAllThereOrNone()
{
    const Folder folder;
    Writer writer(folder.path());
    {
        SQLite::Database other(folder.path().string(), SQLite::OPEN_READWRITE);
        other.exec(
            "CREATE TRIGGER no_c BEFORE INSERT ON run WHEN NEW.name = 'c' BEGIN SELECT raise(ABORT, 'no c'); END");
    }
    const auto [code, text] = errorOf([&] { queueThree(writer); });
    QVERIFY2(text.find("no c") != std::string::npos, text.c_str());
    QVERIFY(Reader(folder.path()).runs().empty());
}

void TestQueue::order_changesWithoutTouchingOthers()
{
    const Folder folder;
    Writer writer(folder.path());
    queueThree(writer);
    queueThree(writer);
    writer.orderQueue({5, 2, 3}); // 4 and 6 keep their places
    QCOMPARE(waiting(folder.path()), (std::vector<std::int64_t>{1, 5, 2, 4, 3, 6}));
    writer.orderQueue({6, 1, 2, 3, 4, 5});
    QCOMPARE(waiting(folder.path()), (std::vector<std::int64_t>{6, 1, 2, 3, 4, 5}));
}

void TestQueue::orderOfARunThatIsNotThere_changesNothing()
{
    const Folder folder;
    Writer writer(folder.path());
    queueThree(writer);
    const auto [code, text] = errorOf([&] { writer.orderQueue({3, 99, 1}); });
    QCOMPARE(code, ErrorCode::NotFound);
    QVERIFY2(text.find("run 99") != std::string::npos, text.c_str());
    QCOMPARE(waiting(folder.path()), (std::vector<std::int64_t>{1, 2, 3}));
}

void TestQueue::queuedRun_canBeTakenByOneOnly()
{
    const Folder folder;
    Writer writer(folder.path());
    queueThree(writer);
    writer.claimRun(2);
    QVERIFY(!Reader(folder.path()).run(2).isWaiting());
    QCOMPARE(waiting(folder.path()), (std::vector<std::int64_t>{1, 3}));
    writer.setArchived(3, true); // taken out, which can be undone
    QCOMPARE(waiting(folder.path()), (std::vector<std::int64_t>{1}));
    writer.setArchived(3, false);
    QCOMPARE(waiting(folder.path()), (std::vector<std::int64_t>{1, 3}));
}

QTEST_GUILESS_MAIN(TestQueue)
#include "tst_queue.moc"
