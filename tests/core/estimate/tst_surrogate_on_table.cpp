// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <filesystem>

#include <QtTest/QtTest>

#include "core/base/correlation.h"
#include "core/base/rng.h"
#include "core/estimate/estimator.h"
#include "core/estimate/table.h"
#include "tests/core/estimate/told_list.h"

using namespace cw;
using namespace cw::estimate;

namespace {

constexpr int kJudged = 2000;

struct Judged {
    double order = 0;   ///< Spearman's correlation of predicted and true values
    double covered = 0; ///< share of true values within two predicted deviations
};

/// In its place nothing is ever measured here.
class Absent final : public Estimator {
public:
    Estimate estimate(const space::Candidate&, const Fidelity&, Context&) override
    {
        Estimate estimate;
        estimate.state = TrialState::Failed;
        return estimate;
    }
};

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    const std::size_t n = values.size();
    return (values[(n - 1) / 2] + values[n / 2]) / 2;
}

} // namespace

/// Predictions on NAS-Bench-201 (Dong and Yang, ICLR 2020).
class TestSurrogateOnTable : public QObject {
    Q_OBJECT

private:
    std::shared_ptr<const Table> m_table;

    /// Predicts rows from `first` on from the past (of `pastMetric`) and what was told (of CIFAR-10).
    Judged judged(const Json& settings, const std::vector<std::size_t>& rows, std::size_t past,
                  const std::string& pastMetric, std::size_t real) const
    {
        const int truth = m_table->metric("c10_valid_accuracy");
        const int before = m_table->metric(pastMetric);
        const EstimatorRegistry registry = builtInEstimators();
        const EstimatorEntry* entry = registry.get("surrogate").value();
        EstimatorSetup setup;
        setup.tree = m_table->tree();
        setup.settings = entry->schema.resolve(settings, "test").value();
        auto known = std::make_shared<std::vector<PastResult>>();
        for (std::size_t i = 0; i < past; ++i)
            known->push_back({m_table->candidate(rows[i]), {{"valid_accuracy", m_table->value(rows[i], before)}}});
        setup.past = known;
        setup.other = [](auto&&...) { return std::make_unique<Absent>(); };
        const auto estimator = entry->make(setup);
        test::ToldList list;
        for (std::size_t i = past; i < past + real; ++i) {
            ToldResult result;
            result.candidate = m_table->candidate(rows[i]);
            result.estimate.metrics["valid_accuracy"] = m_table->value(rows[i], truth);
            list.add(result);
        }
        Context context;
        context.told = &list;
        context.trial = 1;
        std::vector<double> predicted;
        std::vector<double> right;
        Judged judged;
        for (std::size_t i = past + real; i < past + real + kJudged; ++i) {
            const Metrics metrics = estimator->estimate(m_table->candidate(rows[i]), {}, context).metrics;
            predicted.push_back(metrics.at("valid_accuracy"));
            right.push_back(m_table->value(rows[i], truth));
            if (std::abs(predicted.back() - right.back()) < 2 * metrics.at("valid_accuracy_sd"))
                judged.covered += 1.0 / kJudged;
        }
        judged.order = spearman(predicted, right);
        return judged;
    }

private Q_SLOTS:
    void initTestCase()
    {
        const std::string path = CELLWRIGHT_TEST_DATA "/nas-bench-201.csv.gz";
        if (!std::filesystem::exists(path))
            QSKIP("skipped: data not found");
        m_table = Table::load(path).value();
    }
    void twoHundredResults_orderTheOthers_data();
    void twoHundredResults_orderTheOthers();
    void priorOfAnotherDataSet_ordersBetterThanTwentyResultsAlone();
};

void TestSurrogateOnTable::twoHundredResults_orderTheOthers_data()
{
    QTest::addColumn<QString>("model");
    QTest::addRow("forest") << "forest";
    QTest::addRow("ensemble") << "ensemble";
}

/// The bar: Kendall's correlation of 0.6, which for normal pairs is r = sin(0.6 pi / 2) = 0.81 and Spearman's
/// 6 / pi asin(r / 2) = 0.79; rounded up to 0.8. White et al. (NeurIPS 2021) compare predictors of this kind.
void TestSurrogateOnTable::twoHundredResults_orderTheOthers()
{
    QFETCH(QString, model);
    std::vector<double> orders;
    for (std::uint64_t seed = 1; seed <= 5; ++seed) {
        const auto rows = Rng(seed, 0, "rows").sampleIndices(m_table->rows(), 200 + kJudged);
        const Judged judged = this->judged({{"model", model.toStdString()}}, rows, 200, "c10_valid_accuracy", 0);
        qInfo("%s, seed %d: Spearman %.3f, covered %.3f", qPrintable(model), int(seed), judged.order, judged.covered);
        orders.push_back(judged.order);
        QVERIFY(judged.covered >= 0.85 && judged.covered <= 1);
    }
    QVERIFY(median(orders) >= 0.8);
}

void TestSurrogateOnTable::priorOfAnotherDataSet_ordersBetterThanTwentyResultsAlone()
{
    std::vector<double> alone;
    std::vector<double> together;
    const Json base{{"real", "other"}, {"real_every", 0}, {"max_uncertainty", 0}};
    Json prior = base;
    prior["past_is"] = "prior";
    for (std::uint64_t seed = 1; seed <= 10; ++seed) {
        const auto rows = Rng(seed, 0, "rows").sampleIndices(m_table->rows(), 220 + kJudged);
        const std::vector<std::size_t> later(rows.begin() + 200, rows.end());
        alone.push_back(judged(base, later, 0, "c10_valid_accuracy", 20).order);
        together.push_back(judged(prior, rows, 200, "c100_valid_accuracy", 20).order);
    }
    qInfo("median Spearman from 20 results: %.3f alone, %.3f with 200 of CIFAR-100 before", median(alone),
          median(together));
    QVERIFY(median(together) > median(alone));
}

QTEST_APPLESS_MAIN(TestSurrogateOnTable)
#include "tst_surrogate_on_table.moc"
