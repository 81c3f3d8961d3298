// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>

#include "core/history/records.h"
#include "ui/frame/services.h"
#include "ui/live/history_feed.h"

class QGridLayout;

namespace cw::ui {

class GuideFields;

/// What can be changed of a run while it lives: trials, workers, candidates, pins, its note; and below, what was done
/// to it so far. Wrong input is said beside its field. Only what differs is sent. Thread: GUI
class SteerDialog : public QDialog {
    Q_OBJECT
public:
    enum class Field { Trials, Workers, Note, Candidate };

    SteerDialog(const Services& services, const history::RunRow& row, bool isLive, Field first, QWidget* parent);

    /// Whether the run lives, in this program or another.
    static bool isFor(const Services& services, std::int64_t run);
    /// Opens one with a candidate to be changed and enqueued.
    static void showCandidate(const Services& services, std::int64_t run, const QString& text, QWidget* parent);

    /// What was done, in a few words.
    static QString sentenceOf(const history::InterventionRow& row);
    /// What is wrong with the number; empty: nothing, and for what is no number.
    QString problem(Field field) const;

private:
    QLineEdit* addNumber(QGridLayout& grid, int row, const QString& name, const QString& label, const QString& text,
                         QLabel*& below);
    void check();
    void apply();
    void showDone(const std::vector<history::InterventionRow>& rows);

    Services m_services;
    history::RunRow m_row;
    bool m_isLive;
    int m_workersNow = 1;
    qint64 m_trialsNow = 0;
    QLineEdit* m_trials;
    QLineEdit* m_workers;
    QPlainTextEdit* m_note;
    QLabel* m_trialsProblem = nullptr;
    QLabel* m_workersProblem = nullptr;
    GuideFields* m_guide;
    QListWidget* m_done;
    QPushButton* m_apply;
};

} // namespace cw::ui
