// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include <QDropEvent>
#include <QMimeData>
#include <QSignalSpy>
#include <QTest>

#include "core/base/file.h"
#include "tests/ui/settings_sandbox.h"
#include "tests/ui/written_history.h"
#include "ui/pages/design/inspector.h"
#include "ui/pages/design/live_strip.h"
#include "ui/pages/design_page.h"

using namespace cw;
using namespace cw::ui;

namespace {

constexpr int kPatience = 60'000;

} // namespace

class TestDesignPage : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { m_live = std::make_unique<LiveServices>(m_history.path()); }
    void init()
    {
        m_page = std::make_unique<DesignPage>(m_live->services());
        m_page->resize(1376, 832);
        m_page->show();
    }
    void cleanup() { m_page.reset(); }
    void cleanupTestCase() { m_live.reset(); }

    void firstTemplate_isDrawnWithItsSize();
    void distinctNetworks_areCounted();
    void doubleClick_entersTheCellAndBackspaceLeaves();
    void alternative_isExplainedInTheInspector();
    void anotherTemplate_replacesTheDrawing();
    void everyConstruct_isDrawnAndExplained();
    void brokenFile_isAProblemInOneSentence();
    void droppedFile_isOpened();

private:
    void waitForDrawing() { QTRY_VERIFY_WITH_TIMEOUT(!m_page->isBusy(), kPatience); }
    void enterCell();

    SettingsSandbox m_settings;
    WrittenHistory m_history;
    std::unique_ptr<LiveServices> m_live;
    std::unique_ptr<DesignPage> m_page;
};

void TestDesignPage::firstTemplate_isDrawnWithItsSize()
{
    QTRY_COMPARE_WITH_TIMEOUT(m_page->strip().candidatesText(), QLocale().toString(15625), kPatience);
    QVERIFY(!m_page->view().graph().drawing().drawing.nodes.empty());
    QTRY_VERIFY_WITH_TIMEOUT(m_page->templates().count() >= 2, kPatience);
    QVERIFY(m_page->problems().isHidden());
}

void TestDesignPage::distinctNetworks_areCounted()
{
    QTRY_COMPARE_WITH_TIMEOUT(m_page->strip().distinctText(), QLocale().toString(5425), kPatience);
}

void TestDesignPage::enterCell()
{
    QTRY_VERIFY_WITH_TIMEOUT(!m_page->view().facts().empty() && !m_page->view().isBusy(), kPatience);
    m_page->view().leaveTo(1); // the page opens inside the only cell
    QTRY_VERIFY_WITH_TIMEOUT(!m_page->view().isBusy(), kPatience);
    const Drawing& macro = m_page->view().graph().drawing().drawing;
    QCOMPARE(m_page->view().depth(), 1);
    int cell = -1;
    for (std::size_t i = 0; i < macro.nodes.size(); ++i) {
        if (macro.nodes[i].bracketed && cell < 0)
            cell = static_cast<int>(i);
    }
    QVERIFY(cell >= 0);
    QTest::mouseDClick(m_page->view().graph().viewport(), Qt::LeftButton, {},
                       m_page->view().graph().nodeRect(cell).center());
    QCOMPARE(m_page->view().depth(), 2);
    QTRY_COMPARE_WITH_TIMEOUT(m_page->view().graph().drawing().drawing.nodes.size(), std::size_t(10), kPatience);
}

void TestDesignPage::doubleClick_entersTheCellAndBackspaceLeaves()
{
    enterCell();
    int stacks = 0;
    for (const DrawNode& node : m_page->view().graph().drawing().drawing.nodes)
        stacks += node.shape == NodeShape::Stack ? 1 : 0;
    QCOMPARE(stacks, 6);
    QTest::keyClick(&m_page->view().graph(), Qt::Key_Backspace);
    QCOMPARE(m_page->view().depth(), 1);
    QTest::keyClick(&m_page->view().graph(), Qt::Key_Backspace); // at the top already
    QCOMPARE(m_page->view().depth(), 1);
}

void TestDesignPage::alternative_isExplainedInTheInspector()
{
    enterCell();
    GraphView& graph = m_page->view().graph();
    int stack = -1;
    for (std::size_t i = 0; i < graph.drawing().drawing.nodes.size(); ++i) {
        if (graph.drawing().drawing.nodes[i].shape == NodeShape::Stack)
            stack = static_cast<int>(i);
    }
    graph.select(stack, 3);
    QVERIFY(m_page->inspector().subject().contains(QStringLiteral("3×3")));
    QVERIFY(m_page->inspector().rows().join(QLatin1Char('\n')).contains(QStringLiteral("nor_conv_3x3")));
    graph.select(stack, -1);
    QVERIFY(m_page->inspector().rows().join(QLatin1Char('\n')).contains(QStringLiteral("skip_connect")));
}

void TestDesignPage::anotherTemplate_replacesTheDrawing()
{
    QTRY_VERIFY_WITH_TIMEOUT(m_page->templates().count() >= 2, kPatience);
    QSignalSpy facts(m_page.get(), &DesignPage::factsShown);
    for (int i = 0; i < m_page->templates().count(); ++i) {
        if (m_page->templates().item(i)->data(Qt::UserRole) == QStringLiteral("chain-cnn"))
            m_page->templates().setCurrentRow(i);
    }
    QTRY_VERIFY_WITH_TIMEOUT(m_page->view().space() && m_page->view().space()->name != "nas-bench-201", kPatience);
    QTRY_VERIFY_WITH_TIMEOUT(!facts.isEmpty(), kPatience);
}

void TestDesignPage::everyConstruct_isDrawnAndExplained()
{
    m_page->open(QStringLiteral(CELLWRIGHT_SOURCE_DIR "/tests/ui/constructs.cwspace"));
    // The optional block has 3 states (off, or on with one of 2 kernels), the stage 3 lengths. The node takes one or
    // two of two choices of 2 and an op: 2 + 2 + 1 and 2 x 2 + 2 + 2.
    QTRY_COMPARE_WITH_TIMEOUT(m_page->strip().candidatesText(), QStringLiteral("117"), kPatience);
    QTRY_VERIFY_WITH_TIMEOUT(!m_page->view().isBusy(), kPatience);
    QVERIFY(m_page->templates().currentItem() == nullptr); // none of them is what is shown
    GraphView& graph = m_page->view().graph();
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
    QVERIFY(m_page->inspector().detail().contains(QStringLiteral("left out")));
    QTest::mouseDClick(graph.viewport(), Qt::LeftButton, {}, graph.nodeRect(indexOf(QStringLiteral("stage"))).center());
    QTRY_VERIFY_WITH_TIMEOUT(indexOf(QStringLiteral("node")) >= 0 && !m_page->view().isBusy(), kPatience);
    QCOMPARE(graph.drawing().drawing.nodes[static_cast<std::size_t>(indexOf(QStringLiteral("s1")))].caption,
             QStringLiteral("input s1"));
    const int node = indexOf(QStringLiteral("node"));
    QCOMPARE(graph.drawing().drawing.nodes[static_cast<std::size_t>(node)].pill, QStringLiteral("1..2 of 3"));
    QCOMPARE(graph.drawing().drawing.nodes[static_cast<std::size_t>(node)].subtitle, QStringLiteral("sum"));
    graph.select(node, -1);
    QCOMPARE(m_page->inspector().detail(), QStringLiteral("takes 1 to 2 of its inputs"));
    graph.select(indexOf(QStringLiteral("c")), -1);
    QVERIFY(m_page->inspector().rows().join(QLatin1Char('\n')).contains(QStringLiteral("the cell's width")));
}

void TestDesignPage::brokenFile_isAProblemInOneSentence()
{
    QTemporaryDir folder;
    const QString path = folder.path() + QStringLiteral("/broken.cwspace");
    writeFileAtomically(path.toStdString(), "{\"format\": 3");
    m_page->open(path);
    QTRY_COMPARE_WITH_TIMEOUT(m_page->problems().rowCount(), 1, kPatience);
    QVERIFY(m_page->problems().isVisible());
    QVERIFY(!m_page->view().space());
    const auto cell = [&](int column) { return m_page->problems().item(0, column)->text(); };
    QCOMPARE(cell(0), QStringLiteral("the document"));
    QVERIFY2(cell(1).contains(QStringLiteral("not valid JSON")), qPrintable(cell(1)));
    QVERIFY(!cell(2).isEmpty());
    writeFileAtomically(path.toStdString(),
                        R"({"format": "cwspace", "version": 1, "graph": {"blocks": )"
                        R"([{"id": "conv", "kind": "op", "params": {"kernel": {"int": [5, 1]}}}]}})");
    m_page->open(path);
    QTRY_COMPARE_WITH_TIMEOUT(cell(0), QStringLiteral("op conv > parameter kernel"), kPatience);
    QVERIFY2(cell(1).contains(QStringLiteral("the lower bound 5 is not below")), qPrintable(cell(1)));
    QVERIFY(!cell(2).isEmpty());
    m_page->open(QStringLiteral("nas-bench-201")); // and back
    QTRY_VERIFY_WITH_TIMEOUT(m_page->view().space() != nullptr, kPatience);
    QVERIFY(m_page->problems().isHidden());
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
    QCoreApplication::sendEvent(m_page.get(), &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop(QPointF(400, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(m_page.get(), &drop);
    QTRY_VERIFY_WITH_TIMEOUT(m_page->view().space() && m_page->view().space()->name == "mine", kPatience);
}

QTEST_MAIN(TestDesignPage)
#include "tst_design_page.moc"
