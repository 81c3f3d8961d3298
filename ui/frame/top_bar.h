// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QMenuBar;
class QPushButton;

namespace cw::ui {

class Theme;

/// The row above everything: mark, menus, and the field that opens the command palette.
class TopBar : public QWidget {
    Q_OBJECT
public:
    explicit TopBar(const Theme& theme, QWidget* parent = nullptr);

    QMenuBar* menuBar() const { return m_menuBar; }
    QPushButton* commandField() const { return m_field; }

Q_SIGNALS:
    void paletteAsked();

private:
    void draw();

    const Theme& m_theme;
    QLabel* m_logo;
    QMenuBar* m_menuBar;
    QPushButton* m_field;
};

} // namespace cw::ui
