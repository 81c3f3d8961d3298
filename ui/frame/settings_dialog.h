// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include "ui/theme/theme.h"

class QVBoxLayout;

namespace cw::ui {

/// Theme, language, notifications and what a new search starts from. Everything holds at once; there is nothing to
/// confirm.
/// Thread: GUI
class SettingsDialog : public QDialog {
    Q_OBJECT
public:
    /// `canNotify`: the desktop has a place for notifications.
    SettingsDialog(Theme& theme, bool canNotify, QWidget* parent = nullptr);

Q_SIGNALS:
    /// "en", "zh_CN" or "" for the system's.
    void languageChosen(const QString& language);

private:
    void addAppearance(QVBoxLayout& column);
    void addNotifications(QVBoxLayout& column, bool canNotify);
    void addSearch(QVBoxLayout& column);

    Theme& m_theme;
};

} // namespace cw::ui
