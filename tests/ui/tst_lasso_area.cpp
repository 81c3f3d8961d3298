// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <limits>

#include <QElapsedTimer>
#include <QTest>

#include "core/base/rng.h"
#include "ui/plots/lasso_area.h"

using namespace cw;
using namespace cw::ui;

namespace {

/// As a hand draws: round, and over itself here and there.
QPolygonF scrawl(int corners, Rng& rng)
{
    QPolygonF line;
    for (int i = 0; i < corners; ++i) {
        const double angle = 2 * M_PI * 3 * i / corners;
        const double radius = 150 + 60 * std::sin(5 * angle) + 10 * rng.uniform();
        line << QPointF(400 + radius * std::cos(angle), 300 + radius * std::sin(angle));
    }
    return line;
}

std::vector<QPointF> scatter(int count, Rng& rng)
{
    std::vector<QPointF> points;
    for (int i = 0; i < count; ++i)
        points.emplace_back(800 * rng.uniform(), 600 * rng.uniform());
    return points;
}

} // namespace

class TestLassoArea : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void square_holdsWhatIsInside()
    {
        const LassoArea square(QPolygonF({{10, 10}, {30, 10}, {30, 20}, {10, 20}}));
        QVERIFY(square.contains({20, 15}));
        QVERIFY(!square.contains({9, 15}));
        QVERIFY(!square.contains({31, 15}));
        QVERIFY(!square.contains({20, 21}));
        QVERIFY(!square.contains({20, std::numeric_limits<double>::quiet_NaN()}));
        QVERIFY(!square.contains({std::numeric_limits<double>::infinity(), 15}));
    }

    void whatIsSurroundedTwice_isOutside()
    {
        QPolygonF star; // a pentagram
        for (int i = 0; i < 5; ++i) {
            const double angle = 2 * M_PI * (2 * i) / 5 - M_PI / 2;
            star << QPointF(100 * std::cos(angle), 100 * std::sin(angle));
        }
        const LassoArea area(star);
        QVERIFY(!area.contains({0, 0}));
        QVERIFY(area.contains({0, -80})); // in the upper point
        QVERIFY(!area.contains({90, 90}));
    }

    void linesAndPoints_encloseNothing()
    {
        for (const QPolygonF& corners : {QPolygonF(), QPolygonF({{1, 1}}), QPolygonF({{1, 1}, {9, 9}}),
                                         QPolygonF({{1, 1}, {5, 1}, {9, 1}}), QPolygonF({{1, 1}, {1, 5}, {1, 9}})}) {
            const LassoArea area(corners);
            for (const QPointF& point : {QPointF(1, 1), QPointF(5, 1), QPointF(1, 5), QPointF(5, 5)})
                QVERIFY(!area.contains(point));
        }
    }

    void manyCorners_agreeWithQt()
    {
        Rng rng(1);
        for (const int corners : {3, 7, 300, 2'000}) {
            const QPolygonF line = scrawl(corners, rng);
            const LassoArea area(line);
            int inside = 0;
            for (const QPointF& point : scatter(5'000, rng)) {
                QCOMPARE(area.contains(point), line.containsPoint(point, Qt::OddEvenFill));
                inside += area.contains(point) ? 1 : 0;
            }
            QVERIFY(corners < 300 || inside > 100); // three or seven are folded flat
        }
    }

    void hundredThousandPoints_takeMilliseconds()
    {
        Rng rng(2);
        const LassoArea area(scrawl(1'000, rng));
        const auto points = scatter(100'000, rng);
        QElapsedTimer clock;
        clock.start();
        int inside = 0;
        for (const QPointF& point : points)
            inside += area.contains(point) ? 1 : 0;
        qInfo("%d of 100,000 points inside 1,000 corners, found in %.2f ms", inside,
              static_cast<double>(clock.nsecsElapsed()) / 1e6);
        QVERIFY(inside > 1'000 && inside < 99'000);
    }
};

QTEST_APPLESS_MAIN(TestLassoArea)
#include "tst_lasso_area.moc"
