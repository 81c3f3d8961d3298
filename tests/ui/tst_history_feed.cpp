// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include <QSignalSpy>
#include <QTest>

#include "core/base/file.h"
#include "core/history/writer.h"
#include "ui/live/history_feed.h"

#include <QTemporaryDir>

using namespace cw;
using namespace cw::ui;

namespace {

constexpr int kPatience = 30'000;

history::NewRun smallRun()
{
    history::NewRun run;
    run.name = "small";
    run.config = Json::object();
    run.space = Json::object();
    run.versions = Json::object();
    run.spaceName = "small";
    run.strategy = "random";
    run.objective = "max:valid_accuracy";
    run.budget = 10;
    return run;
}

history::TrialRow trialOf(std::int64_t run, std::int64_t number, TrialState state)
{
    history::TrialRow trial;
    trial.run = run;
    trial.trial = number;
    trial.state = state;
    trial.candidate = "a=a0;b=b1";
    trial.values = {0, 1};
    trial.metrics = {{"valid_accuracy", 0.5 + 0.01 * double(number)}};
    return trial;
}

} // namespace

class TestHistoryFeed : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void missingFile_isAnEmptyListAndNoProblem();
    void runOfAnotherWriter_isSeen();
    void follow_givesEverythingThenOnlyWhatChanged();
    void follow_beforeTheRunExists_getsItLater();
    void steps_areToldOnce();
    void unfollow_endsTheSignals();
    void architecture_isReadOrNull();
    void emptyFile_isAHistoryNotYetWritten();
    void fileThatIsNoHistory_isAProblemInOneSentence();
    void movedFile_isAProblemUntilItIsBack();
    void otherFileAtItsPlace_isReadFromTheStart();

private:
    std::filesystem::path path() const { return m_folder->path().toStdString() + "/h.sqlite"; }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestHistoryFeed::missingFile_isAnEmptyListAndNoProblem()
{
    HistoryFeed feed(path());
    QVERIFY(!feed.hasRead());
    QSignalSpy runs(&feed, &HistoryFeed::runsChanged);
    QSignalSpy failed(&feed, &HistoryFeed::failed);
    QVERIFY(runs.wait(kPatience));
    QVERIFY(feed.hasRead());
    QVERIFY(feed.runs()->empty());
    QVERIFY(failed.isEmpty());
    QVERIFY(!std::filesystem::exists(path())); // reading makes no file
}

void TestHistoryFeed::runOfAnotherWriter_isSeen()
{
    HistoryFeed feed(path());
    QTRY_VERIFY_WITH_TIMEOUT(feed.hasRead(), kPatience);
    history::Writer writer(path());
    const std::int64_t run = writer.createRun(smallRun());
    QTRY_VERIFY_WITH_TIMEOUT(feed.find(run) != nullptr, kPatience); // nobody poked it
    QCOMPARE(feed.find(run)->info.name, std::string("small"));
    writer.postRunState(run, RunState::Running, {});
    QTRY_COMPARE_WITH_TIMEOUT(feed.find(run)->state, RunState::Running, kPatience);
    QVERIFY(feed.find(run + 1) == nullptr);
}

void TestHistoryFeed::follow_givesEverythingThenOnlyWhatChanged()
{
    history::Writer writer(path());
    const std::int64_t run = writer.createRun(smallRun());
    for (int i = 1; i <= 3; ++i)
        writer.postTrial(trialOf(run, i, TrialState::Finished), nullptr);
    writer.flush();
    HistoryFeed feed(path());
    QSignalSpy reset(&feed, &HistoryFeed::trialsReset);
    QSignalSpy changed(&feed, &HistoryFeed::trialsChanged);
    feed.follow(QStringLiteral("view"), run);
    QVERIFY(reset.wait(kPatience));
    QCOMPARE(reset.constFirst().at(0).toString(), QStringLiteral("view"));
    QCOMPARE(reset.constFirst().at(2).value<TrialList>()->size(), std::size_t(3));
    writer.postTrial(trialOf(run, 4, TrialState::Running), nullptr);
    writer.flush();
    feed.poke();
    QVERIFY(changed.wait(kPatience));
    const auto rows = changed.constFirst().at(2).value<TrialList>();
    QCOMPARE(rows->size(), std::size_t(1));
    QCOMPARE(rows->front().trial, 4);
    QCOMPARE(rows->front().state, TrialState::Running);
    QCOMPARE(reset.size(), 1);
}

void TestHistoryFeed::follow_beforeTheRunExists_getsItLater()
{
    HistoryFeed feed(path());
    QSignalSpy reset(&feed, &HistoryFeed::trialsReset);
    feed.follow(QStringLiteral("view"), 1);
    QTRY_VERIFY_WITH_TIMEOUT(feed.hasRead(), kPatience);
    QVERIFY(reset.isEmpty());
    history::Writer writer(path());
    const std::int64_t run = writer.createRun(smallRun());
    QCOMPARE(run, 1);
    writer.postTrial(trialOf(run, 1, TrialState::Finished), nullptr);
    writer.flush();
    QTRY_VERIFY_WITH_TIMEOUT(!reset.isEmpty(), kPatience);
}

void TestHistoryFeed::steps_areToldOnce()
{
    history::Writer writer(path());
    const std::int64_t run = writer.createRun(smallRun());
    writer.postTrial(trialOf(run, 1, TrialState::Running), nullptr);
    writer.postMetricSteps(run, {{1, "valid_accuracy", 1, 0.5}});
    writer.flush();
    HistoryFeed feed(path());
    QSignalSpy reset(&feed, &HistoryFeed::trialsReset);
    QSignalSpy changed(&feed, &HistoryFeed::trialsChanged);
    feed.follow(QStringLiteral("view"), run);
    QVERIFY(reset.wait(kPatience));
    QCOMPARE(reset.constFirst().at(3).value<StepList>()->size(), std::size_t(1));
    writer.postMetricSteps(run, {{1, "valid_accuracy", 2, 0.6}});
    writer.postTrial(trialOf(run, 1, TrialState::Finished), nullptr);
    writer.flush();
    feed.poke();
    QVERIFY(changed.wait(kPatience));
    const auto steps = changed.constFirst().at(3).value<StepList>();
    QCOMPARE(steps->size(), std::size_t(1));
    QCOMPARE(steps->front().step, 2);
}

void TestHistoryFeed::unfollow_endsTheSignals()
{
    history::Writer writer(path());
    const std::int64_t run = writer.createRun(smallRun());
    HistoryFeed feed(path());
    QSignalSpy reset(&feed, &HistoryFeed::trialsReset);
    QSignalSpy changed(&feed, &HistoryFeed::trialsChanged);
    feed.follow(QStringLiteral("gone"), run);
    feed.follow(QStringLiteral("stays"), run);
    QTRY_COMPARE_WITH_TIMEOUT(reset.size(), 2, kPatience);
    feed.unfollow(QStringLiteral("gone"));
    writer.postTrial(trialOf(run, 1, TrialState::Finished), nullptr);
    writer.flush();
    QTRY_VERIFY_WITH_TIMEOUT(!changed.isEmpty(), kPatience);
    for (const auto& call : changed)
        QCOMPARE(call.constFirst().toString(), QStringLiteral("stays"));
}

void TestHistoryFeed::architecture_isReadOrNull()
{
    history::Writer writer(path());
    const std::int64_t run = writer.createRun(smallRun());
    history::TrialRow trial = trialOf(run, 1, TrialState::Finished);
    trial.hash = std::string(32, 'a');
    writer.postTrial(trial, Json{{"format", "cellwright-architecture"}});
    writer.flush();
    HistoryFeed feed(path());
    QSignalSpy read(&feed, &HistoryFeed::architectureRead);
    feed.requestArchitecture(run, 1);
    QVERIFY(read.wait(kPatience));
    QVERIFY(read.constFirst().at(2).toString().contains(QStringLiteral("cellwright-architecture")));
    trial = trialOf(run, 2, TrialState::Rejected);
    writer.postTrial(trial, nullptr);
    writer.flush();
    feed.requestArchitecture(run, 2);
    QTRY_COMPARE_WITH_TIMEOUT(read.size(), 2, kPatience);
    QCOMPARE(read.constLast().at(2).toString(), QStringLiteral("null"));
}

void TestHistoryFeed::emptyFile_isAHistoryNotYetWritten()
{
    writeFileAtomically(path(), "");
    HistoryFeed feed(path());
    QSignalSpy failed(&feed, &HistoryFeed::failed);
    QTRY_VERIFY_WITH_TIMEOUT(feed.hasRead(), kPatience);
    history::Writer writer(path());
    const std::int64_t run = writer.createRun(smallRun());
    QTRY_VERIFY_WITH_TIMEOUT(feed.find(run) != nullptr, kPatience);
    QVERIFY(failed.isEmpty());
}

void TestHistoryFeed::fileThatIsNoHistory_isAProblemInOneSentence()
{
    writeFileAtomically(path(), "certainly not a database, only some words in a file that is long enough to be read");
    HistoryFeed feed(path());
    QSignalSpy failed(&feed, &HistoryFeed::failed);
    QVERIFY(failed.wait(kPatience));
    const QString problem = failed.constFirst().constFirst().toString();
    QVERIFY2(problem.contains(QStringLiteral("h.sqlite")), qPrintable(problem));
    QVERIFY(!problem.contains(QLatin1Char('\n')));
    QVERIFY(feed.runs()->empty());
}

void TestHistoryFeed::movedFile_isAProblemUntilItIsBack()
{
    history::Writer(path()).createRun(smallRun());
    HistoryFeed feed(path());
    QSignalSpy failed(&feed, &HistoryFeed::failed);
    QSignalSpy recovered(&feed, &HistoryFeed::recovered);
    QTRY_VERIFY_WITH_TIMEOUT(feed.find(1) != nullptr, kPatience);
    std::filesystem::rename(path(), path().string() + ".elsewhere");
    QVERIFY(failed.wait(kPatience));
    QVERIFY(failed.constFirst().constFirst().toString().contains(QStringLiteral("h.sqlite")));
    QVERIFY(feed.find(1) != nullptr); // what was read is still shown
    QVERIFY(recovered.isEmpty());
    std::filesystem::rename(path().string() + ".elsewhere", path());
    QVERIFY(recovered.wait(kPatience));
    history::Writer(path()).createRun(smallRun());
    QTRY_VERIFY_WITH_TIMEOUT(feed.find(2) != nullptr, kPatience);
}

void TestHistoryFeed::otherFileAtItsPlace_isReadFromTheStart()
{
    {
        history::Writer writer(path());
        const std::int64_t run = writer.createRun(smallRun());
        for (std::int64_t trial = 1; trial <= 20; ++trial)
            writer.postTrial(trialOf(run, trial, TrialState::Finished), nullptr);
    }
    HistoryFeed feed(path());
    QSignalSpy reset(&feed, &HistoryFeed::trialsReset);
    feed.follow(QStringLiteral("page"), 1);
    QTRY_VERIFY_WITH_TIMEOUT(!reset.isEmpty(), kPatience);
    QCOMPARE(reset.constLast().at(2).value<TrialList>()->size(), std::size_t(20));
    {
        history::Writer writer(path().string() + ".other");
        const std::int64_t run = writer.createRun(smallRun());
        writer.postTrial(trialOf(run, 1, TrialState::Finished), nullptr);
    }
    std::filesystem::rename(path().string() + ".other", path());
    QTRY_COMPARE_WITH_TIMEOUT(reset.constLast().at(2).value<TrialList>()->size(), std::size_t(1), kPatience);
}

QTEST_GUILESS_MAIN(TestHistoryFeed)
#include "tst_history_feed.moc"
