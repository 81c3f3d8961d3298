// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QListWidget;
class QTextBrowser;

namespace cw::ui {

class Theme;

/// The user documents of resources/help, one page at a time.
class HelpDialog : public QDialog {
    Q_OBJECT
public:
    explicit HelpDialog(const Theme& theme, QWidget* parent = nullptr);

private:
    void fill();
    void showPage(int row);

    QListWidget* m_pages;
    QTextBrowser* m_text;
};

/// Version, licence and the libraries in use.
class AboutDialog : public QDialog {
    Q_OBJECT
public:
    explicit AboutDialog(const Theme& theme, QWidget* parent = nullptr);
};

} // namespace cw::ui
