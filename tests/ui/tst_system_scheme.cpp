// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusVariant>
#include <QProcess>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>

#include "ui/theme/theme.h"

using namespace cw::ui;

namespace {

constexpr int kPatience = 30'000;

/// The part of a desktop's portal that is asked here.
class FakePortal : public QObject {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.portal.Settings")
public:
    uint scheme = 1;

public Q_SLOTS:
    QDBusVariant Read(const QString& group, const QString& key) // the bus knows it by this name
    {
        const bool known = group == QLatin1String("org.freedesktop.appearance") && key == QLatin1String("color-scheme");
        return QDBusVariant(QVariant::fromValue(QDBusVariant(known ? QVariant(scheme) : QVariant())));
    }

Q_SIGNALS:
    void SettingChanged(const QString& group, const QString& key, const QDBusVariant& value);
};

} // namespace

class TestSystemScheme : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void withoutPortal_thePaletteDecides();
    void portal_isAskedAndFollowed();
    void chosenTheme_doesNotFollow();

private:
    static bool isDark(const Theme& theme) { return theme.colors().dark; }
    void change(uint scheme)
    {
        m_portal.scheme = scheme;
        Q_EMIT m_portal.SettingChanged(QStringLiteral("org.freedesktop.appearance"), QStringLiteral("color-scheme"),
                                       QDBusVariant(scheme));
    }

    QProcess m_bus;
    FakePortal m_portal;
};

void TestSystemScheme::initTestCase()
{
    if (QStandardPaths::findExecutable(QStringLiteral("dbus-daemon")).isEmpty())
        QSKIP("skipped: dbus-daemon not found");
    m_bus.start(QStringLiteral("dbus-daemon"),
                {QStringLiteral("--session"), QStringLiteral("--nofork"), QStringLiteral("--print-address")});
    QTRY_VERIFY_WITH_TIMEOUT(m_bus.canReadLine(), kPatience);
    qputenv("DBUS_SESSION_BUS_ADDRESS", m_bus.readLine().trimmed());
}

void TestSystemScheme::cleanupTestCase()
{
    QDBusConnection::disconnectFromBus(QStringLiteral("portal"));
    m_bus.terminate();
    m_bus.waitForFinished(kPatience);
}

void TestSystemScheme::withoutPortal_thePaletteDecides()
{
    const Theme theme;
    QVERIFY(!isDark(theme)); // of Fusion
}

void TestSystemScheme::portal_isAskedAndFollowed()
{
    QDBusConnection bus =
        QDBusConnection::connectToBus(qEnvironmentVariable("DBUS_SESSION_BUS_ADDRESS"), QStringLiteral("portal"));
    QVERIFY(bus.registerObject(QStringLiteral("/org/freedesktop/portal/desktop"), &m_portal,
                               QDBusConnection::ExportAllSlots | QDBusConnection::ExportAllSignals));
    QVERIFY(bus.registerService(QStringLiteral("org.freedesktop.portal.Desktop")));
    const Theme theme;
    QSignalSpy changed(&theme, &Theme::changed);
    QTRY_VERIFY_WITH_TIMEOUT(isDark(theme), kPatience);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(QApplication::palette().color(QPalette::Window), theme.colors().window);
    change(2);
    QTRY_VERIFY_WITH_TIMEOUT(!isDark(theme), kPatience);
    change(1);
    QTRY_VERIFY_WITH_TIMEOUT(isDark(theme), kPatience);
    change(0); // no preference
    QTRY_VERIFY_WITH_TIMEOUT(!isDark(theme), kPatience);
    QCOMPARE(changed.size(), 4);
}

void TestSystemScheme::chosenTheme_doesNotFollow()
{
    m_portal.scheme = 2;
    Theme theme;
    theme.setMode(Theme::Mode::Light);
    Theme follower;
    change(1);
    QTRY_VERIFY_WITH_TIMEOUT(isDark(follower), kPatience); // so the other has heard of it too
    QVERIFY(!isDark(theme));
    theme.setMode(Theme::Mode::System);
    QVERIFY(isDark(theme));
}

QTEST_MAIN(TestSystemScheme)
#include "tst_system_scheme.moc"
