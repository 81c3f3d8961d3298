// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include <QTest>

#include "core/estimate/latency_info.h"
#include "core/space/realise.h"
#include "core/train/latency_estimator.h"

using namespace cw;
using estimate::Context;
using estimate::Estimate;
using estimate::EstimatorSetup;
using estimate::Fidelity;

namespace {

constexpr Fidelity kSmall{.epochs = 3, .width = 0.5, .cells = 1};
constexpr const char* kCell = "|nor_conv_3x3~0|+|skip_connect~0|nor_conv_1x1~1|+|avg_pool_3x3~0|none~1|nor_conv_3x3~2|";

/// What another estimator would say, and what it was asked.
struct Other {
    Estimate answer;
    std::string id;
    Json settings;
    Fidelity fidelity;
    int prepared = 0;
    int asked = 0;
};

class FakeEstimator final : public estimate::Estimator {
public:
    explicit FakeEstimator(Other& other)
        : m_other(other)
    {
    }
    void prepare() override { ++m_other.prepared; }
    Estimate estimate(const space::Candidate&, const Fidelity& fidelity, Context&) override
    {
        ++m_other.asked;
        m_other.fidelity = fidelity;
        return m_other.answer;
    }
    std::vector<double> epochs() const override { return {12, 200}; }

private:
    Other& m_other;
};

QString problemOf(const std::function<void()>& action)
{
    try {
        action();
    } catch (const Error& error) {
        return error.what();
    }
    return "no error";
}

} // namespace

class TestLatencyEstimator : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_other = {}; }

    void metrics_areTimesInOrder()
    {
        Context context;
        const Estimate estimate = measured(*make({}), context);
        QCOMPARE(estimate.state, TrialState::Finished);
        const double median = estimate.metrics.at("latency_ms");
        QVERIFY(std::isfinite(median) && median > 0);
        QVERIFY(estimate.metrics.at("latency_ms_low") > 0);
        QVERIFY(estimate.metrics.at("latency_ms_low") <= median);
        QVERIFY(estimate.metrics.at("latency_ms_high") >= median);
        QVERIFY(std::isfinite(estimate.metrics.at("latency_ms_high")));
        const auto architecture =
            space::realiseOrError(*m_space, m_tree, candidate(), {.width = kSmall.width, .cells = kSmall.cells});
        QCOMPARE(estimate.metrics.at("params"), double(architecture.value().costs.parameters));
        QCOMPARE(estimate.metrics.at("macs"), double(architecture.value().costs.macs));
        QCOMPARE(estimate.metrics.size(), std::size_t(5));
        // All passes are part of the time that the job took.
        QVERIFY(estimate.seconds > 25 * 1e-3 * estimate.metrics.at("latency_ms_low") / 2);
    }

    void onePass_isItsOwnQuartiles()
    {
        Context context;
        const Estimate estimate = measured(*make({{"passes", 1}, {"warm_up", 0}}), context);
        QCOMPARE(estimate.metrics.at("latency_ms_low"), estimate.metrics.at("latency_ms"));
        QCOMPARE(estimate.metrics.at("latency_ms_high"), estimate.metrics.at("latency_ms"));
    }

    void tokens_areMeasuredToo()
    {
        const auto space = std::make_shared<const space::SearchSpace>(space::openSpace("darts-rnn").value());
        const space::DecisionTree tree = space::compileOrError(*space).value();
        const space::Task task{
            .input = space::Shape::tokens(8), .classes = 30, .kind = space::TaskKind::LanguageModel, .vocabulary = 30};
        train::LatencyEstimator estimator(
            {.space = space, .tree = tree, .task = task, .settings = settings({{"passes", 2}, {"batch", 3}})});
        Rng rng(1);
        const auto drawn = space::candidatesOf(*space, {.task = task}).value()->sample(rng);
        Context context;
        const Estimate estimate = estimator.estimate(drawn, {.width = 0.1}, context);
        QCOMPARE(estimate.state, TrialState::Finished);
        QVERIFY(estimate.metrics.at("latency_ms") > 0);
    }

    void other_addsItsMetricsCurveAndTime()
    {
        m_other.answer = {.metrics = {{"valid_accuracy", 0.75}, {"params", 7}},
                          .curve = {{"valid_accuracy", 1, 0.5}, {"valid_accuracy", 3, 0.75}},
                          .seconds = 1000};
        const auto estimator = make({{"also", "fake"}, {"also_settings", "epochs=3;proxies=nwot, snip"}});
        QCOMPARE(m_other.id, std::string("fake"));
        QVERIFY(m_other.settings == (Json{{"epochs", 3}, {"proxies", "nwot, snip"}}));
        QCOMPARE(m_other.prepared, 1);
        QCOMPARE(estimator->epochs(), (std::vector<double>{12, 200}));
        Context context;
        const Estimate estimate = measured(*estimator, context);
        QCOMPARE(m_other.asked, 1);
        QVERIFY(m_other.fidelity == kSmall);
        QCOMPARE(estimate.state, TrialState::Finished);
        QCOMPARE(estimate.metrics.at("valid_accuracy"), 0.75);
        QCOMPARE(estimate.metrics.at("params"), 7.0);
        QVERIFY(estimate.metrics.at("latency_ms") > 0);
        QVERIFY(estimate.curve == m_other.answer.curve);
        QVERIFY(estimate.seconds > 1000);
    }

    void otherThatDoesNotFinish_isPassedOn_data()
    {
        QTest::addColumn<TrialState>("state");
        QTest::addRow("failed") << TrialState::Failed;
        QTest::addRow("rejected") << TrialState::Rejected;
        QTest::addRow("pruned") << TrialState::Pruned;
        QTest::addRow("paused") << TrialState::Paused;
        QTest::addRow("stopped") << TrialState::Stopped;
    }
    void otherThatDoesNotFinish_isPassedOn()
    {
        QFETCH(TrialState, state);
        m_other.answer = {.state = state,
                          .reason = "loss became NaN in epoch 2",
                          .metrics = {{"params", 7}},
                          .curve = {{"valid_accuracy", 1, 0.5}},
                          .seconds = 5};
        Context context;
        const Estimate estimate = measured(*make({{"also", "fake"}}), context);
        QCOMPARE(estimate.state, state);
        QCOMPARE(estimate.reason, m_other.answer.reason);
        QCOMPARE(estimate.metrics, m_other.answer.metrics); // nothing measured
        QVERIFY(estimate.curve == m_other.answer.curve);
        QCOMPARE(estimate.seconds, 5.0);
    }

    void stop_isHonouredBeforeTheNextPass()
    {
        std::stop_source source;
        source.request_stop();
        Context context{.stop = source.get_token()};
        const Estimate estimate = measured(*make({{"passes", 100'000}}), context);
        QCOMPARE(estimate.state, TrialState::Stopped);
        QCOMPARE(QString::fromStdString(estimate.reason), "stopped by the user");
        QVERIFY(!estimate.metrics.contains("latency_ms"));
    }

    void badInput_isOneClearLine_data()
    {
        QTest::addColumn<QString>("settings");
        QTest::addColumn<QString>("problem");
        QTest::addRow("batch 0") << R"({"batch": 0})"
                                 << "setting 'batch': expected";
        QTest::addRow("no pass") << R"({"passes": 0})"
                                 << "setting 'passes': expected";
        QTest::addRow("itself") << R"({"also": "latency"})"
                                << "setting 'also': expected another estimator";
        QTest::addRow("unknown") << R"({"also": "oracle"})"
                                 << "unknown estimator 'oracle'";
        QTest::addRow("settings of none") << R"({"also_settings": "epochs=1"})"
                                          << "expected an estimator in the setting";
        QTest::addRow("no settings") << R"({"also": "fake", "also_settings": "epochs"})"
                                     << "expected name=value";
    }
    void badInput_isOneClearLine()
    {
        QFETCH(QString, settings);
        QFETCH(QString, problem);
        const QString found = problemOf([&] { make(Json::parse(settings.toStdString())); });
        QVERIFY2(found.contains(problem), qPrintable(found));
        QVERIFY(!found.contains('\n'));
    }

private:
    static Settings settings(const Json& given)
    {
        return estimate::latencyEntry().schema.resolve(given, "test").value();
    }
    space::Candidate candidate() const { return space::parseCandidate(*m_space, m_tree, kCell).value(); }
    std::unique_ptr<estimate::Estimator> make(const Json& given)
    {
        EstimatorSetup setup{.space = m_space, .tree = m_tree, .task = m_space->task, .settings = settings(given)};
        setup.other = [this](const std::string& id, const Json& inner, EstimatorSetup) {
            if (id != "fake")
                throw Error(ErrorCode::Config, "unknown estimator '" + id + "'");
            m_other.id = id;
            m_other.settings = inner;
            return std::make_unique<FakeEstimator>(m_other);
        };
        auto estimator = std::make_unique<train::LatencyEstimator>(setup);
        estimator->prepare();
        return estimator;
    }
    Estimate measured(estimate::Estimator& estimator, Context& context) const
    {
        return estimator.estimate(candidate(), kSmall, context);
    }

    std::shared_ptr<const space::SearchSpace> m_space =
        std::make_shared<const space::SearchSpace>(space::openSpace("nas-bench-201").value());
    space::DecisionTree m_tree = space::compileOrError(*m_space).value();
    Other m_other;
};

QTEST_GUILESS_MAIN(TestLatencyEstimator)
#include "tst_latency_estimator.moc"
