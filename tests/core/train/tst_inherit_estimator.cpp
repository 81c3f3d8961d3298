// SPDX-License-Identifier: GPL-3.0-or-later
// LibTorch before Qt: their headers use each other's words.
#include <torch/types.h>

#include <filesystem>
#include <limits>

#include <QTest>

#include "core/train/checkpoint.h"
#include "digit_files.h"
#include "inherit_lab.h"

using namespace cw;
using cw::test::FakePast;
using cw::test::InheritLab;
using estimate::Context;
using estimate::Estimate;
using estimate::Fidelity;

namespace {

constexpr Fidelity kShort{.epochs = 2, .data = 0.2};
const Json kSettings{{"batch", 32}};
constexpr const char* kParent = "layer=1";
constexpr const char* kChild = "layer=1;layer[0]/linear.features=100";
constexpr const char* kFar = "layer=2;layer[0]/activation.kind=tanh;layer[0]/dropout.probability=0.5";

bool sameResults(const Estimate& a, const Estimate& b)
{
    return a.state == b.state && a.metrics == b.metrics && a.curve == b.curve;
}

/// Without what `inherit` adds.
estimate::Metrics common(estimate::Metrics metrics)
{
    for (const char* name : {"inherited_from", "inherited_part", "unusable_weights"})
        metrics.erase(name);
    return metrics;
}

} // namespace

class TestInheritEstimator : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (!test::hasTestData())
            QSKIP("skipped: data not found");
        m_lab = std::make_unique<InheritLab>("mlp", test::kTestData + "/tables/digits8x8.csv.gz",
                                             space::Task{space::Shape::vector(64), 10});
        m_inherit = m_lab->inherit(kSettings);
        for (const auto& [trial, text] : {std::pair{1, kParent}, std::pair{2, kFar}}) {
            const Estimate estimate =
                m_lab->parent(kSettings, m_lab->candidate(text), {.epochs = 3, .data = 0.2}, 1, trial, file(trial));
            QCOMPARE(estimate.state, TrialState::Paused);
            QVERIFY(std::filesystem::exists(file(trial)));
        }
    }

    void nothingToInherit_isTraining()
    {
        const FakePast nobody;
        Context context = nobody.context(1, 5);
        const Estimate estimate = m_inherit->estimate(m_lab->candidate(kChild), kShort, context);
        Context alone{.seed = 1, .trial = 5};
        const Estimate trained = m_lab->train(kSettings)->estimate(m_lab->candidate(kChild), kShort, alone);
        QCOMPARE(estimate.state, TrialState::Finished);
        QVERIFY(common(estimate.metrics) == trained.metrics && estimate.curve == trained.curve);
        QCOMPARE(estimate.metrics.at("inherited_from"), 0.0);
        QCOMPARE(estimate.metrics.at("inherited_part"), 0.0);
        QVERIFY(!estimate.metrics.contains("unusable_weights"));
        QVERIFY(sameResults(m_inherit->estimate(m_lab->candidate(kChild), kShort, alone), estimate));
    }

    void nearestRelative_isTheParent()
    {
        const Estimate estimate = child(both());
        QCOMPARE(estimate.state, TrialState::Finished);
        QCOMPARE(estimate.metrics.at("inherited_from"), 1.0);
        QCOMPARE(estimate.metrics.at("inherited_part"), 1.0); // wider: all numbers are the parent's
        QVERIFY(estimate.metrics.at("valid_accuracy") > 0.5);
        QVERIFY(sameResults(child(both()), estimate));
    }

    void relatives_areOrderedByDistanceThenValueThenAge()
    {
        FakePast past;
        const space::Candidate near = m_lab->candidate(kParent);
        const space::Candidate far = m_lab->candidate(kFar);
        past.add(1, far, 0.9, "far");
        past.add(2, near, 0.3, "near, bad");
        past.add(3, near, 0.8, "near, good, early");
        past.add(4, near, 0.8, "near, good, late");
        past.add(5, near, std::numeric_limits<double>::quiet_NaN(), "near, not known");
        past.add(6, near, 0.99, ""); // its weights are gone
        past.add(7, near, 0.99, "itself");
        past.add(2, near, 0.4, "near, bad"); // the same trial, told again
        past.add(8, space::Candidate{{1.0}}, 0.9, "of another space");
        std::vector<std::int64_t> trials;
        for (const train::Relative& relative : train::relativesOf(m_lab->candidate(kChild), past.context(1, 7), {}))
            trials.push_back(relative.trial);
        QCOMPARE(trials, std::vector<std::int64_t>({4, 3, 2, 5, 1}));
        const estimate::Objective least{"valid_accuracy", false};
        QCOMPARE(train::relativesOf(m_lab->candidate(kChild), past.context(1, 7), least).front().trial,
                 std::int64_t(2));
    }

    /// Trials of a run that this one was warm-started from are relatives as those of this run are, but older.
    void keptTrialOfAnEarlierRun_canBeTheParent()
    {
        const space::Candidate near = m_lab->candidate(kParent);
        const space::Candidate far = m_lab->candidate(kFar);
        const auto past = std::make_shared<const std::vector<estimate::PastResult>>(
            std::vector<estimate::PastResult>{{near, {{"valid_accuracy", 0.9}}, {}, {}}, // its weights were not kept
                                              {far, {{"valid_accuracy", 0.9}}, file(2), {}},
                                              {near, {{"valid_accuracy", 0.3}}, file(1), {}},
                                              {space::Candidate{{1.0}}, {{"valid_accuracy", 0.9}}, file(1), {}}});
        FakePast told;
        told.add(1, near, 0.3, file(1));
        std::vector<std::int64_t> order;
        for (const train::Relative& relative :
             train::relativesOf(m_lab->candidate(kChild), told.context(1, 7), {}, past.get()))
            order.push_back(relative.trial);
        QCOMPARE(order, std::vector<std::int64_t>({1, -3, -2}));

        const auto estimator = m_lab->inherit(kSettings, 1, past);
        const FakePast nobody;
        Context context = nobody.context(1, 5);
        const Estimate estimate = estimator->estimate(m_lab->candidate(kChild), kShort, context);
        QCOMPARE(estimate.metrics.at("inherited_from"), 0.0);
        QCOMPARE(estimate.metrics.at("inherited_from_known"), 3.0);
        QCOMPARE(estimate.metrics.at("inherited_part"), 1.0);
        FakePast same;
        same.add(1, near, 0.3, file(1));
        Context other = same.context(1, 5);
        const Estimate own = m_inherit->estimate(m_lab->candidate(kChild), kShort, other);
        QVERIFY2(own.curve == estimate.curve, "the same weights and rate, whoever they are from");
        Context between = told.context(1, 5);
        QVERIFY(
            !estimator->estimate(m_lab->candidate(kChild), kShort, between).metrics.contains("inherited_from_known"));
    }

    void distance_countsDecisionsThatBecomeActive()
    {
        FakePast past;
        past.add(1, m_lab->candidate("layer=2"), 0.5, "one"); // layer, and the four decisions of the second one
        const auto relatives = train::relativesOf(m_lab->candidate("layer=1"), past.context(1, 2), {});
        QCOMPARE(relatives.front().distance, std::size_t(5));
    }

    void damagedWeights_arePassedOver_data()
    {
        QTest::addColumn<QString>("damage");
        for (const char* damage : {"truncated", "empty", "gone", "of another network", "not a number", "one array",
                                   "a candidate of another space"})
            QTest::newRow(damage) << damage;
    }
    void damagedWeights_arePassedOver()
    {
        QFETCH(QString, damage);
        const std::filesystem::path bad = m_folder.filePath("bad.ckpt").toStdString();
        std::filesystem::copy_file(file(1), bad, std::filesystem::copy_options::overwrite_existing);
        space::Candidate parent = m_lab->candidate(kParent);
        if (damage == "truncated")
            std::filesystem::resize_file(bad, std::filesystem::file_size(bad) - 100);
        else if (damage == "empty")
            std::filesystem::resize_file(bad, 0);
        else if (damage == "gone")
            std::filesystem::remove(bad);
        else if (damage == "of another network")
            std::filesystem::copy_file(file(2), bad, std::filesystem::copy_options::overwrite_existing);
        else if (damage == "a candidate of another space")
            parent.values[1] = 77;
        else
            spoil(bad, damage == "one array");
        FakePast past;
        past.add(1, parent, 0.9, bad);
        past.add(2, m_lab->candidate("layer=1;layer[0]/dropout.probability=0.5"), 0.5, file(1));
        Context context = past.context(1, 5);
        const Estimate next = m_inherit->estimate(m_lab->candidate(kChild), kShort, context);
        QCOMPARE(next.state, TrialState::Finished);
        QCOMPARE(next.metrics.at("unusable_weights"), 1.0);
        QCOMPARE(next.metrics.at("inherited_from"), 2.0);
        FakePast only;
        only.add(1, parent, 0.9, bad);
        Context alone = only.context(1, 5);
        const Estimate none = m_inherit->estimate(m_lab->candidate(kChild), kShort, alone);
        QCOMPARE(none.state, TrialState::Finished);
        QCOMPARE(none.metrics.at("unusable_weights"), 1.0);
        QCOMPARE(none.metrics.at("inherited_from"), 0.0);
    }

    void tooFewParameters_areNotInherited()
    {
        FakePast past;
        past.add(1, m_lab->candidate(kParent), 0.9, file(1));
        const space::Candidate larger =
            m_lab->candidate("layer=2;layer[0]/linear.features=1000;layer[1]/linear.features=1000;"
                             "layer[1]/activation.kind=tanh"); // tanh: not an identity, so not preserved
        for (const auto& [least, from] : {std::pair{0.5, 0.0}, std::pair{0.01, 1.0}}) {
            Context context = past.context(1, 5);
            const auto estimator = m_lab->inherit({{"batch", 32}, {"min_part", least}});
            const Estimate estimate = estimator->estimate(larger, kShort, context);
            QCOMPARE(estimate.metrics.at("inherited_from"), from);
            QVERIFY(!estimate.metrics.contains("unusable_weights"));
        }
    }

    void parentAtAnotherWidth_isRealisedAtItsOwn()
    {
        FakePast past;
        const std::filesystem::path wide = m_folder.filePath("wide.ckpt").toStdString();
        const Fidelity fidelity{.epochs = 2, .data = 0.2, .width = 2};
        QCOMPARE(m_lab->parent(kSettings, m_lab->candidate(kParent), fidelity, 1, 3, wide).state, TrialState::Paused);
        past.add(3, m_lab->candidate(kParent), 0.9, wide, fidelity);
        const Estimate estimate = child(past);
        QCOMPARE(estimate.metrics.at("inherited_from"), 3.0);
        QVERIFY(!estimate.metrics.contains("unusable_weights"));
    }

    void pausedChild_continuesAsIfItHadNot_evenWithoutItsParent()
    {
        const Estimate whole = child(both());
        const FakePast past = both();
        Context context = past.context(1, 5);
        int asked = 0;
        context.pausing = [&] { return asked++ == 5; };
        context.checkpoint = m_folder.filePath("child.ckpt").toStdString();
        QCOMPARE(m_inherit->estimate(m_lab->candidate(kChild), kShort, context).state, TrialState::Paused);
        const FakePast nobody;
        Context later = nobody.context(1, 5);
        later.checkpoint = context.checkpoint;
        QVERIFY(sameResults(m_inherit->estimate(m_lab->candidate(kChild), kShort, later), whole));
    }

    void rateFactor_isForChildrenOnly()
    {
        const auto slow = m_lab->inherit({{"batch", 32}, {"rate_factor", 0.01}});
        const FakePast past = both();
        Context context = past.context(1, 5);
        const Estimate inherited = slow->estimate(m_lab->candidate(kChild), kShort, context);
        QVERIFY(inherited.curve != child(past).curve);
        Context alone{.seed = 1, .trial = 5};
        Context other{.seed = 1, .trial = 5};
        QVERIFY(sameResults(slow->estimate(m_lab->candidate(kChild), kShort, alone),
                            m_inherit->estimate(m_lab->candidate(kChild), kShort, other)));
    }

private:
    std::filesystem::path file(int trial) const
    {
        return m_folder.filePath(QStringLiteral("%1.ckpt").arg(trial)).toStdString();
    }
    FakePast both() const
    {
        FakePast past;
        past.add(1, m_lab->candidate(kParent), 0.7, file(1));
        past.add(2, m_lab->candidate(kFar), 0.9, file(2));
        return past;
    }
    Estimate child(const FakePast& past) const
    {
        Context context = past.context(1, 5);
        return m_inherit->estimate(m_lab->candidate(kChild), kShort, context);
    }
    static void spoil(const std::filesystem::path& file, bool oneArray)
    {
        train::Checkpoint checkpoint = train::readCheckpoint(file).value();
        if (oneArray)
            checkpoint.arrays.resize(1);
        else
            checkpoint.arrays.front()[7] = std::numeric_limits<float>::quiet_NaN();
        train::writeCheckpoint(file, checkpoint);
    }

    QTemporaryDir m_folder;
    std::unique_ptr<InheritLab> m_lab;
    std::unique_ptr<train::InheritEstimator> m_inherit;
};

QTEST_GUILESS_MAIN(TestInheritEstimator)
#include "tst_inherit_estimator.moc"
