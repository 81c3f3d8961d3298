// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "tests/ui/settings_sandbox.h"
#include "tests/ui/written_history.h"
#include "ui/frame/notifier.h"
#include "ui/frame/preferences.h"

using namespace cw;
using namespace cw::ui;

namespace {

constexpr int kPatience = 30'000;

/// A history with one run that ended long ago, and a second that a test steers.
struct Bench {
    WrittenHistory history;
    std::int64_t old = history.addRun("random", 1, 12);
    LiveServices live{history.path()};
    Notifier notifier{live.feed(), live.theme(), nullptr};
    std::vector<Notifier::Message> messages;
    std::int64_t run = 0;

    Bench()
    {
        notifier.setShow([this](const Notifier::Message& message) { messages.push_back(message); });
    }
    void start()
    {
        history::NewRun row;
        row.spaceName = "nb201";
        row.objective = "max:valid_accuracy";
        run = history.writer().createRun(row);
        put(RunState::Running);
    }
    void put(RunState state, const std::string& reason = {})
    {
        history.writer().postRunState(run, state, reason);
        history.writer().flush();
        live.feed().poke();
    }
    bool shows(RunState state)
    {
        const history::RunRow* row = live.feed().find(run);
        return row != nullptr && row->state == state;
    }
};

} // namespace

class TestNotifier : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { m_sandbox.emplace(); }

    void finishedRun_isToldOnce();
    void failedRun_isToldWithItsReason();
    void stoppedRun_isNoNews();
    void newBest_isToldWhereWantedAndNotTooOften();
    void nothing_isToldToWhoIsLooking();
    void nothing_isToldWhereItIsSwitchedOff();

private:
    std::optional<SettingsSandbox> m_sandbox;
};

void TestNotifier::finishedRun_isToldOnce()
{
    Bench bench;
    QTRY_VERIFY_WITH_TIMEOUT(bench.live.feed().find(bench.old) != nullptr, kPatience);
    QVERIFY(bench.messages.empty()); // what had ended before is no news
    bench.start();
    QTRY_VERIFY_WITH_TIMEOUT(bench.shows(RunState::Running), kPatience);
    bench.history.writer().postBest(bench.run, 0.875, 3);
    bench.put(RunState::Finished);
    QTRY_VERIFY_WITH_TIMEOUT(bench.shows(RunState::Finished), kPatience);
    QCOMPARE(bench.messages.size(), std::size_t(1));
    QCOMPARE(bench.messages.front().run, bench.run);
    QCOMPARE(bench.messages.front().title, QStringLiteral("Run %1 has finished").arg(bench.run));
    QCOMPARE(bench.messages.front().text, QStringLiteral("nb201 · best 0.8750"));
    bench.history.writer().setNote(bench.run, "a change that is no end");
    bench.live.feed().poke();
    QTRY_VERIFY_WITH_TIMEOUT(!bench.live.feed().find(bench.run)->note.empty(), kPatience);
    QCOMPARE(bench.messages.size(), std::size_t(1));
}

void TestNotifier::failedRun_isToldWithItsReason()
{
    Bench bench;
    QTRY_VERIFY_WITH_TIMEOUT(bench.live.feed().hasRead(), kPatience);
    bench.start();
    QTRY_VERIFY_WITH_TIMEOUT(bench.shows(RunState::Running), kPatience);
    bench.put(RunState::Failed, "the disk is full");
    QTRY_COMPARE_WITH_TIMEOUT(bench.messages.size(), std::size_t(1), kPatience);
    QCOMPARE(bench.messages.front().text, QStringLiteral("the disk is full"));
    QVERIFY(bench.messages.front().bad);
}

void TestNotifier::stoppedRun_isNoNews()
{
    Bench bench;
    QTRY_VERIFY_WITH_TIMEOUT(bench.live.feed().hasRead(), kPatience);
    bench.start();
    QTRY_VERIFY_WITH_TIMEOUT(bench.shows(RunState::Running), kPatience);
    bench.put(RunState::Stopped); // whoever stopped it knows
    QTRY_VERIFY_WITH_TIMEOUT(bench.shows(RunState::Stopped), kPatience);
    QVERIFY(bench.messages.empty());
}

void TestNotifier::newBest_isToldWhereWantedAndNotTooOften()
{
    Bench bench;
    QTRY_VERIFY_WITH_TIMEOUT(bench.live.feed().hasRead(), kPatience);
    bench.start();
    QTRY_VERIFY_WITH_TIMEOUT(bench.shows(RunState::Running), kPatience);
    const auto reach = [&bench](double best) {
        bench.history.writer().postBest(bench.run, best, 1);
        bench.history.writer().flush();
        bench.live.feed().poke();
        return QTest::qWaitFor([&] { return bench.live.feed().find(bench.run)->best == best; }, kPatience);
    };
    QVERIFY(reach(0.5));
    QVERIFY(bench.messages.empty()); // not unless somebody wants it
    Preferences{.tellsBest = true}.write();
    QVERIFY(reach(0.6));
    QCOMPARE(bench.messages.size(), std::size_t(1));
    QCOMPARE(bench.messages.front().title, QStringLiteral("Run %1 has a new best").arg(bench.run));
    QVERIFY(reach(0.7)); // within the same minute
    QCOMPARE(bench.messages.size(), std::size_t(1));
}

void TestNotifier::nothing_isToldToWhoIsLooking()
{
    Bench bench;
    bench.notifier.setWatched([] { return true; });
    QTRY_VERIFY_WITH_TIMEOUT(bench.live.feed().hasRead(), kPatience);
    bench.start();
    bench.put(RunState::Finished);
    QTRY_VERIFY_WITH_TIMEOUT(bench.shows(RunState::Finished), kPatience);
    QVERIFY(bench.messages.empty());
}

void TestNotifier::nothing_isToldWhereItIsSwitchedOff()
{
    Bench bench;
    Preferences{.tellsEnds = false}.write();
    QTRY_VERIFY_WITH_TIMEOUT(bench.live.feed().hasRead(), kPatience);
    bench.start();
    bench.put(RunState::Finished);
    QTRY_VERIFY_WITH_TIMEOUT(bench.shows(RunState::Finished), kPatience);
    QVERIFY(bench.messages.empty());
}

QTEST_MAIN(TestNotifier)
#include "tst_notifier.moc"
