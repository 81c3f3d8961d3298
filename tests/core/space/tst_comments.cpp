// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <limits>

#include <QTest>

#include "core/space/edit/comments.h"
#include "core/space/edit/fragment.h"
#include "core/space/edit/patch.h"
#include "core/space/limits.h"
#include "core/space/realise.h"

using namespace cw;
using namespace cw::space;

namespace {

SearchSpace opened()
{
    return openSpace("nas-bench-201").value();
}

const GraphAddress kCell{"cell", {}};

std::string saved(const SearchSpace& space)
{
    return toJson(space).dump(2);
}

/// A graph whose file says that.
Graph graphWith(const std::string& comments)
{
    Graph graph;
    graph.extra = {{"comments", Json::parse(comments)}};
    return graph;
}

} // namespace

class TestComments : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void comments_areWrittenAndReadAgain()
    {
        SearchSpace space = opened();
        const Comment comment{"first line\nsecond", {.x = -16, .y = 32, .width = 320, .height = 64}};
        QVERIFY(addComment(space, kCell, comment).has_value());
        QVERIFY(addComment(space, {}, {.text = "שלום 🎉", .box = {}}).has_value());
        const auto read = spaceFromJson(toJson(space), "saved");
        QVERIFY(read.has_value());
        QVERIFY(commentsOf(read->cells.at("cell")) == std::vector{comment});
        QCOMPARE(commentsOf(read->graph).at(0).text, std::string("שלום 🎉"));
        QVERIFY(*read == space);
    }

    void comments_changeNeitherDecisionsNorProblems()
    {
        SearchSpace space = opened();
        const auto before = compileOrError(space);
        QVERIFY(addComment(space, kCell, {.text = "which edges matter?", .box = {}}).has_value());
        const auto after = compileOrError(space);
        QVERIFY(before.has_value() && after.has_value());
        QCOMPARE(after->size(), before->size());
        for (std::size_t i = 0; i < before->size(); ++i)
            QVERIFY(after->decisions[i] == before->decisions[i]);
    }

    void edits_areUndoneByteForByte()
    {
        SearchSpace space = opened();
        const std::string first = saved(space);
        const SearchSpace before = space;
        QVERIFY(addComment(space, kCell, {.text = "one", .box = {}}).has_value());
        QVERIFY(addComment(space, kCell, {.text = "two", .box = {}}).has_value());
        QVERIFY(setCommentText(space, kCell, 0, "other").has_value());
        QVERIFY(placeComments(space, kCell, {{1, {.x = 5, .y = 6, .width = 100, .height = 80}}}).has_value());
        QVERIFY(duplicateComments(space, kCell, {0, 1}, {32, 32}).has_value());
        QCOMPARE(commentsOf(space.cells.at("cell")).size(), std::size_t(4));
        QCOMPARE(commentsOf(space.cells.at("cell")).at(3).box.x, 37.0);
        SpacePatch(before, space).undo(space);
        QCOMPARE(saved(space), first);
    }

    void remove_takesTheKeyAwayWithTheLast()
    {
        SearchSpace space = opened();
        const std::string first = saved(space);
        for (const char* text : {"a", "b", "c"})
            QVERIFY(addComment(space, {}, {.text = text, .box = {}}).has_value());
        QVERIFY(removeComments(space, {}, {2, 0}).has_value());
        QCOMPARE(commentsOf(space.graph).at(0).text, std::string("b"));
        QVERIFY(removeComments(space, {}, {0}).has_value());
        QCOMPARE(saved(space), first);
    }

    void editsOfNone_changeNothing()
    {
        SearchSpace space = opened();
        const std::string first = saved(space);
        QVERIFY(duplicateComments(space, kCell, {}, {32, 32}).has_value());
        QVERIFY(removeComments(space, kCell, {}).has_value());
        QVERIFY(placeComments(space, kCell, {}).has_value());
        QCOMPARE(saved(space), first);
    }

    void refusals_leaveTheSpaceAsItWas_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<double>("x");
        QTest::addColumn<double>("width");
        const double nan = std::numeric_limits<double>::quiet_NaN();
        QTest::newRow("too long") << QByteArray(10'001, 'x') << 0.0 << 100.0;
        QTest::newRow("not text") << QByteArray("\xff\xfe") << 0.0 << 100.0;
        QTest::newRow("control characters") << QByteArray("a\x07") << 0.0 << 100.0;
        QTest::newRow("nowhere") << QByteArray("a") << nan << 100.0;
        QTest::newRow("too far") << QByteArray("a") << 2e7 << 100.0;
        QTest::newRow("no size") << QByteArray("a") << 0.0 << nan;
    }
    void refusals_leaveTheSpaceAsItWas()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const double, x);
        QFETCH(const double, width);
        SearchSpace space = opened();
        const std::string first = saved(space);
        QVERIFY(!addComment(space, {}, {.text = text.toStdString(), .box = {.x = x, .width = width}}).has_value());
        QCOMPARE(saved(space), first);
        QVERIFY(!setCommentText(space, {}, 0, "nobody").has_value());
        QVERIFY(!placeComments(space, {}, {{0, {}}}).has_value());
        QVERIFY(!removeComments(space, {}, {0}).has_value());
        QVERIFY(!duplicateComments(space, {}, {-1}, {}).has_value());
        QVERIFY(!addComment(space, {"no such cell", {}}, {.text = "a", .box = {}}).has_value());
        QCOMPARE(saved(space), first);
    }

    void counts_areBounded()
    {
        SearchSpace space = opened();
        for (std::size_t i = 0; i < kMaxComments; ++i)
            QVERIFY(addComment(space, {}, {.text = "x", .box = {}}).has_value());
        QVERIFY(!addComment(space, {}, {.text = "x", .box = {}}).has_value());
        QVERIFY(addComment(space, kCell, {.text = "elsewhere", .box = {}}).has_value());
        SearchSpace wordy = opened();
        const std::string longest(kLongestComment, 'x');
        for (std::size_t i = 0; i < kMaxCommentText / kLongestComment; ++i)
            QVERIFY(addComment(wordy, {}, {.text = longest, .box = {}}).has_value());
        QVERIFY(!addComment(wordy, kCell, {.text = longest, .box = {}}).has_value());
    }

    void files_mayHoldAnything()
    {
        QVERIFY(commentsOf(graphWith(R"("text")")).empty());
        QVERIFY(commentsOf(graphWith(R"([1, null, {}, {"text": 1, "at": [0, 0]}, {"text": "a"},
                                         {"text": "a", "at": ["x", 0]}, {"text": "a", "at": [1, 2, 3]}])"))
                    .empty());
        const std::vector<Comment> far =
            commentsOf(graphWith(R"([{"text": "a\u0000\u0007b", "at": [1e308, -1e308], "size": [-5, 1e300]}])"));
        QCOMPARE(far.size(), std::size_t(1));
        QCOMPARE(far[0].text, std::string("ab"));
        QCOMPARE(far[0].box.x, kMaxPosition);
        QCOMPARE(far[0].box.y, -kMaxPosition);
        QCOMPARE(far[0].box.width, kLeastComment);
        QCOMPARE(far[0].box.height, kLargestComment);
        std::string emoji;
        for (std::size_t i = 0; i < 2 * kLongestComment; ++i)
            emoji += "🎉";
        Graph graph = graphWith("[]");
        for (std::size_t i = 0; i < 2 * kMaxComments; ++i)
            graph.extra["comments"].push_back({{"text", i == 0 ? emoji : "x"}, {"at", {0, 0}}});
        QCOMPARE(commentsOf(graph).size(), kMaxComments);
        QCOMPARE(commentsOf(graph)[0].text.size(), 4 * kLongestComment); // whole characters
    }

    void edits_keepWhatTheyDoNotKnow()
    {
        SearchSpace space = opened();
        space.graph.extra["comments"] =
            Json::parse(R"([{"later": true}, {"text": "a", "at": [0, 0], "colour": "red"}])");
        QVERIFY(placeComments(space, {}, {{0, {.x = 16, .y = 0}}}).has_value());
        QVERIFY(setCommentText(space, {}, 0, "b").has_value());
        QVERIFY(space.graph.extra["comments"][0] == Json::parse(R"({"later": true})"));
        QVERIFY(space.graph.extra["comments"][1]["colour"] == Json("red"));
        QVERIFY(space.graph.extra["comments"][1]["text"] == Json("b"));
        space.graph.extra["comments"] = "a word";
        QVERIFY(!addComment(space, {}, {.text = "x", .box = {}}).has_value());
        QVERIFY(space.graph.extra["comments"] == Json("a word"));
    }

    void fragments_carryComments()
    {
        SearchSpace space = opened();
        QVERIFY(
            addComment(space, {}, {.text = "a", .box = {.x = 100, .y = 100, .width = 200, .height = 100}}).has_value());
        QVERIFY(addComment(space, {}, {.text = "b", .box = {}}).has_value());
        const auto alone = fragmentFromText(toText(copyBlocks(space, {}, {}, {0})));
        QVERIFY(alone.has_value());
        const auto ids = pasteFragment(space, kCell, *alone, {0, 0});
        QVERIFY(ids.has_value() && ids->empty());
        QVERIFY((commentsOf(space.cells.at("cell")) ==
                 std::vector<Comment>{{"a", {.x = -100, .y = -50, .width = 200, .height = 100}}}));
        const auto both = fragmentFromText(toText(copyBlocks(space, {}, {"stem"}, {1})));
        QCOMPARE(pasteFragment(space, {}, *both, {0, 0}).value().size(), std::size_t(1));
        QCOMPARE(commentsOf(space.graph).size(), std::size_t(3));
        QVERIFY(!pasteFragment(space, {}, *fragmentFromText(toText(copyBlocks(space, {}, {"stem"}))), {NAN, 0}));
    }

    void unwrappedBlock_leavesTheCommentsInside()
    {
        SearchSpace space = opened();
        const GraphAddress inside{{}, {{"stage1", -1}}};
        QVERIFY(addBlock(space, inside, {.id = "more", .op = "identity", .x = 400, .y = 96}).has_value());
        Graph& body = *graphAt(space, inside);
        double left = kMaxPosition;
        double top = kMaxPosition;
        for (const Block& block : body.blocks) {
            const bool end = block.kind == BlockKind::Input || block.kind == BlockKind::Output;
            left = end ? left : std::min(left, block.x);
            top = end ? top : std::min(top, block.y);
        }
        QVERIFY(addComment(space, inside, {"why", {.x = left + 10, .y = top - 50}}).has_value());
        graphAt(space, inside)->extra["comments"][0]["colour"] = "red"; // of another program
        const Block before = *space.graph.find("stage1");
        QVERIFY(unwrapBlock(space, {}, "stage1").has_value());
        QCOMPARE(commentsOf(space.graph).size(), std::size_t(1));
        QCOMPARE(commentsOf(space.graph)[0].text, std::string("why"));
        QCOMPARE(commentsOf(space.graph)[0].box.x, before.x + 10);
        QCOMPARE(commentsOf(space.graph)[0].box.y, before.y - 50);
        QVERIFY(space.graph.extra["comments"][0]["colour"] == "red");
    }

    void unwrappedBlock_mayHoldMoreThanHalfOfAllText()
    {
        SearchSpace space = opened();
        const GraphAddress inside{{}, {{"stage1", -1}}};
        const std::string page(kLongestComment, 'x');
        for (std::size_t i = 0; i < kMaxCommentText / kLongestComment; ++i)
            QVERIFY(addComment(space, inside, {page, {}}).has_value());
        QVERIFY(unwrapBlock(space, {}, "stage1").has_value());
        QCOMPARE(commentsOf(space.graph).size(), kMaxCommentText / kLongestComment);
    }

    void ungroupedCell_copiesItsComments()
    {
        SearchSpace space = opened();
        QVERIFY(unwrapBlock(space, {}, "stage1").has_value()); // one use in the network itself
        QVERIFY(addComment(space, kCell, {"why", {}}).has_value());
        QVERIFY(ungroupCell(space, {}, "stage1").has_value());
        QCOMPARE(commentsOf(space.graph).at(0).text, std::string("why"));
        QCOMPARE(commentsOf(space.cells.at("cell")).at(0).text, std::string("why"));
    }

    void unwrap_thatHasTooManyComments_isRefused()
    {
        SearchSpace space = opened();
        const GraphAddress inside{{}, {{"stage1", -1}}};
        QVERIFY(addComment(space, inside, {"one too many", {}}).has_value());
        for (std::size_t i = 0; i < kMaxComments; ++i)
            QVERIFY(addComment(space, {}, {"x", {}}).has_value());
        const SearchSpace before = space;
        const auto done = unwrapBlock(space, {}, "stage1");
        QVERIFY(!done);
        QVERIFY(QByteArray(done.error().what()).contains("at most 200 comments"));
        QVERIFY(space == before);
    }

    void pastedUse_takesTheCellThatDiffersOnlyInComments()
    {
        const SearchSpace from = opened();
        SearchSpace into = opened();
        QVERIFY(addComment(into, kCell, {.text = "mine", .box = {}}).has_value());
        const Fragment stage = copyBlocks(from, {}, {"stage1"});
        QVERIFY(stage.cells.count("cell") > 0);
        QVERIFY(pasteFragment(into, {}, stage, {0, 0}).has_value());
        QCOMPARE(into.cells.size(), std::size_t(1));
    }
};

QTEST_APPLESS_MAIN(TestComments)
#include "tst_comments.moc"
