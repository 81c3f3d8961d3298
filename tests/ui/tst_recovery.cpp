// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstdio>
#include <filesystem>

#include <fmt/format.h>

#include <QApplication>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "core/base/file.h"
#include "tests/ui/settings_sandbox.h"
#include "ui/document/autosave.h"
#include "ui/document/open_documents.h"
#include "ui/document/recovery.h"

using namespace cw;
using namespace cw::ui;
namespace fs = std::filesystem;

namespace {

constexpr int kPatience = 30'000;

SpacePtr opened(const char* name)
{
    return std::make_shared<const space::SearchSpace>(space::openSpace(name).value());
}

SpaceDocument::Edit nameIt(const std::string& name)
{
    return [name](space::SearchSpace& space) -> Result<Done> {
        space.name = name;
        return Done{};
    };
}

/// No process has this number: it is above what the kernel gives.
const ProcessId kGone{thisProcess().host, 1 << 23, 42};

/// The other program of the test: edits until it is killed. Says each name after its autosave.
int editUntilKilled(const std::string& folder)
{
    SpaceDocument document(opened("mlp"), QString());
    Autosave autosave(document, RecoveryFolder(folder), "theirs");
    int number = 0;
    QObject::connect(&autosave, &Autosave::written, &document, [&document, &number] {
        std::printf("saved %s\n", document.space()->name.c_str());
        std::fflush(stdout);
        document.apply(QStringLiteral("name"), nameIt(fmt::format("work {}", ++number)));
    });
    document.apply(QStringLiteral("name"), nameIt("work"));
    return QApplication::exec();
}

} // namespace

class TestRecovery : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { m_folder.emplace(); }

    void autosave_holdsTheNewestStateAfterEveryStep();
    void burstOfSteps_leavesTheNewest();
    void savedOrUndoneWork_leavesNoFile();
    void workThatIsGivenUp_leavesNoFile();
    void workThatIsDropped_staysForTheNextStart();
    void killedProgram_losesTheLastStepAtMost();
    void runningProgramsWork_isItsOwn();
    void anotherHostsWork_isLeftAloneForADay();
    void offeredTwice_isTakenOnce();
    void damagedFiles_areReportedAndKept_data();
    void damagedFiles_areReportedAndKept();
    void otherFiles_areNotLookedAt();
    void folderThatCannotBeMade_isSaidOnce();
    void recoveredDocument_hasUnsavedWorkAndItsPath();
    void recoveredDocument_leavesAFileAloneThatWasWrittenSince();

private:
    fs::path folder() const { return fs::path(m_folder->path().toStdString()) / "recovery"; }
    RecoveryFolder mine() const { return RecoveryFolder(folder()); }
    RecoveryFolder theirs(const ProcessId& process = kGone) const { return RecoveryFolder(folder(), process); }
    /// What the next start would find of this program.
    std::vector<LeftBehind> leftByThis() const { return RecoveryFolder(folder(), kGone).leftBehind(); }
    std::string nameIn(const fs::path& file) const
    {
        const Result<Json> json = readJsonFile(file);
        return json ? (*json)["space"]["name"].get<std::string>() : json.error().what();
    }

    std::optional<QTemporaryDir> m_folder;
    SettingsSandbox m_settings;
};

void TestRecovery::autosave_holdsTheNewestStateAfterEveryStep()
{
    SpaceDocument document(opened("mlp"), QStringLiteral("/somewhere/mine.cwspace"));
    const Autosave autosave(document, mine(), "a");
    QVERIFY(!fs::exists(mine().fileOf("a"))); // nothing to lose yet
    for (const char* name : {"first", "second", "third"}) {
        QSignalSpy written(&autosave, &Autosave::written);
        QVERIFY(!document.apply(QStringLiteral("name"), nameIt(name)));
        QTRY_VERIFY_WITH_TIMEOUT(!autosave.isBusy(), kPatience);
        QCOMPARE(nameIn(mine().fileOf("a")), std::string(name));
    }
    document.steps().undo();
    QTRY_VERIFY_WITH_TIMEOUT(!autosave.isBusy(), kPatience);
    QCOMPARE(nameIn(mine().fileOf("a")), std::string("second"));
    const Result<Json> json = readJsonFile(mine().fileOf("a"));
    QCOMPARE((*json)["path"].get<std::string>(), std::string("/somewhere/mine.cwspace"));
}

void TestRecovery::burstOfSteps_leavesTheNewest()
{
    SpaceDocument document(opened("nas-bench-201"), QString());
    const Autosave autosave(document, mine(), "a");
    const QSignalSpy written(&autosave, &Autosave::written);
    for (int i = 0; i <= 200; ++i)
        QVERIFY(!document.apply(QStringLiteral("name"), nameIt(fmt::format("n{}", i))));
    QTRY_VERIFY_WITH_TIMEOUT(!autosave.isBusy(), kPatience);
    QCOMPARE(nameIn(mine().fileOf("a")), std::string("n200"));
    QVERIFY(written.count() < 200); // those in between were never waited for
}

void TestRecovery::savedOrUndoneWork_leavesNoFile()
{
    SpaceDocument document(opened("mlp"), QString());
    const Autosave autosave(document, mine(), "a");
    QVERIFY(!document.apply(QStringLiteral("name"), nameIt("x")));
    QTRY_VERIFY_WITH_TIMEOUT(fs::exists(mine().fileOf("a")) && !autosave.isBusy(), kPatience);
    document.steps().undo();
    QTRY_VERIFY_WITH_TIMEOUT(!fs::exists(mine().fileOf("a")), kPatience);
    document.steps().redo();
    QTRY_VERIFY_WITH_TIMEOUT(fs::exists(mine().fileOf("a")) && !autosave.isBusy(), kPatience);
    document.setSaved(QStringLiteral("/somewhere/x.cwspace"));
    QTRY_VERIFY_WITH_TIMEOUT(!fs::exists(mine().fileOf("a")), kPatience);
}

void TestRecovery::workThatIsGivenUp_leavesNoFile()
{
    SpaceDocument document(opened("mlp"), QString());
    {
        Autosave autosave(document, mine(), "a");
        QVERIFY(!document.apply(QStringLiteral("name"), nameIt("x")));
        QTRY_VERIFY_WITH_TIMEOUT(!autosave.isBusy(), kPatience);
        autosave.giveUp();
    } // at once: what was begun must not write it again
    QVERIFY(!fs::exists(mine().fileOf("a")));
}

void TestRecovery::workThatIsDropped_staysForTheNextStart()
{
    SpaceDocument document(opened("mlp"), QString());
    {
        const Autosave autosave(document, mine(), "a");
        QVERIFY(!document.apply(QStringLiteral("name"), nameIt("the last step")));
    } // before the background has written it
    QCOMPARE(nameIn(mine().fileOf("a")), std::string("the last step"));
}

void TestRecovery::killedProgram_losesTheLastStepAtMost()
{
    QProcess program;
    program.start(QCoreApplication::applicationFilePath(),
                  {QStringLiteral("--edit"), QString::fromStdString(folder().string())});
    QVERIFY(program.waitForStarted(kPatience));
    QByteArray told;
    const auto steps = [&told] { return told.count('\n'); };
    while (steps() < 20) {
        QVERIFY(program.waitForReadyRead(kPatience));
        told += program.readAllStandardOutput();
    }
    QVERIFY(mine().leftBehind().empty()); // it runs: its work is its own
    program.kill();                       // SIGKILL
    QVERIFY(program.waitForFinished(kPatience));
    told += program.readAllStandardOutput();
    const QByteArrayList lines = told.trimmed().split('\n');
    const int last = lines.constLast().mid(static_cast<int>(qstrlen("saved work "))).toInt();
    const std::vector<LeftBehind> left = mine().leftBehind();
    QCOMPARE(left.size(), std::size_t(1));
    QCOMPARE(left.front().problem, std::string());
    QCOMPARE(left.front().id, std::string("theirs"));
    const int kept = QString::fromStdString(left.front().state.space->name).mid(5).toInt();
    QVERIFY2(kept >= last, qPrintable(QStringLiteral("told of %1, kept %2").arg(last).arg(kept)));
}

void TestRecovery::runningProgramsWork_isItsOwn()
{
    mine().write("a", {{}, "title", 1, opened("mlp")});
    QVERIFY(mine().leftBehind().empty());
    QVERIFY(leftByThis().empty()); // asked by another: this one is alive
    theirs().write("b", {{}, "title", 1, opened("mlp")});
    QCOMPARE(mine().leftBehind().size(), std::size_t(1));
    // A number that was used again is another program.
    ProcessId reused = thisProcess();
    reused.startTime -= 1;
    theirs(reused).write("c", {{}, "title", 2, opened("mlp")});
    QCOMPARE(mine().leftBehind().size(), std::size_t(2));
    QCOMPARE(mine().leftBehind().front().id, std::string("c")); // newest first
}

void TestRecovery::anotherHostsWork_isLeftAloneForADay()
{
    const RecoveryFolder other = theirs({"another-host", 17, 4});
    other.write("a", {{}, "title", 1, opened("mlp")});
    QVERIFY(mine().leftBehind().empty());
    fs::last_write_time(other.fileOf("a"), fs::file_time_type::clock::now() - std::chrono::hours(25));
    QCOMPARE(mine().leftBehind().size(), std::size_t(1));
}

void TestRecovery::offeredTwice_isTakenOnce()
{
    theirs().write("a", {{}, "title", 1, opened("mlp")});
    const std::vector<LeftBehind> left = mine().leftBehind();
    const RecoveryFolder another = theirs({thisProcess().host, kGone.pid + 1, 1});
    QVERIFY(another.claim(left.front()).has_value());
    const Result<Done> second = mine().claim(left.front());
    QVERIFY(!second.has_value());
    QCOMPARE(second.error().code(), ErrorCode::NotFound);
    QVERIFY(fs::exists(another.fileOf("a")));
}

void TestRecovery::damagedFiles_areReportedAndKept_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addRow("empty") << QByteArray();
    QTest::addRow("cut off") << QByteArray(R"({"format": "cwrecovery", "version": 1, "spa)");
    QTest::addRow("another format") << QByteArray(R"({"format": "cwspace", "version": 1})");
    QTest::addRow("newer version") << QByteArray(R"({"format": "cwrecovery", "version": 99})");
    QTest::addRow("no space") << QByteArray(R"({"format": "cwrecovery", "version": 1})");
    QTest::addRow("bad space") << QByteArray(
        R"({"format": "cwrecovery", "version": 1, "saved": "yesterday", "space": {"format": "cwspace", "version": 1, "graph": 7}})");
    QTest::addRow("deep") << QByteArray(100'000, '[');
    QTest::addRow("no text") << QByteArray("\x00\xff\xfe\x80", 4);
}

void TestRecovery::damagedFiles_areReportedAndKept()
{
    QFETCH(const QByteArray, content);
    fs::create_directories(folder());
    const fs::path file = theirs().fileOf("a");
    writeFileAtomically(file, content.toStdString());
    const std::vector<LeftBehind> left = mine().leftBehind();
    QCOMPARE(left.size(), std::size_t(1));
    QVERIFY(!left.front().problem.empty());
    QVERIFY(left.front().problem.size() < 1000);
    QVERIFY(fs::exists(file));
    RecoveryFolder::discard(left.front());
    QVERIFY(!fs::exists(file));
}

void TestRecovery::otherFiles_areNotLookedAt()
{
    fs::create_directories(folder());
    for (const char* name : {"notes.txt", "a.json", "a@b-c.json", "@1-2.json", "a@8388608-42.json.XXXXXX"})
        writeFileAtomically(folder() / name, "{}");
    QVERIFY(mine().leftBehind().empty());
    QVERIFY(RecoveryFolder(folder() / "of nobody").leftBehind().empty());
}

void TestRecovery::folderThatCannotBeMade_isSaidOnce()
{
    const fs::path file = m_folder->path().toStdString() + "/file";
    writeFileAtomically(file, "in the way");
    SpaceDocument document(opened("mlp"), QString());
    const Autosave autosave(document, RecoveryFolder(file / "recovery"), "a");
    const QSignalSpy failed(&autosave, &Autosave::failed);
    QVERIFY(!document.apply(QStringLiteral("name"), nameIt("x")));
    QTRY_COMPARE_WITH_TIMEOUT(failed.count(), 1, kPatience);
    QVERIFY(!document.apply(QStringLiteral("name"), nameIt("y")));
    QTRY_VERIFY_WITH_TIMEOUT(!autosave.isBusy(), kPatience);
    QCOMPARE(failed.count(), 1);
}

void TestRecovery::recoveredDocument_hasUnsavedWorkAndItsPath()
{
    theirs().write("a", {"/somewhere/mine.cwspace", "mine.cwspace", 1, opened("mlp")});
    OpenDocuments documents(mine());
    documents.recover(mine().leftBehind().front());
    QCOMPARE(documents.count(), 1);
    QVERIFY(documents.current()->isModified());
    QCOMPARE(documents.current()->title(), QStringLiteral("mine.cwspace"));
    QCOMPARE(documents.current()->document->path(), QStringLiteral("/somewhere/mine.cwspace"));
    QTRY_VERIFY_WITH_TIMEOUT(!documents.current()->autosave->isBusy(), kPatience);
    QVERIFY(fs::exists(mine().fileOf("a"))); // now this program's
    QVERIFY(!fs::exists(theirs().fileOf("a")));
    documents.close(0);
    QVERIFY(!fs::exists(mine().fileOf("a")));
}

void TestRecovery::recoveredDocument_leavesAFileAloneThatWasWrittenSince()
{
    const fs::path file = fs::path(m_folder->path().toStdString()) / "mine.cwspace";
    writeJsonFile(file, space::toJson(*opened("mlp")));
    theirs().write("a", {file.string(), "mine.cwspace", 1, opened("mlp")});                // in 1970
    theirs().write("b", {file.string(), "mine.cwspace", wallClock() + 60, opened("mlp")}); // after the file
    OpenDocuments documents(mine());
    for (const LeftBehind& left : mine().leftBehind()) {
        documents.recover(left);
        const bool later = left.id == "b";
        QCOMPARE(documents.current()->document->path(), later ? QString::fromStdString(file.string()) : QString());
        QVERIFY(documents.current()->isModified());
    }
    documents.giveUpAll();
}

int main(int argc, char** argv)
{
    if (argc == 3 && std::string_view(argv[1]) == "--edit") {
        const QApplication application(argc, argv);
        return editUntilKilled(argv[2]);
    }
    const QApplication application(argc, argv);
    TestRecovery test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_recovery.moc"
