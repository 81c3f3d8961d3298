// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QSettings>
#include <QTemporaryDir>

namespace cw::ui {

/// Settings of a test lie in a folder of its own: neither read from the user's nor written there.
class SettingsSandbox {
public:
    SettingsSandbox()
    {
        QCoreApplication::setOrganizationName(QStringLiteral("cellwright-test"));
        QCoreApplication::setApplicationName(QStringLiteral("cellwright-test"));
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_folder.path());
    }

private:
    QTemporaryDir m_folder;
};

} // namespace cw::ui
