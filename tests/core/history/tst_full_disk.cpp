// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <csignal>
#include <future>
#include <optional>
#include <thread>

#include <sys/resource.h>

#include <QTest>

#include "tests/core/history/history_fixture.h"

using namespace cw;
using namespace cw::history;
namespace fs = std::filesystem;

namespace {

/// No file of this process grows beyond `bytes` while it lives: writes fail as on a full disk, on every machine.
class SmallDisk {
public:
    explicit SmallDisk(std::uintmax_t bytes)
    {
        ::signal(SIGXFSZ, SIG_IGN);
        ::getrlimit(RLIMIT_FSIZE, &m_before);
        rlimit small = m_before;
        small.rlim_cur = bytes;
        ::setrlimit(RLIMIT_FSIZE, &small);
    }
    ~SmallDisk() { ::setrlimit(RLIMIT_FSIZE, &m_before); }
    SmallDisk(const SmallDisk&) = delete;
    SmallDisk& operator=(const SmallDisk&) = delete;

private:
    rlimit m_before{};
};

std::uintmax_t largestFile(const fs::path& path)
{
    std::uintmax_t largest = 0;
    for (const char* suffix : {"", "-wal", "-shm"}) {
        std::error_code ignored;
        const auto bytes = fs::file_size(path.string() + suffix, ignored);
        largest = std::max(largest, ignored ? 0 : bytes);
    }
    return largest;
}

constexpr std::int64_t kBefore = 100;
constexpr std::int64_t kAfter = 5000;

} // namespace

class TestFullDisk : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void postedRows_areKeptAndWrittenWhenThereIsSpace();
    void waitingRows_areWrittenByThemselvesAndToldOfMeanwhile();
    void synchronousCalls_failAloneAndLeaveNothing();
    void destructor_givesUpWithoutWaiting();
    void newHistory_saysSo();
};

void TestFullDisk::postedRows_areKeptAndWrittenWhenThereIsSpace()
{
    const Folder folder;
    Writer writer(folder.path());
    const std::int64_t run = writer.createRun(sampleRun());
    for (std::int64_t trial = 1; trial <= kBefore; ++trial)
        writer.postTrial(sampleTrial(run, trial), nullptr);
    writer.flush();

    std::optional<SmallDisk> small(largestFile(folder.path()) + 300'000);
    std::vector<std::int64_t> told;
    for (std::int64_t trial = kBefore + 1; trial <= kBefore + kAfter; ++trial)
        writer.postTrial(sampleTrial(run, trial), nullptr, [&told, trial] { told.push_back(trial); });
    const auto [code, text] = errorOf([&] { writer.flush(); });
    QCOMPARE(code, ErrorCode::Io);
    QVERIFY2(text.starts_with(folder.path().string()), text.c_str());
    {
        Reader reader(folder.path());
        const auto rows = static_cast<std::int64_t>(reader.trials(run).size());
        QVERIFY(rows >= kBefore && rows < kBefore + kAfter);
        QCOMPARE(reader.run(run).trials, rows);
        QCOMPARE(static_cast<std::int64_t>(told.size()), rows - kBefore); // told of what is there, and of no more
    }
    small.reset();
    writer.flush();
    Reader reader(folder.path());
    QCOMPARE(reader.run(run).trials, kBefore + kAfter);
    QCOMPARE(static_cast<std::int64_t>(told.size()), kAfter);
    QVERIFY(std::is_sorted(told.begin(), told.end()));
    QCOMPARE(integrity(folder.path()), std::string("ok"));
}

void TestFullDisk::waitingRows_areWrittenByThemselvesAndToldOfMeanwhile()
{
    const Folder folder;
    Writer writer(folder.path());
    const std::int64_t run = writer.createRun(sampleRun());
    QVERIFY(!writer.trouble());
    std::optional<SmallDisk> small(largestFile(folder.path()));
    std::promise<void> written;
    writer.postEvent(run, "log", std::string(1'000'000, 'x'));
    writer.postWhenCommitted([&written] { written.set_value(); });
    while (!writer.trouble()) // until the writer's thread has tried
        std::this_thread::yield();
    const Error why = writer.trouble().value();
    QCOMPARE(why.code(), ErrorCode::Io);
    QVERIFY2(std::string(why.what()).starts_with(folder.path().string()), why.what());
    QVERIFY2(why.problem().find("cannot read or write the history") != std::string::npos, why.what());
    writer.postEvent(run, "log", "y"); // waits in order
    small.reset();
    written.get_future().wait();
    writer.flush();
    QVERIFY(!writer.trouble());
    Reader reader(folder.path());
    QCOMPARE(reader.events(run).back().data, Json("y"));
    QCOMPARE(reader.events(run).front().data.get<std::string>().size(), 1'000'000u);
}

void TestFullDisk::synchronousCalls_failAloneAndLeaveNothing()
{
    const Folder folder;
    Writer writer(folder.path());
    writer.createRun(sampleRun());
    NewRun large = sampleRun();
    large.config["text"] = std::string(1'000'000, 'x');
    std::optional<SmallDisk> small(largestFile(folder.path()) + 100'000);
    const auto [code, text] = errorOf([&] { writer.createRun(large); });
    QCOMPARE(code, ErrorCode::Io);
    small.reset();
    writer.flush(); // the caller was told: nothing is pending
    QCOMPARE(Reader(folder.path()).runs().size(), 1u);
    QCOMPARE(writer.createRun(large), 2);
}

void TestFullDisk::destructor_givesUpWithoutWaiting()
{
    const Folder folder;
    {
        Writer writer(folder.path());
        const std::int64_t run = writer.createRun(sampleRun());
        const SmallDisk small(largestFile(folder.path()));
        writer.postEvent(run, "log", std::string(1'000'000, 'x'));
        const auto [code, text] = errorOf([&] { writer.flush(true); });
        QCOMPARE(code, ErrorCode::Io);
    }
    Reader reader(folder.path());
    QCOMPARE(reader.runs().size(), 1u);
    QCOMPARE(integrity(folder.path()), std::string("ok"));
}

void TestFullDisk::newHistory_saysSo()
{
    const Folder folder;
    std::optional<SmallDisk> small(10'000);
    const auto [code, text] = errorOf([&] { Writer writer(folder.path()); });
    QCOMPARE(code, ErrorCode::Io);
    QVERIFY2(text.starts_with(folder.path().string()), text.c_str());
    small.reset();
    Writer writer(folder.path());
    QCOMPARE(writer.createRun(sampleRun()), 1);
}

QTEST_APPLESS_MAIN(TestFullDisk)
#include "tst_full_disk.moc"
