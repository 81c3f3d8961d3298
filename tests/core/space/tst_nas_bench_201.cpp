// SPDX-License-Identifier: GPL-3.0-or-later
#include <filesystem>
#include <map>
#include <set>

#include <QTest>

#include "core/space/prepared_space.h"
#include "core/space/unique_text.h"
#include "tests/core/space/space_fixture.h"
#include "tests/core/space/table_rows.h"

using namespace cw;
using namespace cw::space;
using namespace cw::space::test;

class TestNasBench201 : public QObject {
    Q_OBJECT

    const SearchSpace m_space = openSpace("nas-bench-201").value();
    const DecisionTree m_tree = compileOrError(m_space).value();

private Q_SLOTS:
    void costs_areThoseOfAllRowsOfTheTable()
    {
        const std::filesystem::path table = std::filesystem::path(CELLWRIGHT_TEST_DATA) / "nas-bench-201.csv.gz";
        if (!std::filesystem::exists(table))
            QSKIP("skipped: data not found");
        const std::vector<Row> rows = readRows(table);
        QCOMPARE(rows.size(), std::size_t(15'625));
        const PreparedSpace prepared(m_space, m_tree);
        for (const Row& row : rows) {
            const Candidate candidate = candidateFromText(m_tree, row.candidate, "row").value();
            const PreparedSpace::Costed costed = prepared.costs(candidate);
            QVERIFY2(costed.issues.empty(), row.candidate.c_str());
            QCOMPARE(costed.costs.parameters, row.parameters);
            QCOMPARE(costed.costs.macs + 10, row.macs); // the table counts the classifier's bias
        }
    }

    void publishedStrings_roundTrip()
    {
        const std::string text = "|nor_conv_3x3~0|+|none~0|nor_conv_1x1~1|+|skip_connect~0|avg_pool_3x3~1|none~2|";
        const Candidate candidate = parseCandidate(m_space, m_tree, text).value();
        QCOMPARE(toText(m_tree, candidate),
                 std::string("0-1=nor_conv_3x3;0-2=none;1-2=nor_conv_1x1;0-3=skip_connect;1-3=avg_pool_3x3;2-3=none"));
        QCOMPARE(candidateText(m_space, m_tree, candidate), text);
        QVERIFY(parseCandidate(m_space, m_tree, toText(m_tree, candidate)).value() == candidate);
        // As the benchmark's own program prints a cell.
        QVERIFY(parseCandidate(m_space, m_tree, "Structure(4 nodes with " + text + ")").value() == candidate);
        const TreeCandidates set(m_tree);
        Rng rng(1);
        for (int i = 0; i < 200; ++i) {
            const Candidate drawn = set.sample(rng);
            QVERIFY(parseCandidate(m_space, m_tree, candidateText(m_space, m_tree, drawn)).value() == drawn);
        }
    }

    /// Drawn with more than the cell: what else is open must not be lost from a candidate's text.
    void decisionsBesideTheCell_followTheString()
    {
        SearchSpace space = m_space;
        space.graph.blocks.push_back({.id = "training",
                                      .kind = BlockKind::Training,
                                      .params = {{"batch", {{}, Domain::integer(16, 64, 16), {}}},
                                                 {"learning_rate", {{}, Domain::logReal(1e-3, 1), {}}}}});
        const DecisionTree tree = compile(space).tree;
        const std::string text = "|nor_conv_3x3~0|+|none~0|nor_conv_1x1~1|+|skip_connect~0|avg_pool_3x3~1|none~2|"
                                 ";training.batch=32;training.learning_rate=0.1";
        QCOMPARE(candidateText(space, tree, parseCandidate(space, tree, text).value()), text);
        const TreeCandidates set(tree);
        Rng rng(1);
        for (int i = 0; i < 200; ++i) {
            const Candidate drawn = set.sample(rng);
            QVERIFY(parseCandidate(space, tree, candidateText(space, tree, drawn)).value() == drawn);
        }
    }

    void badStrings_nameThePart_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("message");
        QTest::newRow("two nodes") << "|none~0|+|none~0|none~1|"
                                   << "expected 3 nodes separated by +, found 2";
        QTest::newRow("inputs") << "|none~0|+|none~0|+|none~0|none~1|none~2|"
                                << "expected 2 inputs of node 2";
        QTest::newRow("order") << "|none~0|+|none~1|none~0|+|none~0|none~1|none~2|"
                               << "expected op~0 as an input of node 2, found 'none~1'";
        QTest::newRow("op") << "|conv~0|+|none~0|none~1|+|none~0|none~1|none~2|"
                            << "0-1: 'conv' is not one of none";
        QTest::newRow("no bar") << "|none~0|+none~0|none~1|+|none~0|none~1|none~2|"
                                << "expected 2 inputs of node 2";
        QTest::newRow("bar alone") << "|"
                                   << "expected 3 nodes";
        QTest::newRow("printed, two nodes") << "Structure(4 nodes with |none~0|+|none~0|none~1|)"
                                            << "expected 3 nodes separated by +, found 2";
        QTest::newRow("printed, cut") << "Structure(4 nodes with |none~0|+|none~0|none~1|"
                                      << "candidate: ";
    }
    void badStrings_nameThePart()
    {
        QFETCH(QString, text);
        QFETCH(QString, message);
        const auto result = parseCandidate(m_space, m_tree, text.toStdString());
        QVERIFY(!result);
        QVERIFY2(QString::fromUtf8(result.error().what()).contains(message), result.error().what());
    }

    void hashes_ofAllCellsAre5425()
    {
        // One cell a stage: the networks are those of the benchmark with the cell repeated less often.
        const PreparedSpace prepared(m_space, m_tree, {.cells = 1});
        std::set<Hash128> hashes;
        TreeCandidates(m_tree).enumerate(20'000, [&](const Candidate& candidate) {
            hashes.insert(canonicalHash(prepared.realise(candidate).architecture));
            return true;
        });
        QCOMPARE(hashes.size(), std::size_t(5425));
    }

    /// The number of the paper, by its own strings.
    void uniqueTexts_ofAllCellsAre6466()
    {
        std::set<std::string> texts;
        TreeCandidates(m_tree).enumerate(20'000, [&](const Candidate& candidate) {
            texts.insert(nasBench201UniqueText(m_tree, candidate));
            return true;
        });
        QCOMPARE(texts.size(), std::size_t(6466));
    }

    void uniqueText_isThatOfTheRule()
    {
        const auto textOf = [&](const std::string& cell) {
            return nasBench201UniqueText(m_tree, parseCandidate(m_space, m_tree, cell).value());
        };
        QCOMPARE(textOf("|nor_conv_3x3~0|+|none~0|skip_connect~1|+|skip_connect~0|none~1|avg_pool_3x3~2|"),
                 std::string("#+(#+(0)@nor_conv_3x3)@avg_pool_3x3+0"));
        QCOMPARE(textOf("|none~0|+|none~0|nor_conv_1x1~1|+|none~0|skip_connect~1|nor_conv_3x3~2|"),
                 std::string("#+#+(#+#)@nor_conv_3x3"));
        QVERIFY_THROWS_EXCEPTION(Error, (void)nasBench201UniqueText(DecisionTree{}, Candidate{}));
    }

    void hashes_ofWholeNetworksAgreeWithThoseOfCells()
    {
        const TreeCandidates set(m_tree);
        Rng rng(3);
        std::map<Hash128, Hash128> wholeOf;
        std::map<Hash128, Hash128> cellOf;
        for (int i = 0; i < 500; ++i) {
            const Candidate candidate = set.sample(rng);
            const auto whole = canonicalHash(realise(m_space, m_tree, candidate).architecture);
            const auto cell = canonicalHash(realise(m_space, m_tree, candidate, {.cells = 1}).architecture);
            QVERIFY(wholeOf.emplace(cell, whole).first->second == whole);
            QVERIFY(cellOf.emplace(whole, cell).first->second == cell);
        }
        QVERIFY2(wholeOf.size() > 250, qPrintable(QString::number(wholeOf.size())));
    }
};

QTEST_APPLESS_MAIN(TestNasBench201)
#include "tst_nas_bench_201.moc"
