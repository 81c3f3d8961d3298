// SPDX-License-Identifier: GPL-3.0-or-later
#include <QContextMenuEvent>
#include <QImage>
#include <QMenu>
#include <QTemporaryDir>

#include "core/space/edit/comments.h"
#include "tests/ui/canvas_fixture.h"
#include "ui/canvas/comment_edit.h"
#include "ui/canvas/comment_item.h"
#include "ui/pages/design/drawing_export.h"

using namespace cw;
using namespace cw::ui;

namespace {

constexpr int kPatience = 30'000;

/// Many scripts, from both sides, and signs of several code units.
const QString kMixed = QStringLiteral("Stem\nשלום עולם\nمرحبا\n🎉 中文");

} // namespace

/// Free texts on the canvas, with mouse and keys.
class TestCanvasComments : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_canvas = std::make_unique<CanvasFixture>(space::emptySpace("mine"));
        QTRY_VERIFY_WITH_TIMEOUT(m_canvas->isShown(), kPatience);
    }
    void cleanup() { m_canvas.reset(); }

    void c_addsACommentInOneStep()
    {
        write(kMixed);
        QCOMPARE(comments().size(), std::size_t(1));
        QCOMPARE(QString::fromStdString(comments()[0].text), kMixed);
        QCOMPARE(m_canvas->lastStep(), QStringLiteral("Add a comment"));
        QCOMPARE(graph().selectedComments(), std::vector<int>{0});
        QCOMPARE(m_canvas->document().steps().count(), 1);
        m_canvas->undo();
        QVERIFY(m_canvas->space() == space::emptySpace("mine"));
        QVERIFY(graph().selectedComments().empty());
        m_canvas->redo();
        QCOMPARE(comments().size(), std::size_t(1));
    }

    void escapeAndNoText_addNothing()
    {
        m_canvas->key(Qt::Key_C);
        QTest::keyClicks(graph().commentEdit(), QStringLiteral("no"));
        QTest::keyClick(graph().commentEdit(), Qt::Key_Escape);
        m_canvas->key(Qt::Key_C);
        QTest::keyClicks(graph().commentEdit(), QStringLiteral("  "));
        QTest::keyClick(graph().commentEdit(), Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(m_canvas->document().steps().count(), 0);
    }

    void newComment_liesUnderNoCardOrAroundWhatIsSelected()
    {
        write(QStringLiteral("beside"));
        const PlacedDrawing& drawing = graph().drawing();
        for (std::size_t i = 0; i < drawing.positions.size(); ++i)
            QVERIFY(!QRectF(drawing.positions[i], outlineOf(drawing.drawing.nodes[i]))
                         .intersects(drawing.drawing.comments[0].box));
        graph().setSelection({0, 1});
        write(QStringLiteral("around"));
        QVERIFY(drawing.drawing.comments[1].box.contains(drawing.bounds));
    }

    void drag_movesAndItsCornerResizes()
    {
        write(QStringLiteral("text"));
        const space::CommentBox before = comments()[0].box;
        const QPoint at = graph().commentRect(0).topLeft() + QPoint(30, 30);
        m_canvas->drag(at, at + QPoint(64, 48));
        QCOMPARE(m_canvas->lastStep(), QStringLiteral("Move a comment"));
        QCOMPARE(comments()[0].box.x, before.x + 64);
        QCOMPARE(comments()[0].box.y, before.y + 48);
        QCOMPARE(comments()[0].box.width, before.width);
        const QPoint corner = graph().commentRect(0).bottomRight() - QPoint(3, 3);
        m_canvas->drag(corner, corner + QPoint(32, 16));
        QCOMPARE(m_canvas->lastStep(), QStringLiteral("Resize a comment"));
        QCOMPARE(comments()[0].box.width, before.width + 32);
        QCOMPARE(comments()[0].box.height, before.height + 16);
        m_canvas->drag(graph().commentRect(0).bottomRight() - QPoint(3, 3), QPoint(1, 1)); // to nothing
        QCOMPARE(comments()[0].box.width, space::kLeastComment);
        for (int i = 0; i < 3; ++i)
            m_canvas->undo();
        QVERIFY(comments()[0].box == before);
    }

    void dragInsideAFrame_selectsBlocks()
    {
        m_canvas->key(Qt::Key_A, Qt::ControlModifier);
        write(QStringLiteral("Frame"));
        const QRect frame = graph().commentRect(0);
        const QRect input = graph().nodeRect(m_canvas->node("input"));
        const QRect output = graph().nodeRect(m_canvas->node("output"));
        QVERIFY(frame.contains(input) && frame.contains(output));
        const space::CommentBox box = comments()[0].box;
        const QPoint empty = (input.center() + output.center()) / 2;
        QVERIFY(graph().hitAt(empty).inside);
        m_canvas->drag(empty, input.center());
        QCOMPARE(m_canvas->view().selectedBlocks(), std::vector<std::string>{"input"});
        QVERIFY(graph().selectedComments().empty());
        m_canvas->drag(empty, output.center(), Qt::ShiftModifier);
        QCOMPARE(m_canvas->view().selectedBlocks(), (std::vector<std::string>{"input", "output"}));
        QVERIFY(comments()[0].box == box);
        QCOMPARE(m_canvas->document().steps().count(), 1); // the frame
        m_canvas->click(empty);
        QCOMPARE(graph().selectedComments(), std::vector<int>{0});
        QVERIFY(m_canvas->view().selectedBlocks().empty());
        m_canvas->click(empty, Qt::ShiftModifier);
        QVERIFY(graph().selectedComments().empty());
    }

    void frame_isMovedByItsBorderAndItsFirstLine_data()
    {
        QTest::addColumn<bool>("byBorder");
        QTest::newRow("border") << true;
        QTest::newRow("first line") << false;
    }
    void frame_isMovedByItsBorderAndItsFirstLine()
    {
        QFETCH(const bool, byBorder);
        m_canvas->key(Qt::Key_A, Qt::ControlModifier);
        write(QStringLiteral("Frame"));
        const QRect frame = graph().commentRect(0);
        const space::CommentBox box = comments()[0].box;
        const double input = m_canvas->here().find("input")->x;
        const QPoint at =
            byBorder ? QPoint(frame.left() + 3, frame.center().y()) : QPoint(frame.center().x(), frame.top() + 16);
        m_canvas->drag(at, at + QPoint(32, 48));
        QCOMPARE(m_canvas->lastStep(), QStringLiteral("Move a comment"));
        QVERIFY(comments()[0].box.x > box.x && comments()[0].box.y > box.y);
        QCOMPARE(m_canvas->here().find("input")->x, input);
    }

    void keys_moveResizeEditAndDelete()
    {
        write(QStringLiteral("one"));
        write(QStringLiteral("two"));
        m_canvas->key(Qt::Key_Escape);
        QVERIFY(graph().selectedComments().empty());
        m_canvas->key(Qt::Key_C, Qt::ShiftModifier);
        m_canvas->key(Qt::Key_C, Qt::ShiftModifier);
        QCOMPARE(graph().selectedComments(), std::vector<int>{1});
        const space::CommentBox before = comments()[1].box;
        m_canvas->key(Qt::Key_Right, Qt::ControlModifier);
        m_canvas->key(Qt::Key_Right, Qt::ControlModifier);
        QCOMPARE(comments()[1].box.x, before.x + 32);
        QCOMPARE(m_canvas->document().steps().count(), 3); // both in one
        m_canvas->key(Qt::Key_Down, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(comments()[1].box.height, before.height + 16);
        m_canvas->key(Qt::Key_Return);
        QVERIFY(graph().commentEdit() != nullptr);
        QTest::keyClicks(graph().commentEdit(), QStringLiteral("three"));
        QTest::keyClick(graph().commentEdit(), Qt::Key_Enter, Qt::ControlModifier);
        QCOMPARE(comments()[1].text, std::string("three"));
        QCOMPARE(m_canvas->lastStep(), QStringLiteral("Edit a comment"));
        QCOMPARE(graph().selectedComments(), std::vector<int>{1});
        m_canvas->key(Qt::Key_F2);
        QTest::keyClick(graph().commentEdit(), Qt::Key_Delete); // all of it is selected
        graph().setFocus();
        if (graph().commentEdit() != nullptr)
            graph().commentEdit()->end(true); // the offscreen window may not be active
        QCOMPARE(comments().size(), std::size_t(1));
        QCOMPARE(m_canvas->lastStep(), QStringLiteral("Delete a comment"));
        m_canvas->key(Qt::Key_C, Qt::ShiftModifier);
        m_canvas->key(Qt::Key_Backspace);
        QVERIFY(comments().empty());
    }

    void keysInTheField_areTheTexts()
    {
        write(QStringLiteral("before"));
        const space::CommentBox box = comments()[0].box;
        m_canvas->key(Qt::Key_Return);
        CommentEdit* edit = graph().commentEdit();
        QVERIFY(edit != nullptr);
        QTest::keyClicks(edit, QStringLiteral("one"));
        QTest::keyClick(edit, Qt::Key_Return); // a line, not the end
        QTest::keyClicks(edit, QStringLiteral("twox"));
        QTest::keyClick(edit, Qt::Key_Backspace);
        QTest::keyClick(edit, Qt::Key_Left, Qt::ControlModifier);
        QTest::keyClick(edit, Qt::Key_End, Qt::ControlModifier);
        QTest::keyClicks(edit, QStringLiteral(" c?")); // keys of the canvas outside of it
        QCOMPARE(m_canvas->document().steps().count(), 1);
        QTest::keyClick(edit, Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(comments().size(), std::size_t(1));
        QCOMPARE(comments()[0].text, std::string("one\ntwo c?"));
        QVERIFY(comments()[0].box == box);
        QCOMPARE(m_canvas->document().steps().count(), 2);
    }

    void undoInTheField_isOfWhatIsTyped()
    {
        write(QStringLiteral("before"));
        m_canvas->key(Qt::Key_F2);
        CommentEdit* edit = graph().commentEdit();
        QTest::keyClicks(edit, QStringLiteral("typed"));
        QTest::keyClick(edit, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(edit->toPlainText(), QStringLiteral("before"));
        QCOMPARE(m_canvas->document().steps().index(), 1); // the comment is still there
        QTest::keyClick(edit, Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(m_canvas->document().steps().count(), 1); // nothing changed: no step
    }

    void escapeInTheField_leavesTheOldText()
    {
        write(QStringLiteral("before"));
        m_canvas->key(Qt::Key_Return);
        QTest::keyClicks(graph().commentEdit(), QStringLiteral("lost"));
        QTest::keyClick(graph().commentEdit(), Qt::Key_Escape);
        QCOMPARE(comments()[0].text, std::string("before"));
        QCOMPARE(m_canvas->document().steps().count(), 1);
        QCOMPARE(graph().selectedComments(), std::vector<int>{0}); // the canvas goes on where it was
        m_canvas->key(Qt::Key_Right, Qt::ControlModifier);
        QCOMPARE(m_canvas->lastStep(), QStringLiteral("Move a comment"));
    }

    void tab_takesTheTextAndLeavesTheField()
    {
        write(QStringLiteral("before"));
        for (const Qt::Key key : {Qt::Key_Tab, Qt::Key_Backtab}) {
            const QString text = QStringLiteral("after %1").arg(key);
            m_canvas->key(Qt::Key_Return);
            QTest::keyClicks(graph().commentEdit(), text);
            QTest::keyClick(graph().commentEdit(), key);
            QVERIFY(graph().commentEdit() == nullptr || graph().commentEdit()->isHidden());
            QCOMPARE(QString::fromStdString(comments()[0].text), text); // no tab in it
            QVERIFY(!m_canvas->editor().searchList().isVisible());      // nor was it the canvas's
        }
    }

    void selection_takesCommentsWithBlocks()
    {
        write(QStringLiteral("text"));
        m_canvas->key(Qt::Key_A, Qt::ControlModifier);
        QCOMPARE(graph().selectedComments(), std::vector<int>{0});
        const space::CommentBox box = comments()[0].box;
        const double input = m_canvas->here().find("input")->x;
        m_canvas->key(Qt::Key_Right, Qt::ControlModifier);
        QCOMPARE(m_canvas->lastStep(), QStringLiteral("Move 2 block(s) and a comment"));
        QCOMPARE(comments()[0].box.x, box.x + 16);
        QCOMPARE(m_canvas->here().find("input")->x, input + 16);
        m_canvas->click(m_canvas->card("input"));
        QVERIFY(graph().selectedComments().empty());
        m_canvas->click(graph().commentRect(0).center(), Qt::ShiftModifier);
        QCOMPARE(graph().selectedComments(), std::vector<int>{0});
        QCOMPARE(m_canvas->view().selectedBlocks(), std::vector<std::string>{"input"});
        const double y = m_canvas->here().find("input")->y;
        const QPoint card = m_canvas->card("input");
        m_canvas->drag(card, card + QPoint(0, 64));
        QVERIFY(m_canvas->here().find("input")->y > y + 32);
        QCOMPARE(comments()[0].box.y - box.y, m_canvas->here().find("input")->y - y);
    }

    void copyAndPaste_carryThem()
    {
        write(kMixed);
        m_canvas->key(Qt::Key_C, Qt::ControlModifier);
        m_canvas->key(Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(comments().size(), std::size_t(2));
        QCOMPARE(m_canvas->lastStep(), QStringLiteral("Paste a comment"));
        QCOMPARE(graph().selectedComments(), std::vector<int>{1});
        m_canvas->key(Qt::Key_D, Qt::ControlModifier);
        QCOMPARE(comments().size(), std::size_t(3));
        QCOMPARE(QString::fromStdString(comments()[2].text), kMixed);
        m_canvas->key(Qt::Key_X, Qt::ControlModifier);
        QCOMPARE(comments().size(), std::size_t(2));
        QCOMPARE(m_canvas->lastStep(), QStringLiteral("Cut a comment"));
    }

    void longText_isCutToWhatADocumentTakes()
    {
        m_canvas->key(Qt::Key_C);
        CommentEdit* edit = graph().commentEdit();
        edit->insertPlainText(QStringLiteral("x\u0007") + QString(12'000, QLatin1Char('y')));
        edit->end(true);
        QCOMPARE(comments().size(), std::size_t(1));
        QCOMPARE(comments()[0].text.size(), space::kLongestComment - 1); // the bell goes
        QCOMPARE(m_canvas->lastRefusal(), QString());
    }

    void text_thatDoesNotFitIsInTheTooltip()
    {
        write(QStringLiteral("short"));
        const QList<QGraphicsItem*> items = graph().scene()->items();
        const auto found = std::find_if(items.begin(), items.end(), [](QGraphicsItem* item) {
            return dynamic_cast<CommentItem*>(item) != nullptr;
        });
        QVERIFY(found != items.end());
        auto* item = static_cast<CommentItem*>(*found);
        QVERIFY(item->zValue() < -1); // under wires and cards
        const auto paint = [&] { graph().grab(); };
        paint();
        QVERIFY(!item->isCut());
        m_canvas->key(Qt::Key_Return);
        graph().commentEdit()->setPlainText(QString(3000, QChar(0x05D0)) + QString(2000, QLatin1Char('\n')));
        graph().commentEdit()->end(true);
        paint();
        QVERIFY(item->isCut());
        QVERIFY(!item->toolTip().isEmpty());
    }

    void paragraphs_beginAtTheirOwnSide()
    {
        write(QStringLiteral("שלום"));
        m_canvas->key(Qt::Key_Escape); // no ring around it
        const auto ink = [&](bool right) {
            QRect half = graph().commentRect(0).adjusted(10, 6, -20, -20);
            half.setWidth(half.width() / 2);
            if (right)
                half.translate(half.width(), 0);
            const QImage image = graph().viewport()->grab(half).toImage().convertToFormat(QImage::Format_RGB32);
            int count = 0;
            for (int y = 0; y < image.height(); ++y) {
                for (int x = 0; x < image.width(); ++x)
                    count += image.pixel(x, y) == image.pixel(0, image.height() - 1) ? 0 : 1;
            }
            return count;
        };
        QCOMPARE(ink(false), 0);
        QVERIFY(ink(true) > 0);
        m_canvas->key(Qt::Key_C, Qt::ShiftModifier);
        m_canvas->key(Qt::Key_Return);
        graph().commentEdit()->setPlainText(QStringLiteral("left"));
        graph().commentEdit()->end(true);
        m_canvas->key(Qt::Key_Escape);
        QVERIFY(ink(false) > 0);
        QCOMPARE(ink(true), 0);
    }

    void menu_addsWhereItWasOpened()
    {
        const QPoint at(700, 600);
        QContextMenuEvent asked(QContextMenuEvent::Mouse, at, graph().viewport()->mapToGlobal(at));
        QApplication::sendEvent(graph().viewport(), &asked);
        auto* menu = m_canvas->view().findChild<QMenu*>();
        QVERIFY(menu != nullptr);
        QVERIFY(menu->actions().contains(m_canvas->editor().action(EditCommand::AddComment)));
        menu->close();
        m_canvas->editor().action(EditCommand::AddComment)->trigger();
        QVERIFY((graph().commentEdit()->geometry().topLeft() - at).manhattanLength() <= 32);
        graph().commentEdit()->end(false);
    }

    void anotherDocument_endsTheEdit()
    {
        m_canvas->key(Qt::Key_C);
        const QPointer<CommentEdit> edit = graph().commentEdit();
        QTest::keyClicks(edit, QStringLiteral("lost"));
        SpaceDocument other(std::make_shared<const space::SearchSpace>(space::emptySpace("other")), {});
        m_canvas->editor().setDocument(&other);
        QVERIFY(!edit || edit->isHidden());
        QVERIFY(space::commentsOf(other.space()->graph).empty());
        m_canvas->editor().setDocument(nullptr);
    }

    void picture_holdsThem()
    {
        const QTemporaryDir folder;
        const auto sizeOf = [&](const char* name) {
            const QString path = folder.filePath(QLatin1String(name));
            if (!exportDrawing(*graph().scene(), m_canvas->theme(), QStringLiteral("mine"), path).isEmpty())
                return QSize();
            return QImage(path).size();
        };
        const QSize without = sizeOf("without.png");
        write(QStringLiteral("text"));
        m_canvas->drag(graph().commentRect(0).center(), graph().commentRect(0).center() + QPoint(0, 200));
        const QSize with = sizeOf("with.png");
        QVERIFY(without.isValid() && with.height() > without.height() + 100);
    }

    void farAway_isStillShownAndUndone()
    {
        space::SearchSpace space = space::emptySpace("far");
        space.graph.extra["comments"] =
            Json::parse(R"([{"text": "far", "at": [1e300, -1e300], "size": [1e300, 0]}, {"text": 3}])");
        CanvasFixture canvas(space);
        QTRY_VERIFY_WITH_TIMEOUT(canvas.isShown(), kPatience);
        QCOMPARE(canvas.graph().drawing().drawing.comments.size(), std::size_t(1));
        canvas.graph().grab();
        canvas.key(Qt::Key_C, Qt::ShiftModifier);
        canvas.key(Qt::Key_Delete);
        QVERIFY(canvas.graph().drawing().drawing.comments.empty());
        canvas.undo();
        QVERIFY(canvas.space() == space);
    }

private:
    GraphView& graph() { return m_canvas->graph(); }
    std::vector<space::Comment> comments() { return space::commentsOf(m_canvas->here()); }
    /// A new one.
    void write(const QString& text)
    {
        m_canvas->key(Qt::Key_C);
        QVERIFY(graph().commentEdit() != nullptr);
        graph().commentEdit()->setPlainText(text);
        QTest::keyClick(graph().commentEdit(), Qt::Key_Return, Qt::ControlModifier);
    }

    std::unique_ptr<CanvasFixture> m_canvas;
};

QTEST_MAIN(TestCanvasComments)
#include "tst_canvas_comments.moc"
