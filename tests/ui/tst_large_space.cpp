// SPDX-License-Identifier: GPL-3.0-or-later
#include <numeric>

#include <QLabel>
#include <QSignalSpy>
#include <QTest>

#include "core/space/limits.h"
#include "tests/ui/canvas_fixture.h"
#include "tests/ui/design_bench.h"
#include "tests/ui/large_space.h"
#include "tests/ui/loop_probe.h"
#include "ui/canvas/arrange.h"
#include "ui/canvas/placing.h"
#include "ui/pages/design/live_strip.h"
#include "ui/pages/design/severity_counts.h"

using namespace cw;
using namespace cw::ui;

namespace {

constexpr int kPatience = 240'000;
constexpr int kMany = 50'000;

/// What is shown meanwhile, as it is shown.
class ShownTexts : public QObject {
public:
    explicit ShownTexts(QWidget& widget)
    {
        for (QLabel* label : widget.findChildren<QLabel*>())
            label->installEventFilter(this);
    }
    QStringList texts;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override
    {
        if (event->type() == QEvent::Show)
            texts << static_cast<QLabel*>(watched)->text();
        return false;
    }
};

/// Until the items of a drawing begin to be made, at most the first of them being there.
void awaitFilling(CanvasFixture& canvas)
{
    while (!canvas.graph().isFilling() && !canvas.view().isShown())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
}

} // namespace

/// Tens of thousands of blocks: slower, and it is said so.
class TestLargeSpace : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void fiftyThousandBlocks_openWithANoteAndCanBeEdited()
    {
        DesignBench bench(QStringLiteral("mlp"));
        QTRY_VERIFY_WITH_TIMEOUT(bench.isSettled(), kPatience);
        DesignPage& page = bench.page();
        QVERIFY(!page.notices().has(QStringLiteral("size")));
        const QString path = bench.folder() + QStringLiteral("/large.cwspace");
        writeSpace(path.toStdString(), largeSpace(kMany));
        const ShownTexts meanwhile(page.view());
        {
            const LoopProbe probe;
            page.open(path);
            QTRY_VERIFY_WITH_TIMEOUT(page.document() != nullptr && page.document()->path() == path &&
                                         page.view().isShown() && bench.isSettled(),
                                     kPatience);
            qInfo("open: %s", probe.summary().constData());
        }
        QVERIFY2(meanwhile.texts.contains(QStringLiteral("Drawing %1 blocks …").arg(QLocale().toString(kMany))),
                 qPrintable(meanwhile.texts.join(QLatin1Char('\n'))));
        QCOMPARE(page.view().graph().drawing().drawing.nodes.size(), std::size_t(kMany));
        QVERIFY(page.view().isPlaced());
        QVERIFY(bench.says(QLocale().toString(kMany)));
        QVERIFY(page.problems().item(0, 1)->text().contains(QStringLiteral("more than the limit of 20000")));
        const LoopProbe probe;
        // An edit works as on any other space.
        const SpacePtr before = page.document()->space();
        page.view().selectBlocks({"b25000"});
        QTest::keyClick(&page.view().graph(), Qt::Key_Right, Qt::ControlModifier);
        QCOMPARE(page.document()->steps().count(), 1);
        QCOMPARE(page.document()->space()->graph.blocks[25'000].x, before->graph.blocks[25'000].x + kGridStep);
        page.editor().add(space::Block{.op = "identity"});
        QCOMPARE(page.document()->space()->graph.blocks.size(), before->graph.blocks.size() + 1);
        page.actions().get(DesignCommand::Undo)->trigger();
        page.actions().get(DesignCommand::Undo)->trigger();
        QVERIFY(*page.document()->space() == *before);
        QTRY_VERIFY_WITH_TIMEOUT(bench.isSettled(), kPatience);
        qInfo("four steps: %s", probe.summary().constData());
        // The note is of this space only, and comes once.
        QCOMPARE(page.notices().texts().size(), 1);
        page.notices().remove(QStringLiteral("size"));
        page.actions().get(DesignCommand::New)->trigger();
        QVERIFY(!page.notices().has(QStringLiteral("size")));
        page.documents().giveUpAll();
    }

    void spaceWithoutPlaces_isLaidOutWhileTheWindowGoesOn()
    {
        CanvasFixture canvas(largeSpace(12'000, false));
        const LoopProbe probe;
        QVERIFY(!canvas.view().isShown());
        awaitFilling(canvas);
        QVERIFY(canvas.graph().isFilling()); // not all in one turn of the event loop
        QVERIFY(!canvas.view().isShown());
        QVERIFY(!canvas.graph().isVisible());
        QTRY_VERIFY_WITH_TIMEOUT(canvas.isShown(), kPatience);
        QVERIFY(canvas.graph().isVisible());
        QVERIFY(!canvas.view().isPlaced());
        const Drawing& drawn = canvas.graph().drawing().drawing;
        QCOMPARE(drawn.nodes.size(), std::size_t(12'000));
        QCOMPARE(static_cast<std::size_t>(canvas.graph().scene()->items().size()),
                 drawn.nodes.size() + drawn.edges.size() + 1); // with what gestures show
        QVERIFY(canvas.graph().isFitted());
        qInfo("lay out: %s", probe.summary().constData());
    }

    void drawingThatIsLeftWhileItIsMade_isForgotten()
    {
        CanvasFixture canvas(largeSpace(20'000));
        awaitFilling(canvas);
        QVERIFY(!canvas.view().isShown());
        SpaceDocument other(std::make_shared<const space::SearchSpace>(space::emptySpace("other")), {});
        canvas.editor().setDocument(&other);
        QTRY_VERIFY_WITH_TIMEOUT(canvas.isShown(), kPatience);
        QVERIFY(!canvas.graph().isFilling());
        QCOMPARE(canvas.graph().drawing().drawing.nodes.size(), std::size_t(2));
        QCOMPARE(canvas.graph().scene()->items().size(), 3); // with what gestures show
        canvas.editor().setDocument(nullptr);
    }

    void stepWhileItIsMade_isDrawnToo()
    {
        CanvasFixture canvas(largeSpace(20'000));
        awaitFilling(canvas);
        QVERIFY(!canvas.document().apply(QStringLiteral("Add"), [](space::SearchSpace& space) -> Result<Done> {
            space.graph.blocks.push_back({.id = "new", .op = "identity", .x = -400});
            return Done{};
        }));
        QTRY_VERIFY_WITH_TIMEOUT(canvas.isShown(), kPatience);
        QCOMPARE(canvas.graph().drawing().drawing.nodes.size(), std::size_t(20'001));
        QVERIFY(canvas.node("new") >= 0);
    }

    void blockBeyondTheLimit_isRefusedWithASentence()
    {
        CanvasFixture canvas(largeSpace(space::kMaxBlocks));
        QTRY_VERIFY_WITH_TIMEOUT(canvas.isShown(), kPatience);
        canvas.editor().add(space::Block{.op = "identity"});
        QVERIFY2(canvas.lastRefusal().contains(QStringLiteral("at most 60000 blocks")),
                 qPrintable(canvas.lastRefusal()));
        QCOMPARE(canvas.document().steps().count(), 0);
    }

    void tidy_isDoneInTheBackgroundAsOneStep()
    {
        space::SearchSpace untidy = largeSpace(6'000);
        for (std::size_t i = 0; i < untidy.graph.blocks.size(); ++i)
            untidy.graph.blocks[i].y += static_cast<double>(i * 7 % 19);
        CanvasFixture canvas(untidy);
        QTRY_VERIFY_WITH_TIMEOUT(canvas.isShown(), kPatience);
        const PlacedDrawing shown = canvas.graph().drawing();
        std::vector<int> all(shown.positions.size());
        std::iota(all.begin(), all.end(), 0);
        const Arranged wanted = tidyNodes(shown, all);
        QVERIFY(wanted.size() > 1000);
        canvas.editor().action(EditCommand::Tidy)->trigger();
        QCOMPARE(canvas.document().steps().count(), 0); // the window goes on
        QTRY_COMPARE_WITH_TIMEOUT(canvas.document().steps().count(), 1, kPatience);
        QCOMPARE(canvas.lastStep(), QStringLiteral("Tidy"));
        for (const auto& [node, place] : wanted)
            QCOMPARE(canvas.graph().drawing().positions[static_cast<std::size_t>(node)], place);
    }

    void tidy_ofWhatIsChangedMeanwhile_isLeft()
    {
        CanvasFixture canvas(largeSpace(6'000));
        QTRY_VERIFY_WITH_TIMEOUT(canvas.isShown(), kPatience);
        canvas.editor().action(EditCommand::Tidy)->trigger();
        QVERIFY(!canvas.document().apply(QStringLiteral("Move"), [](space::SearchSpace& space) {
            return space::moveBlocks(space, {}, {{"b7", {-400, 32}}});
        }));
        QTRY_VERIFY_WITH_TIMEOUT(canvas.lastRefusal().contains(QStringLiteral("changed meanwhile")), kPatience);
        QCOMPARE(canvas.document().steps().count(), 1);
        QCOMPARE(canvas.lastStep(), QStringLiteral("Move"));
    }
};

QTEST_MAIN(TestLargeSpace)
#include "tst_large_space.moc"
