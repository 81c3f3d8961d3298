// SPDX-License-Identifier: GPL-3.0-or-later
#include <map>

#include <fmt/format.h>

#include "core/space/edit/edit.h"
#include "tests/ui/random_person.h"
#include "ui/canvas/placing.h"

using namespace cw;
using namespace cw::ui;

namespace {

constexpr int kSeeds = 20;
constexpr int kActions = 2000;
constexpr int kTurn = 50; ///< actions between two turns of the event loop, which paints
constexpr int kPatience = 60'000;

QByteArray saved(const space::SearchSpace& space)
{
    return QByteArray::fromStdString(space::toJson(space).dump(2));
}

/// Empty documents and templates by turns.
space::SearchSpace startOf(int seed)
{
    const auto all = space::templates();
    return seed % 2 == 0 ? space::emptySpace("mine")
                         : space::openSpace(all[static_cast<std::size_t>(seed / 2) % all.size()].id).value();
}

QtMessageHandler testLog = nullptr;

/// The offscreen platform tells of every window what it cannot do with it.
void logAllElse(QtMsgType type, const QMessageLogContext& context, const QString& text)
{
    if (!text.startsWith(QStringLiteral("This plugin does not support")))
        testLog(type, context, text);
}

} // namespace

/// Laws that hold whatever a person does in the window.
class TestDesignWalk : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { testLog = qInstallMessageHandler(logAllElse); }
    void walk_data()
    {
        QTest::addColumn<int>("seed");
        for (int seed = 0; seed < kSeeds; ++seed)
            QTest::newRow(fmt::format("seed {}", seed).c_str()) << seed;
    }
    void walk();
    void walks_didEverything();

private:
    /// What is shown is what the document says; the sentence of what is not, or nothing.
    static const char* problemOf(CanvasFixture& canvas);

    int m_walks = 0;
    std::map<std::string, int> m_steps; ///< of each action: how often the document was another after it
};

const char* TestDesignWalk::problemOf(CanvasFixture& canvas)
{
    SpaceView& view = canvas.view();
    if (view.space() != canvas.document().space())
        return "another state is shown";
    if (space::graphAt(*view.space(), view.place().address) != view.place().graph)
        return "the place is that of another state";
    if (!view.isShown())
        return "the place is not drawn";
    const PlacedDrawing& drawing = canvas.graph().drawing();
    const std::size_t count = canvas.here().blocks.size();
    if (drawing.drawing.nodes.size() != count || drawing.positions.size() != count)
        return "the cards are not the blocks";
    for (std::size_t i = 0; i < count; ++i) {
        if (drawing.drawing.nodes[i].id.toStdString() != canvas.here().blocks[i].id)
            return "a card is another block's";
    }
    const Drawing drawn = drawGraph(view.place(), view.facts());
    if (drawing.drawing.nodes != drawn.nodes)
        return "a card says what its block does not";
    if (drawing.drawing.edges != drawn.edges || drawing.wires.size() != canvas.here().links.size())
        return "the wires are not the links";
    if (view.isPlaced() && drawing.positions != documentPlaces(drawn, canvas.here()))
        return "a card is not where its block is";
    if (drawing.drawing.comments != drawn.comments)
        return "a comment says what the document does not";
    for (const int comment : canvas.graph().selectedComments()) {
        if (comment < 0 || static_cast<std::size_t>(comment) >= drawn.comments.size())
            return "the selection of comments is out of range";
    }
    for (const int node : canvas.graph().selection()) {
        if (node < 0 || static_cast<std::size_t>(node) >= count)
            return "the selection is out of range";
    }
    return canvas.graph().isInGesture() ? "a gesture has not ended" : nullptr;
}

void TestDesignWalk::walk()
{
    QFETCH(const int, seed);
    CanvasFixture canvas(startOf(seed));
    QTRY_VERIFY_WITH_TIMEOUT(canvas.isShown(), kPatience);
    RandomPerson person(canvas, static_cast<std::uint64_t>(seed));
    const QByteArray first = saved(canvas.space());
    int changes = 0;
    for (int i = 0; i < kActions; ++i) {
        const SpacePtr before = canvas.document().space();
        const char* name = person.act();
        person.wait();
        const QByteArray where = fmt::format("action {}: {}", i, name).c_str();
        const char* problem = problemOf(canvas);
        QVERIFY2(problem == nullptr, where + ": " + problem);
        const int changed = canvas.document().space() != before ? 1 : 0;
        m_steps[name] += changed;
        changes += changed;
        if (i % kTurn != 0)
            continue;
        QCoreApplication::processEvents();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QVERIFY2(canvas.view().isShown(), where);
        const auto read = space::spaceFromJson(space::toJson(canvas.space()), "saved");
        QVERIFY2(read.has_value(), where + (read ? "" : read.error().what()));
        QVERIFY2(*read == canvas.space(), where);
    }
    ++m_walks;
    QUndoStack& steps = canvas.document().steps();
    steps.setIndex(steps.count());
    const QByteArray last = saved(canvas.space());
    // Not the depth of the undo stack: at the end of a walk that undoes and goes another way it is what luck left.
    QVERIFY2(changes > kActions / 5, fmt::format("{} changes are next to nothing", changes).c_str());
    steps.setIndex(0);
    QCOMPARE(saved(canvas.space()), first);
    person.wait();
    QVERIFY2(problemOf(canvas) == nullptr, problemOf(canvas));
    steps.setIndex(steps.count());
    QCOMPARE(saved(canvas.space()), last);
    person.wait();
    QVERIFY2(problemOf(canvas) == nullptr, problemOf(canvas));
}

void TestDesignWalk::walks_didEverything()
{
    if (m_walks < kSeeds)
        QSKIP("only some of the walks were made");
    for (const auto& [name, count] : m_steps) {
        const bool onlyLooks = name.starts_with("select") || name == "walk" || name == "look";
        QVERIFY2(onlyLooks || count > 0, name.c_str());
    }
}

QTEST_MAIN(TestDesignWalk)
#include "tst_design_walk.moc"
