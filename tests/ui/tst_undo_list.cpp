// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>
#include <QUndoView>

#include "core/space/edit/edit.h"
#include "tests/ui/design_bench.h"

using namespace cw;
using namespace cw::ui;

/// The dock with the steps of the document that is shown.
class TestUndoList : public DesignTest {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        begin();
        page().actions().get(DesignCommand::ShowSteps)->trigger();
        m_view = page().findChild<QUndoView*>();
        QVERIFY(m_view != nullptr && m_view->isVisible());
    }
    void cleanup() { end(); }

    void steps_areListedByTheirNames()
    {
        QCOMPARE(texts(), QStringList{QStringLiteral("As opened")});
        makeSteps();
        QCOMPARE(texts(), (QStringList{QStringLiteral("As opened"), QStringLiteral("Add dropout"),
                                       QStringLiteral("Delete dropout"), QStringLiteral("Rename")}));
        QCOMPARE(m_view->currentIndex().row(), 3); // where the document is
    }

    void click_goesThereAndBack()
    {
        const SpacePtr opened = page().document()->space();
        makeSteps();
        const SpacePtr last = page().document()->space();
        click(1);
        QCOMPARE(page().document()->steps().index(), 1);
        QCOMPARE(page().document()->space()->graph.blocks.size(), opened->graph.blocks.size() + 1);
        QCOMPARE(page().view().graph().drawing().drawing.nodes.size(), opened->graph.blocks.size() + 1);
        click(0);
        QVERIFY(*page().document()->space() == *opened);
        QVERIFY(!page().document()->isModified());
        click(3);
        QVERIFY(*page().document()->space() == *last);
        QCOMPARE(texts().size(), 4); // going back is no step
    }

    void keys_goThereToo()
    {
        makeSteps();
        m_view->setFocus();
        QTest::keyClick(m_view, Qt::Key_Up);
        QTest::keyClick(m_view, Qt::Key_Up);
        QCOMPARE(page().document()->steps().index(), 1);
        QTest::keyClick(m_view, Qt::Key_Down);
        QCOMPARE(page().document()->steps().index(), 2);
    }

    void newStep_takesThePlaceOfThoseTakenBack()
    {
        makeSteps();
        click(1);
        QVERIFY(m_bench->rename("other"));
        QCOMPARE(texts(),
                 (QStringList{QStringLiteral("As opened"), QStringLiteral("Add dropout"), QStringLiteral("Rename")}));
    }

    void anotherTab_hasAListOfItsOwn()
    {
        makeSteps();
        page().actions().get(DesignCommand::New)->trigger();
        QCOMPARE(texts(), QStringList{QStringLiteral("As opened")});
        page().actions().get(DesignCommand::PreviousTab)->trigger();
        QCOMPARE(texts().size(), 4);
    }

private:
    /// An addition, its deletion, and a rename.
    void makeSteps()
    {
        page().view().leaveTo(1);
        settle();
        space::Block block;
        block.op = "dropout";
        page().editor().add(block);
        page().editor().action(EditCommand::Delete)->trigger();
        QVERIFY(m_bench->rename("mine"));
        QCOMPARE(page().document()->steps().count(), 3);
    }
    QStringList texts() const
    {
        QStringList texts;
        for (int row = 0; row < m_view->model()->rowCount(); ++row)
            texts << m_view->model()->index(row, 0).data().toString();
        return texts;
    }
    void click(int row)
    {
        const QModelIndex index = m_view->model()->index(row, 0);
        m_view->scrollTo(index);
        QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, m_view->visualRect(index).center());
    }

    QUndoView* m_view = nullptr;
};

QTEST_MAIN(TestUndoList)
#include "tst_undo_list.moc"
