// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include <QTest>

#include "core/train/schedule.h"

using namespace cw;

class TestSchedule : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void schedules_fallAsTheirNamesSay()
    {
        QCOMPARE(train::rateFactor("cosine", 0), 1.0);
        QCOMPARE(train::rateFactor("cosine", 0.5), 0.5);
        QVERIFY(std::abs(train::rateFactor("cosine", 1.0 / 3) - 0.75) < 1e-12);
        QCOMPARE(train::rateFactor("linear", 0.25), 0.75);
        QCOMPARE(train::rateFactor("constant", 0.9), 1.0);
    }
};

QTEST_APPLESS_MAIN(TestSchedule)
#include "tst_schedule.moc"
