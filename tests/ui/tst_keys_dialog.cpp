// SPDX-License-Identifier: GPL-3.0-or-later
#include <memory>
#include <optional>

#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include "tests/ui/settings_sandbox.h"
#include "ui/frame/keys_dialog.h"
#include "ui/widgets/action_keys.h"
#include "ui/widgets/key_field.h"

using namespace cw::ui;

namespace {

QAction* make(const QString& text, const QString& keys, QObject* parent)
{
    auto* action = new QAction(text, parent);
    action->setShortcuts(QKeySequence::listFromString(keys, QKeySequence::PortableText));
    nameKeys(action, text);
    return action;
}

QString keysOf(const QAction* action)
{
    return QKeySequence::listToString(action->shortcuts(), QKeySequence::PortableText);
}

} // namespace

class TestKeysDialog : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_sandbox.emplace();
        m_actions = std::make_unique<QObject>();
        m_tidy = make(QStringLiteral("&Tidy"), QStringLiteral("Shift+A"), m_actions.get());
        m_remove = make(QStringLiteral("Delete"), QStringLiteral("Del; Backspace"), m_actions.get());
        m_align = make(QStringLiteral("Align left"), {}, m_actions.get());
        m_dialog = std::make_unique<KeysDialog>(QList<QAction*>{m_tidy, m_remove, m_align}, m_theme);
        m_dialog->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_dialog.get()));
    }
    void cleanup() { m_dialog.reset(); }

    void aClickAndNewKeys_holdAtOnceAndAtTheNextStart()
    {
        const QSignalSpy changed(m_dialog.get(), &KeysDialog::keysChanged);
        press(2, Qt::Key_L, Qt::ControlModifier | Qt::AltModifier);
        QCOMPARE(keysOf(m_align), QStringLiteral("Ctrl+Alt+L"));
        QCOMPARE(field(2)->text(), QStringLiteral("Ctrl+Alt+L"));
        QCOMPARE(changed.count(), 1);
        const QAction* next = make(QStringLiteral("Align left"), {}, m_actions.get());
        QCOMPARE(keysOf(next), QStringLiteral("Ctrl+Alt+L"));
    }

    void keysOfAnother_areRefusedWithItsName()
    {
        press(2, Qt::Key_Backspace, Qt::NoModifier);
        QCOMPARE(keysOf(m_align), QString());
        QCOMPARE(keysOf(m_remove), QStringLiteral("Del; Backspace"));
        const auto* problem = m_dialog->findChild<QLabel*>(QStringLiteral("keysProblem"));
        QVERIFY(problem->isVisible());
        QVERIFY(problem->text().contains(QStringLiteral("“Delete”")));
        press(2, Qt::Key_F7, Qt::NoModifier);
        QVERIFY(!problem->isVisible());
        QCOMPARE(keysOf(m_align), QStringLiteral("F7"));
    }

    void escapeAndGoingElsewhere_changeNothing()
    {
        QTest::mouseClick(field(0), Qt::LeftButton);
        QVERIFY(field(0)->isListening());
        QTest::keyClick(field(0), Qt::Key_Shift); // alone it is none
        QVERIFY(field(0)->isListening());
        QTest::keyClick(field(0), Qt::Key_Escape);
        QVERIFY(!field(0)->isListening());
        QVERIFY(m_dialog->isVisible());
        QTest::mouseClick(field(0), Qt::LeftButton);
        m_dialog->findChild<QLineEdit*>()->setFocus();
        QVERIFY(!field(0)->isListening());
        QCOMPARE(keysOf(m_tidy), QStringLiteral("Shift+A"));
        QVERIFY(QSettings().allKeys().filter(QStringLiteral("keys/")).isEmpty());
    }

    void tab_canBeAKey()
    {
        press(0, Qt::Key_Tab, Qt::NoModifier);
        QCOMPARE(keysOf(m_tidy), QStringLiteral("Tab"));
    }

    void aSign_isWithoutItsShift()
    {
        QTest::mouseClick(field(0), Qt::LeftButton);
        QTest::sendKeyEvent(QTest::Click, field(0), Qt::Key_Plus, QStringLiteral("+"), Qt::ShiftModifier);
        QCOMPARE(keysOf(m_tidy), QStringLiteral("+"));
    }

    void noneAndAsAtFirst_takeBack()
    {
        QTest::mouseClick(button(1, QStringLiteral("No keys")), Qt::LeftButton);
        QCOMPARE(keysOf(m_remove), QString());
        QCOMPARE(field(1)->text(), QStringLiteral("none"));
        QCOMPARE(keysOf(make(QStringLiteral("Delete"), QStringLiteral("Del"), m_actions.get())), QString());
        QTest::mouseClick(button(1, QStringLiteral("As at first")), Qt::LeftButton);
        QCOMPARE(keysOf(m_remove), QStringLiteral("Del; Backspace"));
        press(0, Qt::Key_F8, Qt::NoModifier);
        press(2, Qt::Key_F9, Qt::NoModifier);
        QTest::mouseClick(m_dialog->findChild<QPushButton*>(QStringLiteral("standardKeys")), Qt::LeftButton);
        QCOMPARE(keysOf(m_tidy), QStringLiteral("Shift+A"));
        QCOMPARE(keysOf(m_align), QString());
        QVERIFY(QSettings().allKeys().filter(QStringLiteral("keys/")).isEmpty());
    }

    void nonsenseInTheSettings_leavesTheStandardKeys()
    {
        for (const QString& text :
             {QStringLiteral("Ctrl+"), QStringLiteral("no such key"), QStringLiteral("Ctrl+K, Ctrl+X"),
              QStringLiteral("A; B; C; D; E"), QString(100'000, QLatin1Char('x'))}) {
            QSettings().setValue(QStringLiteral("keys/Tidy"), text);
            QCOMPARE(keysOf(make(QStringLiteral("Tidy"), QStringLiteral("Shift+A"), m_actions.get())),
                     QStringLiteral("Shift+A"));
        }
    }

    void find_showsWhatFits()
    {
        auto* find = m_dialog->findChild<QLineEdit*>(QStringLiteral("findKeys"));
        find->setText(QStringLiteral("backsp"));
        QVERIFY(field(1)->isVisible());
        QVERIFY(!field(0)->isVisible());
        find->clear();
        QVERIFY(field(0)->isVisible());
    }

private:
    KeyField* field(int row) const { return m_dialog->findChildren<KeyField*>().at(row); }
    void press(int row, Qt::Key key, Qt::KeyboardModifiers modifiers) const
    {
        QTest::mouseClick(field(row), Qt::LeftButton);
        QTest::keyClick(field(row), key, modifiers);
    }
    QToolButton* button(int row, const QString& tip) const
    {
        for (QToolButton* each : m_dialog->findChildren<QToolButton*>()) {
            if (each->toolTip() == tip && each->y() > field(row)->y() - 12 && each->y() < field(row)->y() + 12)
                return each;
        }
        return nullptr;
    }

    std::optional<SettingsSandbox> m_sandbox;
    Theme m_theme;
    std::unique_ptr<QObject> m_actions;
    QAction* m_tidy = nullptr;
    QAction* m_remove = nullptr;
    QAction* m_align = nullptr;
    std::unique_ptr<KeysDialog> m_dialog;
};

QTEST_MAIN(TestKeysDialog)
#include "tst_keys_dialog.moc"
