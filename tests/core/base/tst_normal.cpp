// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include <QTest>

#include "core/base/normal.h"

using namespace cw;

namespace {

bool isNear(double found, double expected, double relative)
{
    return std::abs(found - expected) <= relative * std::abs(expected);
}

} // namespace

class TestNormal : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void normal_agreesWithPublishedValues();
};

void TestNormal::normal_agreesWithPublishedValues()
{
    QVERIFY(isNear(normalDensity(0), 0.3989422804014327, 1e-15));
    QVERIFY(isNear(normalCumulative(1), 0.8413447460685429, 1e-14));
    QVERIFY(isNear(normalCumulative(-6), 9.865876450376946e-10, 1e-12)); // Abramowitz and Stegun, table 26.2
    QVERIFY(isNear(normalQuantile(0.975), 1.959963984540054, 1e-13));
    QVERIFY(isNear(normalQuantile(1e-6), -4.753424308822899, 1e-12));
    QCOMPARE(normalQuantile(0.5), 0.0);
}

QTEST_APPLESS_MAIN(TestNormal)
#include "tst_normal.moc"
