// SPDX-License-Identifier: GPL-3.0-or-later
#include <QCheckBox>
#include <QComboBox>
#include <QContextMenuEvent>
#include <QDialogButtonBox>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QMenuBar>
#include <QPushButton>
#include <QScrollArea>
#include <QSpinBox>
#include <QToolButton>
#include <QTreeView>
#include <QWheelEvent>

#include "tests/ui/building_bench.h"
#include "ui/canvas/title_edit.h"
#include "ui/pages/design/document_tabs.h"
#include "ui/pages/design/palette.h"

using namespace cw;
using namespace cw::ui;

namespace {

constexpr int kPatience = BuildingBench::kPatience;

/// Events of a mouse. What is covered by others or scrolled away is brought to sight first.
struct Mouse {
    static void turnWheel(QWidget* over, int notches)
    {
        const QPoint at = over->rect().center();
        for (int i = 0; i < std::abs(notches); ++i) {
            QWheelEvent event(at, over->mapToGlobal(at), {}, {0, notches > 0 ? 120 : -120}, Qt::NoButton,
                              Qt::NoModifier, Qt::NoScrollPhase, false);
            QApplication::sendEvent(over, &event);
        }
    }
    /// Whether it could be scrolled to.
    static bool reach(QWidget* widget)
    {
        QCoreApplication::processEvents(); // its place may just be worked out
        QScrollArea* area = nullptr;
        for (QWidget* above = widget->parentWidget(); above != nullptr && area == nullptr;
             above = above->parentWidget())
            area = qobject_cast<QScrollArea*>(above);
        for (int turned = 0; area != nullptr && turned < 100; ++turned) {
            const QRect view = area->viewport()->rect();
            const QPoint middle = widget->mapTo(area->viewport(), widget->rect().center());
            if (view.contains(middle))
                break;
            turnWheel(area->viewport(), middle.y() < 0 ? 1 : -1);
        }
        return area == nullptr ||
               area->viewport()->rect().contains(widget->mapTo(area->viewport(), widget->rect().center()));
    }
    static void click(QWidget* widget, const QPoint& at = {})
    {
        QVERIFY(widget != nullptr);
        QVERIFY2(widget->isVisible() && widget->isEnabled() && reach(widget), qPrintable(widget->accessibleName()));
        QTest::mouseClick(widget, Qt::LeftButton, {}, at);
    }
    static void doubleClick(QWidget* widget, const QPoint& at)
    {
        QTest::mouseClick(widget, Qt::LeftButton, {}, at);
        QTest::mouseDClick(widget, Qt::LeftButton, {}, at);
        QTest::mouseRelease(widget, Qt::LeftButton, {}, at);
    }
    static void drag(QWidget* widget, const QPoint& from, const QPoint& to)
    {
        QTest::mousePress(widget, Qt::LeftButton, {}, from);
        for (const double part : {0.1, 0.5, 1.0})
            QTest::mouseMove(widget, from + (QPointF(to - from) * part).toPoint());
        QTest::mouseRelease(widget, Qt::LeftButton, {}, to);
    }
    /// An entry of the menu that is open.
    static void choose(QWidget* popup, const QString& text)
    {
        auto* menu = qobject_cast<QMenu*>(popup);
        QVERIFY2(menu != nullptr && menu->isVisible(), qPrintable(text));
        for (QAction* action : menu->actions()) {
            if (action->text().remove(QLatin1Char('&')) != text)
                continue;
            QVERIFY2(action->isEnabled(), qPrintable(text));
            QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(action).center());
            return;
        }
        QFAIL(qPrintable(QStringLiteral("no such entry: ") + text));
    }
    /// A row of a list; of several that are called so, the first.
    static void clickRow(QListWidget& list, const QString& text)
    {
        for (int row = 0; row < list.count(); ++row) {
            if (list.item(row)->text() != text)
                continue;
            for (int turned = 0; turned < 200; ++turned) {
                const QPoint middle = list.visualItemRect(list.item(row)).center();
                if (list.viewport()->rect().contains(middle))
                    break;
                turnWheel(list.viewport(), middle.y() < 0 ? 1 : -1);
            }
            QTest::mouseClick(list.viewport(), Qt::LeftButton, {}, list.visualItemRect(list.item(row)).center());
            return;
        }
        QFAIL(qPrintable(QStringLiteral("no such row: ") + text));
    }
    /// An entry of the list that a combo box opens.
    static void pick(QComboBox* box, const QString& data)
    {
        QVERIFY(box != nullptr);
        const int row = box->findData(data);
        QVERIFY2(row >= 0, qPrintable(data));
        click(box);
        QWidget* list = box->view()->viewport();
        QTRY_VERIFY_WITH_TIMEOUT(list->isVisible(), kPatience);
        const QModelIndex index = box->model()->index(row, box->modelColumn());
        for (int turned = 0; turned < 200 && !list->rect().contains(box->view()->visualRect(index).center()); ++turned)
            turnWheel(list, box->view()->visualRect(index).center().y() < 0 ? 1 : -1);
        const QPoint at = box->view()->visualRect(index).center();
        // Without a way a release would still be that of the click which opened the list.
        move(list, at + QPoint(0, 40));
        move(list, at);
        QTest::mouseClick(list, Qt::LeftButton, {}, at);
        QCOMPARE(box->currentData().toString(), data);
        BuildingBench::comeBack(*box->window());
    }
    static void move(QWidget* widget, const QPoint& to)
    {
        QMouseEvent event(QEvent::MouseMove, to, widget->mapToGlobal(to), Qt::NoButton, Qt::NoButton, Qt::NoModifier);
        QApplication::sendEvent(widget, &event);
    }
};

} // namespace

/// NAS-Bench-201 from an empty document with the mouse alone: clicks, double clicks, drags, the wheel, menus. Keys only
/// type what nobody can click: names, titles, the paper and the path of a table, each ended with Enter.
class TestBuildByMouse : public QObject {
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
    QWidget* canvas() { return bench().graph().viewport(); }
    /// Fails where it is not.
    bool isDrawn(const std::string& id)
    {
        return QTest::qVerify(bench().node(id) >= 0, "isDrawn(id)", id.c_str(), __FILE__, __LINE__);
    }
    /// The upper part of a card: the rows of a Choice are below it.
    QPoint card(const std::string& id)
    {
        if (!isDrawn(id))
            return {};
        const QRect place = bench().graph().nodeRect(bench().node(id));
        const double part = bench().here().find(id)->alternatives.empty() ? 0.5 : 0.1;
        return {place.center().x(), place.top() + qRound(place.height() * part)};
    }
    QPoint port(const std::string& id, bool output)
    {
        return isDrawn(id) ? bench().graph().portPoint(bench().node(id), output) : QPoint();
    }
    QPoint row(const std::string& id, int alternative)
    {
        const PlacedDrawing& shown = bench().graph().drawing();
        const auto node = static_cast<std::size_t>(bench().node(id));
        const QPointF middle = shown.positions[node] + rowMiddle(shown.drawing.nodes[node], alternative);
        return bench().graph().mapFromScene(middle + QPointF(60, 0));
    }
    void select(const std::string& id)
    {
        QTest::mouseClick(canvas(), Qt::LeftButton, {}, card(id));
        QVERIFY2(bench().isSelected(id), id.c_str());
    }
    void chooseAt(const QPoint& at, const QString& entry)
    {
        QContextMenuEvent event(QContextMenuEvent::Mouse, at, canvas()->mapToGlobal(at));
        QApplication::sendEvent(canvas(), &event);
        Mouse::choose(QApplication::activePopupWidget(), entry);
        BuildingBench::comeBack(bench().window());
    }
    void chooseFor(const std::string& id, const QString& entry) { chooseAt(card(id), entry); }
    void link(const std::string& from, const std::string& to)
    {
        Mouse::drag(canvas(), port(from, true), card(to));
        QVERIFY2(bench().hasLink(from, to), (from + " to " + to).c_str());
    }
    void add(const QString& title);
    void write(const QString& field, const QString& text);
    void name(const BlockName& called);
    void renameShown(const QString& called);
    void setNumber(QWidget* box, int value);
    void tick(QWidget* box);
    void addOp(const BlockName& called, const QString& title, int filters);
    void fillChoice(const std::string& id);
    void duplicate(const std::string& id, const BlockName& copy);
    void addStage(const BlockName& called);
    void makeStage(const BlockName& called);
    void tidyUp();
    void describe();
    void drawCell();
    void drawNetwork();
    void save();
    void launch();

    std::unique_ptr<BuildingBench> m_bench;
};

/// By a double click in the palette: right of what is selected, and linked from it.
void TestBuildByMouse::add(const QString& title)
{
    QTreeView& view = bench().design().palette().view();
    const PaletteModel& model = bench().design().palette().model();
    const std::size_t before = bench().here().blocks.size();
    for (int group = 0; group < model.rowCount(); ++group) {
        const QPersistentModelIndex heading = model.index(group, 0);
        for (int i = 0; i < model.rowCount(heading); ++i) {
            if (model.index(i, 0, heading).data().toString() != title)
                continue;
            const auto bringToSight = [&](const QModelIndex& index) {
                for (int turned = 0; turned < 200; ++turned) {
                    const QRect place = view.visualRect(index);
                    if (place.isValid() && view.viewport()->rect().contains(place.center()))
                        return;
                    Mouse::turnWheel(view.viewport(), place.top() < 0 ? 1 : -1);
                }
            };
            if (!view.isExpanded(heading)) {
                bringToSight(heading);
                QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, view.visualRect(heading).center());
            }
            const QModelIndex offer = model.index(i, 0, heading);
            bringToSight(offer);
            Mouse::doubleClick(view.viewport(), view.visualRect(offer).center());
            QCOMPARE(bench().here().blocks.size(), before + 1);
            return;
        }
    }
    QFAIL(qPrintable(title));
}

void TestBuildByMouse::write(const QString& field, const QString& text)
{
    auto* edit = bench().inspected<QLineEdit>(field);
    QVERIFY2(edit != nullptr, qPrintable(field));
    Mouse::click(edit);
    QVERIFY2(edit->hasFocus(), qPrintable(field));
    QTest::keyClick(edit, Qt::Key_A, Qt::ControlModifier);
    typeText(edit, text);
    QTest::keyClick(edit, Qt::Key_Return);
}

/// Of what is selected.
void TestBuildByMouse::name(const BlockName& called)
{
    write(QStringLiteral("id"), called.id);
    QVERIFY2(bench().isSelected(called.id.toStdString()), qPrintable(called.id));
    if (!called.title.isEmpty())
        write(QStringLiteral("title"), called.title);
    QCOMPARE(QString::fromStdString(bench().selected().title), called.title);
}

/// Into the field that "Rename" has opened on the canvas.
void TestBuildByMouse::renameShown(const QString& called)
{
    TitleEdit* edit = bench().graph().titleEdit();
    QVERIFY2(edit != nullptr, qPrintable(called));
    typeText(edit, called); // all of it was selected
    QTest::keyClick(edit, Qt::Key_Return);
}

void TestBuildByMouse::setNumber(QWidget* box, int value)
{
    auto* spin = qobject_cast<QSpinBox*>(box);
    QVERIFY(spin != nullptr);
    Mouse::click(spin); // without the focus the wheel scrolls the panel
    Mouse::turnWheel(spin, value - spin->value());
    QCOMPARE(spin->value(), value);
}

void TestBuildByMouse::tick(QWidget* box)
{
    QVERIFY(qobject_cast<QCheckBox*>(box) != nullptr);
    Mouse::click(box, {8, box->height() / 2});
}

void TestBuildByMouse::addOp(const BlockName& called, const QString& title, int filters)
{
    add(title);
    name(called);
    if (filters > 0)
        setNumber(bench().parameter("filters"), filters);
}

void TestBuildByMouse::fillChoice(const std::string& id)
{
    select(id);
    for (std::size_t i = 0; i < benchmarkOps().size(); ++i) {
        const auto& [op, called] = benchmarkOps()[i];
        const int alternative = static_cast<int>(i);
        select(id);
        Mouse::click(bench().inspected<QToolButton>(QStringLiteral("Add an alternative")));
        QWidget* popup = QApplication::activePopupWidget();
        QVERIFY(popup != nullptr && popup->findChild<QListWidget*>() != nullptr);
        Mouse::clickRow(*popup->findChild<QListWidget*>(), op);
        BuildingBench::comeBack(bench().window());
        QCOMPARE(bench().here().find(id)->alternatives.size(), i + 1);
        QTest::mouseClick(canvas(), Qt::LeftButton, {}, row(id, alternative));
        QCOMPARE(bench().graph().selectedRow(), alternative);
        chooseAt(row(id, alternative), QStringLiteral("Rename"));
        renameShown(called);
        QCOMPARE(QString::fromStdString(bench().here().find(id)->alternatives[i].name), called);
        if (called == QStringLiteral("nor_conv_1x1"))
            setNumber(bench().parameter("kernel"), 1);
    }
}

void TestBuildByMouse::duplicate(const std::string& id, const BlockName& copy)
{
    chooseFor(id, QStringLiteral("Duplicate"));
    name(copy);
    tidyUp();
}

/// The buttons above the canvas: a place for everything, and all of it in sight.
void TestBuildByMouse::tidyUp()
{
    for (QToolButton* button : bench().design().findChildren<QToolButton*>()) {
        if (button->defaultAction() == bench().design().editor().action(EditCommand::LayOut))
            Mouse::click(button);
    }
    bench().waitForDrawing();
    for (QToolButton* button : bench().design().view().findChildren<QToolButton*>()) {
        if (button->accessibleName() == QStringLiteral("Show all (Home)"))
            Mouse::click(button);
    }
    QVERIFY(bench().graph().isFitted());
}

void TestBuildByMouse::describe()
{
    write(QStringLiteral("spaceName"), QStringLiteral("nas-bench-201"));
    write(QStringLiteral("spaceTitle"), QStringLiteral("NAS-Bench-201"));
    write(QStringLiteral("paper"), QStringLiteral("Dong and Yang, ICLR 2020"));
    Mouse::pick(bench().inspected<QComboBox>(QStringLiteral("candidates")), QStringLiteral("nas-bench-201"));
}

/// Its blocks in the order of the template, which is that of its decisions.
void TestBuildByMouse::drawCell()
{
    chooseFor("input", QStringLiteral("Rename"));
    renameShown(QStringLiteral("0"));
    chooseFor("output", QStringLiteral("Rename"));
    renameShown(QStringLiteral("3"));
    tidyUp();
    chooseAt((port("choice", true) + port("3", false)) / 2, QStringLiteral("Delete")); // the wire between
    QVERIFY(!bench().hasLink("choice", "3"));
    fillChoice("choice");
    select("choice");
    name(edgeName(0, 1));
    duplicate("0-1", edgeName(0, 2));
    select("0-1");
    add(QStringLiteral("Merge node"));
    name({QStringLiteral("1"), {}});
    tidyUp();
    link("0", "0-2");
    duplicate("0-1", edgeName(1, 2));
    select("0-2");
    add(QStringLiteral("Merge node"));
    name({QStringLiteral("2"), {}});
    tidyUp();
    link("1", "1-2");
    link("1-2", "2");
    for (int from = 0; from < 3; ++from)
        duplicate("0-1", edgeName(from, 3));
    for (const std::string from : {"0", "1", "2"}) {
        link(from, from + "-3");
        link(from + "-3", "3");
        tidyUp();
    }
}

/// The use of the cell that is selected becomes a stage of five.
void TestBuildByMouse::makeStage(const BlockName& called)
{
    name(called);
    const std::string id = called.id.toStdString();
    chooseFor(id, QStringLiteral("Repeat"));
    QCOMPARE(bench().here().find(id)->kind, space::BlockKind::Repeat);
    setNumber(bench().inspected<QSpinBox>(QStringLiteral("copies, max")), 5);
    setNumber(bench().inspected<QSpinBox>(QStringLiteral("copies, min")), 5);
    tick(bench().inspected<QCheckBox>(QStringLiteral("stage")));
    QVERIFY(bench().here().find(id)->stage);
    tidyUp();
}

void TestBuildByMouse::addStage(const BlockName& called)
{
    add(QStringLiteral("cell"));
    makeStage(called);
}

void TestBuildByMouse::drawNetwork()
{
    select("input");
    addOp({QStringLiteral("stem"), QStringLiteral("Stem")}, QStringLiteral("Conv"), 16);
    tick(bench().parameter("bias"));
    Mouse::pick(qobject_cast<QComboBox*>(bench().parameter("norm")), QStringLiteral("batch-norm"));
    add(QStringLiteral("Choice"));
    tidyUp();
    chooseFor("choice", QStringLiteral("Group into a cell"));
    makeStage({QStringLiteral("stage1"), QStringLiteral("Stage 1")});
    Mouse::doubleClick(canvas(), card("stage1"));
    bench().waitForDrawing();
    QCOMPARE(bench().depth(), 2);
    drawCell();
    // Back by the name of the space above the canvas.
    for (QPushButton* button : bench().design().view().findChildren<QPushButton*>()) {
        if (button->isVisible() && button->text() == QStringLiteral("nas-bench-201"))
            Mouse::click(button);
    }
    QTRY_COMPARE_WITH_TIMEOUT(bench().depth(), 1, kPatience);
    bench().waitForDrawing();
    select("stage1");
    addOp({QStringLiteral("reduction1"), QStringLiteral("Reduction 1")}, QStringLiteral("Residual reduction"), 32);
    addStage({QStringLiteral("stage2"), QStringLiteral("Stage 2")});
    addOp({QStringLiteral("reduction2"), QStringLiteral("Reduction 2")}, QStringLiteral("Residual reduction"), 64);
    addStage({QStringLiteral("stage3"), QStringLiteral("Stage 3")});
    addOp({QStringLiteral("head"), QStringLiteral("Head")}, QStringLiteral("Classifier head"), 0);
    tidyUp();
    link("head", "output");
}

void TestBuildByMouse::save()
{
    bench().whenAsked<QFileDialog>([](QFileDialog& dialog) {
        auto* buttons = dialog.findChild<QDialogButtonBox*>();
        QTest::mouseClick(buttons->button(QDialogButtonBox::Save), Qt::LeftButton);
    });
    auto* bar = bench().window().findChild<QMenuBar*>();
    QTest::mouseClick(bar, Qt::LeftButton, {}, bar->actionGeometry(bar->actions().constFirst()).center());
    Mouse::choose(QApplication::activePopupWidget(), QStringLiteral("Save space"));
}

void TestBuildByMouse::launch()
{
    const QString table = bench().table();
    auto* bar = bench().window().findChild<QMenuBar*>();
    QTest::mouseClick(bar, Qt::LeftButton, {}, bar->actionGeometry(bar->actions().constFirst()).center());
    Mouse::choose(QApplication::activePopupWidget(), QStringLiteral("Search in this space"));
    BuildingBench::comeBack(bench().window());
    QCOMPARE(bench().window().currentPage(), PageIndex::Search);
    QVERIFY(bench().search().config().space == Json(bench().file().toStdString()));
    Mouse::pick(bench().search().findChild<QComboBox*>(QStringLiteral("estimator")), QStringLiteral("table"));
    auto* file = bench().search().findChild<QLineEdit*>(QStringLiteral("file"));
    Mouse::click(file);
    typeText(file, table);
    auto* button = bench().search().findChild<QPushButton*>(QStringLiteral("launch"));
    QTRY_VERIFY_WITH_TIMEOUT(!bench().search().isBusy() && button->isEnabled(), kPatience);
    Mouse::click(button);
}

void TestBuildByMouse::nasBench201_isDrawnSavedAndSearched()
{
    Mouse::click(&bench().design().tabs().newButton());
    bench().waitForDrawing();
    QCOMPARE(bench().here().blocks.size(), std::size_t(2));
    BuildingBench::inTurn({[this] { describe(); }, [this] { drawNetwork(); }, [this] { save(); },
                           [this] { bench().verifyFile(); }, [this] { launch(); }, [this] { bench().verifyRun(); }});
}

QTEST_MAIN(TestBuildByMouse)
#include "tst_build_by_mouse.moc"
