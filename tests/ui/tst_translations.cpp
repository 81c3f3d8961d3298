// SPDX-License-Identifier: GPL-3.0-or-later
#include <QApplication>
#include <QDirIterator>
#include <QFile>
#include <QLibraryInfo>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QTranslator>

#include "app/compose/catalogue.h"
#include "core/space/block_schema.h"
#include "core/space/op.h"
#include "core/space/search_space.h"
#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"

using namespace cw;
using namespace cw::ui;

class TestTranslations : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        const Theme theme; // brings the program's resources along
        QVERIFY(m_translator.load(QStringLiteral(":/i18n/cellwright_zh_CN.qm")));
        QVERIFY(QCoreApplication::installTranslator(&m_translator));
    }

    void everyTextOfTheCatalogue_isTranslated_data();
    void everyTextOfTheCatalogue_isTranslated();
    void windowTexts_areTranslated();
    void translations_areUpToDateWithTheSources();

private:
    QTranslator m_translator;
};

void TestTranslations::everyTextOfTheCatalogue_isTranslated_data()
{
    QTest::addColumn<QString>("text");
    const auto add = [](const std::string& place, const std::string& text) {
        if (!text.empty())
            QTest::addRow("%s: %.60s", place.c_str(), text.c_str()) << QString::fromStdString(text);
    };
    const auto addInfo = [&add](const EntryInfo& info) {
        add(info.id, info.title);
        add(info.id, info.summary);
        for (const ParamSpec& spec : info.schema.specs()) {
            add(info.id + "." + spec.name, spec.title.empty() ? spec.name : spec.title);
            add(info.id + "." + spec.name, spec.help);
            add(info.id + "." + spec.name, spec.unit);
        }
    };
    const auto catalogue = app::makeCatalogue();
    for (const EntryInfo& info : catalogue->strategies.entries())
        addInfo(info);
    for (const EntryInfo& info : catalogue->estimators.entries())
        addInfo(info);
    for (const EntryInfo& info : catalogue->schedulers.entries())
        addInfo(info);
    const QStringList names{"NAS-Bench-201", "NAS-Bench-Macro", "DARTS", "NASNet", "MobileNet", "ResNet"};
    for (const space::TemplateInfo& info : space::templates()) {
        if (!names.contains(QString::fromStdString(info.title)))
            add(info.id, info.title);
    }
    for (const EntryInfo& info : space::opCatalogue().entries())
        addInfo(info);
    EntryInfo training;
    training.id = "training";
    training.schema = space::trainingSchema();
    addInfo(training);
}

void TestTranslations::everyTextOfTheCatalogue_isTranslated()
{
    QFETCH(QString, text);
    QVERIFY2(coreText(text.toStdString()) != text,
             "name it in ui/widgets/catalogue_words.cpp and translate it in resources/i18n");
}

void TestTranslations::windowTexts_areTranslated()
{
    QCOMPARE(QCoreApplication::translate("cw::ui::WindowActions", "&File"), QStringLiteral("文件(&F)"));
    QCOMPARE(QCoreApplication::translate("cw::ui::StatusBar", "%n run(s)", nullptr, 3), QStringLiteral("3 个运行"));
}

void TestTranslations::translations_areUpToDateWithTheSources()
{
    const QString lupdate = QStandardPaths::findExecutable(
        QStringLiteral("lupdate"),
        {QLibraryInfo::path(QLibraryInfo::BinariesPath), QLibraryInfo::path(QLibraryInfo::LibraryExecutablesPath)});
    if (lupdate.isEmpty())
        QSKIP("skipped: there is no lupdate");
    const QString source = QStringLiteral(CELLWRIGHT_SOURCE_DIR);
    const QTemporaryDir folder;
    const QString copy = folder.filePath(QStringLiteral("copy.ts"));
    QVERIFY(QFile::copy(source + QStringLiteral("/resources/i18n/cellwright_zh_CN.ts"), copy));
    QVERIFY(QFile::setPermissions(copy, QFile::ReadOwner | QFile::WriteOwner));
    // Without -no-obsolete: what the sources no longer say stays, and is called vanished.
    QStringList arguments{QStringLiteral("-I"), source, QStringLiteral("-locations"), QStringLiteral("none")};
    QDirIterator files(source + QStringLiteral("/ui"), {QStringLiteral("*.cpp"), QStringLiteral("*.h")}, QDir::Files,
                       QDirIterator::Subdirectories);
    while (files.hasNext())
        arguments << files.next();
    QProcess process;
    process.start(lupdate, arguments << QStringLiteral("-ts") << copy);
    QVERIFY(process.waitForFinished(120'000));
    QVERIFY2(process.exitCode() == 0, process.readAllStandardError().constData());
    QFile updated(copy);
    QVERIFY(updated.open(QIODevice::ReadOnly));
    QByteArray text;
    int messages = 0;
    while (!updated.atEnd()) {
        const QByteArray line = updated.readLine();
        messages += line.contains("<message") ? 1 : 0;
        if (line.contains("<source>"))
            text = line.trimmed();
        for (const char* type : {"type=\"unfinished\"", "type=\"vanished\"", "type=\"obsolete\""})
            QVERIFY2(!line.contains(type), (text + ": " + line.trimmed()).constData());
    }
    QVERIFY(messages > 500);
}

QTEST_MAIN(TestTranslations)
#include "tst_translations.moc"
