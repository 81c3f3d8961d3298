// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <unordered_set>

#include <QTest>

#include "core/base/rng.h"
#include "core/space/candidate.h"
#include "core/space/candidate_set.h"

using namespace cw;
using namespace cw::space;

class TestCandidate : public QObject {
    Q_OBJECT

    /// Every kind of domain, and two levels of conditions.
    static DecisionTree tree()
    {
        Domain subset{.kind = DomainKind::Subset, .choices = {"a", "b", "c", "d"}, .minSize = 1, .maxSize = 2};
        DecisionTree result;
        const auto add = [&](const char* name, Domain domain, int parent, std::vector<double> values) {
            Decision& decision = result.decisions.emplace_back();
            decision.name = name;
            decision.domain = std::move(domain);
            decision.condition.parent = parent;
            decision.condition.values = std::move(values);
        };
        add("op", Domain::categorical({"none", "conv"}), -1, {});
        add("kernel", Domain::integer(1, 7, 2), 0, {1});
        add("rate", Domain::logReal(1e-4, 1), -1, {});
        add("drop", Domain::real(0, 0.5), 1, {5, 7});
        add("inputs", subset, -1, {});
        return result;
    }

private Q_SLOTS:
    void drawnCandidates_roundTripThroughTextAndJson()
    {
        const TreeCandidates set(tree());
        Rng rng(1);
        for (int i = 0; i < 500; ++i) {
            const Candidate candidate = set.sample(rng);
            QVERIFY(checkCandidate(set.tree(), candidate, "c").has_value());
            const std::string text = toText(set.tree(), candidate);
            QCOMPARE(toText(set.tree(), candidateFromText(set.tree(), text, "c").value()), text);
            QVERIFY2(candidateFromText(set.tree(), text, "c").value() == candidate, text.c_str());
            const Json json = Json::parse(toJson(set.tree(), candidate).dump());
            QVERIFY2(candidateFromJson(set.tree(), json, "c").value() == candidate, text.c_str());
        }
    }

    void text_showsActiveDecisionsOnly()
    {
        Candidate candidate{{0, kInactive, 0.01, kInactive, 0b101}};
        QCOMPARE(toText(tree(), candidate), std::string("op=none;rate=0.01;inputs=a+c"));
        QCOMPARE(toJson(tree(), candidate).dump(), std::string(R"({"inputs":"a+c","op":"none","rate":0.01})"));
        QVERIFY(candidateFromText(tree(), "inputs=c+a;rate=0.01;op=none", "c").value() == candidate);
    }

    void badText_namesTheDecision_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("message");
        QTest::newRow("missing") << "op=none;rate=0.1"
                                 << "c: no value for the decision 'inputs'";
        QTest::newRow("empty") << ""
                               << "c: no value for the decision 'op'";
        QTest::newRow("inactive") << "op=none;kernel=3;rate=0.1;inputs=a"
                                  << "c: the decision 'kernel' has a value but is not active here ('op' decides that)";
        QTest::newRow("unknown") << "opp=none"
                                 << "c: unknown decision 'opp', expected one of op, kernel, rate, drop, inputs";
        QTest::newRow("value") << "op=pool"
                               << "c: op: 'pool' is not one of none, conv";
        QTest::newRow("step") << "op=conv;kernel=4"
                              << "c: kernel: expected a whole number from 1 to 7 in steps of 2, found '4'";
        QTest::newRow("nan") << "rate=nan"
                             << "c: rate: expected a number from 0.0001 to 1, found 'nan'";
        QTest::newRow("negative") << "rate=-1"
                                  << "c: rate: expected a number from 0.0001 to 1, found '-1'";
        QTest::newRow("subset") << "inputs=a+b+c"
                                << "c: inputs: expected 1 to 2 members, found 3";
        QTest::newRow("twice") << "op=none;op=conv"
                               << "c: the decision 'op' is given twice";
        QTest::newRow("no pair") << "op"
                                 << "c: expected 'decision=value', found 'op'";
    }
    void badText_namesTheDecision()
    {
        QFETCH(QString, text);
        QFETCH(QString, message);
        const auto result = candidateFromText(tree(), text.toStdString(), "c");
        QVERIFY(!result);
        QCOMPARE(QString::fromUtf8(result.error().what()), message);
    }

    void badJson_isRefused_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("list") << "[]";
        QTest::newRow("index for a name") << R"({"op": 0, "rate": 0.1, "inputs": "a"})";
        QTest::newRow("null") << R"({"op": null, "rate": 0.1, "inputs": "a"})";
        QTest::newRow("text for a number") << R"({"op": "none", "rate": "0.1", "inputs": "a"})";
        QTest::newRow("missing") << R"({"op": "none", "rate": 0.1})";
    }
    void badJson_isRefused()
    {
        QFETCH(QString, text);
        QVERIFY(!candidateFromJson(tree(), Json::parse(text.toStdString()), "c"));
    }

    void check_knowsConditions()
    {
        const auto valid = [](std::vector<double> values) {
            return checkCandidate(tree(), Candidate{std::move(values)}, "c").has_value();
        };
        QVERIFY(valid({0, kInactive, 0.1, kInactive, 1}));
        QVERIFY(valid({1, 3, 0.1, kInactive, 1}));
        QVERIFY(valid({1, 5, 0.1, 0.0, 1}));
        QVERIFY(!valid({1, 3, 0.1, 0.2, 1})); // active only for kernels 5 and 7
        QVERIFY(!valid({1, kInactive, 0.1, kInactive, 1}));
        QVERIFY(!valid({0, 3, 0.1, kInactive, 1}));
        QVERIFY(!valid({2, 3, 0.1, kInactive, 1}));
        QVERIFY(!valid({0.5, kInactive, 0.1, kInactive, 1}));
        QVERIFY(!valid({0, kInactive, 0.1, kInactive, 0}));
        QVERIFY(!valid({0, kInactive, 0.1, -std::nan(""), 1})); // another NaN would not compare equal
        QVERIFY(!valid({0, kInactive, 0.1, kInactive}));
        QVERIFY(!valid({-0.0, kInactive, 0.1, kInactive, 1}));
    }

    void equality_holdsForInactiveValues()
    {
        const Candidate a{{0, kInactive, 0.1, kInactive, 1}};
        Candidate b = a;
        QVERIFY(a == b);
        QCOMPARE(CandidateHash{}(a), CandidateHash{}(b));
        b.values[4] = 2;
        QVERIFY(!(a == b));
        std::unordered_set<Candidate, CandidateHash> set{a, b, a};
        QCOMPARE(set.size(), std::size_t(2));
    }

    void domains_countTheirValues()
    {
        QCOMPARE(Domain::integer(1, 7, 2).count(), std::uint64_t(4));
        QCOMPARE(Domain::integer(0, 9, 4).count(), std::uint64_t(3));
        QCOMPARE(Domain::real(0, 1).count(), std::uint64_t(0));
        QCOMPARE(tree().decisions[4].domain.count(), std::uint64_t(4 + 6));
        Domain all{
            .kind = DomainKind::Subset, .choices = std::vector<std::string>(52, "x"), .minSize = 0, .maxSize = 52};
        QCOMPARE(all.count(), std::uint64_t(1) << 52);
    }
};

QTEST_APPLESS_MAIN(TestCandidate)
#include "tst_candidate.moc"
