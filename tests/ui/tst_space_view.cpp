// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDropEvent>

#include "core/space/edit/edit.h"
#include "tests/ui/canvas_fixture.h"
#include "ui/canvas/placing.h"
#include "ui/document/block_offers.h"

using namespace cw;
using namespace cw::ui;

namespace {

constexpr int kPatience = 60'000;

BlockOffer offerCalled(const space::SearchSpace& space, const QString& typed)
{
    const std::vector<BlockOffer> found = findOffers(blockOffers(space), typed);
    return found.empty() ? BlockOffer{} : found.front();
}

} // namespace

class TestSpaceView : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_canvas = std::make_unique<CanvasFixture>(space::openSpace("nas-bench-201").value());
        QTRY_VERIFY_WITH_TIMEOUT(m_canvas->isShown(), kPatience);
        QCOMPARE(m_canvas->view().place().address.cell, std::string("cell"));
    }
    void cleanup() { m_canvas.reset(); }

    void templateWithoutPlaces_isLaidOutAndStaysAsItIs();
    void firstMove_writesDownWhatIsShown();
    void edit_keepsThePlaceAndSelection();
    void placeThatIsGone_isLeftForTheNearest();
    void layOut_isOneStep();
    void layoutOfAPlaceThatWasLeft_isForgotten();
    void layoutOfAnEarlierState_isForgotten();
    void places_areThoseOfTheDocument();
    void crowdedPlaces_areLaidOut();
    void states_areReturnedTo();
    void issues_areBadges();
    void blocksOfOneId_leaveNoCardBehind();
    void paletteDrop_addsInsertsOrBecomesAnAlternative();
    void inputs_haveARowPerSource();

private:
    void drop(const BlockOffer& offer, QPoint at);
    CanvasFixture& canvas() { return *m_canvas; }

    std::unique_ptr<CanvasFixture> m_canvas;
};

void TestSpaceView::templateWithoutPlaces_isLaidOutAndStaysAsItIs()
{
    QVERIFY(!canvas().view().isPlaced());
    QVERIFY(canvas().space() == space::openSpace("nas-bench-201").value());
    const auto& positions = canvas().graph().drawing().positions;
    QVERIFY(positions[0] != positions[1]);
    QVERIFY(!areCrowded(canvas().graph().drawing().drawing, positions));
}

void TestSpaceView::firstMove_writesDownWhatIsShown()
{
    const auto before = canvas().graph().drawing().positions;
    const auto wires = canvas().graph().drawing().wires;
    const QPoint from = canvas().card("2-3") - QPoint(0, 50);
    canvas().drag(from, from + QPoint(0, 120));
    QCOMPARE(canvas().document().steps().count(), 1);
    QVERIFY(canvas().view().isPlaced());
    const int moved = canvas().node("2-3");
    for (std::size_t i = 0; i < before.size(); ++i) {
        if (static_cast<int>(i) != moved)
            QCOMPARE(canvas().graph().drawing().positions[i], before[i]);
    }
    const auto& edges = canvas().graph().drawing().drawing.edges;
    for (std::size_t e = 0; e < edges.size(); ++e) {
        const bool own = edges[e].from == moved || edges[e].to == moved;
        QCOMPARE(canvas().graph().drawing().wires[e] == wires[e], !own); // others stay as the layout drew them
    }
    canvas().undo();
    QVERIFY(canvas().space() == space::openSpace("nas-bench-201").value());
    QCOMPARE(canvas().graph().drawing().positions, before);
}

void TestSpaceView::edit_keepsThePlaceAndSelection()
{
    canvas().view().selectBlocks({"0-2"}, 2);
    const double zoom = canvas().graph().zoom();
    QVERIFY(!canvas().document().apply(QStringLiteral("Rename the stem"), [](space::SearchSpace& space) {
        return space::setTitle(space, {}, "stem", "Trunk");
    }));
    QCOMPARE(canvas().view().place().address.cell, std::string("cell"));
    QCOMPARE(canvas().view().selectedBlocks(), std::vector<std::string>{"0-2"});
    QCOMPARE(canvas().view().selectedAlternative(), 2);
    QCOMPARE(canvas().graph().zoom(), zoom);
    QCOMPARE(canvas().view().place().graph, &canvas().space().cells.at("cell"));
}

void TestSpaceView::placeThatIsGone_isLeftForTheNearest()
{
    QVERIFY(!canvas().document().apply(QStringLiteral("Rename the cell"), [](space::SearchSpace& space) {
        return space::renameCell(space, "cell", "other");
    }));
    QTRY_VERIFY_WITH_TIMEOUT(canvas().isShown(), kPatience);
    QCOMPARE(canvas().view().depth(), 1);
    canvas().undo();
    QCOMPARE(canvas().view().depth(), 1);
    QVERIFY(canvas().isShown());
}

void TestSpaceView::layOut_isOneStep()
{
    canvas().key(Qt::Key_L, Qt::ControlModifier); // it is laid out already
    QTRY_VERIFY_WITH_TIMEOUT(!canvas().view().isBusy(), kPatience);
    QCOMPARE(canvas().document().steps().count(), 0);
    const auto laid = canvas().graph().drawing().positions;
    const QPoint from = canvas().card("2-3") - QPoint(0, 50);
    canvas().drag(from, from + QPoint(10, 90));
    canvas().key(Qt::Key_L, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(canvas().lastStep() == QStringLiteral("Lay out"), kPatience);
    QCOMPARE(canvas().document().steps().count(), 2);
    const auto& now = canvas().graph().drawing().positions;
    const QPointF shift = now[0] - laid[0];
    for (std::size_t i = 0; i < laid.size(); ++i)
        QCOMPARE(now[i] - laid[i], shift);
}

void TestSpaceView::layoutOfAPlaceThatWasLeft_isForgotten()
{
    space::SearchSpace space = space::openSpace("nas-bench-201").value();
    for (int i = 0; i < 1500; ++i) // so that the cell is drawn long before this is laid out
        space.graph.blocks.push_back(
            {.id = "op" + std::to_string(i), .kind = space::BlockKind::Op, .op = "identity", .x = 10.0 * i});
    SpaceDocument document(std::make_shared<const space::SearchSpace>(std::move(space)), {});
    SpaceViewState top;
    top.path.resize(1);
    canvas().editor().setDocument(&document, top);
    QTRY_VERIFY_WITH_TIMEOUT(canvas().isShown(), kPatience);
    QCOMPARE(canvas().view().depth(), 1);
    QSignalSpy laidOut(&canvas().view(), &SpaceView::laidOut);
    canvas().view().layOut();
    canvas().view().goTo({"cell", {}});
    QTRY_VERIFY_WITH_TIMEOUT(canvas().isShown(), kPatience);
    QCOMPARE(laidOut.count(), 0);
    QCOMPARE(document.steps().count(), 0);
    canvas().editor().setDocument(nullptr);
}

void TestSpaceView::layoutOfAnEarlierState_isForgotten()
{
    QVERIFY(!canvas().view().isPlaced());
    QVERIFY(!canvas().document().apply(QStringLiteral("Add"), [](space::SearchSpace& space) { // the card becomes larger
        return space::addAlternative(space, {"cell", {}}, "0-1", {.op = "identity"}, "another");
    }));
    QVERIFY(canvas().view().isBusy());
    canvas().view().selectBlocks({"2-3"});
    canvas().key(Qt::Key_Delete);
    QVERIFY(canvas().lastStep().startsWith(QStringLiteral("Delete")));
    QTRY_VERIFY_WITH_TIMEOUT(canvas().isShown(), kPatience);
    QCOMPARE(canvas().graph().drawing().drawing.nodes.size(), canvas().here().blocks.size());
    QCOMPARE(canvas().node("2-3"), -1);
}

void TestSpaceView::places_areThoseOfTheDocument()
{
    space::SearchSpace space = space::emptySpace("mine");
    space.graph.blocks[0].x = 100;
    space.graph.blocks[0].y = 50;
    space.graph.blocks[1].x = 480;
    space.graph.blocks[1].y = 210;
    SpaceDocument document(std::make_shared<const space::SearchSpace>(space), {});
    canvas().editor().setDocument(&document);
    QTRY_VERIFY_WITH_TIMEOUT(canvas().isShown(), kPatience);
    QVERIFY(canvas().view().isPlaced());
    QCOMPARE(canvas().graph().drawing().positions[0], QPointF(100, 50));
    QCOMPARE(canvas().graph().drawing().positions[1], QPointF(480, 210));
    canvas().editor().setDocument(&canvas().document());
    QTRY_VERIFY_WITH_TIMEOUT(canvas().isShown(), kPatience);
}

void TestSpaceView::crowdedPlaces_areLaidOut()
{
    space::SearchSpace space = space::openSpace("chain-cnn").value();
    for (std::size_t i = 0; i < space.graph.blocks.size(); ++i)
        space.graph.blocks[i].x = 20.0 * static_cast<double>(i);
    SpaceDocument document(std::make_shared<const space::SearchSpace>(space), {});
    canvas().editor().setDocument(&document);
    QTRY_VERIFY_WITH_TIMEOUT(canvas().isShown(), kPatience);
    QVERIFY(!canvas().view().isPlaced());
    QVERIFY(!areCrowded(canvas().graph().drawing().drawing, canvas().graph().drawing().positions));
    canvas().editor().setDocument(&canvas().document());
    QTRY_VERIFY_WITH_TIMEOUT(canvas().isShown(), kPatience);
}

void TestSpaceView::states_areReturnedTo()
{
    canvas().view().selectBlocks({"0-1"});
    canvas().graph().lookAt(0.7, QPointF(120, 130));
    const SpaceViewState state = canvas().view().state();
    SpaceDocument other(std::make_shared<const space::SearchSpace>(space::emptySpace("mine")), {});
    canvas().editor().setDocument(&other);
    QTRY_VERIFY_WITH_TIMEOUT(canvas().isShown(), kPatience);
    QCOMPARE(canvas().view().depth(), 1);
    canvas().editor().setDocument(&canvas().document(), state);
    QTRY_VERIFY_WITH_TIMEOUT(canvas().isShown(), kPatience);
    QCOMPARE(canvas().view().place().address.cell, std::string("cell"));
    QCOMPARE(canvas().view().selectedBlocks(), std::vector<std::string>{"0-1"});
    QCOMPARE(canvas().graph().zoom(), 0.7);
}

void TestSpaceView::issues_areBadges()
{
    canvas().view().setIssues({{"cell/0-1", "no alternative", "add one"}});
    QCOMPARE(canvas().graph().drawing().drawing.nodes[static_cast<std::size_t>(canvas().node("0-1"))].issue,
             QStringLiteral("no alternative"));
    QVERIFY(canvas().graph().drawing().drawing.nodes[0].issue.isEmpty());
    canvas().view().leaveTo(1);
    QTRY_VERIFY_WITH_TIMEOUT(canvas().isShown(), kPatience);
    const auto& stage = canvas().graph().drawing().drawing.nodes[static_cast<std::size_t>(canvas().node("stage1"))];
    QVERIFY(!stage.issue.isEmpty());
    QVERIFY(stage.issueInside);
    canvas().view().setIssues({});
    QVERIFY(canvas().graph().drawing().drawing.nodes[2].issue.isEmpty());
}

void TestSpaceView::drop(const BlockOffer& offer, QPoint at)
{
    const std::unique_ptr<QMimeData> data = mimeOf(offer);
    QWidget* viewport = canvas().graph().viewport();
    QDragEnterEvent enter(at, Qt::CopyAction, data.get(), Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(viewport, &enter);
    QVERIFY(enter.isAccepted());
    QDragMoveEvent move(at, Qt::CopyAction, data.get(), Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(viewport, &move);
    QDropEvent drop(at, Qt::CopyAction, data.get(), Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(viewport, &drop);
}

void TestSpaceView::blocksOfOneId_leaveNoCardBehind()
{
    const auto items = canvas().graph().scene()->items().size();
    QVERIFY(!canvas().document().apply(QStringLiteral("Break"), [](space::SearchSpace& space) -> Result<Done> {
        space::Graph& cell = space.cells.at("cell");
        cell.blocks.push_back(*cell.find("2-3"));
        return Done{};
    }));
    QCOMPARE(canvas().graph().scene()->items().size(), items + 1);
    canvas().key(Qt::Key_A, Qt::ControlModifier); // both are selected
    canvas().undo();
    QCOMPARE(canvas().graph().scene()->items().size(), items); // one that stayed would draw what is gone
    QCOMPARE(canvas().graph().selection().size(), canvas().graph().drawing().drawing.nodes.size());
    QTRY_VERIFY_WITH_TIMEOUT(canvas().isShown(), kPatience);
    QVERIFY(!canvas().graph().grab().isNull());
}

void TestSpaceView::paletteDrop_addsInsertsOrBecomesAnAlternative()
{
    const BlockOffer relu = offerCalled(canvas().space(), QStringLiteral("relu"));
    const std::size_t before = canvas().here().blocks.size();
    drop(relu, canvas().card("0-1") - QPoint(0, 50)); // onto a Choice
    QCOMPARE(canvas().here().blocks.size(), before);
    QCOMPARE(canvas().here().find("0-1")->alternatives.size(), std::size_t(6));
    canvas().undo();
    canvas().view().leaveTo(1);
    QTRY_VERIFY_WITH_TIMEOUT(canvas().isShown(), kPatience);
    const QPoint wire = (canvas().out("input") + canvas().in("stem")) / 2;
    drop(relu, wire);
    QVERIFY(!canvas().hasLink("input", "stem"));
    const std::string added = canvas().view().selectedBlock()->id;
    QVERIFY(canvas().hasLink("input", added));
    QVERIFY(canvas().hasLink(added, "stem"));
    drop(relu, QPoint(600, 600)); // onto nothing
    QCOMPARE(canvas().here().blocks.size(), std::size_t(11));
    QMimeData file;
    file.setUrls({QUrl::fromLocalFile(QStringLiteral("/tmp/x.cwspace"))});
    QDragEnterEvent enter(QPoint(600, 600), Qt::CopyAction, &file, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(canvas().graph().viewport(), &enter);
    QVERIFY(!enter.isAccepted()); // for the page
}

void TestSpaceView::inputs_haveARowPerSource()
{
    SpaceDocument document(std::make_shared<const space::SearchSpace>(space::openSpace("multi-branch-cnn").value()),
                           {});
    canvas().editor().setDocument(&document);
    QTRY_VERIFY_WITH_TIMEOUT(canvas().isShown(), kPatience);
    canvas().view().goTo({"stage1", {}});
    QTRY_VERIFY_WITH_TIMEOUT(canvas().isShown(), kPatience);
    const PlacedDrawing& drawing = canvas().graph().drawing();
    const auto node = static_cast<std::size_t>(canvas().node("inputs3"));
    QCOMPARE(drawing.drawing.nodes[node].shape, NodeShape::Inputs);
    std::vector<int> rows;
    for (std::size_t e = 0; e < drawing.drawing.edges.size(); ++e) {
        const DrawEdge& edge = drawing.drawing.edges[e];
        if (static_cast<std::size_t>(edge.to) != node)
            continue;
        rows.push_back(edge.row);
        QCOMPARE(drawing.wires[e].currentPosition(),
                 drawing.positions[node] + inPort(drawing.drawing.nodes[node], LayoutDirection::Right, edge.row));
    }
    QCOMPARE(rows.size(), drawing.drawing.nodes[node].rows.size());
    QVERIFY(rows.size() >= 2);
    QVERIFY(rows[0] != rows[1]);
    canvas().editor().setDocument(&canvas().document());
    QTRY_VERIFY_WITH_TIMEOUT(canvas().isShown(), kPatience);
}

QTEST_MAIN(TestSpaceView)
#include "tst_space_view.moc"
