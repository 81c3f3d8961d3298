// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include <QDropEvent>
#include <QMimeData>
#include <QSignalSpy>
#include <QTest>

#include "tests/ui/design_bench.h"
#include "ui/document/recent_files.h"
#include "ui/pages/design/document_tabs.h"
#include "ui/pages/design/drawing_export.h"
#include "ui/pages/design/inspector.h"
#include "ui/pages/design/live_strip.h"
#include "ui/pages/design/outline.h"
#include "ui/pages/design/palette.h"
#include "ui/pages/design/sample_panel.h"
#include "ui/pages/design/tab_close_button.h"
#include "ui/pages/search_page.h"

using namespace cw;
using namespace cw::ui;

class TestDesignPage : public DesignTest {
    Q_OBJECT
private Q_SLOTS:
    void init() { m_bench = std::make_unique<DesignBench>(); }
    void cleanup() { m_bench.reset(); }

    void firstTemplate_isDrawnWithItsSize();
    void newSpace_isNotCalledContinuous();
    void distinctNetworks_areCounted();
    void doubleClick_entersTheCellAndBackspaceLeaves();
    void alternative_isExplainedInTheInspector();
    void anotherTemplate_replacesTheDrawing();
    void everyConstruct_isDrawnAndExplained();
    void brokenFile_isAProblemInOneSentence();
    void droppedFile_isOpened();
    void edit_isAStepWithDotUndoAndRecomputedFacts();
    void paletteDoubleClick_addsToTheDrawing();
    void paletteFind_enterAddsTheFirst();
    void problem_leadsToItsPlace();
    void spaceBar_showsTheNextSample();
    void pinnedSample_isComparedWith();
    void overview_goesAndComesWithAltM();
    void outline_sharesTheSelection();
    void exportedDrawing_isThere_data();
    void exportedDrawing_isThere();
    void sample_isSentToTheSearchPage();

private:
    void enterCell();
};

void TestDesignPage::newSpace_isNotCalledContinuous()
{
    page().actions().get(DesignCommand::New)->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(page().problems().rowCount(), 1, kPatience);
    QTRY_COMPARE_WITH_TIMEOUT(page().strip().candidatesText(), QString(QChar(0x2013)), kPatience);
}

void TestDesignPage::firstTemplate_isDrawnWithItsSize()
{
    QTRY_COMPARE_WITH_TIMEOUT(page().strip().candidatesText(), QLocale().toString(15625), kPatience);
    QVERIFY(!page().view().graph().drawing().drawing.nodes.empty());
    QTRY_VERIFY_WITH_TIMEOUT(page().templates().count() >= 2, kPatience);
    QVERIFY(!page().problems().isVisible());
}

void TestDesignPage::distinctNetworks_areCounted()
{
    QTRY_COMPARE_WITH_TIMEOUT(page().strip().distinctText(), QLocale().toString(5425), kPatience);
}

void TestDesignPage::enterCell()
{
    QTRY_VERIFY_WITH_TIMEOUT(!page().view().facts().empty() && !page().view().isBusy(), kPatience);
    page().view().leaveTo(1); // the page opens inside the only cell
    QTRY_VERIFY_WITH_TIMEOUT(!page().view().isBusy(), kPatience);
    const Drawing& macro = page().view().graph().drawing().drawing;
    QCOMPARE(page().view().depth(), 1);
    int cell = -1;
    for (std::size_t i = 0; i < macro.nodes.size(); ++i) {
        if (macro.nodes[i].bracketed && cell < 0)
            cell = static_cast<int>(i);
    }
    QVERIFY(cell >= 0);
    QTest::mouseDClick(page().view().graph().viewport(), Qt::LeftButton, {},
                       page().view().graph().nodeRect(cell).center());
    QCOMPARE(page().view().depth(), 2);
    QTRY_COMPARE_WITH_TIMEOUT(page().view().graph().drawing().drawing.nodes.size(), std::size_t(10), kPatience);
}

void TestDesignPage::doubleClick_entersTheCellAndBackspaceLeaves()
{
    enterCell();
    int stacks = 0;
    for (const DrawNode& node : page().view().graph().drawing().drawing.nodes)
        stacks += node.shape == NodeShape::Stack ? 1 : 0;
    QCOMPARE(stacks, 6);
    QTest::keyClick(&page().view().graph(), Qt::Key_Backspace);
    QCOMPARE(page().view().depth(), 1);
    QTest::keyClick(&page().view().graph(), Qt::Key_Backspace); // at the top already
    QCOMPARE(page().view().depth(), 1);
}

void TestDesignPage::alternative_isExplainedInTheInspector()
{
    enterCell();
    GraphView& graph = page().view().graph();
    int stack = -1;
    for (std::size_t i = 0; i < graph.drawing().drawing.nodes.size(); ++i) {
        if (graph.drawing().drawing.nodes[i].shape == NodeShape::Stack)
            stack = static_cast<int>(i);
    }
    graph.select(stack, 3);
    QVERIFY(page().inspector().subject().contains(QStringLiteral("3×3")));
    QVERIFY(page().inspector().rows().join(QLatin1Char('\n')).contains(QStringLiteral("nor_conv_3x3")));
    graph.select(stack, -1);
    QVERIFY(page().inspector().rows().join(QLatin1Char('\n')).contains(QStringLiteral("skip_connect")));
}

void TestDesignPage::anotherTemplate_replacesTheDrawing()
{
    QTRY_VERIFY_WITH_TIMEOUT(page().templates().count() >= 2, kPatience);
    QSignalSpy facts(&page(), &DesignPage::factsShown);
    m_bench->clickTemplate(QStringLiteral("chain-cnn"));
    QTRY_VERIFY_WITH_TIMEOUT(page().view().space() && page().view().space()->name != "nas-bench-201", kPatience);
    QTRY_VERIFY_WITH_TIMEOUT(!facts.isEmpty(), kPatience);
    QCOMPARE(page().documents().count(), 1); // nothing was done in the first: it gave way
    QVERIFY(page().documents().current()->document->path().isEmpty());
    QVERIFY(!page().documents().current()->isModified());
}

void TestDesignPage::everyConstruct_isDrawnAndExplained()
{
    page().open(QStringLiteral(CELLWRIGHT_SOURCE_DIR "/tests/ui/constructs.cwspace"));
    // The optional block has 3 states (off, or on with one of 2 kernels), the stage 3 lengths. The node takes one or
    // two of two choices of 2 and an op: 2 + 2 + 1 and 2 x 2 + 2 + 2.
    QTRY_COMPARE_WITH_TIMEOUT(page().strip().candidatesText(), QStringLiteral("117"), kPatience);
    QTRY_VERIFY_WITH_TIMEOUT(!page().view().isBusy(), kPatience);
    QVERIFY(page().templates().currentItem() == nullptr); // none of them is what is shown
    GraphView& graph = page().view().graph();
    const auto indexOf = [&](const QString& id) {
        const auto& nodes = graph.drawing().drawing.nodes;
        const auto found =
            std::find_if(nodes.begin(), nodes.end(), [&](const DrawNode& node) { return node.id == id; });
        return found == nodes.end() ? -1 : static_cast<int>(found - nodes.begin());
    };
    const int extra = indexOf(QStringLiteral("extra"));
    QVERIFY(extra >= 0);
    QCOMPARE(graph.drawing().drawing.nodes[static_cast<std::size_t>(extra)].pill, QStringLiteral("0 or 1"));
    QVERIFY(graph.drawing().drawing.nodes[static_cast<std::size_t>(extra)].dashed);
    QCOMPARE(graph.drawing().drawing.nodes[static_cast<std::size_t>(extra)].title, QStringLiteral("extra"));
    graph.select(extra, -1);
    QVERIFY(page().inspector().detail().contains(QStringLiteral("left out")));
    QTest::mouseDClick(graph.viewport(), Qt::LeftButton, {}, graph.nodeRect(indexOf(QStringLiteral("stage"))).center());
    QTRY_VERIFY_WITH_TIMEOUT(indexOf(QStringLiteral("node")) >= 0 && !page().view().isBusy(), kPatience);
    QCOMPARE(graph.drawing().drawing.nodes[static_cast<std::size_t>(indexOf(QStringLiteral("s1")))].caption,
             QStringLiteral("input s1"));
    const int node = indexOf(QStringLiteral("node"));
    QCOMPARE(graph.drawing().drawing.nodes[static_cast<std::size_t>(node)].pill, QStringLiteral("1..2 of 3"));
    QCOMPARE(graph.drawing().drawing.nodes[static_cast<std::size_t>(node)].subtitle, QStringLiteral("sum"));
    graph.select(node, -1);
    QCOMPARE(page().inspector().detail(), QStringLiteral("takes 1 to 2 of its inputs"));
    graph.select(indexOf(QStringLiteral("c")), -1);
    QVERIFY(page().inspector().rows().join(QLatin1Char('\n')).contains(QStringLiteral("the cell's width")));
}

void TestDesignPage::brokenFile_isAProblemInOneSentence()
{
    QTemporaryDir folder;
    const QString path = folder.path() + QStringLiteral("/broken.cwspace");
    writeFileAtomically(path.toStdString(), "{\"format\": 3");
    page().open(path);
    QTRY_COMPARE_WITH_TIMEOUT(page().problems().rowCount(), 1, kPatience);
    QVERIFY(page().problems().isVisible());
    QVERIFY(!page().view().space());
    const auto cell = [&](int column) { return page().problems().item(0, column)->text(); };
    QCOMPARE(cell(0), QStringLiteral("the document"));
    QVERIFY2(cell(1).contains(QStringLiteral("not valid JSON")), qPrintable(cell(1)));
    QVERIFY(!cell(2).isEmpty());
    writeFileAtomically(path.toStdString(),
                        R"({"format": "cwspace", "version": 1, "graph": {"blocks": )"
                        R"([{"id": "conv", "kind": "op", "params": {"kernel": {"int": [5, 1]}}}]}})");
    page().open(path);
    QTRY_COMPARE_WITH_TIMEOUT(cell(0), QStringLiteral("op conv > parameter kernel"), kPatience);
    QVERIFY2(cell(1).contains(QStringLiteral("the lower bound 5 is not below")), qPrintable(cell(1)));
    QVERIFY(!cell(2).isEmpty());
    page().open(QStringLiteral("nas-bench-201")); // and back
    QTRY_VERIFY_WITH_TIMEOUT(page().view().space() != nullptr, kPatience);
    QVERIFY(!page().problems().isVisible());
}

void TestDesignPage::droppedFile_isOpened()
{
    QTemporaryDir folder;
    const QString path = folder.path() + QStringLiteral("/mine.cwspace");
    space::SearchSpace space = space::openSpace("chain-cnn").value();
    space.name = "mine";
    writeJsonFile(path.toStdString(), space::toJson(space));
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(path)});
    QDragEnterEvent enter(QPoint(400, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&page(), &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop(QPointF(400, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&page(), &drop);
    QTRY_VERIFY_WITH_TIMEOUT(page().view().space() && page().view().space()->name == "mine", kPatience);
}

void TestDesignPage::edit_isAStepWithDotUndoAndRecomputedFacts()
{
    openAndSettle(QStringLiteral("nas-bench-201"));
    const auto* button = qobject_cast<TabCloseButton*>(page().tabs().closeButton(0));
    QVERIFY(button != nullptr && !button->isModified());
    QSignalSpy facts(&page(), &DesignPage::factsShown);
    // Without an alternative of one choice.
    QVERIFY(!page().document()->apply(QStringLiteral("Remove zero"), [](space::SearchSpace& space) -> Result<Done> {
        for (space::Block& block : space.cells.begin()->second.blocks) {
            if (block.kind == space::BlockKind::Choice) {
                block.alternatives.erase(block.alternatives.begin());
                return Done{};
            }
        }
        return Error(ErrorCode::Internal, "no choice");
    }));
    QVERIFY(button->isModified());
    QTRY_COMPARE_WITH_TIMEOUT(page().strip().candidatesText(), QLocale().toString(12500), kPatience);
    QAction* undo = page().actions().get(DesignCommand::Undo);
    QVERIFY2(undo->text().contains(QStringLiteral("Remove zero")), qPrintable(undo->text()));
    undo->trigger();
    QVERIFY(!button->isModified());
    QTRY_COMPARE_WITH_TIMEOUT(page().strip().candidatesText(), QLocale().toString(15625), kPatience);
    page().actions().get(DesignCommand::Redo)->trigger();
    QVERIFY(button->isModified());
    page().actions().get(DesignCommand::Undo)->trigger();
}

void TestDesignPage::paletteDoubleClick_addsToTheDrawing()
{
    openAndSettle();
    Palette& palette = page().palette();
    const std::size_t before = page().document()->space()->graph.blocks.size();
    const QModelIndex conv = palette.model().index(0, 0, palette.model().index(0, 0));
    QVERIFY(palette.model().offer(conv) != nullptr);
    palette.view().scrollTo(conv);
    QTest::mouseClick(palette.view().viewport(), Qt::LeftButton, {}, palette.view().visualRect(conv).center());
    QTest::mouseDClick(palette.view().viewport(), Qt::LeftButton, {}, palette.view().visualRect(conv).center());
    QCOMPARE(page().document()->space()->graph.blocks.size(), before + 1);
    QVERIFY(page().document()->isModified());
    page().actions().get(DesignCommand::Undo)->trigger();
    QCOMPARE(page().document()->space()->graph.blocks.size(), before);
}

void TestDesignPage::paletteFind_enterAddsTheFirst()
{
    openAndSettle();
    const std::size_t before = page().document()->space()->graph.blocks.size();
    page().palette().find().setFocus();
    QTest::keyClicks(&page().palette().find(), QStringLiteral("max pool"));
    QTest::keyClick(&page().palette().find(), Qt::Key_Return);
    const auto& blocks = page().document()->space()->graph.blocks;
    QCOMPARE(blocks.size(), before + 1);
    QVERIFY(
        std::any_of(blocks.begin(), blocks.end(), [](const space::Block& block) { return block.op == "max-pool"; }));
    QTest::keyClick(&page().palette().find(), Qt::Key_Escape);
    QVERIFY(page().palette().find().text().isEmpty());
    page().actions().get(DesignCommand::Undo)->trigger();
}

void TestDesignPage::problem_leadsToItsPlace()
{
    openAndSettle(QStringLiteral("nas-bench-201"));
    page().view().leaveTo(1);
    settle();
    QVERIFY(!page().document()->apply(QStringLiteral("Break it"), [](space::SearchSpace& space) -> Result<Done> {
        for (space::Block& block : space.cells.begin()->second.blocks) {
            if (block.kind == space::BlockKind::Choice && block.id == "0-2")
                block.alternatives.clear();
        }
        return Done{};
    }));
    QTRY_VERIFY_WITH_TIMEOUT(page().problems().rowCount() > 0, kPatience);
    settle();
    QVERIFY(!page().problems().isVisible()); // not in the way of somebody who draws
    page().strip().problemsButton().click();
    QVERIFY(page().problems().isVisible());
    QTest::mouseClick(page().problems().viewport(), Qt::LeftButton, {},
                      page().problems().visualItemRect(page().problems().item(0, 0)).center());
    settle();
    QTRY_VERIFY_WITH_TIMEOUT(page().view().selectedBlock() != nullptr, kPatience);
    QCOMPARE(page().view().selectedBlock()->id, std::string("0-2"));
    page().documents().giveUpAll();
}

void TestDesignPage::spaceBar_showsTheNextSample()
{
    openAndSettle(QStringLiteral("nas-bench-201"));
    SamplePanel& panel = page().samplePanel();
    QVERIFY(!panel.isVisible());
    QTest::keyClick(&page().view().graph(), Qt::Key_Space);
    QVERIFY(panel.isVisible());
    QTRY_VERIFY_WITH_TIMEOUT(panel.sample().architecture != nullptr && !panel.isBusy(), kPatience);
    const std::string first = panel.sample().candidate;
    QTest::keyClick(&page().view().graph(), Qt::Key_Space);
    QTRY_VERIFY_WITH_TIMEOUT(!panel.isBusy() && panel.number() == 2, kPatience);
    QVERIFY(panel.sample().candidate != first);
    panel.previous();
    QTRY_VERIFY_WITH_TIMEOUT(!panel.isBusy(), kPatience);
    QCOMPARE(panel.sample().candidate, first); // the same each time
    page().strip().sampleButton().click();
    QVERIFY(!panel.isVisible());
}

void TestDesignPage::overview_goesAndComesWithAltM()
{
    openAndSettle();
    const QList<QAction*> actions = page().menuActions(PageMenu::View); // of the menu, the key sheet and the commands
    const auto found = std::find_if(actions.begin(), actions.end(), [](const QAction* action) {
        return action != nullptr && action->shortcut() == QKeySequence(QStringLiteral("Alt+M"));
    });
    QVERIFY(found != actions.end());
    QWidget& overview = page().view().overview();
    QVERIFY(overview.isVisible() && page().view().overviewButton().isChecked());
    (*found)->trigger();
    QVERIFY(!overview.isVisible() && !page().view().overviewButton().isChecked());
    page().view().overviewButton().click();
    QVERIFY(overview.isVisible() && (*found)->isChecked());
}

void TestDesignPage::pinnedSample_isComparedWith()
{
    openAndSettle(QStringLiteral("nas-bench-201"));
    page().strip().sampleButton().click();
    SamplePanel& panel = page().samplePanel();
    QTRY_VERIFY_WITH_TIMEOUT(panel.sample().architecture != nullptr && !panel.isBusy(), kPatience);
    panel.pinButton().click();
    QVERIFY(panel.pinButton().isChecked());
    panel.next();
    QTRY_VERIFY_WITH_TIMEOUT(!panel.isBusy() && panel.number() == 2, kPatience);
    QVERIFY(panel.pinButton().isChecked());
    page().actions().get(DesignCommand::New)->trigger(); // its networks have nothing in common with that
    QVERIFY(!panel.pinButton().isChecked());
    QCOMPARE(panel.number(), 1);
}

void TestDesignPage::outline_sharesTheSelection()
{
    openAndSettle(QStringLiteral("nas-bench-201"));
    page().actions().get(DesignCommand::ShowOutline)->setChecked(true);
    Outline& outline = page().outline();
    const std::string cell = page().document()->space()->cells.begin()->first;
    const QModelIndex block = outline.model().indexOf({{{cell, {}}, "0-3"}, -1});
    QVERIFY(block.isValid());
    outline.view().setCurrentIndex(block);
    settle();
    QTRY_VERIFY_WITH_TIMEOUT(page().view().selectedBlock() != nullptr, kPatience);
    QCOMPARE(page().view().selectedBlock()->id, std::string("0-3"));
    page().view().selectBlocks({"1-2"}); // and back
    QCOMPARE(outline.model().place(outline.view().currentIndex())->address.block, std::string("1-2"));
    page().actions().get(DesignCommand::ShowOutline)->setChecked(false);
}

void TestDesignPage::exportedDrawing_isThere_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QByteArray>("begins");
    QTest::addRow("png") << QStringLiteral("png") << QByteArray("\x89PNG");
    QTest::addRow("svg") << QStringLiteral("svg") << QByteArray("<?xml");
    QTest::addRow("pdf") << QStringLiteral("pdf") << QByteArray("%PDF");
}

void TestDesignPage::exportedDrawing_isThere()
{
    QFETCH(const QString, kind);
    QFETCH(const QByteArray, begins);
    openAndSettle(QStringLiteral("nas-bench-201"));
    const QString path = m_bench->folder() + QStringLiteral("/drawing.") + kind;
    QCOMPARE(exportDrawing(*page().view().graph().scene(), m_bench->live().theme(), QStringLiteral("title"), path),
             QString());
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.peek(16).startsWith(begins));
    QVERIFY(file.size() > 4000);
    QVERIFY(
        !exportDrawing(*page().view().graph().scene(), m_bench->live().theme(), {}, m_bench->folder() + "/drawing.xyz")
             .isEmpty());
    QVERIFY(!exportDrawing(*page().view().graph().scene(), m_bench->live().theme(), {},
                           m_bench->folder() + "/none/x." + kind)
                 .isEmpty());
}

void TestDesignPage::sample_isSentToTheSearchPage()
{
    openAndSettle(QStringLiteral("nas-bench-201"));
    SearchPage search(m_bench->live().services());
    const QSignalSpy asked(&search, &Page::showAsked);
    connect(&page(), &DesignPage::searchAsked, &search, [&](const Json& space, const QStringList& candidates) {
        search.searchIn(space, {candidates.constFirst().toStdString()});
    });
    page().strip().sampleButton().click();
    SamplePanel& panel = page().samplePanel();
    QTRY_VERIFY_WITH_TIMEOUT(panel.sample().architecture != nullptr && !panel.isBusy(), kPatience);
    panel.sendButton().click();
    QCOMPARE(asked.count(), 1);
    QVERIFY(search.config().enqueue == std::vector<std::string>{panel.sample().candidate});
    QCOMPARE(search.config().space["name"].get<std::string>(), std::string("nas-bench-201"));
    search.chooseSpace("mlp"); // it is none of that space's
    QVERIFY(search.config().enqueue.empty());
}

QTEST_MAIN(TestDesignPage)
#include "tst_design_page.moc"
