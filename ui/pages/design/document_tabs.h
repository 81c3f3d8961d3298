// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTabBar>
#include <QToolButton>
#include <QWidget>

#include "ui/theme/theme.h"

namespace cw::ui {

/// The row of open documents: a dot for unsaved work, a cross to close, "+" for a new one.
/// Thread: GUI
class DocumentTabs : public QWidget {
    Q_OBJECT
public:
    explicit DocumentTabs(Theme& theme, QWidget* parent);

    void insert(int index, const QString& title, const QString& tip, bool modified);
    void set(int index, const QString& title, const QString& tip, bool modified);
    void remove(int index);
    void setCurrent(int index);
    QTabBar& bar() const { return *m_bar; }
    QToolButton& newButton() const { return *m_new; }
    QAbstractButton* closeButton(int index) const;

Q_SIGNALS:
    void chosen(int index); ///< by a person
    void closeAsked(int index);
    void moved(int from, int to);
    void newAsked();

private:
    Theme& m_theme;
    QTabBar* m_bar;
    QToolButton* m_new;
    bool m_setting = false; ///< not a person
};

} // namespace cw::ui
