// SPDX-License-Identifier: GPL-3.0-or-later
#include <QApplication>
#include <QContextMenuEvent>
#include <QMenu>
#include <QTest>
#include <QTimer>

#include "tests/ui/design_bench.h"
#include "ui/pages/design/dock_area.h"
#include "ui/pages/design/inspector.h"
#include "ui/pages/design/palette.h"
#include "ui/pages/design/sample_panel.h"

using namespace cw;
using namespace cw::ui;

/// The panels of the Design page: dragged elsewhere, in windows of their own, and where they are at the next start.
class TestDesignDocks : public DesignTest {
    Q_OBJECT
private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { end(); }

    void atFirst_theyAreWhereTheMockupHasThem()
    {
        QCOMPARE(areaOf("palette"), Qt::LeftDockWidgetArea);
        QCOMPARE(areaOf("inspector"), Qt::RightDockWidgetArea);
        QCOMPARE(dock("palette")->width(), Metrics::kPalette);
        QCOMPARE(dock("inspector")->width(), Metrics::kInspector);
        QCOMPARE(page().palette().bar()->height(), Metrics::kDockTitle);
        QVERIFY(dock("sample")->isHidden() && dock("problems")->isHidden() && dock("outline")->isHidden());
        trigger(DesignCommand::ShowSample);
        QVERIFY(dock("sample")->isVisible());
        QCOMPARE(areaOf("sample"), Qt::RightDockWidgetArea);
        QCOMPARE(placeOf("sample").width(), Metrics::kArchitecture);
        QVERIFY(placeOf("sample").right() <= placeOf("inspector").left()); // beside the space, not below
        page().actions().get(DesignCommand::ShowProblems)->setChecked(true);
        QCOMPARE(placeOf("problems").height(),
                 dock("problems")->panel().minimumSizeHint().height() + Metrics::kDockTitle);
        trigger(DesignCommand::ShowSample);
        QCOMPARE(placeOf("inspector").width(), Metrics::kInspector); // the canvas has the room again
        trigger(DesignCommand::ShowOutline);
        QVERIFY(placeOf("outline").top() >= placeOf("palette").bottom());
    }

    void button_makesAWindowAndTakesItBack()
    {
        const QRect docked = placeOf("inspector");
        QToolButton& button = page().inspector().floatButton();
        QTest::mouseClick(&button, Qt::LeftButton);
        QVERIFY(dock("inspector")->isFloating() && dock("inspector")->isWindow());
        QVERIFY(page().inspector().isVisible() && button.isChecked());
        QVERIFY(page().view().width() > page().width() - docked.width() - Metrics::kPalette - 8); // the canvas has it
        page().view().selectPath("flatten");
        QVERIFY(!page().inspector().subject().isEmpty()); // it goes on
        QTest::mouseClick(&button, Qt::LeftButton);
        QVERIFY(!dock("inspector")->isFloating() && !button.isChecked());
        QCOMPARE(placeOf("inspector"), docked);
    }

    void doubleClickOnTheTitle_doesTheSame()
    {
        QWidget* title = page().palette().bar();
        QTest::mouseDClick(title, Qt::LeftButton, {}, QPoint(60, 18));
        QVERIFY(dock("palette")->isFloating());
        QTest::mouseDClick(title, Qt::LeftButton, {}, QPoint(60, 18));
        QVERIFY(!dock("palette")->isFloating());
    }

    void crossOfAWindow_isTheActionOfTheMenu()
    {
        dock("palette")->setFloating(true);
        dock("palette")->close(); // as the desktop does
        QVERIFY(dock("palette")->isHidden());
        QVERIFY(!page().actions().get(DesignCommand::ShowPalette)->isChecked());
        trigger(DesignCommand::ShowPalette);
        QVERIFY(dock("palette")->isVisible() && dock("palette")->isFloating());
    }

    void titlesMenu_movesWithKeysAlone()
    {
        const auto choose = [&](const QString& text) {
            QTimer::singleShot(0, this, [text] {
                auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
                QVERIFY(menu != nullptr);
                for (QAction* action : menu->actions()) {
                    if (action->text() == text) {
                        menu->setActiveAction(action);
                        QTest::keyClick(menu, Qt::Key_Return);
                        return;
                    }
                }
                menu->close();
            });
            QWidget& button = page().inspector().floatButton();
            const QPoint at = button.rect().center();
            QContextMenuEvent asked(QContextMenuEvent::Keyboard, at, button.mapToGlobal(at));
            QApplication::sendEvent(&button, &asked);
        };
        choose(QStringLiteral("To the left"));
        QCOMPARE(areaOf("inspector"), Qt::LeftDockWidgetArea);
        choose(QStringLiteral("In a window of its own"));
        QVERIFY(dock("inspector")->isFloating());
        choose(QStringLiteral("Below"));
        QVERIFY(!dock("inspector")->isFloating());
        QCOMPARE(areaOf("inspector"), Qt::BottomDockWidgetArea);
        choose(QStringLiteral("Close"));
        QVERIFY(dock("inspector")->isHidden());
    }

    void nextStart_findsThemAsTheyWereLeft()
    {
        dock("inspector")->setFloating(true);
        dock("inspector")->setGeometry(120, 90, 340, 410);
        area().addDockWidget(Qt::RightDockWidgetArea, dock("palette"));
        trigger(DesignCommand::ShowOutline);
        area().tabifyDockWidget(dock("palette"), dock("outline"));
        area().resizeDocks({dock("palette")}, {260}, Qt::Horizontal);
        QCoreApplication::processEvents();
        const int width = dock("palette")->width();
        QVERIFY(width > Metrics::kPalette + 40);
        page().documents().giveUpAll();
        m_bench->stop();
        m_bench->start();
        settle();
        QVERIFY(dock("inspector")->isFloating() && dock("inspector")->isVisible());
        QCOMPARE(dock("inspector")->geometry(), QRect(120, 90, 340, 410));
        QVERIFY(page().inspector().floatButton().isChecked());
        QCOMPARE(areaOf("palette"), Qt::RightDockWidgetArea);
        QCOMPARE(dock("palette")->width(), width);
        QVERIFY(area().tabifiedDockWidgets(dock("palette")).contains(dock("outline")));
        QVERIFY(dock("sample")->isHidden());
    }

    void resetLayout_bringsThemBack()
    {
        const QRect inspector = placeOf("inspector");
        const QRect palette = placeOf("palette");
        dock("inspector")->setFloating(true);
        area().addDockWidget(Qt::RightDockWidgetArea, dock("palette"));
        trigger(DesignCommand::ShowOutline);
        trigger(DesignCommand::ShowProblems);
        page().resetLayout();
        QCoreApplication::processEvents();
        QCOMPARE(placeOf("inspector"), inspector);
        QCOMPARE(placeOf("palette"), palette);
        QVERIFY(!dock("inspector")->isFloating());
        QVERIFY(dock("outline")->isHidden() && dock("problems")->isHidden());
    }

    void windows_comeAndGoWithThePage()
    {
        dock("inspector")->setFloating(true);
        page().hide();
        QVERIFY(!dock("inspector")->isVisible());
        page().resetLayout(); // from another page
        page().show();
        QVERIFY(dock("inspector")->isVisible() && !dock("inspector")->isFloating());
        dock("inspector")->setFloating(true);
        page().hide();
        page().show();
        QTRY_VERIFY_WITH_TIMEOUT(dock("inspector")->isVisible(), kPatience);
        QVERIFY(dock("inspector")->isFloating());
    }

private:
    DockArea& area() { return page().docks(); }
    PanelDock* dock(const char* name) { return area().findChild<PanelDock*>(QLatin1String(name)); }
    Qt::DockWidgetArea areaOf(const char* name) { return area().dockWidgetArea(dock(name)); }
    QRect placeOf(const char* name)
    {
        QCoreApplication::processEvents(); // a layout that waits
        return dock(name)->geometry();
    }
};

QTEST_MAIN(TestDesignDocks)
#include "tst_design_docks.moc"
