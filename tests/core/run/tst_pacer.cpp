// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "core/run/pacer.h"

using namespace cw::run;
using namespace std::chrono_literals;

/// All numbers are worked out by hand from times that the test gives.
class TestPacer : public QObject {
    Q_OBJECT

    Pacer::Clock::time_point m_start{}; ///< any

private Q_SLOTS:
    void nothingDone_isUnknown()
    {
        Pacer pacer(0, 0);
        QCOMPARE(pacer.secondsLeft(5, m_start), -1.0);
        pacer.go(m_start);
        QCOMPARE(pacer.secondsLeft(5, m_start + 10s), -1.0);
        QCOMPARE(pacer.secondsLeft(0, m_start + 10s), 0.0);
    }

    void left_isThePaceTimesTheRest()
    {
        Pacer pacer(0, 0);
        pacer.go(m_start);
        pacer.countDone(1, m_start + 10s);
        QCOMPARE(pacer.secondsLeft(3, m_start + 10s), 30.0);
        QCOMPARE(pacer.secondsLeft(3, m_start + 14s), 26.0); // 4 s of the next one have passed
        QCOMPARE(pacer.secondsLeft(3, m_start + 99s), 0.0);  // late, but never negative
        pacer.countDone(1, m_start + 20s);
        pacer.countDone(2, m_start + 60s);
        QCOMPARE(pacer.secondsLeft(2, m_start + 60s), 30.0); // four in 60 s
    }

    void pause_takesNoTime()
    {
        Pacer pacer(0, 0);
        pacer.go(m_start);
        pacer.countDone(4, m_start + 60s);
        pacer.halt(m_start + 65s);
        QCOMPARE(pacer.secondsLeft(2, m_start + 1h), 25.0);
        QCOMPARE(pacer.seconds(m_start + 1h), 65.0);
        pacer.go(m_start + 1h);
        QCOMPARE(pacer.secondsLeft(2, m_start + 1h + 5s), 20.0);
    }

    void hours_limitWhatIsLeft()
    {
        Pacer pacer(1800, 1); // half of the hour is spent
        pacer.go(m_start);
        QCOMPARE(pacer.secondsLeft(10, m_start), 1800.0);
        pacer.countDone(1, m_start + 900s);
        QCOMPARE(pacer.secondsLeft(10, m_start + 900s), 900.0); // 9000 s by the pace
        QCOMPARE(pacer.secondsLeft(1, m_start + 1000s), 800.0); // the same by both
        QVERIFY(!pacer.isOver(m_start + 1799s));
        QVERIFY(pacer.isOver(m_start + 1800s));
        QCOMPARE(pacer.secondsLeft(10, m_start + 2000s), 0.0);
    }

    void pace_isThatOfTheLast64()
    {
        Pacer pacer(0, 0);
        pacer.go(m_start);
        auto now = m_start;
        for (int i = 0; i < 100; ++i)
            pacer.countDone(1, now += 1s);
        QCOMPARE(pacer.secondsLeft(10, now), 10.0);
        for (int i = 0; i < 64; ++i)
            pacer.countDone(1, now += 10s);
        QCOMPARE(pacer.secondsLeft(10, now), 100.0); // what was quick is forgotten
    }
};

QTEST_APPLESS_MAIN(TestPacer)
#include "tst_pacer.moc"
