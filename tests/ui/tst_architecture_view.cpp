// SPDX-License-Identifier: GPL-3.0-or-later
#include <QApplication>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

#include "core/space/realise.h"
#include "ui/canvas/architecture_graph.h"
#include "ui/canvas/architecture_view.h"

using namespace cw;
using namespace cw::ui;

namespace {

constexpr int kPatience = 30'000;

ArchitecturePtr cellOf(const std::string& text)
{
    const space::SearchSpace space = space::openSpace("nas-bench-201").value();
    const space::DecisionTree tree = space::compileOrError(space).value();
    const space::Candidate candidate = space::parseCandidate(space, tree, text).value();
    return std::make_shared<const space::Architecture>(space::realiseOrError(space, tree, candidate).value());
}

const std::string kParent =
    "|nor_conv_3x3~0|+|skip_connect~0|nor_conv_1x1~1|+|skip_connect~0|avg_pool_3x3~1|nor_conv_1x1~2|";
const std::string kChild =
    "|nor_conv_3x3~0|+|skip_connect~0|nor_conv_1x1~1|+|skip_connect~0|avg_pool_3x3~1|nor_conv_3x3~2|";

int countShape(const Drawing& drawing, NodeShape shape)
{
    int count = 0;
    for (const DrawNode& node : drawing.nodes)
        count += node.shape == shape ? 1 : 0;
    return count;
}

} // namespace

class TestArchitectureView : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void nasBench201_hasSevenStages();
    void cell_hasFourCirclesAndSixOps();
    void changedOp_isMarkedOnce();
    void removedOp_isDrawnWithItsWires();
    void removedOpOfACell_standsBetweenItsNodes();
    void cards_standInsideAndDoNotOverlap();
    void view_drawsTheMainStageAndFollowsTheStrip();
    void nullArchitecture_showsTheMessage();
    void keys_walkThroughNodesAndZoom();
    void home_fitsHundredsOfColumns();
};

void TestArchitectureView::nasBench201_hasSevenStages()
{
    const std::vector<Stage> stages = stagesOf(*cellOf(kChild));
    QCOMPARE(stages.size(), std::size_t(7)); // stem, 5 cells, reduction, 5 cells, reduction, 5 cells, head
    QCOMPARE(stages[1].copies, 5);
    QCOMPARE(stages[1].text, QStringLiteral("5 × 16"));
    QCOMPARE(stages[2].text, QStringLiteral("↓2"));
    QCOMPARE(stages[5].text, QStringLiteral("5 × 64"));
    QCOMPARE(mainStage(stages), 1);
}

void TestArchitectureView::cell_hasFourCirclesAndSixOps()
{
    const ArchitecturePtr architecture = cellOf(kChild);
    const Drawing drawing = drawStage(*architecture, stagesOf(*architecture)[1], nullptr);
    QCOMPARE(countShape(drawing, NodeShape::Circle), 4);
    QCOMPARE(countShape(drawing, NodeShape::Chip), 6);
    QCOMPARE(drawing.edges.size(), std::size_t(12));
}

void TestArchitectureView::changedOp_isMarkedOnce()
{
    const ArchitecturePtr child = cellOf(kChild);
    const ArchitecturePtr parent = cellOf(kParent);
    const ChangeCounts counts = countChanges(*child, *parent);
    QCOMPARE(counts.changed, 1); // fifteen copies of one op
    QCOMPARE(counts.added, 0);
    QCOMPARE(counts.removed, 0);
    const Drawing drawing = drawStage(*child, stagesOf(*child)[1], parent.get());
    int marked = 0;
    for (const DrawNode& node : drawing.nodes) {
        if (node.change != Change::Changed)
            continue;
        ++marked;
        QVERIFY(node.id.endsWith(QStringLiteral("2-3")));
        QVERIFY(node.was.contains(QStringLiteral("1×1")));
    }
    QCOMPARE(marked, 1);
}

void TestArchitectureView::removedOp_isDrawnWithItsWires()
{
    const auto op = [](const char* name, const char* id, std::vector<int> inputs) {
        space::OpNode node;
        node.name = name;
        node.op = id;
        node.inputs = std::move(inputs);
        node.shape = space::Shape::image(8, 16, 16);
        return node;
    };
    space::Architecture parent;
    parent.task = space::Task{space::Shape::image(8, 16, 16), 10};
    parent.ops = {op("a", "conv", {}), op("b", "conv", {0}), op("c", "conv", {1})};
    space::Architecture child = parent;
    child.ops = {op("a", "conv", {}), op("c", "conv", {0})};
    QCOMPARE(countChanges(child, parent).removed, 1);
    const Drawing drawing = drawStage(child, stagesOf(child).front(), &parent);
    const auto nodeOf = [&drawing](const char* id) {
        for (std::size_t i = 0; i < drawing.nodes.size(); ++i) {
            if (drawing.nodes[i].id == QLatin1String(id))
                return static_cast<int>(i);
        }
        return -1;
    };
    QVERIFY(nodeOf("b") >= 0);
    QCOMPARE(drawing.nodes[static_cast<std::size_t>(nodeOf("b"))].change, Change::Removed);
    QCOMPARE(drawing.nodes[static_cast<std::size_t>(nodeOf("c"))].change, Change::None);
    std::vector<std::pair<int, int>> gone;
    for (const DrawEdge& edge : drawing.edges) {
        if (edge.change == Change::Removed)
            gone.emplace_back(edge.from, edge.to);
    }
    const std::vector<std::pair<int, int>> expected{{nodeOf("a"), nodeOf("b")}, {nodeOf("b"), nodeOf("c")}};
    QCOMPARE(gone, expected);
    QVERIFY(placeDrawing(drawing).has_value());
}

void TestArchitectureView::removedOpOfACell_standsBetweenItsNodes()
{
    const ArchitecturePtr parent = cellOf(kParent);
    space::Architecture child = *parent;
    for (space::OpNode& op : child.ops) {
        if (op.name.ends_with("/1-3"))
            op.name = op.name.substr(0, op.name.size() - 3) + "0-2"; // any that stays: 1-3 is there no more
    }
    const Drawing drawing = drawStage(child, stagesOf(child)[1], parent.get());
    int removed = 0;
    for (std::size_t i = 0; i < drawing.nodes.size(); ++i) {
        if (drawing.nodes[i].change != Change::Removed)
            continue;
        ++removed;
        QVERIFY(drawing.nodes[i].id.endsWith(QStringLiteral("1-3")));
        QStringList ends;
        for (const DrawEdge& edge : drawing.edges) {
            if (edge.to == static_cast<int>(i))
                ends.prepend(drawing.nodes[static_cast<std::size_t>(edge.from)].title);
            if (edge.from == static_cast<int>(i))
                ends.append(drawing.nodes[static_cast<std::size_t>(edge.to)].title);
        }
        QCOMPARE(ends, QStringList({QStringLiteral("1"), QStringLiteral("3")}));
    }
    QCOMPARE(removed, 1); // one, though the cell has fifteen copies
}

void TestArchitectureView::cards_standInsideAndDoNotOverlap()
{
    const ArchitecturePtr architecture = cellOf(kChild);
    const PlacedDrawing placed = placeDrawing(drawStage(*architecture, stagesOf(*architecture)[1], nullptr)).value();
    for (std::size_t i = 0; i < placed.positions.size(); ++i) {
        const QRectF card = cardRect(placed.drawing.nodes[i]).translated(placed.positions[i]);
        QVERIFY(placed.bounds.adjusted(-1, -1, 1, 1).contains(card));
        for (std::size_t k = 0; k < i; ++k)
            QVERIFY(!card.intersects(cardRect(placed.drawing.nodes[k]).translated(placed.positions[k])));
    }
}

void TestArchitectureView::view_drawsTheMainStageAndFollowsTheStrip()
{
    Theme theme;
    ArchitectureView view(theme);
    view.resize(336, 500);
    view.show();
    QSignalSpy drawn(&view, &ArchitectureView::drawn);
    view.setArchitecture(cellOf(kChild), cellOf(kParent));
    QTRY_COMPARE_WITH_TIMEOUT(drawn.size(), 1, kPatience);
    QCOMPARE(view.strip().count(), 7);
    QCOMPARE(view.strip().current(), 1);
    QCOMPARE(view.graph().drawing().drawing.nodes.size(), std::size_t(10));
    QTest::mouseClick(&view.strip(), Qt::LeftButton, {}, view.strip().chipRect(2).center());
    QTRY_COMPARE_WITH_TIMEOUT(drawn.size(), 2, kPatience);
    QVERIFY(view.graph().drawing().drawing.nodes.size() < 10);
    QTest::keyClick(&view.strip(), Qt::Key_Right);
    QCOMPARE(view.strip().current(), 3);
}

void TestArchitectureView::nullArchitecture_showsTheMessage()
{
    Theme theme;
    ArchitectureView view(theme);
    view.show();
    view.setArchitecture(nullptr, nullptr, QStringLiteral("nothing yet"));
    QVERIFY(!view.graph().isVisible());
    bool found = false;
    for (const QLabel* label : view.findChildren<QLabel*>())
        found = found || (label->isVisible() && label->text() == QStringLiteral("nothing yet"));
    QVERIFY(found);
}

void TestArchitectureView::keys_walkThroughNodesAndZoom()
{
    Theme theme;
    GraphView graph(theme);
    graph.resize(336, 500);
    graph.show();
    const ArchitecturePtr architecture = cellOf(kChild);
    graph.setDrawing(placeDrawing(drawStage(*architecture, stagesOf(*architecture)[1], nullptr)).value());
    QSignalSpy selected(&graph, &GraphView::selected);
    QTest::keyClick(&graph, Qt::Key_Right);
    QTest::keyClick(&graph, Qt::Key_Right);
    QCOMPARE(graph.selectedNode(), 1);
    QCOMPARE(selected.size(), 2);
    QTest::mouseClick(graph.viewport(), Qt::LeftButton, {}, graph.nodeRect(5).center());
    QCOMPARE(graph.selectedNode(), 5);
    graph.setZoom(0.3);
    QCOMPARE(graph.zoom(), 0.3);
    QTest::keyClick(&graph, Qt::Key_0, Qt::ControlModifier);
    QCOMPARE(graph.zoom(), 1.0);
    QTest::keyClick(&graph, Qt::Key_Home);
    QVERIFY(graph.rect().contains(graph.nodeRect(0)));
}

void TestArchitectureView::home_fitsHundredsOfColumns()
{
    Theme theme;
    GraphView graph(theme);
    graph.resize(900, 600);
    graph.show();
    constexpr int kNodes = 224;
    PlacedDrawing row;
    for (int i = 0; i < kNodes; ++i) {
        row.drawing.nodes.push_back({.id = QString::number(i), .title = QStringLiteral("conv")});
        row.positions.emplace_back(224 * i, 112 * (i % 4));
        row.bounds = row.bounds.united(QRectF(row.positions.back(), outlineOf(row.drawing.nodes.back())));
    }
    graph.setDrawing(std::move(row));
    graph.setZoom(1);
    QTest::keyClick(&graph, Qt::Key_Home);
    const double fitted = graph.zoom();
    QVERIFY(fitted >= 0.01 && fitted < 0.05);
    QVERIFY(graph.rect().contains(graph.nodeRect(0)) && graph.rect().contains(graph.nodeRect(kNodes - 1)));
    // The wheel goes on from there, inwards only.
    const QPointF middle = QRectF(graph.viewport()->rect()).center();
    const auto wheel = [&](int delta) {
        QWheelEvent event(middle, graph.viewport()->mapToGlobal(middle), {}, {0, delta}, Qt::NoButton, Qt::NoModifier,
                          Qt::NoScrollPhase, false);
        QApplication::sendEvent(graph.viewport(), &event);
    };
    wheel(-120);
    QCOMPARE(graph.zoom(), fitted);
    wheel(120);
    QCOMPARE(graph.zoom(), fitted * 1.2);
    wheel(-120);
    QCOMPARE(graph.zoom(), fitted);
    // Every block can still be seen: a pixel of its colour.
    const QImage picture = graph.viewport()->grab().toImage();
    const QRgb color = mix(theme.colors().surface, theme.colors().family(space::OpFamily::Structure), 0.6).rgb();
    for (int i = 0; i < kNodes; ++i) {
        const QRect card = graph.nodeRect(i).adjusted(0, -1, 0, 1);
        bool seen = false;
        for (int x = card.left(); x <= card.right(); ++x) {
            for (int y = card.top(); y <= card.bottom(); ++y)
                seen = seen || picture.pixel(x, y) == color;
        }
        QVERIFY2(seen, qPrintable(QString::number(i)));
    }
    // A small drawing ends where it did.
    Drawing small;
    small.nodes.push_back({.id = QStringLiteral("a"), .title = QStringLiteral("conv")});
    graph.setDrawing(placeDrawing(std::move(small)).value());
    graph.setZoom(0.001);
    QCOMPARE(graph.zoom(), 0.05);
}

QTEST_MAIN(TestArchitectureView)
#include "tst_architecture_view.moc"
