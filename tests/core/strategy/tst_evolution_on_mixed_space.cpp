// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest/QtTest>

#include "tests/core/strategy/mixed_function.h"

/// Evolution and its relatives where decisions are categorical, whole, real, logarithmic and conditional.
class TestEvolutionOnMixedSpace : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void random_isBeatenWithTheSameBudget_data()
    {
        QTest::addColumn<QByteArray>("strategy");
        for (const char* id : {"local-search", "regularized-evolution", "genetic", "nsga2", "umda", "pbil"})
            QTest::addRow("%s", id) << QByteArray(id);
    }

    void random_isBeatenWithTheSameBudget()
    {
        QFETCH(QByteArray, strategy);
        const int won = cw::test::winsOverRandom(strategy, 50, 300);
        QVERIFY2(won >= 45, QByteArray::number(won));
    }
};

QTEST_APPLESS_MAIN(TestEvolutionOnMixedSpace)
#include "tst_evolution_on_mixed_space.moc"
