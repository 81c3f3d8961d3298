// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTemporaryDir>
#include <QtTest/QtTest>

#include "core/run/experiment.h"
#include "tests/core/run/engine_fixture.h"

using namespace cw;
using namespace cw::test;

/// Runs started together, to be compared.
class TestExperiment : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void runs_comeSeedBySeed();
    void onlyTheSearchsStrategy_keepsItsSettings();
    void nothingToCompare_isRefused_data();
    void nothingToCompare_isRefused();
    void wrongSetting_isSaid();
    void queuedRun_equalsOneStartedAtOnce();
    void strategies_saysWhichFit();
    void seeds_areReadAsWritten_data();
    void seeds_areReadAsWritten();

private:
    static run::Experiment experiment(std::vector<std::string> strategies, std::vector<std::uint64_t> seeds)
    {
        return {.name = "compared",
                .search = plainConfig(40, 1),
                .strategies = std::move(strategies),
                .seeds = std::move(seeds)};
    }
};

void TestExperiment::runs_comeSeedBySeed()
{
    const auto runs = run::runsOf(experiment({"random", "tpe", "regularized-evolution"}, {3, 9}), catalogueWith({}));
    QCOMPARE(runs.value().size(), 6u);
    std::vector<std::string> found;
    for (const history::NewRun& row : *runs) {
        found.push_back(fmt::format("{} {}", row.strategy, row.seed));
        QCOMPARE(row.config.at("seed").get<std::uint64_t>(), row.seed);
        QCOMPARE(row.config.at("strategy").at("id").get<std::string>(), row.strategy);
        QCOMPARE(row.name, std::string("compared"));
        QCOMPARE(row.budget, 40);
    }
    QCOMPARE(found, (std::vector<std::string>{"random 3", "tpe 3", "regularized-evolution 3", "random 9", "tpe 9",
                                              "regularized-evolution 9"}));
}

void TestExperiment::onlyTheSearchsStrategy_keepsItsSettings()
{
    const run::Experiment compared = experiment({"genetic", "regularized-evolution"}, {1});
    QVERIFY(run::configOf(compared, "genetic", 1).strategySettings.empty());
    const auto runs = run::runsOf(compared, catalogueWith({})).value();
    const auto populationOf = [](const history::NewRun& row) {
        return row.config.at("strategy").at("settings").at("population").get<int>();
    };
    QCOMPARE(populationOf(runs[1]), 20); // of plainConfig()
    const strategy::StrategyRegistry strategies = strategy::builtInStrategies();
    QCOMPARE(populationOf(runs[0]), strategies.find("genetic")->schema.find("population")->defaultValue.get<int>());
}

void TestExperiment::nothingToCompare_isRefused_data()
{
    QTest::addColumn<QStringList>("strategies");
    QTest::addColumn<int>("seeds");
    QTest::addColumn<QString>("sentence");
    const QStringList two{QStringLiteral("random"), QStringLiteral("tpe")};
    QTest::newRow("no strategy") << QStringList() << 3 << "at least one strategy";
    QTest::newRow("no seed") << two << 0 << "at least one seed";
    QTest::newRow("one twice") << QStringList{two[0], two[0]} << 1 << "one twice";
    QTest::newRow("too many") << two << 501 << "at most 1000 runs, found 2 strategies with 501 seeds each";
}

void TestExperiment::nothingToCompare_isRefused()
{
    QFETCH(const QStringList, strategies);
    QFETCH(const int, seeds);
    QFETCH(const QString, sentence);
    run::Experiment refused = experiment({}, {});
    for (const QString& strategy : strategies)
        refused.strategies.push_back(strategy.toStdString());
    for (int seed = 0; seed < seeds; ++seed)
        refused.seeds.push_back(std::uint64_t(seed));
    const auto runs = run::runsOf(refused, catalogueWith({}));
    QVERIFY(!runs);
    QCOMPARE(runs.error().code(), ErrorCode::Config);
    QVERIFY2(QString::fromUtf8(runs.error().what()).contains(sentence), runs.error().what());
}

void TestExperiment::wrongSetting_isSaid()
{
    run::Experiment wrong = experiment({"random", "sorcery"}, {1});
    QVERIFY(std::string(run::runsOf(wrong, catalogueWith({})).error().what()).find("sorcery") != std::string::npos);
    wrong = experiment({"random"}, {1});
    wrong.search.objectives.clear();
    QVERIFY(!run::runsOf(wrong, catalogueWith({})));
}

void TestExperiment::queuedRun_equalsOneStartedAtOnce()
{
    const QTemporaryDir folder;
    const std::filesystem::path path = std::filesystem::path(folder.path().toStdString()) / "history.sqlite";
    const auto writer = std::make_shared<history::Writer>(path);
    const run::Experiment compared = experiment({"tpe", "regularized-evolution"}, {5, 6});
    const auto runs = writer->queueRuns(compared.name, run::runsOf(compared, catalogueWith({})).value());
    QCOMPARE(runs.size(), 4u);
    for (const std::int64_t run : runs) {
        const run::RunConfig stored = run::runConfigFromJson(history::Reader(path).run(run).info.config, "run").value();
        auto engine = run::Engine::resume(writer, run, run::assemble(stored, catalogueWith({})).value(), {});
        engine->start();
        QCOMPARE(engine->wait(), RunState::Finished);
    }
    const std::int64_t atOnce = runToEnd(writer, run::configOf(compared, "regularized-evolution", 6), {});
    QCOMPARE(difference(linesOf(path, runs.back()), linesOf(path, atOnce)), std::string());
    history::Reader reader(path);
    QCOMPARE(reader.run(runs.back()).info.config, reader.run(atOnce).info.config);
    QCOMPARE(reader.run(runs.back()).info.lag, reader.run(atOnce).info.lag);
    QVERIFY(reader.run(runs.back()).started > 0);
}

void TestExperiment::strategies_saysWhichFit()
{
    const auto reasonOf = [](const run::RunConfig& config, const std::string& id) {
        const auto fits = run::strategiesFor({.search = config}, catalogueWith({})).value();
        const auto found = std::find_if(fits.begin(), fits.end(), [&id](const auto& fit) { return fit.id == id; });
        return found == fits.end() ? std::string("not there") : found->reason;
    };
    const strategy::StrategyRegistry strategies = strategy::builtInStrategies();
    run::RunConfig config = plainConfig(40, 1);
    for (const strategy::StrategyEntry& entry : strategies.entries())
        QCOMPARE(reasonOf(config, entry.id), std::string());
    config.strategySettings = {{"population", 5}, {"sample", 9}}; // what is wrong with the form's is about it alone
    QVERIFY(reasonOf(config, "regularized-evolution").find("sample") != std::string::npos);
    QCOMPARE(reasonOf(config, "random"), std::string());
    config = plainConfig(40, 1);
    config.objectives = {{"score", true}, {"loss", false}};
    for (const strategy::StrategyEntry& entry : strategies.entries())
        QCOMPARE(reasonOf(config, entry.id).empty(), entry.severalObjectives);
    config.estimator = "nobody";
    QVERIFY(!run::strategiesFor({.search = config}, catalogueWith({})));
}

void TestExperiment::seeds_areReadAsWritten_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("seeds"); ///< or what the sentence says
    QTest::newRow("range") << "1-5"
                           << "1 2 3 4 5";
    QTest::newRow("list") << "1, 7,42"
                          << "1 7 42";
    QTest::newRow("both") << " 9 ; 2-3\n"
                          << "9 2 3";
    QTest::newRow("one") << "0"
                         << "0";
    QTest::newRow("largest") << "18446744073709551614-18446744073709551615"
                             << "18446744073709551614 18446744073709551615";
    QTest::newRow("nothing") << " ,"
                             << "at least one seed";
    QTest::newRow("word") << "1, two"
                          << "found 'two'";
    QTest::newRow("negative") << "-3"
                              << "found '-3'";
    QTest::newRow("open") << "3-"
                          << "found '3-'";
    QTest::newRow("too large") << "18446744073709551616"
                               << "found '18446744073709551616'";
    QTest::newRow("falling") << "5-1"
                             << "found '5-1'";
    QTest::newRow("twice") << "1-3, 2"
                           << "found 2 twice";
    QTest::newRow("as many as may be") << "1-9, 10"
                                       << "1 2 3 4 5 6 7 8 9 10";
    QTest::newRow("too many") << "1-9, 10-11"
                              << "at most 10 seeds";
    QTest::newRow("far too many") << "0-18446744073709551615"
                                  << "at most 10 seeds";
}

void TestExperiment::seeds_areReadAsWritten()
{
    QFETCH(const QString, text);
    QFETCH(const QString, seeds);
    const auto read = run::seedsFromText(text.toStdString(), 10);
    if (!read) {
        QVERIFY2(QString::fromUtf8(read.error().what()).contains(seeds), read.error().what());
        return;
    }
    QStringList found;
    for (const std::uint64_t seed : *read)
        found << QString::number(seed);
    QCOMPARE(found.join(QLatin1Char(' ')), seeds);
}

QTEST_GUILESS_MAIN(TestExperiment)
#include "tst_experiment.moc"
