// SPDX-License-Identifier: GPL-3.0-or-later
#include <limits>

#include <QTest>

#include "tests/core/history/history_fixture.h"

using namespace cw;
using namespace cw::history;

/// What is written comes back to the bit.
class TestHistoryRoundTrip : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void run_comesBackAsWritten();
    void trial_comesBackToTheBit();
    void doublesKeepTheirBits_data();
    void doublesKeepTheirBits();
    void metricStepsAreOrderedAndReplaced();
    void jobsKeepTheirFidelity();
    void keptWeightsAndFinalTrainingsComeBack();
    void nonFiniteNumbersInsideJsonAreStrings();
    void bytesThatAreNotUtf8DoNotStopTheWriter();
};

void TestHistoryRoundTrip::run_comesBackAsWritten()
{
    const Folder folder;
    Writer writer(folder.path());
    const std::int64_t experiment = writer.createExperiment("seeds");
    NewRun given = sampleRun();
    given.experiment = experiment;
    const std::int64_t number = writer.createRun(given);
    writer.addTag(number, "b");
    writer.addTag(number, "a");
    writer.addTag(number, "a");
    writer.setNote(number, "looks good");
    writer.postBest(number, 0.875, 3);
    writer.postBudget(number, 48);
    writer.flush();

    Reader reader(folder.path());
    const RunRow run = reader.run(number);
    QCOMPARE(run.info.name, given.name);
    QCOMPARE(run.info.config, given.config);
    QCOMPARE(run.info.space, given.space);
    QCOMPARE(run.info.spaceName, given.spaceName);
    QCOMPARE(run.info.dataset, given.dataset);
    QCOMPARE(run.info.strategy, given.strategy);
    QCOMPARE(run.info.objective, given.objective);
    QCOMPARE(run.info.seed, given.seed);
    QCOMPARE(run.info.lag, given.lag);
    QCOMPARE(run.info.budget, 48);
    QCOMPARE(run.info.versions, given.versions);
    QCOMPARE(run.info.device, given.device);
    QCOMPARE(run.info.experiment, experiment);
    QCOMPARE(run.state, RunState::Queued);
    QVERIFY(run.owner == thisProcess());
    QVERIFY(run.best == 0.875);
    QCOMPARE(run.bestTrial, 3);
    QCOMPARE(run.note, std::string("looks good"));
    QCOMPARE(reader.tags(number), (std::vector<std::string>{"a", "b"}));
    QCOMPARE(reader.runs().size(), 1u);
    const auto [code, text] = errorOf([&] { reader.run(99); });
    QCOMPARE(code, ErrorCode::NotFound);
    QVERIFY2(text.find("run 99") != std::string::npos, text.c_str());
}

void TestHistoryRoundTrip::trial_comesBackToTheBit()
{
    const Folder folder;
    Writer writer(folder.path());
    const std::int64_t run = writer.createRun(sampleRun());
    const TrialRow given = sampleTrial(run, 5);
    const Json document = {{"format", "cwarch"}, {"version", 1}};
    writer.postTrial(given, document);
    writer.flush();

    Reader reader(folder.path());
    const TrialRow row = reader.trial(run, 5);
    QCOMPARE(row.run, given.run);
    QCOMPARE(row.trial, given.trial);
    QCOMPARE(row.state, given.state);
    QCOMPARE(row.candidate, given.candidate);
    QCOMPARE(row.values.size(), given.values.size());
    for (std::size_t i = 0; i < row.values.size(); ++i)
        QVERIFY(sameBits(row.values[i], given.values[i]));
    QCOMPARE(row.parent, given.parent);
    QCOMPARE(row.change, given.change);
    QCOMPARE(row.hash, given.hash);
    QCOMPARE(row.params, given.params);
    QCOMPARE(row.macs, given.macs);
    QVERIFY(row.metrics == given.metrics);
    QCOMPARE(row.fidelity, given.fidelity);
    QCOMPARE(row.worker, given.worker);
    QVERIFY(sameBits(row.started, given.started));
    QVERIFY(sameBits(row.finished, given.finished));
    QVERIFY(sameBits(row.seconds, given.seconds));
    QCOMPARE(reader.architecture(run, 5), document);
    QVERIFY(reader.architecture(run, 6).is_null());
    const auto [code, text] = errorOf([&] { reader.trial(run, 6); });
    QCOMPARE(code, ErrorCode::NotFound);
}

void TestHistoryRoundTrip::doublesKeepTheirBits_data()
{
    QTest::addColumn<double>("value");
    QTest::newRow("third") << 1.0 / 3.0;
    QTest::newRow("whole") << 3.0;
    QTest::newRow("zero") << 0.0;
    QTest::newRow("minus zero") << -0.0;
    QTest::newRow("largest") << std::numeric_limits<double>::max();
    QTest::newRow("smallest") << std::numeric_limits<double>::min();
    QTest::newRow("denormal") << std::numeric_limits<double>::denorm_min();
    QTest::newRow("2^53 + 2") << 9007199254740994.0;
    QTest::newRow("2^62") << 4611686018427387904.0;
    QTest::newRow("nan") << std::numeric_limits<double>::quiet_NaN();
    QTest::newRow("inf") << std::numeric_limits<double>::infinity();
    QTest::newRow("-inf") << -std::numeric_limits<double>::infinity();
}

void TestHistoryRoundTrip::doublesKeepTheirBits()
{
    QFETCH(double, value);
    const Folder folder;
    Writer writer(folder.path());
    TrialRow row = sampleTrial(writer.createRun(sampleRun()), 1);
    row.values = {value, 1, value};
    row.metrics = {{"m \"quoted\"", value}};
    writer.postTrial(row, nullptr);
    writer.postMetricSteps(row.run, {{1, "m", 1, value}});
    writer.postBest(row.run, value, 1);
    writer.flush();

    Reader reader(folder.path());
    const TrialRow back = reader.trial(row.run, 1);
    QVERIFY(sameBits(back.values.at(0), value));
    QVERIFY(sameBits(back.values.at(2), value));
    QVERIFY(sameBits(back.metrics.at("m \"quoted\""), value));
    QVERIFY(sameBits(reader.metricSteps(row.run).at(0).value, value));
    const auto best = reader.run(row.run).best; // no number is no best
    QVERIFY(std::isnan(value) ? !best.has_value() : sameBits(best.value(), value));
}

void TestHistoryRoundTrip::metricStepsAreOrderedAndReplaced()
{
    const Folder folder;
    Writer writer(folder.path());
    const std::int64_t run = writer.createRun(sampleRun());
    writer.postTrial(sampleTrial(run, 1), nullptr);
    writer.postTrial(sampleTrial(run, 2), nullptr);
    writer.postMetricSteps(run, {{2, "loss", 1, 9.0}, {1, "loss", 2, 0.5}, {1, "loss", 1, 0.7}, {1, "acc", 1, 0.1}});
    writer.postMetricSteps(run, {{1, "loss", 2, 0.4}});
    writer.postMetricSteps(run, {});
    writer.flush();

    Reader reader(folder.path());
    const auto one = reader.metricSteps(run, 1);
    QCOMPARE(one.size(), 3u);
    QCOMPARE(one[0].metric, std::string("acc"));
    QCOMPARE(one[1].step, 1);
    QCOMPARE(one[2].value, 0.4);
    const auto all = reader.metricSteps(run);
    QCOMPARE(all.size(), 4u);
    QCOMPARE(all[3].trial, 2);
}

void TestHistoryRoundTrip::jobsKeepTheirFidelity()
{
    const Folder folder;
    std::int64_t run = 0;
    {
        Writer writer(folder.path());
        run = writer.createRun(sampleRun());
        writer.postTrial(sampleTrial(run, 1), nullptr);
        writer.postAsk(run, {.job = 1, .trial = 1, .fidelity = {{"epochs", 3}}, .told = 7});
        writer.postAsk(run, {.job = 2, .trial = 1});
        writer.postResult(run, 1, {{"job", 1}});
    }
    const std::vector<JobRow> jobs = Reader(folder.path()).jobs(run);
    QCOMPARE(jobs.size(), 2u);
    QCOMPARE(jobs[0].fidelity, Json({{"epochs", 3}}));
    QVERIFY(jobs[0].done);
    QCOMPARE(jobs[0].told, 7);
    QVERIFY(jobs[1].fidelity.is_null());
    QCOMPARE(jobs[1].told, -1);
    QCOMPARE(jobs[1].trial, 1);
}

void TestHistoryRoundTrip::keptWeightsAndFinalTrainingsComeBack()
{
    const Folder folder;
    Writer writer(folder.path());
    const std::int64_t run = writer.createRun(sampleRun());
    for (const std::int64_t trial : {1, 2})
        writer.postTrial(sampleTrial(run, trial), nullptr);
    writer.postCheckpoint(run, 1, "a", 10);
    writer.postCheckpoint(run, 2, "b", 20);
    writer.postCheckpointGone(run, 1);
    writer.postCalibration("here", "cpu", {{"macs_per_second", 1e9}});
    writer.postCalibration("here", "cpu", {{"macs_per_second", 2e9}});
    writer.postFinalTraining({.run = run,
                              .trial = 2,
                              .time = 5,
                              .request = {{"seed", 1}},
                              .report = {{"a", 0.5}},
                              .weights = "w",
                              .bytes = 3});
    writer.flush();
    Reader reader(folder.path());
    const std::vector<CheckpointRow> kept = reader.checkpoints(run);
    QCOMPARE(kept.size(), 1u);
    QCOMPARE(kept[0].trial, 2);
    QCOMPARE(kept[0].path, std::string("b"));
    QCOMPARE(reader.calibration("here", "cpu"), Json({{"macs_per_second", 2e9}}));
    QVERIFY(reader.calibration("there", "cpu").is_null());
    QVERIFY(reader.finalTrainings(run, 1).empty());
    for (const std::int64_t trial : {0, 2}) {
        const std::vector<FinalTrainingRow> trained = reader.finalTrainings(run, trial);
        QCOMPARE(trained.size(), 1u);
        QCOMPARE(trained[0].trial, 2);
        QCOMPARE(trained[0].run, run);
        QCOMPARE(trained[0].report, Json({{"a", 0.5}}));
        QCOMPARE(trained[0].weights, std::string("w"));
        QCOMPARE(trained[0].bytes, 3);
    }
    writer.postRunState(run, RunState::Finished, "");
    writer.flush();
    writer.setArchived(run, true);
    writer.purgeRun(run);
    QVERIFY(reader.finalTrainings(run).empty());
    QVERIFY(reader.checkpoints(run).empty());
}

void TestHistoryRoundTrip::nonFiniteNumbersInsideJsonAreStrings()
{
    const Folder folder;
    Writer writer(folder.path());
    const std::int64_t run = writer.createRun(sampleRun());
    const double inf = std::numeric_limits<double>::infinity();
    writer.postEvent(run, "log", Json{{"a", {1, std::nan(""), {{"b", -inf}}}}, {"c", inf}});
    writer.flush();
    Reader reader(folder.path());
    QCOMPARE(reader.events(run).at(0).data, (Json{{"a", {1, "nan", {{"b", "-inf"}}}}, {"c", "inf"}}));
}

void TestHistoryRoundTrip::bytesThatAreNotUtf8DoNotStopTheWriter()
{
    const Folder folder;
    Writer writer(folder.path());
    const std::int64_t run = writer.createRun(sampleRun());
    TrialRow row = sampleTrial(run, 1, TrialState::Failed);
    row.reason = "what\xff";
    row.metrics = {{"m\xff", 1}};
    writer.postTrial(row, nullptr);
    writer.postEvent(run, "log", Json{{"text", "x\xff"}});
    writer.flush();
    Reader reader(folder.path());
    QCOMPARE(reader.trial(run, 1).reason, row.reason);
    QCOMPARE(reader.events(run).at(0).data["text"], "x\xef\xbf\xbd");
}

QTEST_APPLESS_MAIN(TestHistoryRoundTrip)
#include "tst_history_round_trip.moc"
