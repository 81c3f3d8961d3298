// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

#include "ui/frame/command.h"

class QLabel;
class QLineEdit;
class QListView;
class QVBoxLayout;

namespace cw::ui {

class CommandModel;
class Theme;

/// A list over the window that narrows as one types; Enter does the chosen thing, Escape or a click elsewhere closes.
/// Thread: GUI
class CommandPalette : public QFrame {
    Q_OBJECT
public:
    CommandPalette(const Theme& theme, CommandSource source, QWidget* window);

    /// Opens under `anchor`, its right edge at the anchor's.
    void openUnder(const QWidget* anchor);
    QLineEdit* edit() const { return m_edit; }
    QListView* list() const { return m_list; }
    CommandModel* model() const { return m_model; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void buildFooter(QVBoxLayout* column);
    void typed(const QString& text);
    void activate(const QModelIndex& index);
    void step(int by);
    void shut();

    const Theme& m_theme;
    CommandSource m_source;
    CommandModel* m_model;
    QLineEdit* m_edit;
    QListView* m_list;
    QLabel* m_count;
    QAction* m_glass;
};

} // namespace cw::ui
