// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "tests/app/cli_runner.h"

using namespace cw::test;

/// Found networks on the command line: a cell goes from one data set to another, published genotypes are read.
class TestCliNetworks : public QObject {
    Q_OBJECT

    CliRunner m_cli;
    const QString m_images = QStringLiteral(CELLWRIGHT_TEST_DATA "/images/cifar10-16px");
    const QString m_genotypes = QStringLiteral(CELLWRIGHT_TEST_DATA "/genotypes.json");

    static double parameters(const Finished& finished) { return finished.json().object()["parameters"].toDouble(-1); }

private Q_SLOTS:
    void cellFoundOnCifar_trainsOnFashionMnist();
    void genotypes_haveTheirPublishedCounts_data();
    void genotypes_haveTheirPublishedCounts();
    void badGenotype_isOneLine_data();
    void badGenotype_isOneLine();
    void constraintThatNothingMeets_isAnIssue();
    void brokenDocument_isAnIssueInJson_data();
    void brokenDocument_isAnIssueInJson();
};

void TestCliNetworks::cellFoundOnCifar_trainsOnFashionMnist()
{
    if (m_cli.run({"list", "devices"}).code != 0)
        QSKIP("skipped: built without LibTorch");
    if (!QFile::exists(m_images + "-train-images-idx4-ubyte.gz") || !QDir("/usr/share/datasets/fashion-mnist").exists())
        QSKIP("skipped: data not found");
    const QString history = m_cli.file("h.sqlite");
    const Finished search =
        m_cli.run({"search", "--space", "nas-bench-201", "--dataset", m_images, "--strategy", "random", "--evaluations",
                   "2", "--fidelity", "epochs=1,data=0.05,width=0.25,cells=1", "--seed", "3", "--history", history},
                  120);
    QVERIFY2(search.code == 0, search.err.constData());
    const QString file = m_cli.file("found.cwarch");
    const Finished exported = m_cli.run({"export", "1", "--format", "cwarch", "--out", file, "--history", history});
    QVERIFY2(exported.code == 0, exported.err.constData());
    const auto train = [&](const QStringList& of, const QString& fidelity) {
        return m_cli.run(QStringList{"train", "--dataset", "fashion-mnist", "--max-steps", "2", "--json", "--quiet",
                                     "--fidelity", "epochs=1,data=0.01" + fidelity} +
                             of,
                         120);
    };
    const QString candidate = m_cli.run({"show", "1", "--json", "--history", history})
                                  .json()
                                  .object()["best"]
                                  .toObject()["candidate"]
                                  .toString();
    const QStringList fromSpace{"--space", "nas-bench-201", "--candidate", candidate};
    const Finished moved = train({"--arch", file}, "");
    QVERIFY2(moved.code == 0, moved.err.constData());
    QCOMPARE(parameters(moved), parameters(train(fromSpace, ",width=0.25,cells=1")));
    const Finished deeper = train({"--arch", file}, ",cells=2");
    QVERIFY2(deeper.code == 0, deeper.err.constData());
    QCOMPARE(parameters(deeper), parameters(train(fromSpace, ",width=0.25,cells=2")));
    QCOMPARE(parameters(train({"--arch", file}, ",width=0.5")), parameters(train(fromSpace, ",width=0.5,cells=1")));

    // A file that does not know its space keeps its cells.
    QFile found(file);
    QVERIFY(found.open(QIODevice::ReadOnly));
    QJsonObject bare = QJsonDocument::fromJson(found.readAll()).object();
    QVERIFY(bare.contains("origin"));
    bare.remove("origin");
    m_cli.write("bare.cwarch", QJsonDocument(bare).toJson());
    const QStringList bareFile{"--arch", m_cli.file("bare.cwarch")};
    QCOMPARE(parameters(train(bareFile, "")), parameters(moved));
    const Finished refused = train(bareFile, ",cells=2");
    QCOMPARE(refused.code, 2);
    QCOMPARE(refused.err.count('\n'), 1);
    QVERIFY2(refused.err.contains("bare.cwarch: cells need the search space"), refused.err.constData());
}

void TestCliNetworks::genotypes_haveTheirPublishedCounts_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("isCandidate");
    QTest::newRow("DARTS_V1") << "DARTS_V1" << true;
    QTest::newRow("DARTS_V2") << "DARTS_V2" << true;
    QTest::newRow("NASNet") << "NASNet" << false;
    QTest::newRow("AmoebaNet") << "AmoebaNet" << false;
}

void TestCliNetworks::genotypes_haveTheirPublishedCounts()
{
    QFETCH(QString, name);
    QFETCH(bool, isCandidate);
    QFile file(m_genotypes);
    if (!file.open(QIODevice::ReadOnly))
        QSKIP("skipped: data not found");
    const QJsonObject published = QJsonDocument::fromJson(file.readAll()).object()[name].toObject();
    const Finished sample =
        m_cli.run({"space", "sample", "darts-cnn", "--genotype", m_genotypes + ":" + name, "--json"});
    QVERIFY2(sample.code == 0, sample.err.constData());
    const QJsonObject network = sample.json().array()[0].toObject();
    QCOMPARE(network["parameters"].toDouble(), published["darts_network_params_C36_L20"].toDouble());
    QCOMPARE(!network["candidate"].toString().isEmpty(), isCandidate);
    const QStringList hash{"space", "hash", "darts-cnn", "--json"};
    const Finished ofGenotype = m_cli.run(hash + QStringList{"--genotype", m_genotypes + ":" + name});
    QVERIFY2(ofGenotype.code == 0, ofGenotype.err.constData());
    QCOMPARE(ofGenotype.json().object()["hash"].toString(), network["hash"].toString());
    if (isCandidate) {
        const Finished ofCandidate = m_cli.run(hash + QStringList{"--candidate", network["candidate"].toString()});
        QCOMPARE(ofCandidate.json(), ofGenotype.json());
        const Finished both = m_cli.run(
            hash + QStringList{"--candidate", network["candidate"].toString(), "--genotype", m_genotypes + ":" + name});
        QCOMPARE(both.code, 2);
    }
    QCOMPARE(m_cli.run(hash).code, 2);
}

void TestCliNetworks::badGenotype_isOneLine_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("message");
    QTest::newRow("missing") << QByteArray() << QByteArray("no.txt");
    QTest::newRow("cut") << QByteArray("Genotype(normal=[('sep_conv_3x3', 0)")
                         << QByteArray("g.txt: line 1: expected '('");
    QTest::newRow("op") << QByteArray("Genotype(normal=[('conv_9x9', 0), ('none', 1)], normal_concat=[2], "
                                      "reduce=[('none', 0), ('none', 1)], reduce_concat=[2])")
                        << QByteArray("conv_9x9");
    QTest::newRow("one edge") << QByteArray(
                                     "Genotype(normal=[('none', 0)], normal_concat=[2], reduce=[], reduce_concat=[])")
                              << QByteArray("expected two edges for each node of normal, found 1 edges");
}

void TestCliNetworks::badGenotype_isOneLine()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, message);
    QString file = m_cli.file("no.txt");
    if (!text.isEmpty()) {
        m_cli.write("g.txt", text);
        file = m_cli.file("g.txt");
    }
    const Finished refused = m_cli.run({"space", "sample", "darts-cnn", "--genotype", file});
    QVERIFY(refused.code == 1 || refused.code == 2);
    QCOMPARE(refused.err.count('\n'), 1);
    QVERIFY2(refused.err.contains(message), refused.err.constData());
}

void TestCliNetworks::constraintThatNothingMeets_isAnIssue()
{
    QFile file(QStringLiteral(CELLWRIGHT_SOURCE_DIR "/resources/templates/nas-bench-201.cwspace"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QJsonObject space = QJsonDocument::fromJson(file.readAll()).object();
    const auto issues = [&](const char* constraint) {
        space["constraints"] = QJsonArray{constraint};
        m_cli.write("s.cwspace", QJsonDocument(space).toJson());
        const Finished validated = m_cli.run({"space", "validate", m_cli.file("s.cwspace"), "--json"});
        return std::pair(validated.code, validated.json().object()["issues"].toArray());
    };
    QVERIFY(issues("params <= 1e6").second.isEmpty());
    const auto [code, none] = issues("params <= 5");
    QCOMPARE(code, 1);
    QCOMPARE(none.size(), 1);
    QCOMPARE(none[0].toObject()["where"].toString(), "constraints");
    QVERIFY(none[0].toObject()["what"].toString().startsWith("the constraints admit none of"));
    QVERIFY(!none[0].toObject()["fix"].toString().isEmpty());
    const auto [unread, issue] = issues("params <= (5");
    QCOMPARE(unread, 1);
    QCOMPARE(issue[0].toObject()["where"].toString(), "constraint 'params <= (5'");
}

void TestCliNetworks::brokenDocument_isAnIssueInJson_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("where");
    const auto row = [](const char* name, const char* conv, const char* where) {
        QTest::newRow(name)
            << QByteArray(R"({"format": "cwspace", "version": 1, "graph": {"blocks": [{"id": "conv", "kind": )") +
                   conv + "}]}}"
            << QString(where);
    };
    row("kind", R"("cube")", "block conv");
    row("range", R"("op", "params": {"kernel": {"int": [5, 1]}})", "op conv > parameter kernel");
    row("log", R"("op", "params": {"kernel": {"log": [0, 1]}})", "op conv > parameter kernel");
    row("empty", R"("op", "params": {"kernel": {"choice": []}})", "op conv > parameter kernel");
    row("copies", R"("repeat", "graph": {}, "low": 1, "high": 1000000000)", "repeat conv");
    row("type", R"("op", "title": 3)", "op conv");
    QTest::newRow("not JSON") << QByteArray("{") << QString("the document");
    QTest::newRow("version") << QByteArray(R"({"format": "cwspace", "version": 99})") << QString("the document");
}

void TestCliNetworks::brokenDocument_isAnIssueInJson()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, where);
    m_cli.write("s.cwspace", text);
    for (const char* command : {"validate", "info"}) {
        const Finished plain = m_cli.run({"space", command, m_cli.file("s.cwspace")});
        const Finished json = m_cli.run({"space", command, m_cli.file("s.cwspace"), "--json"});
        QCOMPARE(plain.code, 2);
        QCOMPARE(json.code, plain.code);
        QCOMPARE(json.err, plain.err);
        QCOMPARE(json.err.count('\n'), 1);
        const QJsonArray issues = json.json().object()["issues"].toArray();
        QCOMPARE(issues.size(), 1);
        QCOMPARE(issues[0].toObject()["where"].toString(), where);
        QVERIFY(!issues[0].toObject()["what"].toString().isEmpty());
        QVERIFY(!issues[0].toObject()["fix"].toString().isEmpty());
    }
}

QTEST_GUILESS_MAIN(TestCliNetworks)
#include "tst_cli_networks.moc"
