// SPDX-License-Identifier: GPL-3.0-or-later
#include <fstream>

#include <QTest>

#include "tests/core/history/history_fixture.h"

using namespace cw;
using namespace cw::history;
namespace fs = std::filesystem;

/// Somebody moves or deletes the history while it is open.
class TestPlace : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void reader_saysThatItsFileIsGone_data();
    void reader_saysThatItsFileIsGone();
    void writes_waitForAMovedFile();
    void deletedFile_isWrittenAnewWithAllThatItHeld_data();
    void deletedFile_isWrittenAnewWithAllThatItHeld();
    void deletedFile_isWrittenAnewAlsoWithItsFolder();
    void otherFile_isNeverReplaced();
};

void TestPlace::reader_saysThatItsFileIsGone_data()
{
    QTest::addColumn<bool>("isReplaced");
    QTest::newRow("moved") << false;
    QTest::newRow("another is there") << true;
}

void TestPlace::reader_saysThatItsFileIsGone()
{
    QFETCH(bool, isReplaced);
    const Folder folder;
    Writer(folder.path()).createRun(sampleRun());
    Reader reader(folder.path());
    const std::int64_t before = reader.dataVersion();
    QCOMPARE(reader.dataVersion(), before);
    fs::rename(folder.path(), folder.path("elsewhere"));
    if (isReplaced)
        Writer(folder.path()).createRun(sampleRun());
    const auto [code, text] = errorOf([&] { reader.dataVersion(); });
    QCOMPARE(code, ErrorCode::NotFound);
    QVERIFY2(text.starts_with(folder.path().string()), text.c_str());
}

void TestPlace::writes_waitForAMovedFile()
{
    const Folder folder;
    Writer writer(folder.path());
    const std::int64_t run = writer.createRun(sampleRun());
    fs::rename(folder.path(), folder.path("elsewhere"));
    writer.postTrial(sampleTrial(run, 1), nullptr);
    const auto [code, text] = errorOf([&] { writer.flush(); });
    QCOMPARE(code, ErrorCode::NotFound);
    QVERIFY2(text.find("moved away") != std::string::npos, text.c_str());
    QVERIFY(writer.trouble().has_value());
    QVERIFY(!fs::exists(folder.path()));
    fs::rename(folder.path("elsewhere"), folder.path());
    writer.flush();
    QVERIFY(!writer.trouble().has_value());
    QCOMPARE(Reader(folder.path()).trials(run).size(), std::size_t(1));
    QCOMPARE(integrity(folder.path()), std::string("ok"));
}

void TestPlace::deletedFile_isWrittenAnewWithAllThatItHeld_data()
{
    QTest::addColumn<QStringList>("deleted");
    QTest::newRow("alone") << QStringList{""};
    QTest::newRow("with its log") << QStringList{"", "-wal", "-shm"};
}

void TestPlace::deletedFile_isWrittenAnewWithAllThatItHeld()
{
    QFETCH(QStringList, deleted);
    const Folder folder;
    {
        Writer writer(folder.path());
        const std::int64_t run = writer.createRun(sampleRun("first"));
        writer.postTrial(sampleTrial(run, 1), Json{{"network", "of 1"}});
        writer.flush();
        const Reader other(folder.path()); // somebody reads the file that goes
        for (const QString& part : deleted)
            fs::remove(folder.path().string() + part.toStdString());
        // Nothing is queued, so that the writer's thread does not try by itself: it is said, then done.
        const auto [code, text] = errorOf([&] { writer.flush(); });
        QCOMPARE(code, ErrorCode::NotFound);
        QVERIFY2(text.find("was deleted") != std::string::npos, text.c_str());
        writer.postTrial(sampleTrial(run, 2), Json{{"network", "of 2"}});
        writer.flush();
        QCOMPARE(writer.createRun(sampleRun("second")), run + 1);
    }
    Reader reader(folder.path());
    QCOMPARE(reader.runs().size(), std::size_t(2));
    QCOMPARE(reader.trials(1).size(), std::size_t(2));
    QCOMPARE(reader.architecture(1, 2), (Json{{"network", "of 2"}}));
    QCOMPARE(integrity(folder.path()), std::string("ok"));
    for (const fs::directory_entry& file : fs::directory_iterator(folder.path().parent_path()))
        QVERIFY2(file.path().string().starts_with(folder.path().string()) &&
                     file.path().string().find("restored") == std::string::npos,
                 file.path().c_str());
}

void TestPlace::deletedFile_isWrittenAnewAlsoWithItsFolder()
{
    const Folder folder;
    const fs::path path = folder.path("below") / "history.sqlite";
    Writer writer(path);
    const std::int64_t run = writer.createRun(sampleRun());
    fs::remove_all(path.parent_path());
    QCOMPARE(errorOf([&] { writer.flush(); }).first, ErrorCode::NotFound);
    writer.postTrial(sampleTrial(run, 1), nullptr);
    writer.flush();
    QCOMPARE(Reader(path).trials(run).size(), std::size_t(1));
}

void TestPlace::otherFile_isNeverReplaced()
{
    const Folder folder;
    Writer writer(folder.path());
    const std::int64_t run = writer.createRun(sampleRun());
    fs::remove(folder.path());
    std::ofstream(folder.path()) << "mine";
    for (int i = 0; i < 3; ++i) {
        const auto [code, text] = errorOf([&] { writer.flush(); });
        QCOMPARE(code, ErrorCode::NotFound);
        QVERIFY2(text.find("another file is at its place") != std::string::npos, text.c_str());
    }
    QCOMPARE(fs::file_size(folder.path()), std::uintmax_t(4));
    fs::remove(folder.path());
    QCOMPARE(errorOf([&] { writer.flush(); }).first, ErrorCode::NotFound);
    writer.postTrial(sampleTrial(run, 1), nullptr);
    writer.flush();
    QCOMPARE(Reader(folder.path()).trials(run).size(), std::size_t(1));
}

QTEST_APPLESS_MAIN(TestPlace)
#include "tst_place.moc"
