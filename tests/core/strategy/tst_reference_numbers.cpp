// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <filesystem>

#include <QtTest/QtTest>

#include "core/run/tabular.h"

using namespace cw;

namespace {

using TablePtr = std::shared_ptr<const estimate::Table>;

constexpr std::int64_t kRepeats = 500;
/// Chosen before any result was seen.
constexpr std::uint64_t kSeed = 1;

const char* const kEvolution50 = R"({"population": 50, "sample": 10})";
const char* const kEvolution10 = R"({"population": 10, "sample": 3})";

TablePtr load(const char* name)
{
    const auto path = std::filesystem::path(CELLWRIGHT_TEST_DATA) / name;
    return std::filesystem::exists(path) ? estimate::Table::load(path).value() : nullptr;
}

/// Expectation of the best of n uniform draws with replacement, from the sorted values alone.
double expectedBest(const estimate::Table& table, const char* metric, double n)
{
    std::vector<double> values;
    for (std::size_t row = 0; row < table.rows(); ++row)
        values.push_back(table.value(row, table.metric(metric)));
    std::sort(values.begin(), values.end());
    const auto rows = double(values.size());
    double sum = 0;
    for (std::size_t i = 0; i < values.size(); ++i)
        sum += values[i] * (std::pow(double(i + 1) / rows, n) - std::pow(double(i) / rows, n));
    return sum;
}

} // namespace

/// The strategies against numbers that an independent script computed from the same tables over 10,000 seeds or more.
/// Allowed: three standard errors of 500 repeats, and 0.02 for the rounding of the numbers.
class TestReferenceNumbers : public QObject {
    Q_OBJECT

private:
    TablePtr m_nb201;
    TablePtr m_macro;

    run::TabularCheckpoint measured(const TablePtr& table, const char* strategy, const char* settings,
                                    const char* search, const char* report, std::int64_t evaluations) const
    {
        run::TabularRequest request{.table = table,
                                    .strategy = strategy,
                                    .settings = Json::parse(settings),
                                    .objectives = {{search}},
                                    .report = report,
                                    .evaluations = evaluations,
                                    .repeats = kRepeats,
                                    .seed = kSeed};
        return run::runTabular(request, strategy::builtInStrategies()).value().checkpoints.back();
    }
    static double allowed(double sd) { return 3 * sd / std::sqrt(double(kRepeats)) + 0.02; }

private Q_SLOTS:
    void initTestCase()
    {
        m_nb201 = load("nas-bench-201.csv.gz");
        m_macro = load("nas-bench-macro.csv.gz");
        if (!m_nb201 || !m_macro)
            QSKIP("skipped: data not found");
    }
    void optimum_isFoundByScanningTheTable();
    void cifar10_meansAreThoseOfTheReference_data();
    void cifar10_meansAreThoseOfTheReference();
    void otherTables_meansAreThoseOfTheReference_data();
    void otherTables_meansAreThoseOfTheReference();
    void random_meetsTheExactExpectationOnMacro_data();
    void random_meetsTheExactExpectationOnMacro();
};

void TestReferenceNumbers::optimum_isFoundByScanningTheTable()
{
    const auto best = [](const estimate::Table& table, const char* metric) {
        double most = -1;
        for (std::size_t row = 0; row < table.rows(); ++row)
            most = std::max(most, table.value(row, table.metric(metric)));
        return most;
    };
    QVERIFY(std::abs(best(*m_nb201, "c10_test_accuracy") - 94.3733) < 1e-3);
    QVERIFY(std::abs(best(*m_nb201, "m:c10_valid_accuracy") - 91.6067) < 1e-3);
    QVERIFY(std::abs(best(*m_nb201, "c100_test_accuracy") - 73.5133) < 1e-3);
    QVERIFY(std::abs(best(*m_macro, "accuracy") - 93.1267) < 1e-3);
}

void TestReferenceNumbers::cifar10_meansAreThoseOfTheReference_data()
{
    QTest::addColumn<QByteArray>("strategy");
    QTest::addColumn<QByteArray>("settings");
    QTest::addColumn<int>("evaluations");
    QTest::addColumn<double>("mean");
    QTest::addColumn<double>("sd");
    const auto row = [](const char* strategy, const char* settings, int evaluations, double mean, double sd) {
        QTest::addRow("%s %s at %d", strategy, settings, evaluations)
            << QByteArray(strategy) << QByteArray(settings) << evaluations << mean << sd;
    };
    row("random", "{}", 100, 93.789, 0.27);
    row("random", "{}", 150, 93.866, 0.25);
    row("random", "{}", 300, 93.966, 0.23);
    row("regularized-evolution", kEvolution50, 100, 94.100, 0.26);
    row("regularized-evolution", kEvolution50, 150, 94.257, 0.20);
    row("regularized-evolution", kEvolution50, 300, 94.332, 0.17);
    row("regularized-evolution", kEvolution10, 100, 94.070, 0.28);
    row("regularized-evolution", kEvolution10, 150, 94.178, 0.23);
    row("regularized-evolution", kEvolution10, 300, 94.297, 0.14);
}

void TestReferenceNumbers::cifar10_meansAreThoseOfTheReference()
{
    QFETCH(QByteArray, strategy);
    QFETCH(QByteArray, settings);
    QFETCH(int, evaluations);
    QFETCH(double, mean);
    QFETCH(double, sd);
    const auto found = measured(m_nb201, strategy, settings, "c10_valid_accuracy", "c10_test_accuracy", evaluations);
    QVERIFY2(std::abs(found.mean - mean) <= allowed(sd), QByteArray::number(found.mean, 'f', 4));
    // The spread is the reference's too: its standard error over 500 repeats is sd / sqrt(2 x 499), about 3 %.
    QVERIFY2(std::abs(found.sd - sd) <= 0.15 * sd + 0.01, QByteArray::number(found.sd, 'f', 4));
}

void TestReferenceNumbers::otherTables_meansAreThoseOfTheReference_data()
{
    QTest::addColumn<bool>("macro");
    QTest::addColumn<QByteArray>("strategy");
    QTest::addColumn<QByteArray>("settings");
    QTest::addColumn<int>("evaluations");
    QTest::addColumn<double>("mean");
    const auto row = [](bool macro, const char* strategy, const char* settings, int evaluations, double mean) {
        QTest::addRow("%s %s %s at %d", macro ? "Macro" : "CIFAR-100", strategy, settings, evaluations)
            << macro << QByteArray(strategy) << QByteArray(settings) << evaluations << mean;
    };
    row(false, "random", "{}", 150, 71.70);
    row(false, "regularized-evolution", kEvolution50, 150, 73.06);
    row(true, "random", "{}", 150, 92.909);
    row(true, "random", "{}", 300, 92.979);
    row(true, "regularized-evolution", kEvolution50, 150, 93.105);
    row(true, "regularized-evolution", kEvolution50, 300, 93.125);
    row(true, "regularized-evolution", kEvolution10, 150, 93.086);
    row(true, "regularized-evolution", kEvolution10, 300, 93.116);
}

void TestReferenceNumbers::otherTables_meansAreThoseOfTheReference()
{
    QFETCH(bool, macro);
    QFETCH(QByteArray, strategy);
    QFETCH(QByteArray, settings);
    QFETCH(int, evaluations);
    QFETCH(double, mean);
    const auto found =
        macro ? measured(m_macro, strategy, settings, "accuracy", "accuracy", evaluations)
              : measured(m_nb201, strategy, settings, "c100_valid_accuracy", "c100_test_accuracy", evaluations);
    QVERIFY2(std::abs(found.mean - mean) <= allowed(found.sd), QByteArray::number(found.mean, 'f', 4));
}

void TestReferenceNumbers::random_meetsTheExactExpectationOnMacro_data()
{
    QTest::addColumn<int>("n");
    QTest::addColumn<double>("expected");
    QTest::addRow("1 draw") << 1 << 90.2466;
    QTest::addRow("10 draws") << 10 << 92.4323;
    QTest::addRow("50 draws") << 50 << 92.7733;
    QTest::addRow("100 draws") << 100 << 92.8653;
    QTest::addRow("500 draws") << 500 << 93.0195;
}

void TestReferenceNumbers::random_meetsTheExactExpectationOnMacro()
{
    QFETCH(int, n);
    QFETCH(double, expected);
    QVERIFY(std::abs(expectedBest(*m_macro, "accuracy", n) - expected) < 1e-3);
    const auto found = measured(m_macro, "random", "{}", "accuracy", "", n);
    QVERIFY2(std::abs(found.mean - expected) <= allowed(found.sd), QByteArray::number(found.mean, 'f', 4));
}

QTEST_APPLESS_MAIN(TestReferenceNumbers)
#include "tst_reference_numbers.moc"
