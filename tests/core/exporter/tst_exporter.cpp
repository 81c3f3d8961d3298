// SPDX-License-Identifier: GPL-3.0-or-later
#include <set>

#include <QProcess>
#include <QStandardPaths>
#include <QTest>

#include "core/exporter/exporter.h"

using namespace cw;

namespace {

/// Two ops, one after the other, with every kind of text that a drawing can hold.
space::Architecture twoOps()
{
    space::Architecture architecture;
    architecture.space = "a \"quoted\" \\name";
    architecture.task = {space::Shape::image(1, 28, 28), 10};
    space::OpNode first{.name = "stem", .op = "conv", .params = {{"out", 16}, {"kernel", 3}}};
    first.shape = space::Shape::image(16, 28, 28);
    space::OpNode second{.name = "cell/0-1", .op = "conv", .label = "nor\n\"conv\" \\N", .inputs = {0}};
    second.shape = space::Shape::image(16, 14, 14);
    architecture.ops = {first, second};
    architecture.costs = {.parameters = 144, .macs = 112896};
    return architecture;
}

std::string write(const char* format)
{
    const exporter::ExporterRegistry registry = exporter::builtInExporters();
    const auto entry = registry.get(format);
    return (*entry)->write(twoOps());
}

} // namespace

class TestExporter : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void registry_namesEveryFormatOnce();
    void registry_refusesUnknownFormatsByName();
    void cwarch_isTheArchitecturesJson();
    void dot_holdsOneNodePerOpAndOneEdgePerInput();
    void dot_escapesText();
    void dot_isReadByGraphviz();
};

void TestExporter::registry_namesEveryFormatOnce()
{
    const exporter::ExporterRegistry registry = exporter::builtInExporters();
    std::set<std::string> ids;
    for (const auto& entry : registry.entries()) {
        QVERIFY(ids.insert(entry.id).second);
        QVERIFY(!entry.title.empty() && !entry.summary.empty() && entry.suffix.starts_with('.'));
        QVERIFY(entry.write != nullptr);
        QVERIFY(!entry.write(twoOps()).empty());
    }
}

void TestExporter::registry_refusesUnknownFormatsByName()
{
    const exporter::ExporterRegistry registry = exporter::builtInExporters();
    const auto entry = registry.get("onnxx");
    QVERIFY(!entry.has_value());
    const QString text = QString::fromUtf8(entry.error().what());
    QVERIFY2(text.contains("'onnxx'") && text.contains("cwarch") && text.contains("dot"), qPrintable(text));
}

void TestExporter::cwarch_isTheArchitecturesJson()
{
    const auto json = parseJson(write("cwarch"), "test");
    QVERIFY(json.has_value());
    QVERIFY(*json == space::toJson(twoOps()));
}

void TestExporter::dot_holdsOneNodePerOpAndOneEdgePerInput()
{
    const QString text = QString::fromStdString(write("dot"));
    QCOMPARE(text.count("[label="), 2);
    QVERIFY2(text.contains("n0 -> n1;"), qPrintable(text));
    QCOMPARE(text.count("->"), 1);
    QVERIFY(text.contains("[16,28,28]") && text.contains("kernel=3 out=16"));
}

void TestExporter::dot_escapesText()
{
    const QString text = QString::fromStdString(write("dot"));
    QVERIFY2(text.contains(R"(digraph "a \"quoted\" \\name" {)"), qPrintable(text));
    QVERIFY2(text.contains(R"(nor \"conv\" \\N (conv))"), qPrintable(text));
}

void TestExporter::dot_isReadByGraphviz()
{
    const QString program = QStandardPaths::findExecutable("dot");
    if (program.isEmpty())
        QSKIP("skipped: Graphviz not installed");
    QProcess process;
    process.start(program, {"-Tplain"});
    QVERIFY(process.waitForStarted());
    process.write(QByteArray::fromStdString(write("dot")));
    process.closeWriteChannel();
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitCode(), 0);
    QCOMPARE(process.readAllStandardError(), QByteArray());
    QCOMPARE(process.readAllStandardOutput().count("\nedge "), 1);
}

QTEST_GUILESS_MAIN(TestExporter)
#include "tst_exporter.moc"
