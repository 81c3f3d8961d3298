// SPDX-License-Identifier: GPL-3.0-or-later
#include <filesystem>

#include <QTemporaryDir>
#include <QTest>

#include "core/base/file.h"
#include "core/space/genotype.h"
#include "tests/core/space/space_fixture.h"

using namespace cw;
using namespace cw::space;
using namespace cw::space::test;

/// Found cells as DARTS and its successors print them.
class TestGenotype : public QObject {
    Q_OBJECT

    static constexpr const char* kDartsV2 =
        "Genotype(normal=[('sep_conv_3x3', 0), ('sep_conv_3x3', 1), ('sep_conv_3x3', 0), ('sep_conv_3x3', 1), "
        "('sep_conv_3x3', 1), ('skip_connect', 0), ('skip_connect', 0), ('dil_conv_3x3', 2)], "
        "normal_concat=range(2, 6), reduce=[('max_pool_3x3', 0), ('max_pool_3x3', 1), ('skip_connect', 2), "
        "('max_pool_3x3', 1), ('max_pool_3x3', 0), ('skip_connect', 2), ('skip_connect', 2), ('max_pool_3x3', 1)], "
        "reduce_concat=range(2, 6))";

    static std::filesystem::path file() { return std::filesystem::path(CELLWRIGHT_TEST_DATA) / "genotypes.json"; }
    static std::string message(const Error& error) { return error.what(); }

    const SearchSpace m_darts = openSpace("darts-cnn").value();
    const DecisionTree m_tree = compile(m_darts).tree;

private Q_SLOTS:
    void printedForm_isTheCandidate()
    {
        const Genotype genotype = genotypeFromText(kDartsV2, "", "log").value();
        QCOMPARE(genotype.normal.size(), std::size_t(8));
        QCOMPARE(genotype.reduceConcat, (std::vector<int>{2, 3, 4, 5}));
        const Candidate candidate = genotypeCandidate(genotype, m_tree).value();
        const Realised realised = realise(m_darts, m_tree, candidate);
        QVERIFY2(realised.issues.empty(), lines(realised.issues).c_str());
        QCOMPARE(realised.architecture.costs.parameters, std::int64_t(3'349'342));
    }

    void publishedFile_givesItsParameterCounts_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("fits");
        QTest::newRow("DARTS_V1") << "DARTS_V1" << true;
        QTest::newRow("DARTS_V2") << "DARTS_V2" << true;
        QTest::newRow("NASNet") << "NASNet" << false;
        QTest::newRow("AmoebaNet") << "AmoebaNet" << false;
    }
    void publishedFile_givesItsParameterCounts()
    {
        QFETCH(QString, name);
        QFETCH(bool, fits);
        if (!std::filesystem::exists(file()))
            QSKIP("skipped: data not found");
        const Json all = readJsonFile(file()).value();
        const Genotype genotype = readGenotype(file().string() + ":" + name.toStdString()).value();
        const auto expected = all[name.toStdString()]["darts_network_params_C36_L20"].get<std::int64_t>();
        const auto candidate = genotypeCandidate(genotype, m_tree);
        QCOMPARE(candidate.has_value(), fits);
        if (fits)
            QCOMPARE(realise(m_darts, m_tree, *candidate).architecture.costs.parameters, expected);
        const SearchSpace fixed = withGenotype(m_darts, genotype).value();
        const Compiled compiled = compile(fixed);
        QVERIFY2(compiled.issues.empty(), lines(compiled.issues).c_str());
        QCOMPARE(compiled.tree.size(), std::size_t(0));
        const Realised realised = realise(fixed, compiled.tree, {});
        QVERIFY2(realised.issues.empty(), lines(realised.issues).c_str());
        QCOMPARE(realised.architecture.costs.parameters, expected);
        if (fits)
            QCOMPARE(canonicalHash(realised.architecture),
                     canonicalHash(realise(m_darts, m_tree, *candidate).architecture));
    }

    void nasNet_isACandidateOfItsOwnSpace()
    {
        if (!std::filesystem::exists(file()))
            QSKIP("skipped: data not found");
        const SearchSpace space = openSpace("nasnet").value();
        const DecisionTree tree = compile(space).tree;
        const Genotype genotype = readGenotype(file().string() + ":NASNet").value();
        const auto candidate = genotypeCandidate(genotype, tree);
        if (!candidate)
            QFAIL(candidate.error().what());
        const std::string text = toText(tree, *candidate);
        for (std::size_t i = 0; i < genotype.normal.size(); ++i)
            QVERIFY(text.find(genotype.normal[i].first) != std::string::npos);
        // Counted in the file with 36 filters; the template has the 32 of NASNet-A (6 @ 768).
        const Realised realised = realise(space, tree, *candidate, {.width = 36.0 / 32});
        QVERIFY2(realised.issues.empty(), lines(realised.issues).c_str());
        const Json published = readJsonFile(file()).value().at("NASNet");
        QCOMPARE(realised.architecture.costs.parameters,
                 published.at("darts_network_params_C36_L20").get<std::int64_t>());
    }

    void recurrentGenotype_isTheCandidate()
    {
        const SearchSpace space = openSpace("darts-rnn").value();
        const DecisionTree tree = compile(space).tree;
        const Genotype genotype =
            genotypeFromText("DARTS_V2 = Genotype(recurrent=[('sigmoid', 0), ('relu', 1), ('relu', 1), "
                             "('identity', 1), ('tanh', 2), ('sigmoid', 5), ('tanh', 3), ('relu', 5)], "
                             "concat=range(1, 9))",
                             "DARTS_V2", "genotypes.py")
                .value();
        const Candidate candidate = genotypeCandidate(genotype, tree).value();
        const Architecture architecture = realise(space, tree, candidate).architecture;
        const auto cell = std::find_if(architecture.ops.begin(), architecture.ops.end(),
                                       [](const OpNode& node) { return node.op == "recurrent-cell"; });
        QVERIFY(cell != architecture.ops.end());
        QVERIFY(cell->params["cell"] == "sigmoid:0,relu:1,relu:1,identity:1,tanh:2,sigmoid:5,tanh:3,relu:5");
    }

    void pythonFile_isReadByName()
    {
        const std::string text =
            std::string("# Genotype(of no one)\nfrom collections import namedtuple\n"
                        "Genotype = namedtuple('Genotype', 'normal normal_concat')\n"
                        "PRIMITIVES = [\n  'none',\n  'max_pool_3x3' ]\n\nDARTS_V2 = ") +
            kDartsV2 +
            "\nOther = Genotype(\n  normal = [\n    (\"avg_pool_3x3\", 0),  # first\n"
            "    ('none', 1),\n  ],\n  normal_concat = [2],\n  reduce = [('none', 0), ('none', 1)],\n"
            "  reduce_concat = [2],\n)\n\nDARTS = DARTS_V2\n";
        QCOMPARE(genotypeFromText(text, "DARTS", "g.py").value().normal.size(), std::size_t(8));
        const Genotype other = genotypeFromText(text, "Other", "g.py").value();
        QCOMPARE(other.normal, (Genotype::Edges{{"avg_pool_3x3", 0}, {"none", 1}}));
        QCOMPARE(other.normalConcat, std::vector<int>{2});
        QCOMPARE(message(genotypeFromText(text, "PDARTS", "g.py").error()),
                 std::string("g.py: no genotype 'PDARTS', expected one of DARTS, DARTS_V2, Other"));
        QCOMPARE(message(genotypeFromText(text, "", "g.py").error()),
                 std::string("g.py: expected one genotype or FILE:NAME, found DARTS, DARTS_V2, Other"));
    }

    void badText_namesTheLine_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected");
        QTest::newRow("empty") << ""
                               << "t: expected one genotype or FILE:NAME, found none";
        QTest::newRow("cut") << "Genotype(normal=[('a', 0),"
                             << "t: line 1: expected '(', found the end";
        QTest::newRow("no number") << "Genotype(\nnormal=[('a', b)])"
                                   << "t: line 2: expected the number of a node from 0 to 1000, found 'b)])'";
        QTest::newRow("huge") << "Genotype(normal_concat=range(2, 999999999))"
                              << "t: line 1: expected the number of a node from 0 to 1000, found '999999999))'";
        QTest::newRow("negative") << "Genotype(normal=[('a', -1)])"
                                  << "t: line 1: expected the number of a node from 0 to 1000, found '-1)])'";
        QTest::newRow("quote") << "Genotype(normal=[('a, 0)])"
                               << "t: line 1: expected the name of an op in quotes, found ''a, 0)])'";
        QTest::newRow("key")
            << "Genotype(middle=[('a', 0)])"
            << "t: line 1: expected normal, normal_concat, reduce, reduce_concat, recurrent or concat, "
               "found '[('a', 0)])'";
    }
    void badText_namesTheLine()
    {
        QFETCH(QString, text);
        QFETCH(QString, expected);
        const auto refused = genotypeFromText(text.toStdString(), "", "t");
        QVERIFY(!refused);
        QCOMPARE(QString::fromStdString(message(refused.error())), expected);
    }

    void badJson_namesTheKey()
    {
        const auto read = [](const char* text) {
            return message(genotypeFromJson(Json::parse(text), "", "g").error());
        };
        QCOMPARE(read("[]"), std::string("g: expected an object of genotypes, found array"));
        QCOMPARE(read(R"({"A": 1})"), std::string("g: A: expected a genotype, found number"));
        QCOMPARE(read(R"({"A": {"normal": [["op"]]}})"),
                 std::string("g: A: expected \"normal\" to be a list of [\"op\", node], found [\"op\"]"));
        QCOMPARE(read(R"({"A": {"reduce_concat": [-1]}})"),
                 std::string("g: A: expected \"reduce_concat\" to be a list of nodes, found -1"));
    }

    void misfit_saysWhy()
    {
        Genotype genotype = genotypeFromText(kDartsV2, "", "log").value();
        genotype.normal[1].second = 0;
        QCOMPARE(message(genotypeCandidate(genotype, m_tree).error()),
                 std::string("genotype: node 2 follows node 0 twice, this space takes each once"));
        genotype = genotypeFromText(kDartsV2, "", "log").value();
        genotype.normal[0].second = 2;
        QCOMPARE(message(genotypeCandidate(genotype, m_tree).error()),
                 std::string("genotype: node 2 of normal follows node 2, expected an earlier one"));
        genotype = genotypeFromText(kDartsV2, "", "log").value();
        genotype.normal[0].first = "conv_9x9";
        QVERIFY(message(genotypeCandidate(genotype, m_tree).error()).find("conv_9x9") != std::string::npos);
        QCOMPARE(message(withGenotype(m_darts, genotype).error()),
                 std::string("genotype: unknown op 'conv_9x9' at node 2 of normal"));
        const SearchSpace other = openSpace("nas-bench-201").value();
        QVERIFY(!genotypeCandidate(genotype, compile(other).tree));
        QCOMPARE(message(withGenotype(other, genotype).error()),
                 std::string("genotype: the space 'nas-bench-201' has no cell 'normal'"));
    }

    void fileOnDisk_isReadWithOrWithoutName()
    {
        const QTemporaryDir folder;
        const std::string path = folder.path().toStdString() + "/found.txt";
        writeFileAtomically(path, std::string("12/01 08:00 genotype = ") + kDartsV2 + "\n");
        QCOMPARE(readGenotype(path).value().normal.size(), std::size_t(8));
        QCOMPARE(readGenotype(path + ":genotype").value().normal.size(), std::size_t(8));
        QVERIFY(!readGenotype(path + ":other"));
        QVERIFY(!readGenotype(path + "x"));
    }
};

QTEST_APPLESS_MAIN(TestGenotype)
#include "tst_genotype.moc"
