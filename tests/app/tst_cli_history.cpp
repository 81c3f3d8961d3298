// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QTest>

#include "tests/app/cli_runner.h"

using namespace cw::test;

/// What can be done with the runs of a history, shown on a run of a benchmark table.
class TestCliHistory : public QObject {
    Q_OBJECT

private:
    CliRunner m_cli;

private Q_SLOTS:
    void initTestCase();
    void search_printsItsNumberFirstAndProgressOnStderr();
    void quiet_printsNoProgress();
    void runs_haveTheirKeys();
    void show_hasTheBestTrialWithItsArchitecture();
    void trials_areInOrderWithTheirKeys();
    void trials_asCsvHaveOneLineEach();
    void search_asJsonIsOneDocument();
    void sameSeed_sameTrialsOnAnyNumberOfWorkers();
    void export_writesWhatCanBeReadAgain();
    void finishedRuns_refuseToBeSteered();
    void aRunWithoutValues_fails();
    void searchFile_namesItsTableFromItsFolder();
    void severalObjectives_haveAFront();
    void search_leavesTheHistoryAlone();
    void newerHistory_isReadWithOneLine();
    void delete_isUndoable();
};

void TestCliHistory::initTestCase()
{
    if (!QFile::exists(nasBench201()))
        QSKIP("skipped: data not found");
}

void TestCliHistory::search_printsItsNumberFirstAndProgressOnStderr()
{
    const Finished search = m_cli.run(tableSearch("60"));
    QVERIFY2(search.code == 0, search.err.constData());
    QVERIFY(search.out.startsWith("run 1\n"));
    QVERIFY(search.out.contains("c10_valid_accuracy"));
    QVERIFY2(search.err.contains("60 of 60 trials, best c10_valid_accuracy"), search.err.constData());
    QVERIFY(QFile::exists(m_cli.file("cellwright/history.sqlite")));
}

void TestCliHistory::quiet_printsNoProgress()
{
    const Finished search = m_cli.run(tableSearch("10", {"--quiet", "--history", m_cli.file("quiet.sqlite")}));
    QCOMPARE(search.code, 0);
    QVERIFY(search.out.startsWith("run 1\n"));
    QVERIFY2(search.err.isEmpty(), search.err.constData());
}

void TestCliHistory::runs_haveTheirKeys()
{
    const Finished runs = m_cli.run({"runs", "--json"});
    QCOMPARE(runs.code, 0);
    const QJsonArray list = runs.json().array();
    QCOMPARE(list.size(), 1);
    const QJsonObject run = list[0].toObject();
    for (const char* key :
         {"run", "name", "state", "strategy", "space", "dataset", "seed", "trials", "best", "started", "seconds"})
        QVERIFY2(run.contains(key), key);
    QCOMPARE(run["run"].toInt(), 1);
    QCOMPARE(run["state"].toString(), "finished");
    QCOMPARE(run["space"].toString(), "nas-bench-201");
    QCOMPARE(run["trials"].toInt(), 60);
    QVERIFY(run["best"].toDouble() > 88);
    QVERIFY(m_cli.run({"runs"}).out.contains("finished"));
}

void TestCliHistory::show_hasTheBestTrialWithItsArchitecture()
{
    const Finished show = m_cli.run({"show", "1", "--json"});
    QCOMPARE(show.code, 0);
    const QJsonObject run = show.json().object();
    QCOMPARE(run["run"].toInt(), 1);
    QCOMPARE(run["state"].toString(), "finished");
    QCOMPARE(run["configuration"]["evaluations"].toInt(), 60);
    QCOMPARE(run["configuration"]["estimator"]["id"].toString(), "table");
    const QJsonObject best = run["best"].toObject();
    QVERIFY(best["trial"].toInt() >= 1);
    QVERIFY(best["candidate"].toString().startsWith("|"));
    QVERIFY(best["objectives"]["c10_valid_accuracy"].toDouble() > 88);
    QVERIFY(best["architecture"]["ops"].toArray().size() > 10);
    const Finished plain = m_cli.run({"show", "1"});
    QVERIFY(plain.out.contains("architecture of trial"));
}

void TestCliHistory::trials_areInOrderWithTheirKeys()
{
    const Finished trials = m_cli.run({"trials", "1", "--json"});
    QCOMPARE(trials.code, 0);
    const QJsonArray list = trials.json().array();
    QCOMPARE(list.size(), 60);
    for (qsizetype i = 0; i < list.size(); ++i) {
        const QJsonObject trial = list[i].toObject();
        for (const char* key :
             {"trial", "state", "reason", "candidate", "objectives", "metrics", "parent", "fidelity", "seconds"})
            QVERIFY2(trial.contains(key), key);
        QCOMPARE(trial["trial"].toInt(), int(i) + 1);
        QVERIFY(trial["objectives"]["c10_valid_accuracy"].isDouble());
    }
}

void TestCliHistory::trials_asCsvHaveOneLineEach()
{
    const Finished trials = m_cli.run({"trials", "1", "--csv"});
    QCOMPARE(trials.code, 0);
    QVERIFY(trials.out.startsWith("trial,state,reason,candidate,"));
    QVERIFY(trials.out.left(trials.out.indexOf('\n')).contains(",m:c10_valid_accuracy,"));
    QCOMPARE(trials.out.count('\n'), 61);
    QCOMPARE(m_cli.run({"trials", "1", "--csv", "--json"}).code, 2);
}

void TestCliHistory::search_asJsonIsOneDocument()
{
    const Finished search = m_cli.run(tableSearch("10", {"--json", "--quiet", "--history", m_cli.file("json.sqlite")}));
    QCOMPARE(search.code, 0);
    const QJsonObject run = search.json().object();
    QCOMPARE(run["run"].toInt(), 1);
    QCOMPARE(run["state"].toString(), "finished");
    QVERIFY(run["best"].isObject());
}

void TestCliHistory::sameSeed_sameTrialsOnAnyNumberOfWorkers()
{
    QByteArray expected;
    for (const char* workers : {"1", "2", "5"}) {
        const QString history = m_cli.file(QString("workers%1.sqlite").arg(workers));
        const Finished search =
            m_cli.run(tableSearch("200", {"--lag", "4", "--seed", "3", "--workers", workers, "--history", history}));
        QVERIFY2(search.code == 0, search.err.constData());
        QByteArray candidates;
        const QJsonArray trials = m_cli.run({"trials", "1", "--json", "--history", history}).json().array();
        for (const QJsonValue& trial : trials)
            candidates += trial[QStringView(u"candidate")].toString().toUtf8() + '\n';
        QCOMPARE(candidates.count('\n'), 200);
        if (expected.isEmpty())
            expected = candidates;
        QCOMPARE(candidates, expected);
    }
}

void TestCliHistory::export_writesWhatCanBeReadAgain()
{
    const QString arch = m_cli.file("best.cwarch");
    QCOMPARE(m_cli.run({"export", "1", "--format", "cwarch", "--out", arch}).code, 0);
    const Finished direct = m_cli.run({"export", "1", "--format", "dot", "--out", "-"});
    QVERIFY(direct.out.startsWith("digraph \"nas-bench-201\""));
    const Finished again = m_cli.run({"export", "--arch", arch, "--format", "dot", "--out", "-"});
    QCOMPARE(again.code, 0);
    QCOMPARE(again.out, direct.out);
    QCOMPARE(m_cli.run({"export", "1:2", "--format", "dot", "--out", m_cli.file("two.dot")}).code, 0);
    QCOMPARE(m_cli.run({"export", "1:61", "--format", "dot", "--out", m_cli.file("none.dot")}).code, 2);
    QVERIFY(!QFile::exists(m_cli.file("none.dot")));
}

void TestCliHistory::finishedRuns_refuseToBeSteered()
{
    for (const char* command : {"stop", "pause", "resume"}) {
        const Finished result = m_cli.run({command, "1"});
        QCOMPARE(result.code, 2);
        QCOMPARE(result.err.count('\n'), 1);
        QVERIFY2(result.err.contains("run 1:") && result.err.contains("finished"), result.err.constData());
        QCOMPARE(m_cli.run({command, "99"}).code, 2);
    }
}

void TestCliHistory::aRunWithoutValues_fails()
{
    m_cli.write("nan.csv", "d:a,d:b,m:value\nx,x,nan\nx,y,nan\ny,x,nan\ny,y,nan\n");
    const Finished search =
        m_cli.run({"search", "--estimator", "table", "--set", "estimator.file=nan.csv", "--strategy", "random",
                   "--objective", "max:value", "--evaluations", "5", "--quiet", "--history", m_cli.file("nan.sqlite")});
    QCOMPARE(search.code, 1);
    QCOMPARE(search.err.count('\n'), 1);
    QVERIFY2(search.err.contains("no trial has a value"), search.err.constData());
}

void TestCliHistory::searchFile_namesItsTableFromItsFolder()
{
    QVERIFY(QDir().mkpath(m_cli.file("below")));
    m_cli.write("below/four.csv", "d:a,d:b,m:value\nx,x,1\nx,y,2\ny,x,3\ny,y,4\n");
    m_cli.write(
        "below/four.cwsearch",
        R"({"format": "cellwright-search", "version": 1, "name": "four", "space": "four.csv", "strategy": "random",
                    "estimator": {"id": "table", "settings": {"file": "four.csv"}}, "objectives": ["max:value"],
                    "evaluations": 40})");
    const Finished search = m_cli.run(
        {"search", "below/four.cwsearch", "--seed", "9", "--json", "--quiet", "--history", m_cli.file("four.sqlite")});
    QVERIFY2(search.code == 0, search.err.constData());
    const QJsonObject run = search.json().object();
    QCOMPARE(run["best"]["objectives"]["value"].toDouble(), 4.0);
    QCOMPARE(run["best"]["candidate"].toString(), "a=y;b=y");
    QCOMPARE(run["configuration"]["seed"].toInt(), 9);
    QCOMPARE(run["configuration"]["name"].toString(), "four");
}

void TestCliHistory::severalObjectives_haveAFront()
{
    // Front by x up, cost down: (5, 8), (3, 7), (2, 4); the other two are dominated.
    m_cli.write("front.csv", "d:a,m:x,m:cost\np,3,7\nq,5,8\nr,2,4\ns,4,9\nt,1,9\n");
    const QString history = m_cli.file("front.sqlite");
    const Finished search =
        m_cli.run({"search", "--space", "front.csv", "--estimator", "table", "--set", "estimator.file=front.csv",
                   "--strategy", "grid", "--objective", "max:x", "--objective", "min:cost", "--evaluations", "5",
                   "--quiet", "--history", history});
    QVERIFY2(search.code == 0, search.err.constData());
    const Finished shown = m_cli.run({"show", "1", "--history", history, "--json"});
    const Finished trials = m_cli.run({"trials", "1", "--history", history, "--json"});
    QStringList front;
    for (const QJsonValue number : shown.json().object()["front"].toArray())
        front << trials.json().array()[number.toInt() - 1].toObject()["candidate"].toString();
    QCOMPARE(front, (QStringList{"a=q", "a=p", "a=r"}));
    const Finished text = m_cli.run({"show", "1", "--history", history});
    QVERIFY2(text.out.contains("front: 3 trials dominated by no other"), text.out.constData());
    // By x alone s would be the second.
    QVERIFY2(text.out.contains("a=s") && text.out.indexOf("a=r") < text.out.indexOf("a=s"), text.out.constData());
    // One objective has no front.
    QVERIFY(!m_cli.run({"show", "1", "--json"}).json().object().contains("front"));
}

void TestCliHistory::search_leavesTheHistoryAlone()
{
    const QString history = m_cli.file("alone.sqlite");
    QCOMPARE(m_cli.run(tableSearch("20", {"--history", history})).code, 0);
    QVERIFY(QFile::exists(history));
    for (const char* left : {"-wal", "-shm"})
        QVERIFY2(!QFile::exists(history + left), left);
}

void TestCliHistory::newerHistory_isReadWithOneLine()
{
    const QString history = m_cli.file("newer.sqlite");
    QCOMPARE(m_cli.run(tableSearch("5", {"--quiet", "--history", history})).code, 0);
    QVERIFY(m_cli.run({"runs", "--history", history}).err.isEmpty());
    QFile file(history);
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.seek(60)); // PRAGMA user_version, most significant byte first
    QCOMPARE(file.write(QByteArray::fromHex("00000063")), qint64(4));
    file.close();
    for (const QStringList& command :
         {QStringList{"runs"}, QStringList{"show", "1"}, QStringList{"trials", "1"},
          QStringList{"export", "1", "--format", "dot", "--out", m_cli.file("newer.dot")}}) {
        const Finished read = m_cli.run(command + QStringList{"--history", history});
        QVERIFY2(read.code == 0, read.err.constData());
        QCOMPARE(read.err.count('\n'), 1);
        QVERIFY2(read.err.contains("newer.sqlite: written by a newer version of Cellwright"), read.err.constData());
    }
    QVERIFY(m_cli.run({"runs", "--quiet", "--history", history}).err.isEmpty());
}

void TestCliHistory::delete_isUndoable()
{
    const QString history = m_cli.file("quiet.sqlite");
    const auto count = [&](const QStringList& more) {
        return m_cli.run(QStringList{"runs", "--json", "--history", history} + more).json().array().size();
    };
    QCOMPARE(count({}), 1);
    QCOMPARE(m_cli.run({"delete", "1", "--history", history}).code, 0);
    QCOMPARE(count({}), 0);
    QCOMPARE(count({"--archived"}), 1);
    QCOMPARE(m_cli.run({"delete", "1", "--undo", "--history", history}).code, 0);
    QCOMPARE(count({}), 1);
    QCOMPARE(m_cli.run({"delete", "1", "--purge", "--history", history}).code, 0);
    QCOMPARE(count({"--archived"}), 0);
}

QTEST_GUILESS_MAIN(TestCliHistory)
#include "tst_cli_history.moc"
