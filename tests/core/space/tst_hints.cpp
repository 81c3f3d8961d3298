// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "core/space/edit/edit.h"
#include "core/space/hints.h"
#include "tests/core/space/space_fixture.h"

using namespace cw;
using namespace cw::space;
using namespace cw::space::test;

class TestHints : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void templates_haveNone()
    {
        for (const TemplateInfo& info : templates())
            QCOMPARE(lines(hintsOf(openSpace(info.id).value())), std::string());
    }

    void choiceOfOne_isHintedAtWhereItStands()
    {
        SearchSpace space = spaceOf({choice("c", {{"x", op("op", "identity")}})});
        QCOMPARE(lines(hintsOf(space)),
                 std::string("choice c: 'c' has nothing to choose from: 'x' is its only alternative\n"));
        QCOMPARE(lines(compile(space).issues), std::string()); // it can be searched all the same
        QVERIFY(addAlternative(space, {}, "c", op("", "conv2d")).has_value());
        QCOMPARE(lines(hintsOf(space)), std::string());
        space = spaceOf({repeat("r", 1, 2, true, Graph{{choice("c", {{"x", op("op", "identity")}})}, {}})});
        QCOMPARE(hintsOf(space).at(0).path, std::string("r/c"));
    }

    void cellThatNothingUses_isHintedAt()
    {
        SearchSpace space = spaceOf({op("a", "identity")});
        QVERIFY(addCell(space, "spare").has_value());
        QCOMPARE(lines(hintsOf(space)), std::string("cell 'spare': no block uses the cell 'spare'\n"));
        QVERIFY(addBlock(space, {}, cellUse("", "spare")).has_value());
        QCOMPARE(lines(hintsOf(space)), std::string());
    }
};

QTEST_APPLESS_MAIN(TestHints)
#include "tst_hints.moc"
