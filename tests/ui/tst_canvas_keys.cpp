// SPDX-License-Identifier: GPL-3.0-or-later
#include <QClipboard>

#include "core/space/edit/edit.h"
#include "tests/ui/canvas_fixture.h"
#include "ui/canvas/title_edit.h"

using namespace cw;
using namespace cw::ui;

namespace {

constexpr int kPatience = 30'000;

} // namespace

/// From an empty document, with the keys alone.
class TestCanvasKeys : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_canvas = std::make_unique<CanvasFixture>(space::emptySpace("mine"));
        QTRY_VERIFY_WITH_TIMEOUT(m_canvas->isShown(), kPatience);
    }
    void cleanup() { m_canvas.reset(); }

    void tabAndEnter_addAfterTheSelection()
    {
        walkTo("input");
        add("relu");
        const std::string first = selected().id;
        QVERIFY(m_canvas->hasLink("input", first));
        QCOMPARE(m_canvas->view().selectedBlocks(), std::vector<std::string>{first});
        add("relu"); // the new one was selected: a chain grows
        const std::string second = selected().id;
        QVERIFY(first != second);
        QVERIFY(m_canvas->hasLink(first, second));
        QCOMPARE(m_canvas->document().steps().count(), 2);
        QVERIFY(m_canvas->here().find(second)->x > m_canvas->here().find(first)->x + 100);
        m_canvas->undo();
        m_canvas->undo();
        QVERIFY(m_canvas->space() == space::emptySpace("mine"));
    }

    void l_linksToTheChosenTarget()
    {
        walkTo("input");
        add("relu");
        const std::string block = selected().id;
        m_canvas->key(Qt::Key_L);
        m_canvas->key(Qt::Key_Return); // the output is the only one that can take it
        QVERIFY(m_canvas->hasLink(block, "output"));
        m_canvas->key(Qt::Key_L); // and now none can
        m_canvas->key(Qt::Key_Escape);
        QCOMPARE(m_canvas->document().steps().count(), 2);
    }

    void w_goesThroughTheWiresOfABlockWhichDeleteRemoves()
    {
        walkTo("input");
        add("relu");
        const std::string block = selected().id;
        m_canvas->key(Qt::Key_L);
        m_canvas->key(Qt::Key_Return);
        walkTo(block);
        GraphView& graph = m_canvas->graph();
        const auto wire = [&] {
            const space::Link& link = m_canvas->here().links.at(static_cast<std::size_t>(graph.selectedWire()));
            return link.from + " to " + link.to;
        };
        m_canvas->key(Qt::Key_W);
        QCOMPARE(wire(), "input to " + block);
        m_canvas->key(Qt::Key_W);
        QCOMPARE(wire(), block + " to output");
        m_canvas->key(Qt::Key_W); // after the last the first
        QCOMPARE(wire(), "input to " + block);
        m_canvas->key(Qt::Key_Escape);
        QCOMPARE(graph.selectedWire(), -1);
        QCOMPARE(selected().id, block);
        m_canvas->key(Qt::Key_W);
        m_canvas->key(Qt::Key_W);
        m_canvas->key(Qt::Key_Delete);
        QVERIFY(m_canvas->hasLink("input", block));
        QVERIFY(!m_canvas->hasLink(block, "output"));
        m_canvas->key(Qt::Key_Escape);
        m_canvas->key(Qt::Key_W); // of nothing there are none
        QCOMPARE(graph.selectedWire(), -1);
    }

    void linkTargets_areGoneThroughWithTabAndLeftWithEscape()
    {
        walkTo("input");
        addMany(3); // all after the input
        walkTo("input");
        const std::size_t links = m_canvas->here().links.size();
        m_canvas->key(Qt::Key_L);
        m_canvas->key(Qt::Key_Escape);
        QCOMPARE(m_canvas->here().links.size(), links);
        m_canvas->key(Qt::Key_L);
        m_canvas->key(Qt::Key_Tab);
        QVERIFY(!m_canvas->editor().searchList().isVisible()); // Tab chooses the target
        m_canvas->key(Qt::Key_Return);
        QCOMPARE(m_canvas->here().links.size(), links + 1);
    }

    void choice_isFilledWithTheKeys()
    {
        walkTo("input");
        add("choice");
        const std::string choice = selected().id;
        QCOMPARE(m_canvas->here().find(choice)->kind, space::BlockKind::Choice);
        m_canvas->key(Qt::Key_A, Qt::ControlModifier | Qt::ShiftModifier);
        m_canvas->typeInSearch(QStringLiteral("max pool"));
        QCOMPARE(m_canvas->here().find(choice)->alternatives.size(), std::size_t(1));
        add("identity"); // an alternative is selected: one more
        QCOMPARE(m_canvas->here().find(choice)->alternatives.size(), std::size_t(2));
        QCOMPARE(m_canvas->graph().selectedRow(), 1);
        m_canvas->key(Qt::Key_PageUp);
        QCOMPARE(m_canvas->graph().selectedRow(), 0);
        m_canvas->key(Qt::Key_F2);
        QTest::keyClicks(m_canvas->graph().titleEdit(), QStringLiteral("pool"));
        QTest::keyClick(m_canvas->graph().titleEdit(), Qt::Key_Return);
        QCOMPARE(m_canvas->here().find(choice)->alternatives[0].name, std::string("pool"));
        m_canvas->key(Qt::Key_Delete); // the alternative, not the Choice
        QCOMPARE(m_canvas->here().find(choice)->alternatives.size(), std::size_t(1));
    }

    void copyAndPaste_withinAndFromText()
    {
        walkTo("input");
        add("relu");
        const std::string op = selected().op;
        const std::string id = selected().id;
        m_canvas->key(Qt::Key_C, Qt::ControlModifier);
        QVERIFY(QGuiApplication::clipboard()->text().contains(QStringLiteral("cellwright-fragment")));
        m_canvas->key(Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(m_canvas->here().blocks.size(), std::size_t(4));
        QVERIFY(selected().id != id && selected().op == op);
        m_canvas->key(Qt::Key_X, Qt::ControlModifier);
        QCOMPARE(m_canvas->here().blocks.size(), std::size_t(3));
        const int steps = m_canvas->document().steps().count();
        for (const QString& garbage :
             {QStringLiteral("{"), QStringLiteral("hello"), QString(70'000, QLatin1Char('['))}) {
            QGuiApplication::clipboard()->setText(garbage);
            m_canvas->key(Qt::Key_V, Qt::ControlModifier);
            QVERIFY(!m_canvas->lastRefusal().isEmpty());
            QCOMPARE(m_canvas->document().steps().count(), steps);
        }
    }

    void wrapUnwrapAndGroup()
    {
        walkTo("input");
        add("relu");
        const space::SearchSpace before = m_canvas->space();
        m_canvas->key(Qt::Key_R, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(selected().kind, space::BlockKind::Repeat);
        m_canvas->undo();
        QVERIFY(m_canvas->space() == before);
        m_canvas->editor().action(EditCommand::WrapChoice)->trigger();
        QCOMPARE(selected().kind, space::BlockKind::Choice);
        m_canvas->editor().action(EditCommand::Unwrap)->trigger();
        QCOMPARE(selected().kind, space::BlockKind::Op);
        m_canvas->key(Qt::Key_G, Qt::ControlModifier);
        QCOMPARE(m_canvas->space().cells.size(), std::size_t(1));
        QCOMPARE(selected().kind, space::BlockKind::Cell);
        const std::string use = selected().id;
        m_canvas->key(Qt::Key_Return); // into the cell
        QTRY_VERIFY_WITH_TIMEOUT(m_canvas->isShown(), kPatience);
        QCOMPARE(m_canvas->view().depth(), 2);
        QCOMPARE(m_canvas->view().place().address.cell, m_canvas->space().cells.begin()->first);
        m_canvas->key(Qt::Key_Escape);
        m_canvas->key(Qt::Key_Backspace);
        QTRY_VERIFY_WITH_TIMEOUT(m_canvas->isShown(), kPatience);
        QCOMPARE(m_canvas->view().depth(), 1);
        m_canvas->view().selectBlocks({use});
        m_canvas->key(Qt::Key_G, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(selected().kind, space::BlockKind::Op);
    }

    void searchList_narrowsAndWalks()
    {
        walkTo("input");
        m_canvas->key(Qt::Key_Tab);
        BlockSearch& search = m_canvas->editor().searchList();
        QVERIFY(search.isVisible());
        const int all = search.list().count();
        QVERIFY(all > 10);
        QTest::keyClicks(&search.edit(), QStringLiteral("pool"));
        QVERIFY(search.list().count() > 1 && search.list().count() < all);
        QCOMPARE(search.list().currentRow(), 0);
        QTest::keyClick(&search.edit(), Qt::Key_Down);
        QCOMPARE(search.list().currentRow(), 1);
        QTest::keyClicks(&search.edit(), QStringLiteral("xyz"));
        QCOMPARE(search.list().count(), 0);
        QTest::keyClick(&search.edit(), Qt::Key_Return); // nothing to take
        QVERIFY(search.isVisible());
        QTest::keyClick(&search.edit(), Qt::Key_Escape);
        QVERIFY(!search.isVisible());
        QCOMPARE(m_canvas->document().steps().count(), 0);
    }

private:
    const space::Block& selected() { return *m_canvas->view().selectedBlock(); }
    void walkTo(const std::string& id) { m_canvas->view().selectBlocks({id}); }
    void add(const char* typed)
    {
        m_canvas->key(Qt::Key_Tab);
        QVERIFY(m_canvas->editor().searchList().isVisible());
        m_canvas->typeInSearch(QLatin1String(typed));
        QVERIFY(!m_canvas->editor().searchList().isVisible());
    }
    void addMany(int count)
    {
        for (int i = 0; i < count; ++i) {
            walkTo("input");
            add("relu");
        }
    }

    std::unique_ptr<CanvasFixture> m_canvas;
};

QTEST_MAIN(TestCanvasKeys)
#include "tst_canvas_keys.moc"
