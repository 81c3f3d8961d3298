// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "ui/canvas/wire_gaps.h"

using namespace cw::ui;

namespace {

QPainterPath straight(QPointF from, QPointF to)
{
    QPainterPath path(from);
    path.lineTo(to);
    return path;
}

double lengthOf(const QPainterPath& path)
{
    double length = 0;
    for (const QPolygonF& piece : path.toSubpathPolygons()) {
        for (qsizetype i = 0; i + 1 < piece.size(); ++i)
            length += QLineF(piece[i], piece[i + 1]).length();
    }
    return length;
}

} // namespace

class TestWireGaps : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void crossing_cutsTheLowerWire()
    {
        std::vector<QPainterPath> wires{straight({0, 50}, {100, 50}), straight({50, 0}, {50, 100})};
        cutCrossings(wires, {});
        QCOMPARE(wires[0].toSubpathPolygons().size(), 2);
        QCOMPARE(lengthOf(wires[0]), 93.0);
        QCOMPARE(wires[0].currentPosition(), QPointF(100, 50));
        QCOMPARE(wires[1], straight({50, 0}, {50, 100}));
    }

    void wiresAcrossTheWholeCanvas_stayWhole()
    {
        QPainterPath curve(QPointF(-1e7, -1e7));
        curve.cubicTo(0, -1e7, 0, 1e7, 1e7, 1e7);
        std::vector<QPainterPath> wires{curve, straight({-1e7, 0}, {1e7, 0})};
        const std::vector<QPainterPath> whole = wires;
        cutCrossings(wires, {}); // not an answer after all of the memory
        QCOMPARE(wires, whole);
    }

    void curve_isCutOnceForEachCrossing()
    {
        QPainterPath wave(QPointF(0, 0));
        wave.cubicTo(60, 0, 60, 100, 120, 100);
        wave.cubicTo(180, 100, 180, 0, 240, 0);
        const double whole = lengthOf(wave);
        std::vector<QPainterPath> wires{wave, straight({-20, 50}, {260, 50})};
        cutCrossings(wires, {});
        QCOMPARE(wires[0].toSubpathPolygons().size(), 3);
        const double taken = whole - lengthOf(wires[0]);
        QVERIFY(taken > 14 && taken < 2 * 3 * 7); // two gaps, longer because they are not at right angles
    }

    void wiresOfOnePort_stayWhole()
    {
        std::vector<QPainterPath> wires{straight({0, 0}, {100, 40}), straight({0, 0}, {100, -40}),
                                        straight({0, 40}, {100, -40})};
        const auto before = wires;
        cutCrossings(wires, {});
        QCOMPARE(wires[1], before[1]); // ends where the third ends, starts where the first starts
        QCOMPARE(wires[0].toSubpathPolygons().size(), 2);
    }

    void crossingAtAPort_isLeftWhole()
    {
        std::vector<QPainterPath> wires{straight({0, 50}, {100, 50}), straight({95, 0}, {95, 100})};
        const auto before = wires;
        cutCrossings(wires, {});
        QCOMPARE(wires, before);
    }

    void emptyWires_areSurvived()
    {
        std::vector<QPainterPath> wires{QPainterPath(), straight({0, 0}, {9, 9})};
        cutCrossings(wires, {});
        QVERIFY(wires[0].isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestWireGaps)
#include "tst_wire_gaps.moc"
