// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QSortFilterProxyModel>

#include "ui/frame/log_book.h"
#include "ui/theme/theme.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QStackedWidget;
class QTableView;

namespace cw::ui {

/// The messages of at least a level that have a text in them.
class LogFilter : public QSortFilterProxyModel {
    Q_OBJECT
public:
    using QSortFilterProxyModel::QSortFilterProxyModel;

    void setLeast(LogLevel level);
    void setText(const QString& text);

protected:
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

private:
    LogLevel m_least = LogLevel::Note;
    QString m_text;
};

/// What happened while the window was open: the log, from a level on, searched, copied. Follows the newest message as
/// long as it is in view.
/// Thread: GUI
class LogDialog : public QDialog {
    Q_OBJECT
public:
    LogDialog(LogBook& log, Theme& theme, QWidget* parent = nullptr);

    QTableView& table() { return *m_table; }
    /// The messages that are shown, or the selected ones of them, as lines of text.
    QString text() const;

Q_SIGNALS:
    /// A person wants to see the run that a message is about.
    void runChosen(qint64 run);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    QWidget* makeTable(Theme& theme);
    void showState();
    void showCurrent();
    void copy();

    LogBook& m_log;
    QComboBox* m_level;
    QLineEdit* m_find;
    QLabel* m_count;
    QLabel* m_empty;
    QStackedWidget* m_stack;
    QTableView* m_table;
    LogFilter* m_shown;
    QPlainTextEdit* m_whole; ///< of the message that the table cuts off
    QPushButton* m_copy;
    QPushButton* m_show;
};

} // namespace cw::ui
