// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QDialog>
#include <QKeySequence>
#include <QList>
#include <QPointer>

#include "ui/theme/theme.h"

class QAction;
class QGridLayout;
class QLabel;
class QLineEdit;
class QToolButton;

namespace cw::ui {

class KeyField;

/// Every key of the window and of the page that is shown: a click on one asks for another, which holds at once and at
/// every start. Two actions cannot have the same.
/// Thread: GUI
class KeysDialog : public QDialog {
    Q_OBJECT
public:
    KeysDialog(const QList<QAction*>& actions, Theme& theme, QWidget* parent = nullptr);

Q_SIGNALS:
    void keysChanged();

private:
    struct Row {
        QPointer<QAction> action; ///< of a page that may be made anew
        QString name;
        QWidget* label = nullptr;
        KeyField* field = nullptr;
        QToolButton* none = nullptr;
        QToolButton* standard = nullptr;
    };

    void addRow(QAction* action, QGridLayout& grid);
    void addFixed(const QString& name, const QString& keys, QGridLayout& grid);
    QToolButton* makeButton(const QString& icon, const QString& tip);
    void take(std::size_t row, const QKeySequence& keys);
    void changed();
    void showRow(const Row& row) const;
    void filter(const QString& text);

    Theme& m_theme;
    std::vector<Row> m_rows;
    std::vector<std::pair<QWidget*, QWidget*>> m_fixed; ///< name and keys
    QLineEdit* m_find;
    QLabel* m_problem;
};

} // namespace cw::ui
