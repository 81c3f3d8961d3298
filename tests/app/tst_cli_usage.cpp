// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QTest>

#include "tests/app/cli_runner.h"

using namespace cw::test;

class TestCliUsage : public QObject {
    Q_OBJECT

private:
    CliRunner m_cli;

private Q_SLOTS:
    void help_isThereForEveryCommand_data();
    void help_isThereForEveryCommand();
    void version_isPrinted();
    void list_printsIdsAndParameters_data();
    void list_printsIdsAndParameters();
    void list_ofEverythingButDevicesLoadsNoTorch();
    void wrongUsage_isOneLineAndCode2_data();
    void wrongUsage_isOneLineAndCode2();
    void wrongUsage_writesNothing();
    void damagedFiles_areRefusedWithTheirName();
    void defectiveSpace_isNamedByItsFile();
    void windowWithAnUnknownOption_endsWith2();
    void searchHelp_saysTheDefaults();
    void spaceInfo_countsNasBench201Exactly();
    void spaceSample_isRepeatableAndHashable();
};

void TestCliUsage::help_isThereForEveryCommand_data()
{
    QTest::addColumn<QStringList>("command");
    QTest::newRow("root") << QStringList{};
    for (const char* name : {"search", "resume", "stop", "pause", "steer", "runs", "show", "trials", "tabular", "space",
                             "space-info", "train", "export", "list", "delete"})
        QTest::newRow(name) << QStringList{name};
    QTest::newRow("space info") << QStringList{"space", "info"};
}

void TestCliUsage::help_isThereForEveryCommand()
{
    QFETCH(QStringList, command);
    const Finished help = m_cli.run(command + QStringList{"--help"});
    QCOMPARE(help.code, 0);
    QVERIFY(help.out.contains("Usage: cellwright-cli"));
    for (const char* option : {"--history", "--json", "--quiet"})
        QVERIFY2(help.out.contains(option), option);
    QVERIFY(help.err.isEmpty());
}

void TestCliUsage::version_isPrinted()
{
    const Finished version = m_cli.run({"--version"});
    QCOMPARE(version.code, 0);
    QCOMPARE(version.out, QByteArray("cellwright " CELLWRIGHT_VERSION "\n"));
}

void TestCliUsage::list_printsIdsAndParameters_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("id");
    QTest::newRow("strategies") << "strategies"
                                << "regularized-evolution";
    QTest::newRow("estimators") << "estimators"
                                << "train";
    QTest::newRow("schedulers") << "schedulers"
                                << "none";
    QTest::newRow("ops") << "ops"
                         << "conv2d";
    QTest::newRow("datasets") << "datasets"
                              << "fashion-mnist";
    QTest::newRow("templates") << "templates"
                               << "nas-bench-201";
}

void TestCliUsage::list_printsIdsAndParameters()
{
    QFETCH(QString, kind);
    QFETCH(QString, id);
    // The flag may stand before or after the sub-command.
    for (const QStringList& arguments : {QStringList{"list", kind, "--json"}, QStringList{"--json", "list", kind}}) {
        const Finished list = m_cli.run(arguments);
        QCOMPARE(list.code, 0);
        bool found = false;
        const QJsonArray entries = list.json().array();
        for (const QJsonValue& entry : entries) {
            for (const char* key : {"id", "title", "paper", "parameters"})
                QVERIFY2(entry.toObject().contains(key), key);
            found = found || entry[QStringView(u"id")].toString() == id;
        }
        QVERIFY(found);
    }
    const Finished plain = m_cli.run({"list", kind});
    QCOMPARE(plain.code, 0);
    QVERIFY(plain.out.contains(id.toUtf8()));
}

void TestCliUsage::list_ofEverythingButDevicesLoadsNoTorch()
{
    // A library that cannot be loaded makes it fail as soon as somebody tries.
    const QByteArray before = qgetenv("CELLWRIGHT_TORCH_LIBRARY");
    m_cli.write("broken.so", "not a library");
    qputenv("CELLWRIGHT_TORCH_LIBRARY", m_cli.file("broken.so").toLocal8Bit());
    for (const char* kind : {"strategies", "estimators", "schedulers", "ops", "datasets", "templates"})
        QCOMPARE(m_cli.run({"list", kind}).code, 0);
    const Finished devices = m_cli.run({"list", "devices"});
    QCOMPARE(devices.code, 1);
    QCOMPARE(devices.err.count('\n'), 1);
    QVERIFY2(devices.err.contains("broken.so: cannot load the torch library"), devices.err.constData());
    if (before.isEmpty())
        qunsetenv("CELLWRIGHT_TORCH_LIBRARY");
    else
        qputenv("CELLWRIGHT_TORCH_LIBRARY", before);
}

void TestCliUsage::wrongUsage_isOneLineAndCode2_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("message");
    const auto row = [](const char* name, const QStringList& arguments, const char* message) {
        QTest::newRow(name) << arguments << message;
    };
    row("nothing", {}, "a sub-command is required");
    row("no space command", {"space"}, "a sub-command is required (see cellwright-cli space --help)");
    row("unknown command", {"frobnicate"}, "unknown sub-command 'frobnicate', expected one of search");
    row("unknown space command", {"space", "frob"}, "space: unknown sub-command 'frob', expected one of info");
    row("unknown option", {"search", "--frob"}, "not expected: --frob");
    row("no evaluations", {"search", "--evaluations", "0"}, "--evaluations: expected a whole number from 1, found '0'");
    row("evaluations in words", {"search", "--evaluations", "many"},
        "--evaluations: expected a whole number from 1, found 'many'");
    row("negative workers", {"search", "--workers", "-1"},
        "--workers: expected a whole number from 1 to 1024, found '-1'");
    row("negative seed", {"search", "--seed", "-1"}, "--seed: expected a whole number from 0");
    row("hours nan", {"search", "--hours", "nan"}, "--hours: expected a number from 0, found 'nan'");
    row("option without value", {"search", "--space"}, "--space");
    row("option twice", {"search", "--seed", "1", "--seed", "2"}, "--seed");
    row("unknown strategy", {"search", "--strategy", "magic"}, "unknown strategy 'magic', expected one of random");
    row("unknown estimator", {"search", "--estimator", "magic"}, "unknown estimator 'magic'");
    row("unknown scheduler", {"search", "--scheduler", "magic"}, "unknown scheduler 'magic'");
    row("unknown setting", {"search", "--set", "magic=1"}, "unknown setting 'magic', expected one of population");
    row("unknown part", {"search", "--set", "magic.x=1"},
        "'magic.x': expected one of strategy., estimator., scheduler.");
    row("setting out of range", {"search", "--set", "population=0"},
        "setting 'population': expected a whole number from 1");
    row("setting of wrong type", {"search", "--set", "estimator.batch=big"},
        "setting 'batch': expected a whole number");
    row("setting without value", {"search", "--set", "population"}, "--set: expected key=value, found 'population'");
    row("unknown space", {"search", "--space", "magic"}, "'magic'");
    row("unknown data set", {"search", "--dataset", "magic"},
        "unknown data set 'magic', expected one of fashion-mnist");
    row("device by another name", {"search", "--device", "gpu"}, "expected devices to be cpu or cuda:N, found 'gpu'");
    row("fidelity unknown", {"search", "--fidelity", "magic=1"}, "unknown fidelity 'magic'");
    row("fidelity nan", {"search", "--fidelity", "data=nan"}, "fidelity 'data'");
    row("objective that nothing measures", {"search", "--objective", "max:foo"},
        "objective 'foo' is not measured by estimator 'train', expected one of valid_accuracy, valid_loss");
    row("objective of another estimator", {"search", "--estimator", "zero-cost", "--dataset", "fashion-mnist"},
        "objective 'valid_accuracy' is not measured by estimator 'zero-cost', expected one of synflow");
    row("constraint that nothing meets", {"search", "--constraint", "params < 0"}, "the constraints admit none of");
    row("missing search file", {"search", "none.cwsearch"}, "none.cwsearch");
    row("missing history", {"show", "1", "--history", "none.sqlite"}, "none.sqlite: there is no such history");
    row("run in words", {"show", "first"}, "RUN: expected a whole number from 1, found 'first'");
    row("no run", {"trials"}, "RUN is required");
    row("no table", {"tabular", "none.csv", "--strategy", "random"}, "none.csv");
    row("no strategy", {"tabular", "none.csv"}, "expected --strategy ID, found none");
    row("descending checkpoints", {"tabular", "x.csv", "--strategy", "random", "--at", "5,3"},
        "--at: expected ascending numbers");
    row("no repeats", {"tabular", "x.csv", "--strategy", "random", "--repeats", "0"},
        "--repeats: expected a whole number from 1");
    row("unknown list", {"list", "magic"},
        "expected one of strategies, estimators, schedulers, ops, datasets, templates, devices");
    row("unknown format", {"export", "1", "--format", "onnx", "--out", "x"},
        "unknown export format 'onnx', expected one of cwarch, dot");
    row("nothing to export", {"export", "--format", "dot", "--out", "x"},
        "expected one of RUN[:TRIAL] and --arch FILE, found none");
    row("nothing to train", {"train", "--dataset", "fashion-mnist"},
        "expected one of RUN[:TRIAL], --arch and --space, found none");
    row("two networks",
        {"train", "--space", "darts-cnn", "--candidate", "x", "--genotype", "g.txt", "--dataset", "fashion-mnist"},
        "expected one of --candidate and --genotype, found both");
    row("train without data", {"train", "--space", "nas-bench-201"}, "expected --dataset ID|PATH, found none");
    row("no candidate", {"space", "hash", "nas-bench-201"}, "expected --candidate TEXT");
    row("wrong candidate", {"space", "hash", "nas-bench-201", "--candidate", "0-1=magic"}, "magic");
}

void TestCliUsage::wrongUsage_isOneLineAndCode2()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, message);
    const Finished result = m_cli.run(arguments);
    QVERIFY2(result.err.contains(message.toUtf8()), result.err.constData());
    QCOMPARE(result.err.count('\n'), 1);
    QVERIFY(result.err.startsWith("cellwright-cli: "));
    QVERIFY(result.out.isEmpty());
    QCOMPARE(result.code, 2);
}

void TestCliUsage::wrongUsage_writesNothing()
{
    // Runs after the rows above, some of which name a history of their own, others the default one.
    QCOMPARE(m_cli.run({"search", "--strategy", "magic", "--history", m_cli.file("h.sqlite")}).code, 2);
    QCOMPARE(m_cli.run({"search", "--strategy", "magic"}).code, 2);
    QVERIFY(!QFile::exists(m_cli.file("h.sqlite")));
    QVERIFY(!QFile::exists(m_cli.file("none.sqlite")));
    QVERIFY(!QFile::exists(m_cli.file("cellwright")));
}

void TestCliUsage::damagedFiles_areRefusedWithTheirName()
{
    m_cli.write("text.sqlite", "this is long enough, but no data base, whatever its name says");
    m_cli.write("text.cwspace", "{\"format\":");
    m_cli.write("deep.cwspace", "{\"x\":" + QByteArray(10000, '[') + QByteArray(10000, ']') + "}");
    m_cli.write("text.cwarch", "[]");
    const QList<QPair<QStringList, QByteArray>> cases{
        {{"runs", "--history", "text.sqlite"}, "text.sqlite"},
        {{"space", "info", "text.cwspace"}, "text.cwspace"},
        {{"space", "info", "deep.cwspace"}, "deep.cwspace: nested deeper than 64 levels"},
        {{"export", "--arch", "text.cwarch", "--format", "dot", "--out", "x"}, "text.cwarch"},
    };
    for (const auto& [arguments, name] : cases) {
        const Finished result = m_cli.run(arguments);
        QCOMPARE(result.code, 2);
        QCOMPARE(result.err.count('\n'), 1);
        QVERIFY2(result.err.contains(name), result.err.constData());
    }
}

void TestCliUsage::defectiveSpace_isNamedByItsFile()
{
    QFile original(QStringLiteral(CELLWRIGHT_BIN_DIR "/../resources/templates/nas-bench-201.cwspace"));
    QVERIFY(original.open(QIODevice::ReadOnly));
    QByteArray text = original.readAll();
    QVERIFY(text.contains("\"nor_conv_3x3\""));
    m_cli.write("bad.cwspace", text.replace("\"nor_conv_1x1\"", "\"nor_conv_3x3\"")); // one alternative twice
    const Finished search = m_cli.run({"search", "--space", "bad.cwspace"});
    QCOMPARE(search.code, 2);
    QCOMPARE(search.err.count('\n'), 1);
    QVERIFY2(search.err.contains("bad.cwspace"), search.err.constData());
    QVERIFY2(!search.err.contains("space 'nas-bench-201'"), search.err.constData());
}

void TestCliUsage::windowWithAnUnknownOption_endsWith2()
{
    const QString program = QStringLiteral(CELLWRIGHT_BIN_DIR "/cellwright");
    if (!QFile::exists(program))
        QSKIP("skipped: built without the window");
    QProcess window;
    window.start(program, {"--bogus"});
    const Finished ended = CliRunner::finish(window);
    QCOMPARE(ended.code, 2);
    QCOMPARE(ended.err.count('\n'), 1);
    QVERIFY2(ended.err.startsWith("cellwright: ") && ended.err.contains("bogus"), ended.err.constData());
    window.start(program, {"--version"});
    QCOMPARE(CliRunner::finish(window).code, 0);
}

void TestCliUsage::searchHelp_saysTheDefaults()
{
    const QByteArray help = m_cli.run({"search", "--help"}).out;
    for (const char* value :
         {"[nas-bench-201]", "[fashion-mnist]", "[regularized-evolution]", "[train]", "[max:valid_accuracy]", "[24]"})
        QVERIFY2(help.contains(value), value);
}

void TestCliUsage::spaceInfo_countsNasBench201Exactly()
{
    const Finished info = m_cli.run({"space-info", "nas-bench-201", "--json"});
    QCOMPARE(info.code, 0);
    const QJsonObject json = info.json().object();
    QCOMPARE(json["decisions"].toInt(), 6);
    QCOMPARE(json["candidates"].toString(), "15625");
    QCOMPARE(json["distinct"].toString(), "5425");
    QVERIFY(json["issues"].toArray().isEmpty());
}

void TestCliUsage::spaceSample_isRepeatableAndHashable()
{
    const QStringList arguments{"space", "sample", "nas-bench-201", "-n", "3", "--seed", "5", "--json"};
    const Finished first = m_cli.run(arguments);
    QCOMPARE(first.code, 0);
    QCOMPARE(m_cli.run(arguments).out, first.out);
    const QJsonArray samples = first.json().array();
    QCOMPARE(samples.size(), 3);
    for (const QJsonValue& value : samples) {
        const QJsonObject sample = value.toObject();
        QVERIFY(sample["parameters"].toDouble() > 0 && sample["macs"].toDouble() > 0 && sample["depth"].toInt() > 0);
        const Finished hash =
            m_cli.run({"space", "hash", "nas-bench-201", "--candidate", sample["candidate"].toString(), "--json"});
        QCOMPARE(hash.json().object()["hash"].toString(), sample["hash"].toString());
    }
}

QTEST_GUILESS_MAIN(TestCliUsage)
#include "tst_cli_usage.moc"
