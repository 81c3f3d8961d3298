// SPDX-License-Identifier: GPL-3.0-or-later
#include <QLineEdit>
#include <QMenu>

#include "core/space/edit/edit.h"
#include "tests/ui/canvas_fixture.h"
#include "ui/canvas/title_edit.h"

using namespace cw;
using namespace cw::ui;

namespace {

constexpr int kPatience = 30'000;

space::Block op(const std::string& id, const std::string& type, double x, double y)
{
    space::Block block;
    block.id = id;
    block.op = type;
    block.x = x;
    block.y = y;
    return block;
}

/// input -> a -> b -> output in a row, c below without wires.
space::SearchSpace chain()
{
    space::SearchSpace space;
    space.name = "chain";
    space.graph.blocks.push_back(op("input", "", 32, 150));
    space.graph.blocks.back().kind = space::BlockKind::Input;
    space.graph.blocks.push_back(op("a", "conv2d", 160, 142));
    space.graph.blocks.push_back(op("b", "conv2d", 400, 142));
    space.graph.blocks.push_back(op("output", "", 640, 150));
    space.graph.blocks.back().kind = space::BlockKind::Output;
    space.graph.blocks.push_back(op("c", "conv2d", 160, 302));
    space.graph.links = {{"input", "a"}, {"a", "b"}, {"b", "output"}};
    return space;
}

} // namespace

class TestSpaceEditor : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_canvas = std::make_unique<CanvasFixture>(chain());
        QTRY_VERIFY_WITH_TIMEOUT(m_canvas->isShown(), kPatience);
        QVERIFY(m_canvas->view().isPlaced());
    }
    void cleanup() { m_canvas.reset(); }

    void drag_movesInOneStepAndUndoMovesBack();
    void drag_keepsToTheLinesOfOthers();
    void severalNodes_moveTogether();
    void nudges_joinInOneStep();
    void edit_leavesZoomScrollAndOthersWhereTheyAre();
    void portToPort_links();
    void inputToOutput_linksToo();
    void linkThatWouldCloseACycle_isRefusedWithTheReason();
    void linkIntoNothing_offersWhatFits();
    void droppedOnAWire_isInserted();
    void altDrag_pullsOutAndHeals();
    void delete_removesWithItsWires();
    void dissolve_heals();
    void wire_canBeSelectedAndDeleted();
    void rubberBand_selectsAndShiftAdds();
    void escape_takesBackADrag();
    void factsDuringADrag_waitForItsEnd();
    void contextMenu_hasWhatApplies();
    void middleDragAndSpaceDrag_pan();
    void backspace_leavesOnlyWhenNothingIsSelected();
    void rename_onTheCanvas();
    void tab_takesTheNewName();
    void anotherDocument_endsWhatIsBeingTyped();
    void doubleClickOnNothing_opensTheList();
    void duplicate_selectsTheCopies();
    void withoutADocument_nothingCanBeChanged();

private:
    CanvasFixture& canvas() { return *m_canvas; }

    std::unique_ptr<CanvasFixture> m_canvas;
};

void TestSpaceEditor::drag_movesInOneStepAndUndoMovesBack()
{
    const QPoint from = canvas().card("c");
    canvas().drag(from, from + QPoint(300, 130));
    const space::Block* moved = canvas().here().find("c");
    QVERIFY(moved->x > 300 && moved->y > 350);
    QCOMPARE(canvas().document().steps().count(), 1);
    QCOMPARE(canvas().lastStep(), QStringLiteral("Move c"));
    QCOMPARE(canvas().view().selectedBlocks(), std::vector<std::string>{"c"});
    const QPointF shown = canvas().graph().drawing().positions[4];
    QCOMPARE(shown, QPointF(moved->x, moved->y)); // in the same turn
    canvas().undo();
    QCOMPARE(canvas().here().find("c")->x, 160.0);
    QCOMPARE(canvas().graph().drawing().positions[4], QPointF(160, 302));
    QCOMPARE(canvas().view().selectedBlocks(), std::vector<std::string>{"c"});
}

void TestSpaceEditor::drag_keepsToTheLinesOfOthers()
{
    const QPoint from = canvas().card("c");
    const double zoom = canvas().graph().zoom();
    // Nearly under b: three px off its left edge.
    canvas().drag(from, from + QPoint(qRound(243 * zoom), qRound(100 * zoom)));
    QCOMPARE(canvas().here().find("c")->x, 400.0);
}

void TestSpaceEditor::severalNodes_moveTogether()
{
    canvas().click(canvas().card("a"));
    canvas().click(canvas().card("b"), Qt::ShiftModifier);
    QCOMPARE(canvas().graph().selection().size(), std::size_t(2));
    const double a = canvas().here().find("a")->y;
    const QPoint from = canvas().card("b");
    canvas().drag(from, from + QPoint(0, 200));
    QVERIFY(canvas().lastStep().startsWith(QStringLiteral("Move 2 block"))); // plurals come with the translation
    QVERIFY(canvas().here().find("a")->y > a + 100);
    QCOMPARE(canvas().here().find("a")->y, canvas().here().find("b")->y);
    QCOMPARE(canvas().document().steps().count(), 1);
    canvas().click(canvas().card("b")); // a click on one of them selects it alone
    QCOMPARE(canvas().view().selectedBlocks(), std::vector<std::string>{"b"});
}

void TestSpaceEditor::nudges_joinInOneStep()
{
    canvas().click(canvas().card("c"));
    canvas().key(Qt::Key_Right);
    canvas().key(Qt::Key_Right);
    canvas().key(Qt::Key_Down, Qt::ShiftModifier);
    QCOMPARE(canvas().here().find("c")->x, 192.0);
    QCOMPARE(canvas().here().find("c")->y, 303.0);
    QCOMPARE(canvas().document().steps().count(), 1);
    canvas().key(Qt::Key_Up, Qt::AltModifier); // walks
    QCOMPARE(canvas().view().selectedBlocks(), std::vector<std::string>{"a"});
    canvas().key(Qt::Key_Right); // so this walks too
    QCOMPARE(canvas().view().selectedBlocks(), std::vector<std::string>{"b"});
    QCOMPARE(canvas().document().steps().count(), 1);
}

void TestSpaceEditor::edit_leavesZoomScrollAndOthersWhereTheyAre()
{
    canvas().graph().lookAt(0.8, QPointF(333, 222));
    const QRect before = canvas().graph().nodeRect(canvas().node("output"));
    const QPoint from = canvas().card("c");
    canvas().drag(from, from + QPoint(-500, 250)); // well outside of what was drawn
    QCOMPARE(canvas().document().steps().count(), 1);
    canvas().click(canvas().card("a"));
    canvas().key(Qt::Key_Delete);
    QCOMPARE(canvas().graph().zoom(), 0.8);
    const QRect after = canvas().graph().nodeRect(canvas().node("output"));
    QVERIFY((after.topLeft() - before.topLeft()).manhattanLength() <= 1);
}

void TestSpaceEditor::portToPort_links()
{
    canvas().drag(canvas().out("input"), canvas().in("c"));
    QVERIFY(canvas().hasLink("input", "c"));
    QCOMPARE(canvas().lastStep(), QStringLiteral("Link input to c"));
    canvas().undo();
    QVERIFY(!canvas().hasLink("input", "c"));
}

void TestSpaceEditor::inputToOutput_linksToo()
{
    canvas().drag(canvas().in("c"), canvas().card("input"));
    QVERIFY(canvas().hasLink("input", "c"));
}

void TestSpaceEditor::linkThatWouldCloseACycle_isRefusedWithTheReason()
{
    canvas().drag(canvas().out("input"), canvas().in("c"));
    const space::SearchSpace before = canvas().space();
    canvas().drag(canvas().out("b"), canvas().card("a"));
    QVERIFY2(canvas().lastRefusal().contains(QStringLiteral("one input")) ||
                 canvas().lastRefusal().contains(QStringLiteral("takes 1 input")) ||
                 canvas().lastRefusal().contains(QStringLiteral("cycle")),
             qPrintable(canvas().lastRefusal()));
    QVERIFY(canvas().space() == before);
    QCOMPARE(canvas().document().steps().count(), 1);
    canvas().drag(canvas().out("c"), canvas().card("input"));
    QVERIFY2(canvas().lastRefusal().contains(QStringLiteral("no link can lead into it")),
             qPrintable(canvas().lastRefusal()));
}

void TestSpaceEditor::linkIntoNothing_offersWhatFits()
{
    canvas().drag(canvas().out("a"), canvas().card("c") + QPoint(320, 120));
    QVERIFY(canvas().editor().searchList().isVisible());
    canvas().typeInSearch(QStringLiteral("relu"));
    QVERIFY(!canvas().editor().searchList().isVisible());
    QCOMPARE(canvas().here().blocks.size(), std::size_t(6));
    const space::Block added = *canvas().view().selectedBlock();
    QVERIFY(canvas().hasLink("a", added.id));
    QCOMPARE(canvas().document().steps().count(), 1);
    QCOMPARE(canvas().view().selectedBlocks(), std::vector<std::string>{added.id});
    canvas().drag(canvas().out("a"), canvas().card("c") + QPoint(320, 200));
    QTest::keyClick(&canvas().editor().searchList().edit(), Qt::Key_Escape);
    QVERIFY(!canvas().editor().searchList().isVisible());
    QCOMPARE(canvas().document().steps().count(), 1);
}

void TestSpaceEditor::droppedOnAWire_isInserted()
{
    const QPoint middle = (canvas().out("b") + canvas().in("output")) / 2;
    canvas().drag(canvas().card("c"), middle);
    QVERIFY(canvas().hasLink("b", "c"));
    QVERIFY(canvas().hasLink("c", "output"));
    QVERIFY(!canvas().hasLink("b", "output"));
    QCOMPARE(canvas().lastStep(), QStringLiteral("Insert c"));
    QCOMPARE(canvas().document().steps().count(), 1);
    canvas().undo();
    QVERIFY(canvas().hasLink("b", "output"));
    QCOMPARE(canvas().here().find("c")->y, 302.0);
}

void TestSpaceEditor::altDrag_pullsOutAndHeals()
{
    const QPoint from = canvas().card("b");
    canvas().drag(from, from + QPoint(0, 250), Qt::AltModifier);
    QVERIFY(canvas().hasLink("a", "output"));
    QVERIFY(!canvas().hasLink("a", "b"));
    QVERIFY(canvas().here().find("b")->y > 300);
    QCOMPARE(canvas().document().steps().count(), 1);
    QCOMPARE(canvas().lastStep(), QStringLiteral("Pull out b"));
    canvas().undo();
    QVERIFY(canvas().hasLink("a", "b"));
    // and into another wire at once
    const QPoint wire = (canvas().out("input") + canvas().in("a")) / 2;
    canvas().drag(canvas().card("b"), wire, Qt::AltModifier);
    QVERIFY(canvas().hasLink("input", "b"));
    QVERIFY(canvas().hasLink("b", "a"));
    QVERIFY(canvas().hasLink("a", "output"));
    QCOMPARE(canvas().document().steps().count(), 1);
}

void TestSpaceEditor::delete_removesWithItsWires()
{
    const space::SearchSpace before = canvas().space();
    canvas().click(canvas().card("a"));
    canvas().key(Qt::Key_Delete);
    QVERIFY(canvas().here().find("a") == nullptr);
    QCOMPARE(canvas().here().links.size(), std::size_t(1));
    QCOMPARE(canvas().lastStep(), QStringLiteral("Delete a"));
    QCOMPARE(canvas().graph().drawing().drawing.nodes.size(), std::size_t(4));
    canvas().undo();
    QVERIFY(canvas().space() == before);
    canvas().redo();
    QVERIFY(canvas().here().find("a") == nullptr);
}

void TestSpaceEditor::dissolve_heals()
{
    canvas().click(canvas().card("a"));
    canvas().key(Qt::Key_Delete, Qt::ControlModifier);
    QVERIFY(canvas().here().find("a") == nullptr);
    QVERIFY(canvas().hasLink("input", "b"));
}

void TestSpaceEditor::wire_canBeSelectedAndDeleted()
{
    const QPoint middle = (canvas().out("a") + canvas().in("b")) / 2;
    canvas().click(middle);
    QVERIFY(canvas().graph().selectedWire() >= 0);
    QVERIFY(canvas().graph().selection().empty());
    canvas().key(Qt::Key_Delete);
    QVERIFY(!canvas().hasLink("a", "b"));
    QCOMPARE(canvas().lastStep(), QStringLiteral("Unlink a from b"));
    canvas().undo();
    QVERIFY(canvas().hasLink("a", "b"));
}

void TestSpaceEditor::rubberBand_selectsAndShiftAdds()
{
    const QRect a = canvas().graph().nodeRect(canvas().node("a"));
    canvas().drag(a.topLeft() - QPoint(20, 40), a.center());
    QCOMPARE(canvas().view().selectedBlocks(), std::vector<std::string>{"a"});
    const QRect c = canvas().graph().nodeRect(canvas().node("c"));
    canvas().drag(c.topLeft() - QPoint(20, 40), c.center(), Qt::ShiftModifier);
    QCOMPARE(canvas().view().selectedBlocks(), (std::vector<std::string>{"a", "c"}));
    canvas().key(Qt::Key_A, Qt::ControlModifier);
    QCOMPARE(canvas().graph().selection().size(), std::size_t(5));
    canvas().click(a.topLeft() - QPoint(20, 60));
    QVERIFY(canvas().graph().selection().empty());
    QCOMPARE(canvas().document().steps().count(), 0); // selecting is no step
}

void TestSpaceEditor::escape_takesBackADrag()
{
    const QPoint from = canvas().card("c");
    QTest::mousePress(canvas().graph().viewport(), Qt::LeftButton, {}, from);
    canvas().moveTo(from + QPoint(100, 100), Qt::LeftButton, {});
    canvas().key(Qt::Key_Escape);
    QTest::mouseRelease(canvas().graph().viewport(), Qt::LeftButton, {}, from + QPoint(100, 100));
    QCOMPARE(canvas().document().steps().count(), 0);
    QCOMPARE(canvas().here().find("c")->x, 160.0);
}

void TestSpaceEditor::factsDuringADrag_waitForItsEnd()
{
    const QPoint from = canvas().card("c");
    const QPoint to = from + QPoint(160, 120);
    QTest::mousePress(canvas().graph().viewport(), Qt::LeftButton, {}, from);
    canvas().moveTo(to, Qt::LeftButton, {});
    canvas().view().setFacts({{"a", {space::Shape::image(16, 28, 28), 144, 112'896}}});
    QVERIFY(canvas().graph().drawing().drawing.nodes[1].output.isEmpty());
    QTest::mouseRelease(canvas().graph().viewport(), Qt::LeftButton, {}, to);
    QVERIFY(canvas().here().find("c")->x > 200); // it was not broken off
    QCOMPARE(canvas().graph().drawing().drawing.nodes[1].output, QStringLiteral("[16,28,28]"));
}

void TestSpaceEditor::contextMenu_hasWhatApplies()
{
    const QPoint at = canvas().card("a");
    QContextMenuEvent event(QContextMenuEvent::Mouse, at, canvas().graph().viewport()->mapToGlobal(at));
    QApplication::sendEvent(canvas().graph().viewport(), &event);
    QCOMPARE(canvas().view().selectedBlocks(), std::vector<std::string>{"a"});
    auto* menu = canvas().view().findChild<QMenu*>();
    QVERIFY(menu != nullptr);
    QVERIFY(menu->actions().contains(canvas().editor().action(EditCommand::WrapRepeat)));
    QVERIFY(!menu->actions().contains(canvas().editor().action(EditCommand::Ungroup))); // no cell
    QVERIFY(!menu->actions().first()->isSeparator());
    QVERIFY(!menu->actions().last()->isSeparator());
    menu->close();
}

void TestSpaceEditor::middleDragAndSpaceDrag_pan()
{
    canvas().graph().lookAt(1, QPointF(300, 200));
    const QPoint before = canvas().card("c");
    canvas().drag(QPoint(600, 500), QPoint(630, 520), {}, Qt::MiddleButton);
    QCOMPARE(canvas().card("c") - before, QPoint(30, 20));
    QTest::keyPress(&canvas().graph(), Qt::Key_Space);
    canvas().drag(canvas().card("c"), canvas().card("c") + QPoint(-30, -20));
    QSignalSpy tapped(&canvas().graph(), &GraphView::spaceTapped);
    QTest::keyRelease(&canvas().graph(), Qt::Key_Space);
    QCOMPARE(canvas().card("c"), before);
    QCOMPARE(tapped.size(), 0);
    QTest::keyClick(&canvas().graph(), Qt::Key_Space);
    QCOMPARE(tapped.size(), 1);
    QCOMPARE(canvas().document().steps().count(), 0);
}

void TestSpaceEditor::backspace_leavesOnlyWhenNothingIsSelected()
{
    canvas().click(canvas().card("c"));
    canvas().key(Qt::Key_Backspace);
    QVERIFY(canvas().here().find("c") == nullptr);
    QSignalSpy leaving(&canvas().graph(), &GraphView::leaveRequested);
    canvas().key(Qt::Key_Backspace);
    QCOMPARE(leaving.size(), 1);
}

void TestSpaceEditor::rename_onTheCanvas()
{
    canvas().click(canvas().card("a"));
    canvas().key(Qt::Key_F2);
    TitleEdit* edit = canvas().graph().titleEdit();
    QVERIFY(edit != nullptr);
    QCOMPARE(edit->text(), QStringLiteral("a"));
    QTest::keyClicks(edit, QStringLiteral("stem")); // all of it was selected
    QTest::keyClick(edit, Qt::Key_Return);
    QVERIFY(canvas().here().find("stem") != nullptr);
    QVERIFY(canvas().hasLink("input", "stem"));
    QCOMPARE(canvas().view().selectedBlocks(), std::vector<std::string>{"stem"});
    QCOMPARE(canvas().lastStep(), QStringLiteral("Rename a to stem"));
    canvas().key(Qt::Key_F2);
    QTest::keyClicks(canvas().graph().titleEdit(), QStringLiteral("b"));
    QTest::keyClick(canvas().graph().titleEdit(), Qt::Key_Return);
    QVERIFY(!canvas().lastRefusal().isEmpty()); // there is a b
    QVERIFY(canvas().here().find("stem") != nullptr);
    QCOMPARE(canvas().view().selectedBlocks(), std::vector<std::string>{"stem"});
    canvas().key(Qt::Key_F2);
    QTest::keyClicks(canvas().graph().titleEdit(), QStringLiteral("other"));
    QTest::keyClick(canvas().graph().titleEdit(), Qt::Key_Escape);
    QVERIFY(canvas().here().find("stem") != nullptr);
    QCOMPARE(canvas().document().steps().count(), 1);
}

void TestSpaceEditor::tab_takesTheNewName()
{
    for (const auto& [key, name] : {std::pair(Qt::Key_Tab, "stem"), std::pair(Qt::Key_Backtab, "first")}) {
        canvas().click(canvas().card(name == std::string("stem") ? "a" : "stem"));
        canvas().key(Qt::Key_F2);
        QTest::keyClicks(canvas().graph().titleEdit(), QString::fromLatin1(name));
        QTest::keyClick(canvas().graph().titleEdit(), key);
        QVERIFY(canvas().here().find(name) != nullptr);
        QVERIFY(!canvas().editor().searchList().isVisible()); // Tab was not the canvas's
    }
}

void TestSpaceEditor::anotherDocument_endsWhatIsBeingTyped()
{
    SpaceDocument another(std::make_shared<const space::SearchSpace>(chain()), {}); // blocks are called alike
    canvas().key(Qt::Key_Tab);
    QVERIFY(canvas().editor().searchList().isVisible());
    canvas().editor().setDocument(&another);
    QVERIFY(!canvas().editor().searchList().isVisible());
    QTRY_VERIFY_WITH_TIMEOUT(canvas().isShown(), kPatience);
    canvas().click(canvas().card("a"));
    canvas().key(Qt::Key_F2);
    QPointer<TitleEdit> edit = canvas().graph().titleEdit();
    QVERIFY(edit != nullptr);
    QTest::keyClicks(edit, QStringLiteral("stem"));
    canvas().editor().setDocument(&canvas().document());
    QTRY_VERIFY_WITH_TIMEOUT(canvas().isShown(), kPatience);
    QVERIFY(!edit || !edit->isVisible());
    canvas().graph().setFocus();
    QCOMPARE(another.steps().count(), 0);
    QCOMPARE(canvas().document().steps().count(), 0);
}

void TestSpaceEditor::doubleClickOnNothing_opensTheList()
{
    const QPoint empty = canvas().card("c") + QPoint(300, 150);
    QTest::mouseDClick(canvas().graph().viewport(), Qt::LeftButton, {}, empty);
    QVERIFY(canvas().editor().searchList().isVisible());
    canvas().typeInSearch(QStringLiteral("choice"));
    QCOMPARE(canvas().view().selectedBlock()->kind, space::BlockKind::Choice);
    QVERIFY(canvas().view().selectedBlock()->x > 300);
    QCOMPARE(canvas().lastStep(), QStringLiteral("Add Choice"));
}

void TestSpaceEditor::duplicate_selectsTheCopies()
{
    canvas().click(canvas().card("a"));
    canvas().click(canvas().card("b"), Qt::ShiftModifier);
    canvas().key(Qt::Key_D, Qt::ControlModifier);
    QCOMPARE(canvas().here().blocks.size(), std::size_t(7));
    QCOMPARE(canvas().graph().selection(), (std::vector<int>{5, 6}));
    QCOMPARE(canvas().here().links.size(), std::size_t(4)); // with the one between them
}

void TestSpaceEditor::withoutADocument_nothingCanBeChanged()
{
    canvas().editor().setDocument(nullptr);
    QVERIFY(canvas().view().space() != nullptr); // it can still be read
    canvas().click(canvas().card("a"));
    QCOMPARE(canvas().graph().selectedNode(), 1);
    canvas().key(Qt::Key_Delete);
    canvas().drag(canvas().card("a"), canvas().card("c"));
    canvas().key(Qt::Key_Tab);
    QVERIFY(!canvas().editor().searchList().isVisible());
    QCOMPARE(canvas().document().steps().count(), 0);
    QVERIFY(!canvas().editor().action(EditCommand::Delete)->isEnabled());
}

QTEST_MAIN(TestSpaceEditor)
#include "tst_space_editor.moc"
