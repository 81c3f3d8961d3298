// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDBusVariant>
#include <QObject>

class QDBusConnection;

namespace cw::ui {

/// Whether the desktop wants dark windows: as its portal says, now and whenever its user changes it. Without a portal
/// it stays at what the palette said when the program started.
/// Thread: GUI; asks without waiting
class SystemScheme : public QObject {
    Q_OBJECT
public:
    explicit SystemScheme(QObject* parent = nullptr);

    bool isDark() const { return m_dark; }

Q_SIGNALS:
    void changed();

private Q_SLOTS:
    void settingChanged(const QString& group, const QString& key, const QDBusVariant& value);

private:
    void ask(QDBusConnection bus);
    void take(const QVariant& value);

    const bool m_paletteIsDark; ///< of the palette that the desktop gave, before ours replaced it
    bool m_dark;
};

} // namespace cw::ui
