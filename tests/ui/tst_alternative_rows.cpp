// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/edit/edit.h"
#include "tests/ui/canvas_fixture.h"
#include "ui/canvas/canvas_overlay.h"

using namespace cw;
using namespace cw::ui;

namespace {

constexpr int kPatience = 30'000;

using Names = std::vector<std::string>;

/// A Choice of three between the ends.
space::SearchSpace threeWays()
{
    space::SearchSpace space = space::emptySpace("three");
    space::Block choice{.id = "c", .kind = space::BlockKind::Choice, .x = 240, .y = 96};
    for (const char* op : {"conv2d", "identity", "max-pool"}) {
        space::Graph body;
        body.blocks.push_back({.id = "op", .op = op});
        choice.alternatives.push_back({op, {std::move(body)}});
    }
    space.graph.blocks.insert(space.graph.blocks.begin() + 1, std::move(choice));
    space.graph.links = {{"input", "c"}, {"c", "output"}};
    return space;
}

} // namespace

/// The alternatives of a Choice change their order on the canvas.
class TestAlternativeRows : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_canvas = std::make_unique<CanvasFixture>(threeWays());
        QTRY_VERIFY_WITH_TIMEOUT(m_canvas->isShown(), kPatience);
    }
    void cleanup() { m_canvas.reset(); }

    void dragOfTheSelectedOne_movesItAmongTheOthers()
    {
        m_canvas->click(row(2));
        QCOMPARE(graph().selectedRow(), 2);
        const QPoint to = row(0) - QPoint(0, 8);
        QTest::mousePress(graph().viewport(), Qt::LeftButton, {}, row(2));
        m_canvas->moveTo(row(1), Qt::LeftButton, {});
        m_canvas->moveTo(to, Qt::LeftButton, {});
        QVERIFY(!graph().overlay().insertion().isNull());
        QTest::mouseRelease(graph().viewport(), Qt::LeftButton, {}, to);
        QVERIFY(graph().overlay().insertion().isNull());
        QCOMPARE(alternatives(), (Names{"max-pool", "conv2d", "identity"}));
        QCOMPARE(m_canvas->document().steps().count(), 1);
        QCOMPARE(m_canvas->lastStep(), QStringLiteral("Move alternative max-pool"));
        QCOMPARE(graph().selectedRow(), 0); // it stays selected
        m_canvas->drag(row(0), row(2) + QPoint(0, 8));
        QCOMPARE(alternatives(), (Names{"conv2d", "identity", "max-pool"}));
        m_canvas->undo();
        m_canvas->undo();
        QVERIFY(m_canvas->space() == threeWays());
    }

    void awayFromTheOthers_theCardMoves()
    {
        m_canvas->click(row(1));
        m_canvas->drag(row(1), row(1) + QPoint(0, 6)); // to its own place
        QCOMPARE(m_canvas->document().steps().count(), 0);
        m_canvas->drag(row(1), row(1) + QPoint(64, 0));
        QVERIFY(m_canvas->here().find("c")->x > 240 + 32);
        QCOMPARE(m_canvas->lastStep(), QStringLiteral("Move c"));
        m_canvas->click(row(1));
        m_canvas->drag(row(1), row(1) + QPoint(0, 300));
        QVERIFY(m_canvas->here().find("c")->y > 96 + 200);
        QCOMPARE(alternatives(), (Names{"conv2d", "identity", "max-pool"}));
        m_canvas->click(row(1));
        QTest::mousePress(graph().viewport(), Qt::LeftButton, {}, row(1));
        const QPoint back = row(0) - QPoint(0, 8);
        m_canvas->moveTo(back + QPoint(200, 0), Qt::LeftButton, {});
        QVERIFY(graph().overlay().insertion().isNull());
        m_canvas->moveTo(back, Qt::LeftButton, {}); // and back again
        QVERIFY(!graph().overlay().insertion().isNull());
        QTest::mouseRelease(graph().viewport(), Qt::LeftButton, {}, back);
        QCOMPARE(alternatives(), (Names{"identity", "conv2d", "max-pool"}));
    }

    void escape_takesTheDragBack()
    {
        m_canvas->click(row(0));
        QTest::mousePress(graph().viewport(), Qt::LeftButton, {}, row(0));
        m_canvas->moveTo(row(2), Qt::LeftButton, {});
        m_canvas->key(Qt::Key_Escape);
        QVERIFY(graph().overlay().insertion().isNull());
        QTest::mouseRelease(graph().viewport(), Qt::LeftButton, {}, row(2));
        QCOMPARE(m_canvas->document().steps().count(), 0);
    }

    void dragOfAnother_movesTheCard()
    {
        m_canvas->drag(row(1), row(1) + QPoint(0, 96));
        QCOMPARE(alternatives(), (Names{"conv2d", "identity", "max-pool"}));
        QVERIFY(m_canvas->here().find("c")->y > 96 + 48);
    }

    void altPageDown_movesItToo()
    {
        m_canvas->click(row(0));
        m_canvas->key(Qt::Key_PageDown, Qt::AltModifier);
        QCOMPARE(alternatives(), (Names{"identity", "conv2d", "max-pool"}));
        QCOMPARE(graph().selectedRow(), 1);
        m_canvas->key(Qt::Key_PageDown, Qt::AltModifier);
        m_canvas->key(Qt::Key_PageDown, Qt::AltModifier); // it is the last
        QCOMPARE(alternatives(), (Names{"identity", "max-pool", "conv2d"}));
        m_canvas->key(Qt::Key_PageUp, Qt::AltModifier);
        QCOMPARE(m_canvas->document().steps().count(), 3);
    }

private:
    GraphView& graph() { return m_canvas->graph(); }
    QPoint row(int row)
    {
        const PlacedDrawing& drawing = graph().drawing();
        const auto node = static_cast<std::size_t>(m_canvas->node("c"));
        return graph().mapFromScene(drawing.positions[node] + rowMiddle(drawing.drawing.nodes[node], row) +
                                    QPointF(60, 0));
    }
    Names alternatives()
    {
        Names names;
        for (const space::Alternative& each : m_canvas->here().find("c")->alternatives)
            names.push_back(each.name);
        return names;
    }

    std::unique_ptr<CanvasFixture> m_canvas;
};

QTEST_MAIN(TestAlternativeRows)
#include "tst_alternative_rows.moc"
