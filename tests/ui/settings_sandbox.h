// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QFile>
#include <QSettings>
#include <QTemporaryDir>

namespace cw::ui {

/// Settings and user data of a test lie in a folder of its own: neither read from the user's nor written there.
class SettingsSandbox {
public:
    SettingsSandbox()
    {
        QCoreApplication::setOrganizationName(QStringLiteral("cellwright-test"));
        QCoreApplication::setApplicationName(QStringLiteral("cellwright-test"));
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_folder.path());
        qputenv("XDG_DATA_HOME", QFile::encodeName(m_folder.path()));
    }
    QString folder() const { return m_folder.path(); }

private:
    QTemporaryDir m_folder;
};

} // namespace cw::ui
