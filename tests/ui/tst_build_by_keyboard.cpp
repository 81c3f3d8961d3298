// SPDX-License-Identifier: GPL-3.0-or-later
#include <deque>
#include <map>

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QListView>
#include <QSpinBox>

#include "tests/ui/building_bench.h"
#include "ui/canvas/canvas_hits.h"
#include "ui/canvas/title_edit.h"
#include "ui/frame/command_palette.h"

using namespace cw;
using namespace cw::ui;

namespace {

constexpr int kPatience = BuildingBench::kPatience;

} // namespace

/// NAS-Bench-201 from an empty document with the keys alone, each of them sent to what has the focus: Tab and Shift+Tab
/// walk through the window, the arrows through the drawing, L links, the list of blocks adds.
class TestBuildByKeyboard : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_bench = std::make_unique<BuildingBench>();
        QTRY_VERIFY_WITH_TIMEOUT(bench().isUp(), kPatience);
    }
    void cleanup() { m_bench.reset(); }

    void nasBench201_isDrawnSavedAndSearched();

private:
    BuildingBench& bench() { return *m_bench; }
    /// A key as the window gets it: for who has the focus.
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QWidget* focus = QApplication::focusWidget();
        QTest::keyClick(focus == nullptr ? &bench().window() : focus, key, modifiers);
    }
    static void type(const QString& text)
    {
        QVERIFY2(QApplication::focusWidget() != nullptr, qPrintable(text));
        typeText(QApplication::focusWidget(), text);
    }
    void tabTo(const QWidget* target);
    void toCanvas() { tabTo(&bench().graph()); }
    void walkTo(const std::string& id);
    void add(const QString& title);
    void addAlternative(const QString& title);
    void take(const QString& title);
    void write(const QString& field, const QString& text);
    void name(const BlockName& called);
    void rename(const QString& called);
    void setNumber(const QWidget* box, int value);
    void pick(QComboBox* box, const QString& data);
    void link(const std::string& from, const std::string& to);
    void addOp(const std::string& after, const QString& title, const BlockName& called, int filters);
    void fillChoice();
    void duplicate(const BlockName& copy);
    void makeStage(const BlockName& called);
    void describe();
    void drawCell();
    void drawNetwork();
    void save();
    void launch();

    std::unique_ptr<BuildingBench> m_bench;
};

/// Backwards, as the canvas keeps Tab for itself.
void TestBuildByKeyboard::tabTo(const QWidget* target)
{
    QVERIFY(target != nullptr);
    for (int pressed = 0; pressed < 300 && QApplication::focusWidget() != target; ++pressed)
        press(Qt::Key_Backtab, Qt::ShiftModifier);
    const QWidget* focus = QApplication::focusWidget();
    QVERIFY2(focus == target, focus == nullptr ? "nothing" : focus->metaObject()->className());
}

/// With the arrows, on the shortest way; from the first block where the selected one leads nowhere.
void TestBuildByKeyboard::walkTo(const std::string& id)
{
    toCanvas();
    const GraphView& graph = bench().graph();
    const int target = bench().node(id);
    QVERIFY2(target >= 0, id.c_str());
    while (graph.selectedRow() >= 0)
        press(Qt::Key_PageUp); // out of the alternatives
    std::vector<Qt::Key> way;
    const auto findWay = [&](int start) {
        std::map<int, std::pair<int, Qt::Key>> reached{{start, {start, Qt::Key_Escape}}};
        std::deque<int> waiting{start};
        while (!waiting.empty() && reached.count(target) == 0) {
            const int at = waiting.front();
            waiting.pop_front();
            for (const Qt::Key key : {Qt::Key_Left, Qt::Key_Right, Qt::Key_Up, Qt::Key_Down}) {
                const int next = neighbourOf(graph.drawing(), at, key);
                if (next >= 0 && reached.emplace(next, std::pair(at, key)).second)
                    waiting.push_back(next);
            }
        }
        if (reached.count(target) == 0)
            return false;
        way.clear();
        for (int at = target; at != start; at = reached.at(at).first)
            way.insert(way.begin(), reached.at(at).second);
        return true;
    };
    if (graph.selection().size() != 1 || !findWay(graph.selectedNode())) {
        press(Qt::Key_Escape);
        QVERIFY2(findWay(-1), id.c_str());
    }
    for (const Qt::Key key : way)
        press(key);
    QVERIFY2(bench().isSelected(id), id.c_str());
}

/// From the list of blocks that is open.
void TestBuildByKeyboard::take(const QString& title)
{
    BlockSearch& search = bench().design().editor().searchList();
    QVERIFY(search.isVisible() && search.edit().hasFocus());
    type(title);
    for (int row = 0; row < search.list().count(); ++row) {
        if (search.list().currentItem()->text() == title)
            break;
        press(Qt::Key_Down);
    }
    QVERIFY2(search.list().currentItem() != nullptr && search.list().currentItem()->text() == title, qPrintable(title));
    press(Qt::Key_Return);
    QVERIFY(!search.isVisible() && bench().graph().hasFocus());
}

/// After the selected block, and linked from it.
void TestBuildByKeyboard::add(const QString& title)
{
    const std::size_t before = bench().here().blocks.size();
    toCanvas();
    press(Qt::Key_Tab);
    take(title);
    QCOMPARE(bench().here().blocks.size(), before + 1);
}

void TestBuildByKeyboard::addAlternative(const QString& title)
{
    toCanvas();
    press(Qt::Key_A, Qt::ControlModifier | Qt::ShiftModifier);
    take(title);
}

void TestBuildByKeyboard::write(const QString& field, const QString& text)
{
    auto* edit = bench().inspected<QLineEdit>(field);
    QVERIFY2(edit != nullptr, qPrintable(field));
    tabTo(edit);
    press(Qt::Key_A, Qt::ControlModifier);
    type(text);
    press(Qt::Key_Return);
}

/// Of what is selected.
void TestBuildByKeyboard::name(const BlockName& called)
{
    write(QStringLiteral("id"), called.id);
    QVERIFY2(bench().isSelected(called.id.toStdString()), qPrintable(called.id));
    if (!called.title.isEmpty())
        write(QStringLiteral("title"), called.title);
    QCOMPARE(QString::fromStdString(bench().selected().title), called.title);
}

/// On the canvas.
void TestBuildByKeyboard::rename(const QString& called)
{
    toCanvas();
    press(Qt::Key_F2);
    QVERIFY2(bench().graph().titleEdit() != nullptr && bench().graph().titleEdit()->hasFocus(), qPrintable(called));
    type(called); // all of it was selected
    press(Qt::Key_Return);
    QVERIFY(bench().graph().hasFocus());
}

void TestBuildByKeyboard::setNumber(const QWidget* box, int value)
{
    const auto* spin = qobject_cast<const QSpinBox*>(box);
    tabTo(spin); // which selects what is in it
    type(QString::number(value));
    press(Qt::Key_Return);
    QCOMPARE(spin->value(), value);
}

void TestBuildByKeyboard::pick(QComboBox* box, const QString& data)
{
    tabTo(box);
    press(Qt::Key_Home);
    for (int row = 1; row < box->count() && box->currentData().toString() != data; ++row)
        press(Qt::Key_Down);
    QCOMPARE(box->currentData().toString(), data);
}

/// L offers what can be linked, one after the other, and says so to a screen reader.
void TestBuildByKeyboard::link(const std::string& from, const std::string& to)
{
    walkTo(from);
    const auto target = static_cast<std::size_t>(bench().node(to));
    const QString wanted = QStringLiteral("Link to ") + bench().graph().drawing().drawing.nodes[target].title;
    press(Qt::Key_L);
    for (std::size_t tried = 0; tried < bench().here().blocks.size(); ++tried) {
        if (bench().graph().accessibleDescription() == wanted)
            break;
        press(Qt::Key_Tab);
    }
    QCOMPARE(bench().graph().accessibleDescription(), wanted);
    press(Qt::Key_Return);
    QVERIFY2(bench().hasLink(from, to), (from + " to " + to).c_str());
}

void TestBuildByKeyboard::addOp(const std::string& after, const QString& title, const BlockName& called, int filters)
{
    walkTo(after);
    add(title);
    name(called);
    if (filters > 0)
        setNumber(bench().parameter("filters"), filters);
}

/// The selected one, of which there is nothing but its name.
void TestBuildByKeyboard::fillChoice()
{
    for (std::size_t i = 0; i < benchmarkOps().size(); ++i) {
        const auto& [op, called] = benchmarkOps()[i];
        addAlternative(op);
        QCOMPARE(bench().graph().selectedRow(), static_cast<int>(i));
        rename(called);
        QCOMPARE(QString::fromStdString(bench().selected().alternatives[i].name), called);
        if (called == QStringLiteral("nor_conv_1x1"))
            setNumber(bench().parameter("kernel"), 1);
    }
}

void TestBuildByKeyboard::duplicate(const BlockName& copy)
{
    walkTo("0-1");
    press(Qt::Key_D, Qt::ControlModifier);
    name(copy);
    toCanvas();
    press(Qt::Key_L, Qt::ControlModifier); // no card on another
    bench().waitForDrawing();
}

void TestBuildByKeyboard::describe()
{
    write(QStringLiteral("spaceName"), QStringLiteral("nas-bench-201"));
    write(QStringLiteral("spaceTitle"), QStringLiteral("NAS-Bench-201"));
    write(QStringLiteral("paper"), QStringLiteral("Dong and Yang, ICLR 2020"));
    pick(bench().inspected<QComboBox>(QStringLiteral("candidates")), QStringLiteral("nas-bench-201"));
}

/// Its blocks in the order of the template, which is that of its decisions.
void TestBuildByKeyboard::drawCell()
{
    walkTo("choice");
    press(Qt::Key_Delete); // with its links: the output's come last
    walkTo("input");
    rename(QStringLiteral("0"));
    walkTo("output");
    rename(QStringLiteral("3"));
    walkTo("0");
    add(QStringLiteral("Choice"));
    name({QStringLiteral("0-1"), {}});
    fillChoice();
    walkTo("0-1");
    write(QStringLiteral("title"), edgeName(0, 1).title);
    duplicate(edgeName(0, 2));
    walkTo("0-1");
    add(QStringLiteral("Merge node"));
    name({QStringLiteral("1"), {}});
    link("0", "0-2");
    duplicate(edgeName(1, 2));
    walkTo("0-2");
    add(QStringLiteral("Merge node"));
    name({QStringLiteral("2"), {}});
    link("1", "1-2");
    link("1-2", "2");
    for (int from = 0; from < 3; ++from)
        duplicate(edgeName(from, 3));
    for (const std::string from : {"0", "1", "2"}) {
        link(from, from + "-3");
        link(from + "-3", "3");
    }
}

/// The use of the cell that is selected becomes a stage of five.
void TestBuildByKeyboard::makeStage(const BlockName& called)
{
    name(called);
    toCanvas();
    press(Qt::Key_R, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(bench().selected().kind, space::BlockKind::Repeat);
    setNumber(bench().inspected<QSpinBox>(QStringLiteral("copies, max")), 5);
    setNumber(bench().inspected<QSpinBox>(QStringLiteral("copies, min")), 5);
    tabTo(bench().inspected<QCheckBox>(QStringLiteral("stage")));
    press(Qt::Key_Space);
    QVERIFY(bench().selected().stage);
}

void TestBuildByKeyboard::drawNetwork()
{
    addOp("input", QStringLiteral("Conv"), {QStringLiteral("stem"), QStringLiteral("Stem")}, 16);
    tabTo(bench().parameter("bias"));
    press(Qt::Key_Space);
    pick(qobject_cast<QComboBox*>(bench().parameter("norm")), QStringLiteral("batch-norm"));
    walkTo("stem");
    add(QStringLiteral("Choice"));
    press(Qt::Key_G, Qt::ControlModifier);
    QCOMPARE(bench().selected().kind, space::BlockKind::Cell);
    makeStage({QStringLiteral("stage1"), QStringLiteral("Stage 1")});
    toCanvas();
    press(Qt::Key_Return);
    bench().waitForDrawing();
    QCOMPARE(bench().depth(), 2);
    drawCell();
    toCanvas();
    press(Qt::Key_Escape);
    press(Qt::Key_Backspace);
    bench().waitForDrawing();
    QCOMPARE(bench().depth(), 1);
    const QString reduction = QStringLiteral("Residual reduction");
    addOp("stage1", reduction, {QStringLiteral("reduction1"), QStringLiteral("Reduction 1")}, 32);
    walkTo("reduction1");
    add(QStringLiteral("cell"));
    makeStage({QStringLiteral("stage2"), QStringLiteral("Stage 2")});
    addOp("stage2", reduction, {QStringLiteral("reduction2"), QStringLiteral("Reduction 2")}, 64);
    walkTo("reduction2");
    add(QStringLiteral("cell"));
    makeStage({QStringLiteral("stage3"), QStringLiteral("Stage 3")});
    addOp("stage3", QStringLiteral("Classifier head"), {QStringLiteral("head"), QStringLiteral("Head")}, 0);
    link("head", "output");
}

void TestBuildByKeyboard::save()
{
    bench().whenAsked<QFileDialog>([](QFileDialog& dialog) {
        QWidget* focus = dialog.focusWidget();
        QTest::keyClick(focus == nullptr ? &dialog : focus, Qt::Key_Return);
    });
    press(Qt::Key_S, Qt::ControlModifier);
}

void TestBuildByKeyboard::launch()
{
    const QString table = bench().table();
    press(Qt::Key_K, Qt::ControlModifier);
    QVERIFY(bench().window().palette()->isVisible());
    type(QStringLiteral("search in this space"));
    press(Qt::Key_Return);
    QCOMPARE(bench().window().currentPage(), PageIndex::Search);
    QVERIFY(bench().search().config().space == Json(bench().file().toStdString()));
    pick(bench().search().findChild<QComboBox*>(QStringLiteral("estimator")), QStringLiteral("table"));
    tabTo(bench().search().findChild<QLineEdit*>(QStringLiteral("file")));
    type(table);
    const auto* button = bench().search().findChild<QPushButton*>(QStringLiteral("launch"));
    QTRY_VERIFY_WITH_TIMEOUT(!bench().search().isBusy() && button->isEnabled(), kPatience);
    press(Qt::Key_Return, Qt::ControlModifier);
}

void TestBuildByKeyboard::nasBench201_isDrawnSavedAndSearched()
{
    press(Qt::Key_N, Qt::ControlModifier);
    bench().waitForDrawing();
    QCOMPARE(bench().here().blocks.size(), std::size_t(2));
    BuildingBench::inTurn({[this] { describe(); }, [this] { drawNetwork(); }, [this] { save(); },
                           [this] { bench().verifyFile(); }, [this] { launch(); }, [this] { bench().verifyRun(); }});
}

QTEST_MAIN(TestBuildByKeyboard)
#include "tst_build_by_keyboard.moc"
