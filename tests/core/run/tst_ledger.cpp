// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <limits>

#include <QtTest/QtTest>

#include "core/run/ledger.h"

using namespace cw;
using namespace cw::run;

class TestLedger : public QObject {
    Q_OBJECT

    static Job job(std::int64_t number, double value)
    {
        Job job;
        job.number = number;
        job.trial = number;
        job.candidate.values = {value};
        return job;
    }
    static estimate::Estimate estimateOf(double score)
    {
        estimate::Estimate estimate;
        estimate.metrics["score"] = score;
        return estimate;
    }

private Q_SLOTS:
    void nextAsk_needsExactlyTheResultsBeforeTheLag()
    {
        Ledger ledger(3);
        for (int number = 1; number <= 3; ++number) {
            QVERIFY(ledger.due() == nullptr);
            QVERIFY(ledger.mayAsk());
            ledger.add(job(number, number));
        }
        QVERIFY(!ledger.mayAsk()); // job 4 needs the result of job 1
        ledger.complete(*ledger.find(3), estimateOf(0.3), {});
        ledger.complete(*ledger.find(2), estimateOf(0.2), {});
        QVERIFY(!ledger.mayAsk()); // earlier results of others wait
        ledger.complete(*ledger.find(1), estimateOf(0.1), {});
        QVERIFY(ledger.mayAsk());
        QCOMPARE(ledger.due()->job.number, std::int64_t(1));
        ledger.markOldestTold();
        QVERIFY(ledger.due() == nullptr);
        const Entry& fourth = ledger.add(job(4, 4));
        QCOMPARE(fourth.seen.size(), std::size_t(1)); // of three results, the one it may know
        QCOMPARE(fourth.seen.at(0).estimate.metrics.at("score"), 0.1);
        QCOMPARE(ledger.done(), std::int64_t(3));
    }

    void duplicate_sharesTheResultOfItsFirstTrial()
    {
        Ledger ledger(4);
        ledger.add(job(1, 5));
        Entry& running = ledger.add(job(2, 5));
        QVERIFY(running.duplicate && !running.done());
        QCOMPARE(running.duplicateOf(), std::int64_t(1));
        const auto done = ledger.complete(*ledger.find(1), estimateOf(0.5), {"hash", 10, 20, nullptr});
        QCOMPARE(done.size(), std::size_t(2));
        QCOMPARE(done[1]->job.number, std::int64_t(2));
        Entry& later = ledger.add(job(3, 5));
        QVERIFY(later.duplicate && later.done());
        QCOMPARE(later.known->facts.params, std::int64_t(10));
        Job other = job(4, 5);
        other.fidelity.epochs = 9;
        QVERIFY(!ledger.add(std::move(other)).duplicate); // another fidelity is another question
        QCOMPARE(ledger.done(), std::int64_t(3));
        QCOMPARE(ledger.candidate(3)->values[0], 5.0);
        QVERIFY(ledger.candidate(5) == nullptr);
    }

    void views_keepTheirLengthWhileTheStoreGrows()
    {
        ToldStore store;
        std::vector<ToldStore::View> views;
        for (int i = 0; i < 1000; ++i) {
            views.push_back(store.view());
            auto result = std::make_shared<estimate::ToldResult>();
            result->trial = i + 1;
            store.append(result);
        }
        for (std::size_t i = 0; i < views.size(); ++i) {
            QCOMPARE(views[i].size(), i);
            if (i > 0)
                QCOMPARE(views[i].at(i - 1).trial, std::int64_t(i));
        }
    }

    void result_survivesItsJsonToTheBit()
    {
        JobResult result{17, {}};
        result.estimate.state = TrialState::Pruned;
        result.estimate.reason = "hopeless";
        result.estimate.metrics = {{"a", 0.1 + 0.2},
                                   {"b", std::numeric_limits<double>::quiet_NaN()},
                                   {"c", -std::numeric_limits<double>::infinity()},
                                   {"d", std::numeric_limits<double>::denorm_min()}};
        result.estimate.curve = {{"loss", 1, 1.0 / 3}, {"loss", 2, std::numeric_limits<double>::infinity()}};
        result.estimate.seconds = 12.75;
        const auto read = jobResultFromJson(Json::parse(toJson(result).dump()), "test").value();
        QCOMPARE(read.job, result.job);
        QCOMPARE(read.estimate.state, result.estimate.state);
        QCOMPARE(read.estimate.reason, result.estimate.reason);
        QVERIFY(std::isnan(read.estimate.metrics.at("b")));
        for (const char* name : {"a", "c", "d"})
            QVERIFY(read.estimate.metrics.at(name) == result.estimate.metrics.at(name));
        QVERIFY(read.estimate.curve == result.estimate.curve);
        QCOMPARE(read.estimate.seconds, result.estimate.seconds);
    }

    void damagedResult_isRefused_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("not an object") << "[1]";
        QTest::newRow("no job") << R"({"state": "finished"})";
        QTest::newRow("job 0") << R"({"job": 0, "state": "finished"})";
        QTest::newRow("unknown state") << R"({"job": 1, "state": "happy"})";
        QTest::newRow("metric as text") << R"({"job": 1, "state": "finished", "metrics": {"a": "x"}})";
        QTest::newRow("short curve point") << R"({"job": 1, "state": "finished", "curve": [["a", 1]]})";
        QTest::newRow("reason as number") << R"({"job": 1, "state": "failed", "reason": 3})";
    }
    void damagedResult_isRefused()
    {
        QFETCH(QString, text);
        const auto read = jobResultFromJson(Json::parse(text.toStdString()), "run 1, job 1");
        QVERIFY(!read.has_value());
        QCOMPARE(read.error().code(), ErrorCode::Format);
    }
};

QTEST_APPLESS_MAIN(TestLedger)
#include "tst_ledger.moc"
