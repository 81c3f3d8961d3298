// SPDX-License-Identifier: GPL-3.0-or-later
// Laws that hold for every space, on many random ones.
#include <algorithm>
#include <map>
#include <regex>
#include <set>

#include <fmt/format.h>

#include <QTest>

#include "tests/core/space/random_space.h"
#include "tests/core/space/space_fixture.h"

using namespace cw;
using namespace cw::space;
using namespace cw::space::test;

namespace {

constexpr int kSpaces = 150;
constexpr int kSamples = 12;

/// The same drawing by other names and in another order of blocks and links.
class Relabeller {
public:
    explicit Relabeller(std::uint64_t seed)
        : m_rng(seed, 0, "relabel")
    {
    }
    SearchSpace operator()(SearchSpace space)
    {
        graph(space.graph);
        std::map<std::string, Graph> cells;
        for (auto& [name, cell] : space.cells) {
            graph(cell);
            cells.emplace(text(name), std::move(cell));
        }
        space.cells = std::move(cells);
        return space;
    }
    /// b12 is b12q now, wherever it stands.
    static std::string text(const std::string& text)
    {
        static const std::regex id("b([0-9]+)");
        return std::regex_replace(text, id, "b$1q");
    }

private:
    template <class Value>
    void shuffle(std::vector<Value>& values)
    {
        for (std::size_t i = values.size(); i > 1; --i)
            std::swap(values[i - 1], values[m_rng.below(i)]);
    }
    static bool isInput(const Block& block) { return block.kind == BlockKind::Input; }
    void graph(Graph& graph)
    {
        std::set<std::string> ordered; // what a concat joins has an order, and so have several inputs
        for (Block& block : graph.blocks) {
            if (block.merge != "sum" || block.kind == BlockKind::Repeat || block.kind == BlockKind::Cell)
                ordered.insert(block.id);
            block.id = text(block.id);
            block.cell = text(block.cell);
            for (Graph& body : block.body)
                this->graph(body);
            for (Alternative& alternative : block.alternatives)
                this->graph(alternative.body.front());
        }
        std::vector<Block> inputs;
        std::copy_if(graph.blocks.begin(), graph.blocks.end(), std::back_inserter(inputs), isInput);
        shuffle(graph.blocks);
        for (auto [at, next] = std::pair(graph.blocks.begin(), inputs.begin()); at != graph.blocks.end(); ++at) {
            if (isInput(*at))
                *at = *next++;
        }
        std::vector<Link> links = graph.links;
        shuffle(links);
        for (const std::string& id : ordered) {
            std::vector<Link> kept;
            std::copy_if(graph.links.begin(), graph.links.end(), std::back_inserter(kept),
                         [&](const Link& link) { return link.to == id; });
            auto next = kept.begin();
            for (Link& link : links) {
                if (link.to == id)
                    link = *next++;
            }
        }
        for (Link& link : links) {
            link.from = text(link.from);
            link.to = text(link.to);
        }
        graph.links = std::move(links);
    }

    Rng m_rng;
};

} // namespace

class TestSpaceLaws : public QObject {
    Q_OBJECT

    int m_listed = 0; ///< spaces small enough to list all candidates

    static void rows()
    {
        QTest::addColumn<int>("seed");
        for (int seed = 1; seed <= kSpaces; ++seed)
            QTest::addRow("space %d", seed) << seed;
    }

private Q_SLOTS:
    void samples_validateAndRoundTrip_data() { rows(); }
    void samples_validateAndRoundTrip()
    {
        QFETCH(int, seed);
        const SearchSpace space = randomSpace(static_cast<std::uint64_t>(seed), true);
        const Compiled compiled = compile(space);
        QVERIFY2(compiled.issues.empty(), lines(compiled.issues).c_str());
        const auto set = candidatesOf(space, {}).value();
        Rng rng(1);
        for (int i = 0; i < kSamples; ++i) {
            const Candidate candidate = set->sample(rng);
            QVERIFY(set->contains(candidate));
            const Realised realised = realise(space, compiled.tree, candidate);
            const std::string text = toText(compiled.tree, candidate);
            QVERIFY2(realised.issues.empty(), (text + "\n" + lines(realised.issues)).c_str());
            const Candidate parsed = candidateFromText(compiled.tree, text, "test").value();
            QCOMPARE(toText(compiled.tree, parsed), text);
            QVERIFY(architectureFromJson(toJson(realised.architecture), "test").value() == realised.architecture);
        }
    }

    void file_isByteForByteTheSame_data() { rows(); }
    void file_isByteForByteTheSame()
    {
        QFETCH(int, seed);
        const SearchSpace space = randomSpace(static_cast<std::uint64_t>(seed), true);
        const std::string saved = toJson(space).dump();
        const SearchSpace loaded = spaceFromJson(Json::parse(saved), "test").value();
        QVERIFY(loaded == space);
        QCOMPARE(toJson(loaded).dump(), saved);
    }

    void enumeration_givesAsManyAsAreCounted_data()
    {
        m_listed = 0;
        rows();
    }
    void enumeration_givesAsManyAsAreCounted()
    {
        QFETCH(int, seed);
        constexpr std::uint64_t kMost = 20'000;
        const SearchSpace space = randomSpace(static_cast<std::uint64_t>(seed), false);
        const TreeCandidates set(compile(space).tree);
        const std::uint64_t count = set.count();
        QVERIFY(count > 0);
        if (count > kMost)
            return; // too many to list; the others are most
        std::set<std::string> found;
        set.enumerate(kMost + 1, [&](const Candidate& candidate) {
            found.insert(toText(set.tree(), candidate));
            return set.contains(candidate);
        });
        QCOMPARE(found.size(), count);
        QCOMPARE(countText(set.tree()), std::to_string(count));
        ++m_listed;
    }
    void enumeration_listedMostSpaces()
    {
        QVERIFY2(m_listed >= kSpaces * 2 / 3, qPrintable(QString::number(m_listed)));
    }

    void hash_isThatOfTheNetworkAlone_data() { rows(); }
    void hash_isThatOfTheNetworkAlone()
    {
        QFETCH(int, seed);
        const SearchSpace space = randomSpace(static_cast<std::uint64_t>(seed), false);
        const SearchSpace other = Relabeller(static_cast<std::uint64_t>(seed))(space);
        const DecisionTree tree = compile(space).tree;
        const Compiled relabelled = compile(other);
        QVERIFY2(relabelled.issues.empty(), lines(relabelled.issues).c_str());
        QCOMPARE(relabelled.tree.size(), tree.size());
        const TreeCandidates set(tree);
        Rng rng(2);
        for (int i = 0; i < kSamples; ++i) {
            const Candidate candidate = set.sample(rng);
            const std::string text = toText(tree, candidate);
            const auto same = candidateFromText(relabelled.tree, Relabeller::text(text), "test");
            QVERIFY2(same, same ? "" : same.error().what());
            const Architecture architecture = realise(space, tree, candidate).architecture;
            const Architecture again = realise(other, relabelled.tree, *same).architecture;
            QVERIFY2(canonicalHash(architecture) == canonicalHash(again), text.c_str());
            QCOMPARE(again.costs.parameters, architecture.costs.parameters);
            // One op that does something else makes another network.
            Json changed = toJson(architecture);
            std::vector<std::size_t> convolutions;
            for (std::size_t op = 0; op < changed["ops"].size(); ++op) {
                if (changed["ops"][op]["op"] == "conv2d")
                    convolutions.push_back(op);
            }
            if (convolutions.empty())
                continue;
            Json& kernel = changed["ops"][convolutions[rng.below(convolutions.size())]]["params"]["kernel"];
            kernel = kernel == 3 ? 1 : 3;
            QVERIFY2(canonicalHash(architectureFromJson(changed, "test").value()) != canonicalHash(architecture),
                     text.c_str());
        }
    }
};

QTEST_APPLESS_MAIN(TestSpaceLaws)
#include "tst_space_laws.moc"
