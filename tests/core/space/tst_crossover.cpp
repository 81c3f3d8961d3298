// SPDX-License-Identifier: GPL-3.0-or-later
#include <map>
#include <set>

#include <QTest>

#include "core/space/variation/crossover.h"
#include "tests/core/space/space_fixture.h"

using namespace cw;
using namespace cw::space;
using namespace cw::space::test;

class TestCrossover : public QObject {
    Q_OBJECT

    /// Untied copies with a conditional kernel, after an optional block with a real number.
    static SearchSpace conditional()
    {
        Block conv = op("conv", "conv2d", {{"kernel", {{}, Domain::integer(1, 7, 2), {}}}});
        Graph body{{choice("kind", {{"conv", conv}, {"skip", op("op", "identity")}})}, {}};
        Block drop{.id = "drop", .kind = BlockKind::Optional};
        drop.body = {Graph{{op("op", "dropout", {{"probability", {{}, Domain::real(0, 0.5), {}}}})}, {}}};
        return spaceOf({repeat("layers", 1, 4, false, std::move(body)), std::move(drop)});
    }

    static bool sameValue(double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }

private Q_SLOTS:
    void children_takeEveryValueFromAParentOrDrawIt_data()
    {
        QTest::addColumn<bool>("whole");
        QTest::addColumn<bool>("constrained");
        QTest::newRow("decisions") << false << false;
        QTest::newRow("decisions, constrained") << false << true;
        QTest::newRow("sub-graphs") << true << false;
        QTest::newRow("sub-graphs, constrained") << true << true;
    }
    void children_takeEveryValueFromAParentOrDrawIt()
    {
        QFETCH(bool, whole);
        QFETCH(bool, constrained);
        const std::vector<std::string> rules =
            constrained ? std::vector<std::string>{"layers >= 2"} : std::vector<std::string>{};
        const auto set = candidatesOf(conditional(), {}, rules).value();
        const CrossoverUnit unit = whole ? CrossoverUnit::SubGraph : CrossoverUnit::Decision;
        Rng rng(5);
        int mixed = 0;
        for (int i = 0; i < 500; ++i) {
            const Candidate a = set->sample(rng);
            const Candidate b = set->sample(rng);
            const Candidate child = crossover(*set, a, b, rng, unit);
            QVERIFY(set->contains(child));
            for (std::size_t d = 0; d < set->tree().size(); ++d) {
                const bool inherits =
                    sameValue(child.values[d], a.values[d]) || sameValue(child.values[d], b.values[d]);
                QVERIFY(inherits || !child.isActive(d) || (!a.isActive(d) && !b.isActive(d)));
            }
            mixed += child == a || child == b ? 0 : 1;
        }
        QVERIFY2(mixed > 250, qPrintable(QString::number(mixed)));
    }

    void subGraphs_stayWhole()
    {
        const auto set = candidatesOf(conditional(), {}).value();
        Rng rng(6);
        for (int i = 0; i < 500; ++i) {
            const Candidate a = set->sample(rng);
            const Candidate b = set->sample(rng);
            const Candidate child = crossover(*set, a, b, rng, CrossoverUnit::SubGraph);
            std::map<std::string, std::set<int>> from; // by sub-graph: the parents whose values it must have
            for (std::size_t d = 0; d < set->tree().size(); ++d) {
                if (!child.isActive(d) || !a.isActive(d) || !b.isActive(d) || a.values[d] == b.values[d])
                    continue;
                const std::string& where = set->tree().decisions[d].where;
                from[where.substr(0, where.find('/'))].insert(child.values[d] == a.values[d] ? 1 : 2);
            }
            for (const auto& [group, parents] : from)
                QVERIFY2(parents.size() == 1, group.c_str());
        }
    }

    void equalParents_haveTheirLike()
    {
        const auto set = candidatesOf(openSpace("nas-bench-201").value(), {}).value();
        Rng rng(7);
        const Candidate a = set->sample(rng);
        QVERIFY(crossover(*set, a, a, rng) == a);
    }

    void sameNumbers_giveTheSameChild()
    {
        const auto set = candidatesOf(conditional(), {}).value();
        Rng draws(8);
        const Candidate a = set->sample(draws);
        const Candidate b = set->sample(draws);
        Rng one(9);
        Rng two(9);
        for (int i = 0; i < 50; ++i)
            QVERIFY(crossover(*set, a, b, one) == crossover(*set, a, b, two));
    }
};

QTEST_APPLESS_MAIN(TestCrossover)
#include "tst_crossover.moc"
