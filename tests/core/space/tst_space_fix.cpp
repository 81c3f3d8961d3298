// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include <fmt/format.h>

#include <QTest>

#include "core/space/edit/edit.h"
#include "core/space/edit/space_diff.h"
#include "core/space/limits.h"
#include "core/space/validate.h"
#include "tests/core/space/broken_spaces.h"

using namespace cw;
using namespace cw::space;
using namespace cw::space::test;

namespace {

/// What is wrong with a space; its shapes are looked at once its structure is sound.
Issues issuesOf(const SearchSpace& space)
{
    return compile(space).issues;
}

} // namespace

class TestSpaceFix : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void endsThatAreAdded_standOnTheCanvas()
    {
        SearchSpace space = soundSpace();
        std::erase_if(space.graph.blocks, [](const Block& block) { return block.kind == BlockKind::Output; });
        std::erase_if(space.graph.links, [](const Link& link) { return link.to == "output"; });
        space.graph.blocks.back().x = kMaxPosition;
        const Issues issues = issuesOf(space);
        const auto issue = std::find_if(issues.begin(), issues.end(), [](const Issue& each) {
            return each.what.starts_with("expected one output block, found 0");
        });
        QVERIFY(issue != issues.end());
        QVERIFY(applyFix(space, *issue).has_value());
        QCOMPARE(space.graph.blocks.back().kind, BlockKind::Output);
        QVERIFY(spaceFromJson(toJson(space), "the mended space").has_value()); // else it could not be opened again
    }

    void issues_areMendedOnlyForCertain_data()
    {
        QTest::addColumn<QByteArray>("says");
        QTest::addColumn<QByteArray>("title"); // empty: a person must decide
        QTest::addColumn<Change>("change");
        for (const BrokenSpace& broken : brokenSpaces())
            QTest::newRow(broken.says) << QByteArray(broken.says) << QByteArray(broken.title) << broken.change;
    }
    void issues_areMendedOnlyForCertain()
    {
        QFETCH(const QByteArray, says);
        QFETCH(const QByteArray, title);
        QFETCH(const Change, change);
        SearchSpace space = soundSpace();
        QCOMPARE(lines(issuesOf(space)), std::string());
        change(space);
        const std::string part = says.trimmed().toStdString();
        const auto found = [&](const Issues& issues) {
            return std::find_if(issues.begin(), issues.end(),
                                [&](const Issue& issue) { return issue.what.find(part) != std::string::npos; });
        };
        const Issues issues = issuesOf(space);
        const auto issue = found(issues);
        QVERIFY2(issue != issues.end(), lines(issues).c_str());
        QCOMPARE(QByteArray::fromStdString(fixTitle(space, *issue)), title);
        const SearchSpace before = space;
        const auto fixed = applyFix(space, *issue);
        QCOMPARE(fixed.has_value(), !title.isEmpty());
        QCOMPARE(isSame(space, before), title.isEmpty());
        if (title.isEmpty())
            return;
        for (const Issue& left : issuesOf(space))
            QVERIFY2(left.path != issue->path || left.what != issue->what, lines(issuesOf(space)).c_str());
        // What was fine stays so.
        QVERIFY2(issuesOf(space).size() <= issues.size(), lines(issuesOf(space)).c_str());
    }

    void issues_ofANetwork_areMendedInTheDrawing()
    {
        SearchSpace space = openSpace("nas-bench-201").value();
        space.cells["cell"].blocks[1].alternatives[2].body.front().blocks.front().params["kernel"].fixed = 99999;
        const Issues issues = validateStructure(space);
        QCOMPARE(issues.size(), std::size_t(1));
        QVERIFY(QByteArray::fromStdString(fixTitle(space, issues.front())).startsWith("Set it to "));
        // As the walk through a network calls it, by copy and use.
        Issue walked = issues.front();
        walked.path = "stage1[2]/0-1/nor_conv_1x1.kernel";
        QCOMPARE(fixTitle(space, walked), fixTitle(space, issues.front()));
        QVERIFY(applyFix(space, issues.front()).has_value());
        QVERIFY(validateStructure(space).empty());
    }

    void fixes_doNotChangeOtherThings()
    {
        const SearchSpace space = openSpace("darts-cnn").value();
        for (const Issue& issue : {Issue{"", "the sky is blue", ""}, Issue{"stage1", "'stage1' has no input", ""},
                                   Issue{"nobody/else.kernel", "found 0", ""}, Issue{}}) {
            SearchSpace copy = space;
            QCOMPARE(fixTitle(space, issue), std::string());
            QVERIFY(!applyFix(copy, issue));
            QVERIFY(isSame(copy, space));
        }
    }
};

QTEST_APPLESS_MAIN(TestSpaceFix)
#include "tst_space_fix.moc"
