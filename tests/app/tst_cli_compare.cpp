// SPDX-License-Identifier: GPL-3.0-or-later
#include <csignal>
#include <set>

#include <QTest>

#include "tests/app/cli_runner.h"

using namespace cw::test;

/// Experiments by the real program: from a file, from options, interrupted and resumed.
class TestCliCompare : public QObject {
    Q_OBJECT

private:
    CliRunner m_cli;

    static QByteArray searchFile(const QByteArray& experiment, const QByteArray& evaluations = "6")
    {
        return R"({"format": "cellwright-search", "version": 1, "name": "compared", "space": "", "strategy": "random",
                   "estimator": {"id": "table", "settings": {"file": "small.csv"}}, "objectives": ["max:value"],
                   "evaluations": )" +
               evaluations + (experiment.isEmpty() ? "" : ", \"experiment\": " + experiment) + "}";
    }
    QJsonArray runs(const QString& history) const
    {
        return m_cli.run({"runs", "--json", "--history", history}).json().array();
    }
    QStringList states(const QString& history) const
    {
        QStringList found;
        for (const QJsonValue& run : runs(history))
            found << run[QStringView(u"state")].toString();
        return found;
    }

private Q_SLOTS:
    void initTestCase() { m_cli.write("small.csv", "d:a,d:b,m:value\nx,x,1\nx,y,2\ny,x,3\ny,y,4\n"); }

    void file_startsAllItsRuns()
    {
        m_cli.write("three.cwsearch", searchFile(R"({"strategies": ["random", {"id": "regularized-evolution",
                    "settings": {"population": 3, "sample": 2}}, "tpe"], "seeds": [4, 2], "at_once": 2})"));
        const QString history = m_cli.file("three.sqlite");
        const Finished done = m_cli.run({"search", "three.cwsearch", "--history", history});
        QVERIFY2(done.code == 0, done.err.constData());
        QVERIFY2(done.out.startsWith("experiment 1: runs 1-6\n"), done.out.constData());
        const QJsonArray found = runs(history);
        QCOMPARE(found.size(), 6);
        std::set<QString> pairs;
        for (const QJsonValue& each : found) {
            const QJsonObject run = each.toObject();
            QCOMPARE(run["state"].toString(), QString("finished"));
            QCOMPARE(run["name"].toString(), QString("compared"));
            QCOMPARE(run["experiment"].toInt(), 1);
            QCOMPARE(run["trials"].toInt(), run["strategy"].toString() == "tpe" ? 4 : 6); // it repeats none of four
            pairs.insert(run["strategy"].toString() + ' ' + QString::number(run["seed"].toInt()));
        }
        QCOMPARE(pairs.size(), std::size_t(6));
        for (const char* expected : {"random 4", "random 2", "regularized-evolution 4", "tpe 2"})
            QVERIFY2(pairs.contains(QString(expected)), expected);
        // Settings of the file reach the strategy that they are for.
        for (const QJsonValue& each : found) {
            const QJsonObject run = each.toObject();
            if (run["strategy"].toString() != "regularized-evolution")
                continue;
            const QJsonObject shown =
                m_cli.run({"show", QString::number(run["run"].toInt()), "--json", "--history", history})
                    .json()
                    .object();
            const QJsonObject strategy = shown["configuration"].toObject()["strategy"].toObject();
            QCOMPARE(strategy["settings"].toObject()["population"].toInt(), 3);
        }
    }

    /// A run of an experiment is the run that the same options start alone.
    void options_makeTheSameRunsAsOneByOne()
    {
        const QStringList common{"search",      "--estimator", "table",         "--set", "estimator.file=small.csv",
                                 "--objective", "max:value",   "--evaluations", "8"};
        const QString together = m_cli.file("together.sqlite");
        const Finished both =
            m_cli.run(common + QStringList{"--strategy", "genetic:population=4", "--strategy", "random", "--seeds",
                                           "3-4", "--name", "pair", "--history", together, "--json"});
        QVERIFY2(both.code == 0, both.err.constData());
        const QJsonObject document = both.json().object();
        QCOMPARE(document["experiment"].toInt(), 1);
        QCOMPARE(document["name"].toString(), QString("pair"));
        QCOMPARE(document["runs"].toArray().size(), 4);
        const QString alone = m_cli.file("alone.sqlite");
        const Finished one = m_cli.run(
            common + QStringList{"--strategy", "genetic", "--set", "population=4", "--seed", "4", "--history", alone});
        QVERIFY2(one.code == 0, one.err.constData());
        const auto candidates = [&](const QString& history, const QString& run) {
            QStringList found;
            const QJsonArray trials = m_cli.run({"trials", run, "--json", "--history", history}).json().array();
            for (const QJsonValue& trial : trials)
                found << trial[QStringView(u"candidate")].toString();
            return found;
        };
        QCOMPARE(candidates(alone, "1").size(), 8);
        QCOMPARE(candidates(together, "3"), candidates(alone, "1")); // seed 4 of the first strategy
    }

    void interrupted_isPausedAndGoesOn()
    {
        m_cli.write("long.cwsearch", searchFile(R"({"strategies": ["random", "regularized-evolution"], "seeds": "1-2",
                                                "at_once": 2})",
                                                "500000000"));
        const QString history = m_cli.file("long.sqlite");
        QProcess program;
        m_cli.start(program, {"search", "long.cwsearch", "--history", history});
        QVERIFY(program.waitForReadyRead(60'000));
        QVERIFY(program.readLine().startsWith("experiment 1: runs 1-4"));
        const auto trialsOf = [&](int run) {
            return m_cli.run({"show", QString::number(run), "--json", "--history", history})
                .json()
                .object()["trials"]
                .toInt();
        };
        QTRY_VERIFY_WITH_TIMEOUT(trialsOf(1) > 0 && trialsOf(2) > 0, 60'000);
        QCOMPARE(::kill(pid_t(program.processId()), SIGINT), 0);
        const Finished ended = CliRunner::finish(program);
        QVERIFY2(ended.code == 3, ended.err.constData());
        QVERIFY2(ended.err.contains("cellwright-cli resume 1 --experiment"), ended.err.constData());
        QCOMPARE(states(history), (QStringList{"paused", "paused", "queued", "queued"}));
        QProcess again;
        m_cli.start(again, {"resume", "4", "--experiment", "--history", history});
        QVERIFY(again.waitForReadyRead(60'000));
        QCOMPARE(again.readLine(), QByteArray("experiment 1: runs 1-4\n")); // what has begun comes first
        const int before = trialsOf(1);
        QTRY_VERIFY_WITH_TIMEOUT(trialsOf(1) > before, 60'000);
        QCOMPARE(states(history), (QStringList{"running", "paused", "queued", "queued"})); // one at once
        QCOMPARE(m_cli.run({"stop", "1", "--history", history}).code, 0);
        QTRY_COMPARE_WITH_TIMEOUT(states(history), (QStringList{"stopped", "running", "queued", "queued"}), 60'000);
        QCOMPARE(::kill(pid_t(again.processId()), SIGTERM), 0);
        QCOMPARE(CliRunner::finish(again).code, 3);
        QCOMPARE(states(history), (QStringList{"stopped", "paused", "queued", "queued"}));
    }

    void runThatCannotBegin_failsAndTheOthersRun()
    {
        m_cli.write("lost.csv", "d:a,m:value\nx,1\ny,2\n");
        QByteArray file = searchFile(R"({"strategies": ["random"], "seeds": [1, 2]})", "500000000");
        m_cli.write("lost.cwsearch", file.replace("small.csv", "lost.csv"));
        const QString history = m_cli.file("lost.sqlite");
        QProcess program;
        m_cli.start(program, {"search", "lost.cwsearch", "--history", history});
        QVERIFY(program.waitForReadyRead(60'000));
        QVERIFY(QFile::remove(m_cli.file("lost.csv"))); // the first may have it in memory
        QTRY_VERIFY_WITH_TIMEOUT(states(history).value(0) != "queued", 60'000);
        m_cli.run({"stop", "1", "--history", history});
        const Finished ended = CliRunner::finish(program);
        QVERIFY2(ended.code == 1, ended.err.constData());
        QVERIFY2(ended.err.contains("run 2: ") && ended.err.contains("lost.csv"), ended.err.constData());
        QCOMPARE(states(history).value(1), QString("failed"));
    }

    void wrongInput_isOneClearLine_data()
    {
        QTest::addColumn<QByteArray>("experiment");
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<QByteArray>("sentence");
        QTest::newRow("unknown strategy") << QByteArray(R"({"strategies": ["random", "annealing"], "seeds": [1]})")
                                          << QStringList{} << QByteArray("unknown strategy 'annealing'");
        QTest::newRow("unknown setting")
            << QByteArray(R"({"strategies": [{"id": "random", "settings": {"heat": 1}}], "seeds": [1]})")
            << QStringList{} << QByteArray("'heat'");
        QTest::newRow("no list") << QByteArray(R"({"strategies": "random", "seeds": [1]})") << QStringList{}
                                 << QByteArray("wrong.cwsearch: experiment: strategies: expected a list");
        QTest::newRow("one seed for all") << QByteArray(R"({"strategies": ["random"], "seeds": [1]})")
                                          << QStringList{"--seed", "3"} << QByteArray("expected --seeds");
        QTest::newRow("seeds that fall") << QByteArray() << QStringList{"--seeds", "5-1"}
                                         << QByteArray("seeds: expected a range that grows, found '5-1'");
        QTest::newRow("one strategy twice")
            << QByteArray() << QStringList{"--strategy", "random,random"} << QByteArray("found one twice");
        QTest::newRow("none at once") << QByteArray() << QStringList{"--seeds", "1-2", "--at-once", "0"}
                                      << QByteArray("--at-once");
        QTest::newRow("setting of nobody") << QByteArray(R"({"strategies": ["random", "tpe"], "seeds": [1]})")
                                           << QStringList{"--set", "heat=3"} << QByteArray("'heat'");
    }
    void wrongInput_isOneClearLine()
    {
        QFETCH(QByteArray, experiment);
        QFETCH(QStringList, options);
        QFETCH(QByteArray, sentence);
        m_cli.write("wrong.cwsearch", searchFile(experiment));
        const QString history = m_cli.file("wrong.sqlite");
        const Finished refused = m_cli.run(QStringList{"search", "wrong.cwsearch", "--history", history} + options);
        QCOMPARE(refused.code, 2);
        QVERIFY2(refused.out.isEmpty() && refused.err.count('\n') == 1, refused.err.constData());
        QVERIFY2(refused.err.contains(sentence), refused.err.constData());
        QVERIFY(!QFile::exists(history)); // nothing was begun
    }

    void resume_ofNoExperimentIsRefused()
    {
        m_cli.write("one.cwsearch", searchFile({}));
        const QString history = m_cli.file("one.sqlite");
        QCOMPARE(m_cli.run({"search", "one.cwsearch", "--history", history}).code, 0);
        const Finished refused = m_cli.run({"resume", "1", "--experiment", "--history", history});
        QCOMPARE(refused.code, 2);
        QVERIFY2(refused.err.contains("run 1: it is not part of an experiment"), refused.err.constData());
        const Finished lone = m_cli.run({"resume", "1", "--at-once", "2", "--history", history});
        QCOMPARE(lone.code, 2);
        m_cli.write("two.cwsearch", searchFile(R"({"strategies": ["random"], "seeds": [1]})"));
        QCOMPARE(m_cli.run({"search", "two.cwsearch", "--history", history}).code, 0);
        const Finished nothing = m_cli.run({"resume", "2", "--experiment", "--history", history});
        QCOMPARE(nothing.code, 2);
        QVERIFY2(nothing.err.contains("nothing is left to do of experiment 1"), nothing.err.constData());
    }
};

QTEST_GUILESS_MAIN(TestCliCompare)
#include "tst_cli_compare.moc"
