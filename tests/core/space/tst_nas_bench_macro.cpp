// SPDX-License-Identifier: GPL-3.0-or-later
#include <set>

#include <QTest>

#include "tests/core/space/space_fixture.h"
#include "tests/core/space/table_rows.h"

using namespace cw;
using namespace cw::space;
using namespace cw::space::test;

class TestNasBenchMacro : public QObject {
    Q_OBJECT

    const SearchSpace m_space = openSpace("nas-bench-macro").value();
    const DecisionTree m_tree = compileOrError(m_space).value();

private Q_SLOTS:
    void decisions_areThoseOfTheTable()
    {
        QCOMPARE(names(m_tree), std::string("layer1 layer2 layer3 layer4 layer5 layer6 layer7 layer8"));
        for (const Decision& decision : m_tree.decisions)
            QCOMPARE(decision.domain.choices, (std::vector<std::string>{"identity", "mb3_k3", "mb6_k5"}));
        QCOMPARE(TreeCandidates(m_tree).count(), 6561U);
    }

    void costs_areThoseOfAllRowsOfTheTable()
    {
        const std::filesystem::path table = std::filesystem::path(CELLWRIGHT_TEST_DATA) / "nas-bench-macro.csv.gz";
        if (!std::filesystem::exists(table))
            QSKIP("skipped: data not found");
        const std::vector<Row> rows = readRows(table);
        QCOMPARE(rows.size(), std::size_t(6561));
        for (const Row& row : rows) {
            const Candidate candidate = candidateFromText(m_tree, row.candidate, "row").value();
            const Realised realised = realise(m_space, m_tree, candidate);
            QVERIFY2(realised.issues.empty(), row.candidate.c_str());
            QCOMPARE(realised.architecture.costs.parameters, row.parameters);
            QCOMPARE(realised.architecture.costs.macs, row.macs);
        }
    }

    void hashes_ofAllCandidatesAre3969()
    {
        std::set<Hash128> hashes;
        TreeCandidates(m_tree).enumerate(10'000, [&](const Candidate& candidate) {
            hashes.insert(canonicalHash(realise(m_space, m_tree, candidate).architecture));
            return true;
        });
        QCOMPARE(hashes.size(), std::size_t(3969));
    }
};

QTEST_APPLESS_MAIN(TestNasBenchMacro)
#include "tst_nas_bench_macro.moc"
