// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include <QTest>

#include "core/space/variation/near_move.h"
#include "tests/core/space/space_fixture.h"

using namespace cw;
using namespace cw::space;
using namespace cw::space::test;

Q_DECLARE_METATYPE(cw::space::Move)

class TestNearMove : public QObject {
    Q_OBJECT

    /// Everything that a move may act on, under conditions.
    static SearchSpace everything()
    {
        Block conv = op("conv", "conv2d", {{"kernel", {{}, Domain::integer(1, 7, 2), {}}}});
        Graph body{{choice("kind", {{"conv", conv}, {"skip", op("op", "identity")}})}, {}};
        Block drop{.id = "drop", .kind = BlockKind::Optional};
        drop.body = {Graph{{op("op", "dropout", {{"probability", {{}, Domain::real(0, 0.5), {}}}})}, {}}};
        SearchSpace space = spaceOf({repeat("layers", 1, 4, false, std::move(body)), std::move(drop)});
        Graph& graph = space.graph;
        graph.links = {{"input", "layers"}, {"layers", "drop"}, {"input", "node"},  {"layers", "node"},
                       {"drop", "node"},    {"node", "pool"},   {"pool", "linear"}, {"linear", "output"}};
        graph.blocks.push_back({.id = "node", .kind = BlockKind::Inputs, .low = 1, .high = 3});
        graph.blocks.push_back({.id = "training",
                                .kind = BlockKind::Training,
                                .params = {{"learning_rate", {{}, Domain::logReal(1e-3, 1), {}}}}});
        return space;
    }

private Q_SLOTS:
    void moves_changeOneDecision_data()
    {
        QTest::addColumn<Move>("move");
        QTest::addColumn<QString>("constraint");
        for (const char* constraint : {"1 > 0", "layers >= 2"}) {
            QTest::addRow("change, %s", constraint) << Move::Change << QString(constraint);
            QTest::addRow("rewire, %s", constraint) << Move::Rewire << QString(constraint);
            QTest::addRow("step, %s", constraint) << Move::Step << QString(constraint);
            QTest::addRow("perturb, %s", constraint) << Move::Perturb << QString(constraint);
        }
    }
    void moves_changeOneDecision()
    {
        QFETCH(Move, move);
        QFETCH(QString, constraint);
        const auto set = candidatesOf(everything(), {}, {constraint.toStdString()}).value();
        Rng rng(3);
        int moves = 0;
        for (int i = 0; i < 300; ++i) {
            const Candidate from = set->sample(rng);
            const auto to = nearMove(*set, from, move, rng);
            if (!to)
                continue;
            ++moves;
            QVERIFY(set->contains(*to));
            int changed = 0;
            for (std::size_t d = 0; d < set->tree().size(); ++d) {
                if (!from.isActive(d) || !to->isActive(d) || from.values[d] == to->values[d])
                    continue;
                ++changed;
                const Domain& domain = set->tree().decisions[d].domain;
                if (move == Move::Step)
                    QCOMPARE(std::abs(from.values[d] - to->values[d]), domain.step);
            }
            QVERIFY2(changed == 1, describeChange(set->tree(), from, *to).c_str());
        }
        QVERIFY2(moves > 150, qPrintable(QString::number(moves)));
    }

    void whatTheSpaceHasNot_isNotMoved()
    {
        const auto set = candidatesOf(openSpace("nas-bench-201").value(), {}).value();
        Rng rng(4);
        const Candidate candidate = set->sample(rng);
        QVERIFY(!nearMove(*set, candidate, Move::Step, rng));
        QVERIFY(!nearMove(*set, candidate, Move::Perturb, rng));
        QVERIFY(nearMove(*set, candidate, Move::Change, rng).has_value());
    }

    void sameNumbers_giveTheSameMove()
    {
        const auto set = candidatesOf(everything(), {}).value();
        Rng draws(5);
        Rng one(6);
        Rng two(6);
        for (int i = 0; i < 50; ++i) {
            const Candidate from = set->sample(draws);
            QVERIFY(nearMove(*set, from, Move::Step, one) == nearMove(*set, from, Move::Step, two));
        }
    }
};

QTEST_APPLESS_MAIN(TestNearMove)
#include "tst_near_move.moc"
