// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QHBoxLayout;
class QLabel;
class QProgressBar;
class QPushButton;
class QVBoxLayout;

namespace cw::ui {

/// A dialog that works in the background while the window goes on: its subject, what the subclass adds, progress,
/// result, and a row with Close and a button that starts the work and stops it. Thread: GUI
class WorkDialog : public QDialog {
    Q_OBJECT
public:
    virtual bool isWorking() const = 0;

protected:
    /// Objects are named "<name>Dialog", "<name>Result", "<name>Start".
    WorkDialog(const QString& name, const QString& title, const QString& subject, QWidget* parent);

    virtual void start() = 0;
    virtual void stop() = 0;

    /// Between subject and progress.
    QVBoxLayout& body() { return *m_body; }
    /// At the left of Close.
    QHBoxLayout& extras() { return *m_extras; }
    QProgressBar& progress() { return *m_progress; }
    QLabel& result() { return *m_result; }
    /// The button says what the work is called, or Stop while it is under way.
    void showButton(const QString& verb, bool isPossible);

private:
    void makeButtons(QVBoxLayout& column, const QString& name);

    QVBoxLayout* m_body;
    QHBoxLayout* m_extras;
    QProgressBar* m_progress;
    QLabel* m_result;
    QPushButton* m_start;
};

} // namespace cw::ui
