// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <filesystem>

#include <QtTest/QtTest>

#include "core/run/tabular.h"

using namespace cw;

namespace {

constexpr double kRandomAt300 = 93.966; ///< of 10,000 searches, by an independent script

/// The repeats that a bar is stated for, without any slack.
bool isFull()
{
    return qEnvironmentVariableIntValue("CELLWRIGHT_TEST_FULL") > 0;
}

} // namespace

/// What each strategy is to reach on NAS-Bench-201 with its default settings: test accuracy on CIFAR-10 of the best by
/// validation accuracy. CELLWRIGHT_TEST_FULL=1 makes the repeats that the bars are stated for, and allows nothing: the
/// mean is to reach the bar (some three minutes). The everyday run makes fewer where they cost time, so three standard
/// errors are allowed for there; they come from the standard deviation of a full run, written down below, and not from
/// the few repeats themselves, which may all be equal. The last full run met every bar but that of bananas: 94.277 with
/// a standard error of 0.015. Optuna 3.1 (40 searches): TPE 94.160 and 94.269 at 150 and 300, multivariate 94.272
/// and 94.296.
class TestReferenceBars : public QObject {
    Q_OBJECT

private:
    std::shared_ptr<const estimate::Table> m_table;

private Q_SLOTS:
    void initTestCase()
    {
        const auto path = std::filesystem::path(CELLWRIGHT_TEST_DATA) / "nas-bench-201.csv.gz";
        if (!std::filesystem::exists(path))
            QSKIP("skipped: data not found");
        m_table = estimate::Table::load(path).value();
    }
    void mean_reachesTheBar_data();
    void mean_reachesTheBar();
};

void TestReferenceBars::mean_reachesTheBar_data()
{
    QTest::addColumn<QByteArray>("strategy");
    QTest::addColumn<int>("evaluations");
    QTest::addColumn<int>("repeats");
    QTest::addColumn<double>("bar");
    QTest::addColumn<double>("deviation");
    const auto row = [](const char* strategy, int evaluations, int everyday, int full, double bar, double deviation) {
        QTest::addRow("%s at %d", strategy, evaluations)
            << QByteArray(strategy) << evaluations << (isFull() ? full : everyday) << bar << deviation;
    };
    // strategy, evaluations, repeats every day and in full, bar, standard deviation
    row("tpe", 150, 300, 300, 94.20, 0.100);
    row("tpe", 300, 300, 300, 94.29, 0.050);
    row("bananas", 150, 40, 300, 94.28, 0.260);
    row("gp-bo", 150, 20, 50, 94.22, 0.170);
    row("rf-bo", 150, 50, 50, 94.22, 0.257);
    row("genetic", 300, 300, 300, kRandomAt300 + 0.15, 0.060);
    row("umda", 300, 300, 300, kRandomAt300 + 0.15, 0.014);
    row("nsga2", 300, 300, 300, kRandomAt300 + 0.15, 0.126);
    row("pbil", 300, 300, 300, kRandomAt300 + 0.15, 0.042);
    row("mcts", 300, 300, 300, kRandomAt300 + 0.05, 0.102);
    row("q-learning", 300, 300, 300, kRandomAt300 + 0.05, 0.214);
    row("bandit", 300, 300, 300, kRandomAt300 + 0.05, 0.017);
    row("reinforce", 300, 60, 300, kRandomAt300 + 0.05, 0.040);
    row("ppo", 300, 60, 300, kRandomAt300 + 0.05, 0.058);
    // Nearly all find the optimum: the deviation is the largest of the five, that of Q-learning.
    for (const char* learning : {"mcts", "q-learning", "bandit"})
        row(learning, 3000, 20, 20, 94.30, 0.003);
    for (const char* controller : {"reinforce", "ppo"})
        row(controller, 3000, 10, 20, 94.30, 0.003);
}

void TestReferenceBars::mean_reachesTheBar()
{
    QFETCH(QByteArray, strategy);
    QFETCH(int, evaluations);
    QFETCH(int, repeats);
    QFETCH(double, bar);
    QFETCH(double, deviation);
    run::TabularRequest request{.table = m_table,
                                .strategy = strategy.toStdString(),
                                .objectives = {{"c10_valid_accuracy"}},
                                .report = "c10_test_accuracy",
                                .evaluations = evaluations,
                                .repeats = repeats,
                                .seed = 1};
    const auto point = run::runTabular(request, strategy::builtInStrategies()).value().checkpoints.back();
    const double slack = isFull() ? 0 : 3 * deviation / std::sqrt(double(repeats));
    qInfo("%.4f of %d repeats with a deviation of %.4f, bar %.3f", point.mean, repeats, point.sd, bar);
    QVERIFY2(point.mean >= bar - slack,
             qPrintable(QStringLiteral("%1, expected %2 less %3").arg(point.mean).arg(bar).arg(slack)));
}

QTEST_APPLESS_MAIN(TestReferenceBars)
#include "tst_reference_bars.moc"
