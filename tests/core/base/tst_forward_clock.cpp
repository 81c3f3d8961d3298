// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "core/base/forward_clock.h"

using cw::ForwardClock;

class TestForwardClock : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void untouchedClock_isFollowed()
    {
        ForwardClock clock(0, 100);
        QCOMPARE(clock.now(5000, 100), 5000.0);
        QCOMPARE(clock.now(5010, 110), 5010.0);
    }
    void clockSetBack_isPassedOver()
    {
        ForwardClock clock(0, 100);
        QCOMPARE(clock.now(5000, 100), 5000.0);
        QCOMPARE(clock.now(1000, 103), 5003.0);
        QCOMPARE(clock.now(1004, 107), 5007.0);
        QCOMPARE(clock.now(9000, 108), 9000.0); // set right again, and further
    }
    void clockSetForward_isFollowedAndNotBack()
    {
        ForwardClock clock(0, 100);
        QCOMPARE(clock.now(5000, 100), 5000.0);
        QCOMPARE(clock.now(8000, 101), 8000.0);
        QCOMPARE(clock.now(5002, 102), 8001.0);
    }
    void recordOfEarlier_isNotGoneBehind()
    {
        ForwardClock clock(7000, 100);
        QCOMPARE(clock.now(5000, 104), 7004.0);
    }
    void threadsThatOvertakeEachOther_moveNothingBack()
    {
        ForwardClock clock(7000, 100);
        QCOMPARE(clock.now(0, 110), 7010.0);
        QCOMPARE(clock.now(0, 109), 7010.0);
        QCOMPARE(clock.now(0, 111), 7011.0);
    }
};

QTEST_APPLESS_MAIN(TestForwardClock)
#include "tst_forward_clock.moc"
