// SPDX-License-Identifier: GPL-3.0-or-later
// Constraints call alternatives by numbers: they mean the same ones after an edit.
#include <functional>
#include <set>

#include <fmt/format.h>

#include <QTest>

#include "core/space/edit/edit.h"
#include "core/space/edit/patch.h"
#include "core/space/edit/space_diff.h"
#include "tests/core/space/space_fixture.h"

using namespace cw;
using namespace cw::space;
using namespace cw::space::test;

namespace {

const GraphAddress kTop;

using Edit = std::function<Result<Done>(SearchSpace&)>;

Edit moved(int from, int to)
{
    return [=](SearchSpace& space) { return moveAlternative(space, kTop, "c", from, to); };
}

Edit removed(int alternative)
{
    return [=](SearchSpace& space) { return removeAlternative(space, kTop, "c", alternative); };
}

Edit renamed(int alternative, const char* name)
{
    return [=](SearchSpace& space) { return renameAlternative(space, kTop, "c", alternative, name); };
}

/// A choice "c" of four, an activation that is searched, and an Inputs block "i" that takes `high` of three.
SearchSpace searched(int high = 1)
{
    Block act = op("act", "activation");
    act.params["kind"].domain = Domain::categorical({"relu", "gelu", "tanh"});
    Block inputs = block("i", BlockKind::Inputs);
    inputs.high = high;
    SearchSpace space = spaceOf({choice("c", {{"skip", op("op", "identity")},
                                              {"conv", op("op", "conv2d")},
                                              {"max", op("op", "max-pool")},
                                              {"avg", op("op", "avg-pool")}}),
                                 act, op("x", "identity"), inputs});
    space.graph.links.insert(space.graph.links.end(), {{"c", "i"}, {"act", "i"}});
    return space;
}

std::string said(const Result<Done>& result)
{
    return result ? std::string() : result.error().problem();
}

} // namespace

class TestDecisionNumbers : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void comparisons_meanTheSameAlternatives_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<Edit>("edit");
        QTest::addColumn<QByteArray>("after");
        const auto row = [](const char* before, const char* what, Edit edit, const char* after) {
            QTest::addRow("%s, %s", before, what) << QByteArray(before) << std::move(edit) << QByteArray(after);
        };
        const Edit up = moved(2, 0); // skip conv max avg -> max skip conv avg
        row("c == 2", "2 to 0", up, "c == 0");
        row("c != 0 && params<=5e5", "2 to 0", up, "c != 1 && params<=5e5");
        row("(1==c) || c == 3", "2 to 0", up, "(2==c) || c == 3");
        row("c < 1", "2 to 0", up, "(c == 1)");
        row("c < 2", "2 to 0", up, "(c == 1 || c == 2)");
        row("c <= 2", "2 to 0", up, "c <= 2");
        row("c > 2.5", "2 to 0", up, "c > 2.5");
        row("2 > c", "2 to 0", up, "(c == 1 || c == 2)");
        row("c == 7", "2 to 0", up, "c == 7");
        row("cc == 2", "2 to 0", up, "cc == 2");
        row("c == 2 ? depth < 3 : depth < 5", "2 to 0", up, "c == 0 ? depth < 3 : depth < 5");
        row("c + 0 < 2", "3 to 3", moved(3, 3), "c + 0 < 2");
        row("c <= 1", "0 to 1", moved(0, 1), "c <= 1");
        row("c == 2", "without 0", removed(0), "c == 1");
        row("c >= 2", "without 0", removed(0), "c >= 1");
        row("c <= 2", "without 1", removed(1), "c <= 1");
        row("c != 3", "without 3", removed(3), ""); // the constraint is gone: every candidate meets it
        row("c + 0 < 2", "without the last", removed(3), "c + 0 < 2");
        row("c == 1", "with a name that is a number", renamed(1, "7"), "c == 7");
        row("c == 1", "with another name", renamed(1, "convolution"), "c == 1");
        const auto inFront = [](SearchSpace& space) {
            const auto added = addAlternative(space, kTop, "c", op("", "zero"));
            return added ? moveAlternative(space, kTop, "c", 4, 0) : added;
        };
        row("c != 0 && c < 2", "with a new one in front", inFront, "c != 1 && (c == 1 || c == 2)");
        const auto called = [](SearchSpace& space) {
            const auto done = renameBlock(space, kTop, "c", "choice-1");
            return done ? moveAlternative(space, kTop, "choice-1", 0, 1) : done;
        };
        row("c == 0", "with another name of the choice", called, "choice_1 == 1");
        const auto others = [](SearchSpace& space) {
            return setParam(space, kTop, "act", "kind",
                            ParamValue{{}, Domain::categorical({"tanh", "relu", "gelu"}), {}});
        };
        row("act.kind == 1", "values in another order", others, "act.kind == 2");
        const auto cut = [](SearchSpace& space) { return removeLinks(space, kTop, {{"x", "i"}}); };
        row("i == 2", "without its first source", cut, "i == 1");
        const auto between = [](SearchSpace& space) {
            const auto added = insertBlock(space, kTop, {"c", "i"}, op("", "identity"));
            return added ? Result<Done>(Done{}) : Result<Done>(added.error());
        };
        row("i == 1", "with a block between", between, "i == 1");
    }
    void comparisons_meanTheSameAlternatives()
    {
        QFETCH(const QByteArray, before);
        QFETCH(const Edit, edit);
        QFETCH(const QByteArray, after);
        SearchSpace space = searched();
        space.constraints = {before.toStdString(), "params <= 1e9"};
        const SearchSpace whole = space;
        const auto done = edit(space);
        QVERIFY2(done.has_value(), said(done).c_str());
        const std::string last = space.constraints.back();
        QCOMPARE(last, std::string("params <= 1e9"));
        QCOMPARE(space.constraints.size(), after.isEmpty() ? std::size_t(1) : std::size_t(2));
        if (!after.isEmpty())
            QCOMPARE(QByteArray::fromStdString(space.constraints.front()), after);
        for (const Block& each : space.graph.blocks) {
            QVERIFY(each.extra.empty()); // nothing is left of what the edit was followed with
            for (const Alternative& alternative : each.alternatives)
                QVERIFY(alternative.extra.empty());
        }
        const SpacePatch step(whole, space);
        step.undo(space);
        QCOMPARE(toJson(space).dump(), toJson(whole).dump());
    }

    void what_cannotBeSaid_isRefused_data()
    {
        QTest::addColumn<QByteArray>("constraint");
        QTest::addColumn<Edit>("edit");
        QTest::addColumn<QByteArray>("says");
        const auto row = [](const char* constraint, Edit edit, const char* says) {
            QTest::newRow(constraint) << QByteArray(constraint) << std::move(edit) << QByteArray(says);
        };
        row("c + i <= 3", moved(0, 1),
            "the constraint 'c + i <= 3' counts with the numbers of what 'c' can be, which would change; change or "
            "remove the constraint first");
        row("c == i", moved(0, 1), "counts with the numbers of what 'c' can be");
        row("!(c) || c != i", moved(0, 1), "counts with the numbers");
        row("c == 3", removed(3),
            "'c == 3' in the constraint 'c == 3' is about what would be gone; change or remove the constraint first");
        row("c != 0 || depth < 4", removed(0), "'c != 0' in the constraint 'c != 0 || depth < 4' is about");
        row(
            "i == 2", [](SearchSpace& space) { return setRange(space, kTop, "i", 1, 2); },
            "the constraint 'i == 2' compares 'i' by a number that would mean something else");
        row(
            "i != 0 && i < 2",
            [](SearchSpace& space) {
                return removeLinks(space, kTop, {{"x", "i"}});
            },
            "is about");
        row("c == 3 && params > 0", renamed(0, "3"), "counts with the numbers");
    }
    void what_cannotBeSaid_isRefused()
    {
        QFETCH(const QByteArray, constraint);
        QFETCH(const Edit, edit);
        QFETCH(const QByteArray, says);
        SearchSpace space = searched();
        space.constraints = {constraint.toStdString()};
        const SearchSpace whole = space;
        const std::string refusal = said(edit(space));
        QVERIFY2(refusal.find(says.toStdString()) != std::string::npos, refusal.c_str());
        QVERIFY(isSame(space, whole));
    }

    void members_areFollowed()
    {
        SearchSpace space = searched(2); // x is 1, c is 2, act is 4
        space.constraints = {"i != 6", "i == 4"};
        QVERIFY(removeLinks(space, kTop, {{"x", "i"}}).has_value());
        QCOMPARE(fmt::format("{}", fmt::join(space.constraints, "; ")), std::string("i != 3; i == 2"));
        space = searched(2);
        space.constraints = {"i == 3"};
        QVERIFY(said(removeLinks(space, kTop, {{"c", "i"}})).find("is about what would be gone") != std::string::npos);
        space.constraints = {"i > 1"};
        QVERIFY(said(removeLinks(space, kTop, {{"c", "i"}})).find("counts with the numbers") != std::string::npos);
    }

    void numbers_thatParametersHave_stayWhatTheyAre()
    {
        SearchSpace space = spaceOf({op("conv", "conv2d")});
        space.graph.blocks[1].params["kernel"].domain = Domain::categorical({"1", "3", "5"});
        space.constraints = {"conv.kernel == 5 || conv.kernel < 3"};
        const auto others = ParamValue{{}, Domain::categorical({"3", "1"}), {}};
        QVERIFY(setParam(space, kTop, "conv", "kernel", others).has_value());
        QCOMPARE(space.constraints.front(), std::string("conv.kernel == 5 || conv.kernel < 3"));
    }

    void candidates_thatAreAllowed_areTheSame()
    {
        SearchSpace space = searched();
        space.constraints = {"c != 2 && (c < 2 || act.kind == 1)"};
        const auto allowed = [](const SearchSpace& each) {
            std::set<std::string> texts;
            const DecisionTree tree = compile(each).tree;
            const auto candidates = candidatesOf(each, {}).value();
            Rng rng(1, 0, "numbers");
            for (int i = 0; i < 2000; ++i)
                texts.insert(toText(tree, candidates->sample(rng)));
            return texts;
        };
        const auto before = allowed(space);
        QVERIFY(moveAlternative(space, kTop, "c", 3, 0).has_value());
        QVERIFY(moveAlternative(space, kTop, "c", 1, 2).has_value());
        QCOMPARE(allowed(space), before);
    }
};

QTEST_APPLESS_MAIN(TestDecisionNumbers)
#include "tst_decision_numbers.moc"
