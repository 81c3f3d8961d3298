// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTemporaryDir>
#include <QTest>

#include "core/base/process.h"
#include "core/history/reader.h"
#include "core/run/calibrations.h"

using namespace cw;
using namespace cw::run;

/// What this machine was measured to do is measured once for all runs of a history.
class TestCalibrations : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    int m_measured = 0;

    /// As a run would: its own writer, gone at the end.
    Json get(const std::string& file, const std::string& key, bool usable = true)
    {
        const auto writer = std::make_shared<history::Writer>(m_folder.filePath(file.c_str()).toStdString());
        Calibrations calibrations(writer);
        const auto isUsable = [&](const Json& json) { return usable && json.is_object(); };
        const auto measure = [&] { return Json{{"speed", ++m_measured}}; };
        const Json first = calibrations.get(key, isUsable, measure);
        // One run asks for every trial.
        const Json again = calibrations.get(key, isUsable, measure);
        return first == again ? first : Json("changed within a run");
    }

private Q_SLOTS:
    void init() { m_measured = 0; }

    void secondRun_usesTheFirstMeasurement()
    {
        const Json first{{"speed", 1}};
        QVERIFY(get("a.sqlite", "cpu, 1 threads, float32") == first);
        QVERIFY(get("a.sqlite", "cpu, 1 threads, float32") == first);
        QCOMPARE(m_measured, 1);
    }

    void otherThreadsAndOtherHistories_areMeasured()
    {
        get("b.sqlite", "cpu, 1 threads, float32");
        QVERIFY((get("b.sqlite", "cpu, 2 threads, float32") == Json{{"speed", 2}}));
        QVERIFY((get("c.sqlite", "cpu, 1 threads, float32") == Json{{"speed", 3}}));
    }

    void unusableOne_isReplaced()
    {
        get("d.sqlite", "cpu");
        const Json newest{{"speed", 2}};
        QVERIFY(get("d.sqlite", "cpu", false) == newest);
        QVERIFY(history::Reader(m_folder.filePath("d.sqlite").toStdString()).calibration(thisProcess().host, "cpu") ==
                newest);
    }
};

QTEST_GUILESS_MAIN(TestCalibrations)
#include "tst_calibrations.moc"
