// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <set>
#include <thread>

#include <QTest>

#include "core/data/dataset.h"
#include "core/estimate/zero_cost_info.h"
#include "core/space/realise.h"
#include "core/train/zero_cost_estimator.h"
#include "tests/core/data/data_folder.h"

using namespace cw;
using estimate::Context;
using estimate::Estimate;
using estimate::Fidelity;

namespace {

constexpr const char* kDataSet = "fashion-mnist";
constexpr Fidelity kSmall{.width = 0.5, .cells = 1};
constexpr const char* kCell = "|nor_conv_3x3~0|+|skip_connect~0|nor_conv_1x1~1|+|avg_pool_3x3~0|none~1|nor_conv_3x3~2|";
constexpr const char* kCut = "|none~0|+|none~0|none~1|+|none~0|none~1|none~2|";

/// A space with the data set that its candidates are judged on.
struct Setting {
    std::string dataset;
    space::Task task;
    std::shared_ptr<const space::SearchSpace> space;
    space::DecisionTree tree;

    Setting(const std::string& name, std::string data, space::Task of)
        : dataset(std::move(data))
        , task(std::move(of))
        , space(std::make_shared<const space::SearchSpace>(space::openSpace(name).value()))
        , tree(space::compileOrError(*space).value())
    {
    }
    space::Candidate candidate(const std::string& text) const
    {
        return space::parseCandidate(*space, tree, text).value();
    }
    space::Candidate drawn(std::uint64_t seed) const
    {
        Rng rng(seed);
        return space::candidatesOf(*space, {.task = task}).value()->sample(rng);
    }
    std::unique_ptr<train::ZeroCostEstimator>
    make(const Json& given, std::vector<estimate::Objective> objectives = {{}}, const Fidelity& full = kSmall) const
    {
        auto made = std::make_unique<train::ZeroCostEstimator>(
            estimate::EstimatorSetup{.space = space,
                                     .tree = tree,
                                     .dataset = dataset,
                                     .task = task,
                                     .settings = estimate::zeroCostEntry().schema.resolve(given, "test").value(),
                                     .seed = 1,
                                     .objectives = std::move(objectives),
                                     .full = full});
        made->prepare();
        return made;
    }
};

Setting images()
{
    return {"nas-bench-201", kDataSet, {space::Shape::image(1, 28, 28), 10}};
}

/// Three letters over and over, in windows of 16.
std::string writeText(test::DataFolder& folder)
{
    return folder.write("abc.txt", QByteArray("abcabbc").repeated(400)) + ":16";
}

Setting text(test::DataFolder& folder)
{
    const std::string path = writeText(folder);
    const auto info = data::describeDataSet(path).value();
    const auto classes = std::int64_t(info.classes.size());
    return {"darts-rnn",
            path,
            {.input = {space::ShapeKind::Tokens, info.shape},
             .classes = classes,
             .kind = space::TaskKind::LanguageModel,
             .vocabulary = classes}};
}

std::set<std::string> names(const estimate::Metrics& metrics)
{
    std::set<std::string> all;
    for (const auto& [name, value] : metrics)
        all.insert(name);
    return all;
}

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

class TestZeroCostEstimator : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (!data::describeDataSet(kDataSet))
            QSKIP("skipped: data not found");
    }

    void help_namesEveryProxy()
    {
        const QString help = QString::fromStdString(estimate::zeroCostEntry().schema.find("proxies")->help);
        for (const train::Proxy& proxy : train::proxies())
            QVERIFY2(help.contains(QString::fromStdString(proxy.id)), proxy.id.c_str());
    }

    void objectives_canNameEveryProxyAndTheVote()
    {
        std::vector<std::string> expected;
        for (const train::Proxy& proxy : train::proxies())
            expected.push_back(proxy.id);
        expected.emplace_back("vote");
        const estimate::EstimatorEntry entry = estimate::zeroCostEntry();
        QVERIFY(entry.metrics(entry.schema.resolve({}, "test").value(), {}) == expected);
    }

    void all_givesEveryProxyAndTheVote()
    {
        const Setting setting = images();
        const auto estimator = setting.make({{"batch", 8}, {"proxies", "all"}, {"vote_sample", 4}});
        Context context;
        const Estimate estimate = estimator->estimate(setting.candidate(kCell), kSmall, context);
        QCOMPARE(estimate.state, TrialState::Finished);
        QCOMPARE(names(estimate.metrics), (std::set<std::string>{"fisher", "grad_norm", "grasp", "jacov", "macs",
                                                                 "nwot", "params", "snip", "synflow", "vote"}));
        for (const auto& [name, value] : estimate.metrics)
            QVERIFY2(std::isfinite(value), name.c_str());
        QVERIFY(estimate.metrics.at("vote") >= 0 && estimate.metrics.at("vote") <= 1);
        QVERIFY(estimate.seconds > 0);
    }

    void auto_givesWhatTheObjectivesName_data()
    {
        QTest::addColumn<QString>("objective");
        QTest::addColumn<QStringList>("expected");
        QTest::addRow("one") << "max:nwot" << QStringList{"macs", "nwot", "params"};
        QTest::addRow("vote") << "max:vote" << QStringList{"jacov", "macs", "params", "snip", "synflow", "vote"};
        QTest::addRow("cost") << "min:params" << QStringList{"macs", "params"};
    }
    void auto_givesWhatTheObjectivesName()
    {
        QFETCH(QString, objective);
        QFETCH(QStringList, expected);
        const Setting setting = images();
        const auto estimator = setting.make({{"batch", 8}, {"vote_sample", 4}},
                                            {estimate::objectiveFromText(objective.toStdString(), "test").value()});
        Context context;
        const Estimate estimate = estimator->estimate(setting.candidate(kCell), kSmall, context);
        QStringList found;
        for (const std::string& name : names(estimate.metrics))
            found << QString::fromStdString(name);
        QCOMPARE(found, expected);
    }

    void sameTrial_hasTheSameBits_aloneOrBesideOthers()
    {
        const Setting setting = images();
        const Json settings{{"batch", 8}, {"proxies", "all"}, {"vote_sample", 4}};
        const auto trial = [&](train::ZeroCostEstimator& estimator, std::int64_t number) {
            Context context{.seed = 3, .trial = number};
            return estimator.estimate(setting.candidate(kCell), kSmall, context).metrics;
        };
        const auto serial = setting.make(settings);
        const estimate::Metrics first = trial(*serial, 1);
        const estimate::Metrics second = trial(*serial, 2);
        QVERIFY(first.at("snip") != second.at("snip")); // other weights
        const auto concurrent = setting.make(settings);
        estimate::Metrics a;
        estimate::Metrics b;
        {
            const std::jthread one([&] { a = trial(*concurrent, 1); });
            const std::jthread two([&] { b = trial(*concurrent, 2); });
        }
        QCOMPARE(a, first);
        QCOMPARE(b, second);
    }

    void aProxyAlone_isTheSameAsAmongAll()
    {
        const Setting setting = images();
        Context context{.seed = 2, .trial = 5};
        const auto candidate = setting.candidate(kCell);
        const auto all = setting.make({{"batch", 8}, {"proxies", "all"}, {"vote_sample", 4}});
        const estimate::Metrics together = all->estimate(candidate, kSmall, context).metrics;
        for (const train::Proxy& proxy : train::proxies()) {
            const auto alone = setting.make({{"batch", 8}, {"proxies", proxy.id}});
            const double score = alone->estimate(candidate, kSmall, context).metrics.at(proxy.id);
            const double among = together.at(proxy.id);
            QVERIFY2(std::abs(score - among) <= 1e-4 * std::abs(among), proxy.id.c_str());
        }
    }

    void severalMinibatches_areAveraged()
    {
        const Setting setting = images();
        const auto scores = [&](int batches) {
            Context context;
            const auto estimator = setting.make({{"batch", 8}, {"batches", batches}, {"proxies", "synflow, nwot"}});
            return estimator->estimate(setting.candidate(kCell), kSmall, context).metrics;
        };
        const estimate::Metrics one = scores(1);
        const estimate::Metrics three = scores(3);
        QVERIFY(std::abs(one.at("synflow") - three.at("synflow")) < 1e-9 * one.at("synflow")); // has no data
        QVERIFY(one.at("nwot") != three.at("nwot"));
        QVERIFY(std::abs(one.at("nwot") - three.at("nwot")) < 0.2 * one.at("nwot"));
    }

    void networkWithoutAnyOp_isTheWorst()
    {
        const Setting setting = images();
        const auto estimator = setting.make({{"batch", 8}, {"proxies", "all"}, {"vote_sample", 4}});
        Context context;
        const estimate::Metrics good = estimator->estimate(setting.candidate(kCell), kSmall, context).metrics;
        const Estimate cut = estimator->estimate(setting.candidate(kCut), kSmall, context);
        QCOMPARE(cut.state, TrialState::Finished);
        for (const char* name : {"synflow", "snip", "fisher", "grad_norm", "jacov", "nwot", "vote"}) {
            QVERIFY2(std::isfinite(cut.metrics.at(name)), name);
            QVERIFY2(cut.metrics.at(name) < good.at(name), name);
        }
    }

    void text_hasTheProxiesThatNeedNoNumbers()
    {
        test::DataFolder folder;
        const Setting setting = text(folder);
        const auto estimator = setting.make({{"batch", 4}, {"proxies", "all"}}, {{}}, {.width = 0.1});
        Context context;
        const Estimate estimate = estimator->estimate(setting.drawn(1), {.width = 0.1}, context);
        QCOMPARE(estimate.state, TrialState::Finished);
        QCOMPARE(names(estimate.metrics),
                 (std::set<std::string>{"fisher", "grad_norm", "grasp", "macs", "params", "snip"}));
        for (const auto& [name, value] : estimate.metrics)
            QVERIFY2(std::isfinite(value), name.c_str());
    }

    void networkWithoutReLU_isRejectedWhereOneIsNeeded()
    {
        test::DataFolder folder;
        const Setting setting = text(folder);
        const auto estimator = setting.make({{"batch", 4}}, {{"nwot", true}}, {.width = 0.1});
        Context context;
        const Estimate estimate = estimator->estimate(setting.drawn(1), {.width = 0.1}, context);
        QCOMPARE(estimate.state, TrialState::Rejected);
        QCOMPARE(QString::fromStdString(estimate.reason),
                 "no nwot: it compares which ReLUs are open, and the network has none");
    }

    void badInput_isOneClearLine_data()
    {
        QTest::addColumn<QString>("settings");
        QTest::addColumn<QString>("problem");
        QTest::addRow("unknown proxy") << R"({"proxies": "nwot, synflop"})"
                                       << "setting 'proxies': unknown proxy 'synflop', expected one of synflow, snip, "
                                          "grasp, fisher, grad_norm, jacov, nwot, params, macs, vote";
        QTest::addRow("no proxy") << R"({"proxies": " , "})"
                                  << "setting 'proxies': expected auto, all or some of";
        QTest::addRow("unknown voter") << R"({"vote": "vote"})"
                                       << "setting 'vote': unknown proxy 'vote'";
        QTest::addRow("no voter") << R"({"vote": ""})"
                                  << "setting 'vote': expected some of synflow";
        QTest::addRow("batch 0") << R"({"batch": 0})"
                                 << "setting 'batch': expected";
        QTest::addRow("too many samples") << R"({"batch": 4096, "batches": 12})"
                                          << "expected at most the 48000 training samples, found 4096 * 12";
    }
    void badInput_isOneClearLine()
    {
        QFETCH(QString, settings);
        QFETCH(QString, problem);
        const QString found = problemOf([&] { images().make(Json::parse(settings.toStdString())); });
        QVERIFY2(found.contains(problem), qPrintable(found));
        QVERIFY(!found.contains('\n'));
    }

    void dataSetThatIsNotThere_isNamed()
    {
        Setting setting = images();
        setting.dataset = "/nowhere/images";
        QVERIFY2(problemOf([&] { setting.make({}); }).contains("/nowhere/images"), "the path is missing");
        setting.dataset = "";
        QCOMPARE(problemOf([&] { setting.make({}); }),
                 "estimator 'zero-cost': expected --dataset NAME or a path, found none");
    }

    void proxyThatNeedsNumbers_isRefusedOnText()
    {
        test::DataFolder folder;
        const Setting setting = text(folder);
        for (const char* proxies : {"jacov", "synflow", "vote"}) {
            const QString found = problemOf([&] { setting.make({{"proxies", proxies}}); });
            QVERIFY2(found.contains("needs numbers as input"), qPrintable(found));
        }
    }

    void stopAndPause_endBeforeTheNextProxy()
    {
        const Setting setting = images();
        const auto estimator = setting.make({{"batch", 8}, {"proxies", "all"}, {"vote_sample", 4}});
        std::stop_source source;
        int asked = 0;
        Context stopping{.stop = source.get_token(), .pausing = [&] {
                             if (++asked == 3)
                                 source.request_stop();
                             return false;
                         }};
        const Estimate stopped = estimator->estimate(setting.candidate(kCell), kSmall, stopping);
        QCOMPARE(stopped.state, TrialState::Stopped);
        QVERIFY(stopped.metrics.empty());
        QCOMPARE(asked, 3);
        // In the middle of the sample for the vote, too; what is done of it stays.
        Context pausing{.pausing = [&, left = 20]() mutable { return --left == 0; }};
        QCOMPARE(estimator->estimate(setting.candidate(kCell), kSmall, pausing).state, TrialState::Paused);
        Context whole;
        const Estimate finished = estimator->estimate(setting.candidate(kCell), kSmall, whole);
        QCOMPARE(finished.state, TrialState::Finished);
        const auto fresh = setting.make({{"batch", 8}, {"proxies", "all"}, {"vote_sample", 4}});
        QCOMPARE(finished.metrics, fresh->estimate(setting.candidate(kCell), kSmall, whole).metrics);
    }
};

QTEST_GUILESS_MAIN(TestZeroCostEstimator)
#include "tst_zero_cost_estimator.moc"
