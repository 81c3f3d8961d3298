// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "core/train/divergence.h"

using cw::train::divergence;

// Ten classes: guessing costs ln 10 = 2.3026; four times that 9.2103, a thousand times 2302.6.
class TestDivergence : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void goodOrRecoveringLosses_goOn()
    {
        QCOMPARE(divergence({}, 10), std::string());
        QCOMPARE(divergence({2.3, 1.5, 1.0}, 10), std::string());
        QCOMPARE(divergence({2300, 9.3, 2.2}, 10), std::string());
        QCOMPARE(divergence({9.3, 9.3}, 10), std::string());
        QCOMPARE(divergence({9.3, 9.3, 9.2}, 10), std::string());
    }

    void threeBadEpochsInARow_areGivenUp()
    {
        QCOMPARE(divergence({2, 9.3, 9.25, 9.22}, 10),
                 std::string("diverged: the training loss was 9.22 in epoch 4 and above 9.21 in the 2 before, guessing "
                             "has 2.303"));
    }

    void oneHopelessEpoch_isGivenUp()
    {
        QCOMPARE(divergence({2303}, 10),
                 std::string("diverged: the training loss was 2303 in epoch 1, guessing has 2.303"));
        QCOMPARE(divergence({2302}, 10), std::string());
    }

    void oneClass_isJudgedAsTwo() { QCOMPARE(divergence({600}, 1), std::string()); }
};

QTEST_APPLESS_MAIN(TestDivergence)
#include "tst_divergence.moc"
