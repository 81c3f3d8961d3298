// SPDX-License-Identifier: GPL-3.0-or-later
#include <stop_token>

#include <QTest>

#include "core/base/rng.h"
#include "ui/canvas/layered_graph.h"
#include "ui/canvas/layered_layout.h"

using namespace cw;
using namespace cw::ui;

namespace {

/// Edges run from smaller to larger numbers, most of them short.
LayoutRequest randomGraph(int nodes, std::uint64_t seed, LayoutDirection direction)
{
    Rng rng(seed, 0, "layout");
    LayoutRequest request;
    request.direction = direction;
    for (int i = 0; i < nodes; ++i) {
        request.nodes.push_back(
            {80 + double(rng.below(100)), 30 + double(rng.below(60)), rng.chance(0.3) ? 20.0 : -1.0});
        const int inputs = i == 0 ? 0 : 1 + int(rng.below(2));
        for (int k = 0; k < inputs; ++k)
            request.edges.push_back({std::max(0, i - 1 - int(rng.below(12))), i});
    }
    return request;
}

struct Box {
    double left, top, right, bottom;
};

Box boxOf(const LayoutRequest& request, const Layout& layout, std::size_t i)
{
    const LayoutPoint at = layout.positions[i];
    return {at.x, at.y, at.x + request.nodes[i].width, at.y + request.nodes[i].height};
}

bool overlap(const Box& a, const Box& b)
{
    return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

LayoutPoint onCurve(const std::vector<LayoutPoint>& p, std::size_t i, double t)
{
    const double u = 1 - t;
    const auto mixed = [&](double a, double b, double c, double d) {
        return u * u * u * a + 3 * u * u * t * b + 3 * u * t * t * c + t * t * t * d;
    };
    return {mixed(p[i].x, p[i + 1].x, p[i + 2].x, p[i + 3].x), mixed(p[i].y, p[i + 1].y, p[i + 2].y, p[i + 3].y)};
}

} // namespace

class TestLayeredLayout : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void cards_neverOverlap_data() { addGraphs(); }
    void cards_neverOverlap();
    void edges_goForward_data() { addGraphs(); }
    void edges_goForward();
    void wires_crossNoCard_data() { addGraphs(); }
    void wires_crossNoCard();
    void wires_startAndEndAtPorts();
    void sameRequest_sameLayout();
    void cycle_isDrawnAllTheSame();
    void selfLoop_hasNoWire();
    void emptyGraph_isEmpty();
    void chainWhoseFirstLeadsToAll_isDrawn();
    void planarTree_hasNoCrossing();
    void stopped_givesNothing();

private:
    static void addGraphs();
};

void TestLayeredLayout::addGraphs()
{
    QTest::addColumn<int>("nodes");
    QTest::addColumn<bool>("down");
    for (const int nodes : {1, 2, 9, 60, 200}) {
        QTest::addRow("%d right", nodes) << nodes << false;
        QTest::addRow("%d down", nodes) << nodes << true;
    }
}

void TestLayeredLayout::cards_neverOverlap()
{
    QFETCH(int, nodes);
    QFETCH(bool, down);
    const LayoutRequest request = randomGraph(nodes, 3, down ? LayoutDirection::Down : LayoutDirection::Right);
    const Layout layout = layOut(request).value();
    QCOMPARE(layout.positions.size(), request.nodes.size());
    for (std::size_t i = 0; i < request.nodes.size(); ++i) {
        const Box box = boxOf(request, layout, i);
        QVERIFY(box.left >= 0 && box.top >= 0 && box.right <= layout.width + 1 && box.bottom <= layout.height + 1);
        for (std::size_t k = 0; k < i; ++k)
            QVERIFY2(!overlap(box, boxOf(request, layout, k)), qPrintable(QStringLiteral("%1 and %2").arg(i).arg(k)));
    }
}

void TestLayeredLayout::edges_goForward()
{
    QFETCH(int, nodes);
    QFETCH(bool, down);
    const LayoutRequest request = randomGraph(nodes, 4, down ? LayoutDirection::Down : LayoutDirection::Right);
    const Layout layout = layOut(request).value();
    for (const LayoutEdge& edge : request.edges) {
        const Box from = boxOf(request, layout, std::size_t(edge.from));
        const Box to = boxOf(request, layout, std::size_t(edge.to));
        QVERIFY(layout.layers[std::size_t(edge.from)] < layout.layers[std::size_t(edge.to)]);
        QVERIFY(down ? from.bottom < to.top : from.right < to.left);
    }
}

void TestLayeredLayout::wires_crossNoCard()
{
    QFETCH(int, nodes);
    QFETCH(bool, down);
    const LayoutRequest request = randomGraph(nodes, 5, down ? LayoutDirection::Down : LayoutDirection::Right);
    const Layout layout = layOut(request).value();
    for (std::size_t e = 0; e < request.edges.size(); ++e) {
        const std::vector<LayoutPoint>& points = layout.wires[e].points;
        for (std::size_t i = 0; i + 3 < points.size(); i += 3) {
            for (int step = 0; step <= 16; ++step) {
                const LayoutPoint at = onCurve(points, i, step / 16.0);
                for (std::size_t n = 0; n < request.nodes.size(); ++n) {
                    const Box box = boxOf(request, layout, n);
                    const bool inside = at.x > box.left + 0.01 && at.x < box.right - 0.01 && at.y > box.top + 0.01 &&
                                        at.y < box.bottom - 0.01;
                    QVERIFY2(!inside, qPrintable(QStringLiteral("wire %1 in card %2").arg(e).arg(n)));
                }
            }
        }
    }
}

void TestLayeredLayout::wires_startAndEndAtPorts()
{
    LayoutRequest request;
    request.nodes = {{100, 40, 10}, {60, 80, 26}};
    request.edges = {{0, 1}};
    const Layout layout = layOut(request).value();
    const std::vector<LayoutPoint>& points = layout.wires[0].points;
    QCOMPARE(points.front(), (LayoutPoint{layout.positions[0].x + 100, layout.positions[0].y + 10}));
    QCOMPARE(points.back(), (LayoutPoint{layout.positions[1].x, layout.positions[1].y + 26}));
    QCOMPARE(points.front().y, points.back().y); // two cards in a row: their ports are level
}

void TestLayeredLayout::sameRequest_sameLayout()
{
    const LayoutRequest request = randomGraph(120, 6, LayoutDirection::Right);
    const Layout first = layOut(request).value();
    const Layout second = layOut(request).value();
    QVERIFY(first.positions == second.positions);
    for (std::size_t i = 0; i < first.wires.size(); ++i)
        QVERIFY(first.wires[i].points == second.wires[i].points);
}

void TestLayeredLayout::cycle_isDrawnAllTheSame()
{
    LayoutRequest request;
    request.nodes.resize(3);
    request.edges = {{0, 1}, {1, 2}, {2, 0}};
    const Layout layout = layOut(request).value();
    QCOMPARE(layout.layers, (std::vector<int>{0, 1, 2}));
    // The edge that closes the cycle still starts at its own source, at the right.
    QVERIFY(layout.wires[2].points.front().x > layout.wires[2].points.back().x);
}

void TestLayeredLayout::selfLoop_hasNoWire()
{
    LayoutRequest request;
    request.nodes.resize(1);
    request.edges = {{0, 0}};
    QVERIFY(layOut(request).value().wires[0].points.empty());
}

void TestLayeredLayout::emptyGraph_isEmpty()
{
    const Layout layout = layOut({}).value();
    QVERIFY(layout.positions.empty());
    QCOMPARE(layout.width, 0.0);
}

void TestLayeredLayout::planarTree_hasNoCrossing()
{
    LayoutRequest request;
    request.nodes.resize(31);
    // Children are given in an order that crosses at first.
    for (int i = 30; i > 0; --i)
        request.edges.push_back({(i - 1) / 2, i});
    LayeredGraph graph = makeLayered(request);
    QVERIFY(reduceCrossings(graph, {}));
    QCOMPARE(countCrossings(graph), 0LL);
}

void TestLayeredLayout::stopped_givesNothing()
{
    std::stop_source source;
    source.request_stop();
    QVERIFY(!layOut(randomGraph(100, 7, LayoutDirection::Down), source.get_token()).has_value());
}

void TestLayeredLayout::chainWhoseFirstLeadsToAll_isDrawn()
{
    constexpr int count = 6000; // 18 million places where a wire passes a card
    LayoutRequest request;
    for (int i = 0; i < count; ++i) {
        request.nodes.emplace_back();
        if (i > 0)
            request.edges.push_back({i - 1, i});
        if (i > 1)
            request.edges.push_back({0, i});
    }
    const LayeredGraph graph = makeLayered(request);
    QVERIFY(graph.vertices.size() < 1'000'000);
    QCOMPARE(graph.layers.size(), std::size_t(count));
    const std::optional<Layout> layout = layOut(request);
    QVERIFY(layout.has_value());
    for (const LayoutWire& wire : layout->wires)
        QVERIFY(wire.points.size() >= 4);
}

QTEST_APPLESS_MAIN(TestLayeredLayout)
#include "tst_layered_layout.moc"
