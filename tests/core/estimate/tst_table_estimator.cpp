// SPDX-License-Identifier: GPL-3.0-or-later
#include <fstream>

#include <QTemporaryDir>
#include <QtTest/QtTest>

#include "core/estimate/estimator.h"
#include "core/estimate/scheduler.h"

using namespace cw;
using namespace cw::estimate;

namespace {

constexpr const char* kTable = "d:op,d:depth,m:acc@12,m:acc@1,m:acc,m:seconds,m:loss@x\n"
                               "conv,1,0.5,0.1,0.9,100,3\n"
                               "conv,2,0.6,nan,0.8,200,3\n"
                               "skip,1,0.4,0.2,0.7,10,3\n"
                               "skip,2,0.3,0.2,0.6,20,3\n";

space::DecisionTree treeOf(std::vector<std::string> ops, space::Domain depth)
{
    space::DecisionTree tree;
    tree.decisions.push_back({.name = "depth", .domain = std::move(depth)});
    tree.decisions.push_back({.name = "op", .domain = space::Domain::categorical(std::move(ops))});
    return tree;
}

} // namespace

class TestTableEstimator : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    std::string write(const char* text) const
    {
        const std::string path = m_folder.filePath("table.csv").toStdString();
        std::ofstream(path) << text;
        return path;
    }
    static std::unique_ptr<Estimator> made(const space::DecisionTree& tree, const Json& settings)
    {
        const auto registry = builtInEstimators();
        const EstimatorEntry* entry = registry.get("table").value();
        EstimatorSetup setup;
        setup.tree = tree;
        setup.settings = entry->schema.resolve(settings, "test").value();
        return entry->make(setup);
    }
    static Estimate estimated(Estimator& estimator, std::vector<double> values)
    {
        Context context;
        estimator.prepare();
        return estimator.estimate({std::move(values)}, {}, context);
    }

private Q_SLOTS:
    void row_isTheEstimate();
    void steps_areTheLearningCurve();
    void withoutTimeMetric_nothingIsSpent();
    void completeTable_restrictsNothing();
    void wholeNumbers_areMatchedByTheirText();
    void missingAlternative_restrictsTheSpace();
    void incompleteTable_restrictsTheSpace();
    void conditionalDecision_restrictsTheSpace();
    void misfits_areRefused_data();
    void misfits_areRefused();
    void scheduler_noneSpendsTheWholeFidelity();
};

void TestTableEstimator::row_isTheEstimate()
{
    const auto estimator = made(treeOf({"skip", "conv"}, space::Domain::categorical({"2", "1"})),
                                {{"file", write(kTable)}, {"seconds", "m:seconds"}});
    const auto estimate = estimated(*estimator, {1, 0}); // depth 1, skip
    QCOMPARE(int(estimate.state), int(TrialState::Finished));
    QCOMPARE(estimate.metrics,
             (Metrics{{"acc", 0.7}, {"acc@1", 0.2}, {"acc@12", 0.4}, {"loss@x", 3}, {"seconds", 10}}));
    QCOMPARE(estimate.seconds, 10.0);
}

void TestTableEstimator::steps_areTheLearningCurve()
{
    const auto estimator =
        made(treeOf({"conv", "skip"}, space::Domain::categorical({"1", "2"})), {{"file", write(kTable)}});
    QCOMPARE(estimated(*estimator, {0, 0}).curve, (std::vector<CurvePoint>{{"acc", 1, 0.1}, {"acc", 12, 0.5}}));
    QCOMPARE(estimated(*estimator, {1, 0}).curve, (std::vector<CurvePoint>{{"acc", 12, 0.6}})); // step 1: not measured
}

void TestTableEstimator::withoutTimeMetric_nothingIsSpent()
{
    const auto estimator =
        made(treeOf({"conv", "skip"}, space::Domain::categorical({"1", "2"})), {{"file", write(kTable)}});
    QCOMPARE(estimated(*estimator, {0, 0}).seconds, 0.0);
}

void TestTableEstimator::completeTable_restrictsNothing()
{
    const auto tree = treeOf({"conv", "skip"}, space::Domain::categorical({"1", "2"}));
    QVERIFY(made(tree, {{"file", write(kTable)}})->candidates() == nullptr);
    // Nor does it when the space holds only a part of it.
    QVERIFY(made(treeOf({"skip"}, space::Domain::integer(2, 2)), {{"file", write(kTable)}})->candidates() == nullptr);
}

void TestTableEstimator::wholeNumbers_areMatchedByTheirText()
{
    const auto estimator = made(treeOf({"skip", "conv"}, space::Domain::integer(1, 2)), {{"file", write(kTable)}});
    QCOMPARE(estimated(*estimator, {2, 1}).metrics.at("acc"), 0.8);
}

void TestTableEstimator::missingAlternative_restrictsTheSpace()
{
    const auto estimator =
        made(treeOf({"pool", "conv", "skip"}, space::Domain::integer(1, 3)), {{"file", write(kTable)}});
    const auto candidates = estimator->candidates();
    QVERIFY(candidates != nullptr);
    QCOMPARE(candidates->count(), std::uint64_t{4});
    QVERIFY(candidates->contains({{1, 1}}) && candidates->contains({{2, 2}}));
    QVERIFY(!candidates->contains({{1, 0}}) && !candidates->contains({{3, 1}}));
    const auto estimate = estimated(*estimator, {3, 0});
    QCOMPARE(int(estimate.state), int(TrialState::Rejected));
    QVERIFY(estimate.reason.find("depth=3;op=pool") != std::string::npos);
    QVERIFY(estimate.metrics.empty());
    QCOMPARE(int(estimated(*estimator, {1}).state), int(TrialState::Rejected));
}

void TestTableEstimator::incompleteTable_restrictsTheSpace()
{
    const auto estimator = made(treeOf({"conv", "skip"}, space::Domain::integer(1, 2)),
                                {{"file", write("d:op,d:depth,m:acc\nconv,1,1\nskip,2,2\nconv,2,3\n")}});
    QCOMPARE(estimator->candidates()->count(), std::uint64_t{3});
    QCOMPARE(estimated(*estimator, {2, 1}).metrics.at("acc"), 2.0);
    QCOMPARE(int(estimated(*estimator, {1, 1}).state), int(TrialState::Rejected));
}

void TestTableEstimator::conditionalDecision_restrictsTheSpace()
{
    auto tree = treeOf({"conv", "skip"}, space::Domain::categorical({"1", "2"}));
    tree.decisions[1].condition = {.parent = 0, .values = {1}}; // op only at depth 2
    const auto estimator = made(tree, {{"file", write(kTable)}});
    QCOMPARE(estimator->candidates()->count(), std::uint64_t{2}); // the table knows nothing without an op
    QCOMPARE(int(estimated(*estimator, {0, space::kInactive}).state), int(TrialState::Rejected));
    QCOMPARE(estimated(*estimator, {1, 1}).metrics.at("acc"), 0.6);
}

void TestTableEstimator::misfits_areRefused_data()
{
    QTest::addColumn<int>("which");
    QTest::addColumn<QByteArray>("named");
    QTest::addRow("no file given") << 0 << QByteArray("'file'");
    QTest::addRow("no such file") << 1 << QByteArray("/no/such.csv");
    QTest::addRow("no such time metric") << 2 << QByteArray("'hours'");
    QTest::addRow("decision that the table lacks") << 3 << QByteArray("'width'");
    QTest::addRow("decision that the space lacks") << 4 << QByteArray("'depth'");
    QTest::addRow("continuous decision") << 5 << QByteArray("'depth'");
    QTest::addRow("no alternative in common") << 6 << QByteArray("'op'");
}

void TestTableEstimator::misfits_areRefused()
{
    QFETCH(int, which);
    QFETCH(QByteArray, named);
    auto tree = treeOf({"conv", "skip"}, space::Domain::categorical({"1", "2"}));
    Json settings{{"file", write(kTable)}};
    switch (which) {
    case 0:
        settings["file"] = "";
        break;
    case 1:
        settings["file"] = "/no/such.csv";
        break;
    case 2:
        settings["seconds"] = "hours";
        break;
    case 3:
        tree.decisions.push_back({.name = "width", .domain = space::Domain::categorical({"1"})});
        break;
    case 4:
        tree.decisions.erase(tree.decisions.begin());
        break;
    case 5:
        tree = treeOf({"conv", "skip"}, space::Domain::real(1, 2));
        break;
    case 6:
        tree = treeOf({"pool"}, space::Domain::categorical({"1", "2"}));
        break;
    default:
        QFAIL("no such case");
    }
    try {
        made(tree, settings);
        QFAIL("expected an error");
    } catch (const Error& error) {
        QVERIFY2(QByteArray(error.what()).contains(named), error.what());
    }
}

void TestTableEstimator::scheduler_noneSpendsTheWholeFidelity()
{
    const auto registry = builtInSchedulers();
    const Fidelity full{.epochs = 9, .data = 0.5};
    const auto scheduler = registry.get("none").value()->make({.full = full});
    QCOMPARE(scheduler->rungs(), std::vector<Fidelity>{full});
    QVERIFY(!scheduler->next(true));
}

QTEST_APPLESS_MAIN(TestTableEstimator)
#include "tst_table_estimator.moc"
