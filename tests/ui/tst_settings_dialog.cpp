// SPDX-License-Identifier: GPL-3.0-or-later
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QMenuBar>
#include <QSettings>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>

#include "tests/ui/fake_pages.h"
#include "tests/ui/settings_sandbox.h"
#include "tests/ui/table_run.h"
#include "ui/frame/main_window.h"
#include "ui/frame/preferences.h"
#include "ui/frame/settings_dialog.h"
#include "ui/frame/window_host.h"

using namespace cw;
using namespace cw::ui;

class TestSettingsDialog : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_sandbox.emplace();
        QSettings().setValue(QStringLiteral("window/language"), QStringLiteral("en"));
    }

    void theme_holdsAtOnceAndComesBack();
    void language_isAskedFor();
    void notifications_areSwitched();
    void notifications_needATray();
    void newSearch_startsWithTheWorkersThatWereSet();
    void key_opensTheDialogAndTheMenuFollows();

private:
    std::optional<SettingsSandbox> m_sandbox;
};

void TestSettingsDialog::theme_holdsAtOnceAndComesBack()
{
    Theme theme;
    theme.setMode(Theme::Mode::Light);
    SettingsDialog dialog(theme, true);
    dialog.show();
    auto* themes = dialog.findChild<QComboBox*>(QStringLiteral("theme"));
    QCOMPARE(themes->currentText(), QStringLiteral("Light"));
    QTest::keyClick(themes, Qt::Key_Down);
    QCOMPARE(theme.mode(), Theme::Mode::Dark);
    QCOMPARE(QSettings().value(QStringLiteral("window/theme")).toInt(), static_cast<int>(Theme::Mode::Dark));
}

void TestSettingsDialog::language_isAskedFor()
{
    Theme theme;
    SettingsDialog dialog(theme, true);
    dialog.show();
    QSignalSpy chosen(&dialog, &SettingsDialog::languageChosen);
    auto* languages = dialog.findChild<QComboBox*>(QStringLiteral("language"));
    QCOMPARE(languages->currentText(), QStringLiteral("English"));
    QTest::keyClick(languages, Qt::Key_Down);
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen.constFirst().constFirst().toString(), QStringLiteral("zh_CN"));
}

void TestSettingsDialog::notifications_areSwitched()
{
    Theme theme;
    SettingsDialog dialog(theme, true);
    dialog.show();
    QVERIFY(Preferences::read().tellsEnds);
    QVERIFY(!Preferences::read().tellsBest);
    QTest::keyClick(dialog.findChild<QCheckBox*>(QStringLiteral("tellsEnds")), Qt::Key_Space);
    QTest::keyClick(dialog.findChild<QCheckBox*>(QStringLiteral("tellsBest")), Qt::Key_Space);
    QVERIFY(!Preferences::read().tellsEnds);
    QVERIFY(Preferences::read().tellsBest);
    const SettingsDialog again(theme, true);
    QVERIFY(!again.findChild<QCheckBox*>(QStringLiteral("tellsEnds"))->isChecked());
}

void TestSettingsDialog::notifications_needATray()
{
    Theme theme;
    const SettingsDialog dialog(theme, false);
    QVERIFY(!dialog.findChild<QCheckBox*>(QStringLiteral("tellsEnds"))->isEnabled());
}

void TestSettingsDialog::newSearch_startsWithTheWorkersThatWereSet()
{
    const TableRun table;
    WindowHost host(app::makeCatalogue(), {.history = table.history()}, emptyPages());
    QCOMPARE(host.window().searchPage().config().workers, 2); // of the example
    {
        SettingsDialog dialog(host.services().theme, true);
        dialog.findChild<QSpinBox*>(QStringLiteral("newWorkers"))->setValue(5);
        dialog.findChild<QSpinBox*>(QStringLiteral("newThreads"))->setValue(3);
    }
    QCOMPARE(host.window().searchPage().config().workers, 2); // the form is the person's
    host.window().searchPage().startNew();
    QCOMPARE(host.window().searchPage().config().workers, 5);
    QCOMPARE(host.window().searchPage().config().threads, 3);
    QSettings().setValue(QStringLiteral("search/workers"), QStringLiteral("many")); // a damaged file
    host.window().searchPage().startNew();
    QCOMPARE(host.window().searchPage().config().workers, 2);
}

void TestSettingsDialog::key_opensTheDialogAndTheMenuFollows()
{
    const TableRun table;
    WindowHost host(app::makeCatalogue(), {.history = table.history()}, emptyPages());
    host.services().theme.setMode(Theme::Mode::Light);
    host.window().show();
    QApplication::setActiveWindow(&host.window());
    QTest::keyClick(&host.window(), Qt::Key_Comma, Qt::ControlModifier);
    auto* dialog = host.window().findChild<SettingsDialog*>();
    QVERIFY(dialog && dialog->isVisible());
    QTest::keyClick(dialog->findChild<QComboBox*>(QStringLiteral("theme")), Qt::Key_Down);
    const auto isChecked = [&host](const char* english) {
        for (const QAction* action : host.window().findChildren<QAction*>()) {
            if (action->property("english").toString() == QLatin1String(english))
                return action->isChecked();
        }
        return false;
    };
    QVERIFY(isChecked("Dark theme"));
    QVERIFY(!isChecked("Light theme"));
    QTest::keyClick(dialog, Qt::Key_Escape);
    QVERIFY(!dialog->isVisible());
}

QTEST_MAIN(TestSettingsDialog)
#include "tst_settings_dialog.moc"
