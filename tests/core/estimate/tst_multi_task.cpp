// SPDX-License-Identifier: GPL-3.0-or-later
// The estimator `multi-task` on top of an estimator whose answers are known.
#include <fstream>
#include <map>

#include <QTemporaryDir>
#include <QTest>

#include "core/estimate/multi_task.h"
#include "core/estimate/trainer.h"

using namespace cw;
using namespace cw::estimate;

namespace {

/// Answers by the length of the data set's name, in two epochs.
class NameLength : public Estimator {
public:
    NameLength(EstimatorSetup setup, std::vector<std::string>& log)
        : m_setup(std::move(setup))
        , m_log(log)
    {
    }

    void prepare() override { m_log.push_back("prepare " + m_setup.dataset); }
    Estimate estimate(const space::Candidate&, const Fidelity&, Context& context) override
    {
        const std::string file = context.checkpoint.filename().string();
        m_log.push_back(m_setup.dataset + " " + file + (context.keep ? " kept" : ""));
        Estimate result;
        const auto length = double(m_setup.dataset.size());
        if (m_setup.dataset == "bad") {
            result.state = TrialState::Failed;
            result.reason = "diverged";
        } else if (m_setup.dataset == "thrown") {
            throw Error(ErrorCode::Data, "no samples");
        } else if (m_setup.dataset == "large") {
            result.state = TrialState::Rejected;
            result.reason = "needs 103 GB";
        } else if (m_setup.dataset == "slow") {
            result.state = TrialState::Paused;
        } else {
            result.metrics = {{"valid_accuracy", length / 10}, {"params", 100 * length}};
            result.curve = {{"valid_accuracy", 1, length / 100}, {"valid_accuracy", 2, length / 10}};
            result.seconds = 2;
            if (!file.empty())
                std::ofstream(context.checkpoint) << "weights";
            if (context.progress)
                context.progress({.step = 1, .steps = 2, .fraction = 0.5, .points = {{"valid_accuracy", 1, 0.1}}});
        }
        return result;
    }

private:
    EstimatorSetup m_setup;
    std::vector<std::string>& m_log;
};

std::string messageOf(const std::function<void()>& work)
{
    try {
        work();
    } catch (const Error& error) {
        return error.what();
    }
    return {};
}

} // namespace

class TestMultiTask : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_log.clear(); }

    void means_areOverAllSets()
    {
        const auto estimator = make({{"datasets", "ab, abcd"}});
        estimator->prepare();
        Context context;
        const Estimate estimate = estimator->estimate({}, {}, context);
        QCOMPARE(estimate.state, TrialState::Finished);
        const Metrics expected{{"valid_accuracy", 0.3}, {"valid_accuracy:ab", 0.2}, {"valid_accuracy:abcd", 0.4},
                               {"params", 300},         {"params:ab", 200},         {"params:abcd", 400}};
        QCOMPARE(estimate.metrics.size(), expected.size());
        for (const auto& [name, value] : expected)
            QVERIFY2(std::abs(estimate.metrics.at(name) - value) < 1e-12, name.c_str());
        QCOMPARE(estimate.curve.size(), std::size_t(2));
        QCOMPARE(estimate.curve[0].metric, std::string("valid_accuracy"));
        QVERIFY(std::abs(estimate.curve[0].value - 0.03) < 1e-12);
        QVERIFY(std::abs(estimate.curve[1].value - 0.3) < 1e-12);
        QCOMPARE(estimate.seconds, 4.0);
        const std::vector<std::string> log{"prepare ab", "prepare abcd", "ab  kept", "abcd  kept"};
        QVERIFY(m_log == log);
    }

    void each_hasNoMeanOfWhatIsLearnt()
    {
        const auto estimator =
            make({{"datasets", "ab,abcd"}, {"combine", "each"}}, {{"valid_accuracy:ab"}, {"valid_accuracy:abcd"}});
        Context context;
        const Estimate estimate = estimator->estimate({}, {}, context);
        QVERIFY(!estimate.metrics.contains("valid_accuracy"));
        QCOMPARE(estimate.metrics.at("valid_accuracy:abcd"), 0.4);
        QCOMPARE(estimate.metrics.at("params"), 300.0);
        QCOMPARE(estimate.curve.size(), std::size_t(4));
        QCOMPARE(estimate.curve[2].metric, std::string("valid_accuracy:abcd"));
    }

    void settings_goToTheTraining()
    {
        make({{"datasets", "ab,abcd"}, {"batch", 17}});
        QCOMPARE(m_given.at("batch").get<int>(), 17);
        QVERIFY(!m_given.contains("datasets") && !m_given.contains("combine"));
    }

    void setThatFails_endsTheTrialNamingIt_data()
    {
        QTest::addColumn<QString>("sets");
        QTest::addColumn<int>("state");
        QTest::addColumn<QString>("reason");
        QTest::newRow("failed") << "ab,bad,abc" << int(TrialState::Failed) << "data set 'bad': diverged";
        QTest::newRow("thrown") << "thrown,ab" << int(TrialState::Failed) << "data set 'thrown': no samples";
        QTest::newRow("rejected") << "ab,large" << int(TrialState::Rejected) << "data set 'large': needs 103 GB";
    }
    void setThatFails_endsTheTrialNamingIt()
    {
        QFETCH(QString, sets);
        QFETCH(int, state);
        QFETCH(QString, reason);
        const auto estimator = make({{"datasets", sets.toStdString()}});
        Context context{.checkpoint = m_folder.filePath("failed.ckpt").toStdString()};
        const Estimate estimate = estimator->estimate({}, {}, context);
        QCOMPARE(int(estimate.state), state);
        QCOMPARE(QString::fromStdString(estimate.reason), reason);
        QVERIFY(estimate.metrics.empty());
        QVERIFY(!std::filesystem::exists(context.checkpoint));
    }

    void everySet_hasACheckpointOfItsOwn()
    {
        const auto estimator = make({{"datasets", "ab,abc"}});
        Context context{.checkpoint = m_folder.filePath("a.ckpt").toStdString()};
        const std::filesystem::path second = m_folder.filePath("a.ckpt.set2").toStdString();
        estimator->estimate({}, {}, context);
        const std::vector<std::string> log{"ab a.ckpt kept", "abc a.ckpt.set2 kept"};
        QVERIFY(m_log == log);
        QVERIFY(!std::filesystem::exists(context.checkpoint) && !std::filesystem::exists(second));
        context.keep = true;
        estimator->estimate({}, {}, context);
        QVERIFY(std::filesystem::exists(context.checkpoint) && std::filesystem::exists(second));
    }

    void pauseInALaterSet_leavesTheFinishedOnes()
    {
        const auto estimator = make({{"datasets", "ab,slow"}});
        Context context{.checkpoint = m_folder.filePath("p.ckpt").toStdString()};
        QCOMPARE(estimator->estimate({}, {}, context).state, TrialState::Paused);
        QVERIFY(std::filesystem::exists(context.checkpoint));
    }

    void progress_isOfTheWholeJob()
    {
        const auto estimator = make({{"datasets", "ab,abc"}});
        std::vector<double> fractions;
        std::vector<CurvePoint> points;
        Context context{.progress = [&](const Progress& news) {
            fractions.push_back(news.fraction);
            points.insert(points.end(), news.points.begin(), news.points.end());
        }};
        const Estimate estimate = estimator->estimate({}, {}, context);
        QVERIFY((fractions == std::vector<double>{0.25, 0.75, 1}));
        // The first epoch of the second set, with what the first set had then; at last the whole curve.
        QCOMPARE(points.size(), 1 + estimate.curve.size());
        QCOMPARE(points[0].metric, std::string("valid_accuracy"));
        QCOMPARE(points[0].step, std::int64_t(1));
        QVERIFY(std::abs(points[0].value - (0.1 + 0.02) / 2) < 1e-12);
        QVERIFY(std::equal(points.begin() + 1, points.end(), estimate.curve.begin()));
    }

    void curveOfEachSet_growsWithEveryEpoch()
    {
        const auto estimator = make({{"datasets", "ab,abc"}, {"combine", "each"}}, {{"valid_accuracy:ab"}});
        std::vector<std::string> names;
        std::map<std::pair<std::string, std::int64_t>, double> shown;
        Context context{.progress = [&](const Progress& news) {
            names.push_back(news.points.empty() ? "" : news.points.front().metric);
            for (const CurvePoint& point : news.points)
                shown[{point.metric, point.step}] = point.value;
        }};
        const Estimate estimate = estimator->estimate({}, {}, context);
        const std::vector<std::string> expected{"valid_accuracy:ab", "valid_accuracy:ab", "valid_accuracy:abc",
                                                "valid_accuracy:ab"};
        QVERIFY(names == expected);
        QCOMPARE(shown.size(), estimate.curve.size());
        for (const CurvePoint& point : estimate.curve)
            QCOMPARE((shown.at({point.metric, point.step})), point.value);
    }

    /// Also those of trainings that the sets leave beside theirs.
    void trialThatFails_leavesNoFiles()
    {
        const auto estimator = make({{"datasets", "ab,bad"}});
        const QTemporaryDir folder;
        Context context{.checkpoint = folder.filePath("a.ckpt").toStdString()};
        for (const char* ending : {".2", ".set2", ".set2.2"})
            std::ofstream(context.checkpoint.string() + ending) << "weights";
        QCOMPARE(estimator->estimate({}, {}, context).state, TrialState::Failed);
        QVERIFY(std::filesystem::is_empty(folder.path().toStdString()));
    }

    void badSetting_isRefused_data()
    {
        QTest::addColumn<QString>("sets");
        QTest::addColumn<QString>("message");
        QTest::newRow("none") << ""
                              << "expected 2 to 8 data sets separated by commas, found 0";
        QTest::newRow("one") << "ab"
                             << "found 1";
        QTest::newRow("nine") << "a,b,c,d,e,f,g,h,i"
                              << "found 9";
        QTest::newRow("empty name") << "ab,,abc"
                                    << "expected a data set between the commas of 'ab,,abc'";
        QTest::newRow("comma at the end") << "ab,abc,"
                                          << "between the commas";
        QTest::newRow("twice") << "ab, ab"
                               << "data set 'ab' is given twice";
        QTest::newRow("missing") << "ab,missing"
                                 << "data set 'missing': no such data set";
        QTest::newRow("another kind") << "ab,table"
                                      << "data set 'table' does not fit the space: expected an input as ";
    }
    void badSetting_isRefused()
    {
        QFETCH(QString, sets);
        QFETCH(QString, message);
        const std::string found = messageOf([&] { make({{"datasets", sets.toStdString()}}); });
        QVERIFY2(QString::fromStdString(found).contains(message), found.c_str());
        QVERIFY2(found.starts_with("estimator 'multi-task'"), found.c_str());
    }

    void objectiveThatIsNoMetric_isRefused()
    {
        const std::string unknown = messageOf([&] { make({{"datasets", "ab,abc"}}, {{"valid_accuracy:cd"}}); });
        QCOMPARE(unknown, std::string("estimator 'multi-task': objective 'valid_accuracy:cd': expected one of "
                                      "valid_accuracy:ab, valid_accuracy:abc"));
        const std::string mean = messageOf([&] { make({{"datasets", "ab,abc"}, {"combine", "each"}}, {{}}); });
        QCOMPARE(mean, std::string("estimator 'multi-task': objective 'valid_accuracy': expected one of "
                                   "valid_accuracy:ab, valid_accuracy:abc, because combine is 'each'"));
        make({{"datasets", "ab,abc"}, {"combine", "each"}}, {{"valid_accuracy:abc"}, {"params", false}});
    }

private:
    std::unique_ptr<Estimator> make(const Json& settings, std::vector<Objective> objectives = {{}})
    {
        const EstimatorEntry entry = multiTaskEstimator();
        auto space = std::make_shared<space::SearchSpace>();
        space->task = {space::Shape::image(3, 32, 32), 10};
        EstimatorSetup setup;
        setup.space = space;
        setup.settings = entry.schema.resolve(settings, "test").value();
        setup.objectives = std::move(objectives);
        setup.taskOf = [](const std::string& set) -> Result<space::Task> {
            if (set == "missing")
                return Error(ErrorCode::NotFound, "no such data set");
            if (set == "table")
                return space::Task{{space::ShapeKind::Vector, {8}}, 10};
            return space::Task{space::Shape::image(1, std::int64_t(set.size()), 8), 5};
        };
        setup.other = [this](const std::string& id, const Json& given, EstimatorSetup own) {
            if (id != "train" || own.task.input.dims.at(1) != std::int64_t(own.dataset.size()))
                throw Error(ErrorCode::Internal, "not what was expected");
            m_given = given;
            trainEstimatorInfo().schema.resolve(given, "train").value();
            return std::make_unique<NameLength>(std::move(own), m_log);
        };
        return entry.make(setup);
    }

    std::vector<std::string> m_log;
    Json m_given;
    QTemporaryDir m_folder;
};

QTEST_APPLESS_MAIN(TestMultiTask)
#include "tst_multi_task.moc"
