// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "core/base/file.h"
#include "tests/ui/settings_sandbox.h"
#include "tests/ui/written_history.h"
#include "ui/live/gpu_load.h"
#include "ui/live/load_sampler.h"
#include "ui/live/proc_load.h"
#include "ui/pages/runs/trials_model.h"
#include "ui/pages/runs/workers_panel.h"
#include "ui/pages/runs_page.h"
#include "ui/plots/load_plot.h"

#include <unistd.h>

using namespace cw;
using namespace cw::ui;

namespace {

constexpr int kPatience = 30'000;

/// What the kernel would say.
struct FakeProc {
    FakeProc() { QDir(folder.path()).mkdir(QStringLiteral("7")); }
    std::filesystem::path root() const { return folder.path().toStdString(); }
    void write(long busy, long idle, long user, long system, long pages)
    {
        writeFileAtomically(root() / "stat", fmt::format("cpu  {} 0 0 {} 50 0 0 0 0 0\ncpu0 1 2 3\n", busy, idle));
        writeFileAtomically(root() / "meminfo", "MemTotal:  1000 kB\nMemFree:  10 kB\nMemAvailable:  400 kB\n");
        writeFileAtomically(root() / "7" / "stat",
                            fmt::format("7 (a (strange) name) R 1 7 7 0 -1 0 0 0 0 0 {} {} 0 0 20 0 4 0 99 5000 {} 1\n",
                                        user, system, pages));
    }
    QTemporaryDir folder;
};

} // namespace

class TestLoad : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void proc_isReadAsTheKernelWritesIt();
    void missingProgram_isNotKnown();
    void gpus_ofBothMakers();
    void machineWithoutGpu_hasNoLineOfThem();
    void history_isADayWithMeansOfWhatIsOld();
    void sampler_seesThisProgram();
    void runOfThisWindow_hasALoad();
    void endedRun_saysWhyThereIsNone();

private:
    SettingsSandbox m_settings;
};

void TestLoad::proc_isReadAsTheKernelWritesIt()
{
    const double second = static_cast<double>(::sysconf(_SC_CLK_TCK));
    FakeProc proc;
    ProcLoad load(proc.root());
    proc.write(100, 900, 40, 10, 3);
    const LoadSample first = load.program(7, load.machine(1000));
    QVERIFY(std::isnan(first.programCores) && std::isnan(first.machineCores)); // since when?
    QCOMPARE(first.machineBytes, 600.0 * 1024);
    QCOMPARE(first.programBytes, 3.0 * static_cast<double>(::sysconf(_SC_PAGESIZE)));
    proc.write(100 + long(3 * second), 900, 40 + long(second), 10 + long(second), 3);
    const LoadSample later = load.program(7, load.machine(1002));
    QCOMPARE(later.machineCores, 1.5); // 3 s of work in 2 s
    QCOMPARE(later.programCores, 1.0);
    QCOMPARE(later.time, 1002.0);
}

void TestLoad::missingProgram_isNotKnown()
{
    FakeProc proc;
    proc.write(100, 900, 40, 10, 3);
    ProcLoad load(proc.root());
    load.machine(1000);
    const LoadSample none = load.program(8, load.machine(1001));
    QVERIFY(std::isnan(none.programCores) && std::isnan(none.programBytes));
    QVERIFY(!std::isnan(none.machineCores));
    ProcLoad nowhere(proc.root() / "missing");
    const LoadSample nothing = nowhere.program(7, nowhere.machine(1));
    QVERIFY(std::isnan(nothing.machineCores) && std::isnan(nothing.machineBytes));
}

void TestLoad::gpus_ofBothMakers()
{
    QTemporaryDir drm;
    const std::filesystem::path root = drm.path().toStdString();
    for (const char* device : {"card0/device", "card0-DP-1/device", "card1/device", "renderD128/device"}) {
        QVERIFY(QDir(drm.path()).mkpath(QString::fromUtf8(device)));
        writeFileAtomically(root / device / "gpu_busy_percent", "40\n");
        writeFileAtomically(root / device / "mem_info_vram_used", "2000\n");
    }
    writeFileAtomically(root / "card1/device/gpu_busy_percent", "a lot\n"); // not believed
    const GpuLoad both(FAKE_NVML, root);
    LoadSample sample;
    both.addTo(sample);
    QCOMPARE(sample.gpus, 0.75 + 0.5 + 0.4);
    QCOMPARE(sample.gpuBytes, 1000.0 + 500 + 2000);

    // A card that is pulled out meanwhile is left out.
    QVERIFY(QDir(QStringLiteral("%1/card0").arg(drm.path())).removeRecursively());
    LoadSample later;
    both.addTo(later);
    QCOMPARE(later.gpus, 0.75 + 0.5);
    QCOMPARE(later.gpuBytes, 1000.0 + 500);
}

void TestLoad::machineWithoutGpu_hasNoLineOfThem()
{
    QTemporaryDir empty;
    const GpuLoad none("libmissing-nvml.so.1", empty.path().toStdString());
    LoadSample sample;
    none.addTo(sample);
    QVERIFY(std::isnan(sample.gpus) && std::isnan(sample.gpuBytes));

    Theme theme;
    LoadPlot plot(theme);
    plot.resize(400, 240);
    plot.show();
    plot.setSamples({{100, 1, 2, 3e9, 4e9}, {101, 1, 2, 3e9, 4e9}}, 100);
    plot.flush();
    QCOMPARE(plot.legend().entries().size(), std::size_t(4));
    plot.setSamples({{100, 1, 2, 3e9, 4e9}, {101, 1, 2, 3e9, 4e9, 1.5, 8e9}}, 100);
    plot.flush();
    QCOMPARE(plot.legend().entries().size(), std::size_t(6));
    QVERIFY(plot.canvas().yAxis2->range().upper > 8e9 / (1024.0 * 1024 * 1024));
    QVERIFY(plot.csv().contains(QLatin1String("1.5,8000000000")));
}

void TestLoad::history_isADayWithMeansOfWhatIsOld()
{
    LoadHistory history;
    for (int i = 0; i < 3 * 24 * 3600; ++i)
        history.add({double(i), 1, double(i % 10), i % 2 == 0 ? NAN : 4.0, NAN, 0.5, NAN});
    QVERIFY(history.size() <= LoadHistory::kCoarse + LoadHistory::kFine);
    const auto all = history.between(0, 1e9);
    QVERIFY(all.back().time - all.front().time >= 24 * 3600.0);
    for (std::size_t i = 1; i < all.size(); ++i)
        QVERIFY(all[i - 1].time < all[i].time);
    QCOMPARE(all.front().machineCores, 4.5); // of 0 to 9
    QCOMPARE(all.front().programBytes, 4.0); // of those that are known
    QCOMPARE(all.front().gpus, 0.5);
    QVERIFY(std::isnan(all.front().machineBytes));
    QCOMPARE(history.between(all.back().time - 4, 1e9).size(), std::size_t(5));
}

void TestLoad::sampler_seesThisProgram()
{
    LoadSampler sampler;
    QSignalSpy sampled(&sampler, &LoadSampler::sampled);
    QTRY_VERIFY_WITH_TIMEOUT(sampled.count() >= 2, kPatience);
    const LoadHistory* mine = sampler.of(sampler.self().pid);
    QVERIFY(mine != nullptr && mine->size() >= 2);
    const LoadSample newest = mine->between(0, 1e18).back();
    QVERIFY(newest.programBytes > 1e6 && newest.machineBytes > newest.programBytes);
    QVERIFY(newest.programCores >= 0 && newest.machineCores >= 0);
}

void TestLoad::runOfThisWindow_hasALoad()
{
    WrittenHistory history;
    const std::int64_t run = history.addRun("random", 1, 12);
    history.writer().claimRun(run);
    history.writer().postRunState(run, RunState::Running, {});
    history.writer().flush();
    LiveServices live(history.path());
    RunsPage page(live.services());
    page.resize(1376, 832);
    page.show();
    QTRY_COMPARE_WITH_TIMEOUT(page.trials().rowCount(), 12, kPatience);
    auto* choice = page.findChild<QComboBox*>(QStringLiteral("workersChoice"));
    choice->setCurrentIndex(1);
    auto* plot = page.findChild<LoadPlot*>();
    QTRY_VERIFY_WITH_TIMEOUT(plot->samples().size() >= 2, kPatience);
    plot->flush();
    QVERIFY(plot->isVisible() && plot->canvas().isVisible());
    QVERIFY(plot->legend().entries().size() >= std::size_t(4)); // more where there is a GPU
    QVERIFY(plot->csv().startsWith(QLatin1String("seconds,program cores,")));
}

void TestLoad::endedRun_saysWhyThereIsNone()
{
    WrittenHistory history;
    history.addRun("random", 1, 12);
    LiveServices live(history.path());
    RunsPage page(live.services());
    page.resize(1376, 832);
    page.show();
    QTRY_COMPARE_WITH_TIMEOUT(page.trials().rowCount(), 12, kPatience);
    page.findChild<QComboBox*>(QStringLiteral("workersChoice"))->setCurrentIndex(1);
    auto* plot = page.findChild<LoadPlot*>();
    plot->flush();
    QVERIFY(!plot->canvas().isVisible());
    bool said = false;
    for (const QLabel* label : plot->findChildren<QLabel*>())
        said = said || (label->isVisible() && label->text().contains(QStringLiteral("only while this window is open")));
    QVERIFY(said);
}

QTEST_MAIN(TestLoad)
#include "tst_load.moc"
