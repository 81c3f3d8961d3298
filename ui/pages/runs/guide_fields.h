// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>
#include <QWidget>

#include "core/history/records.h"
#include "core/space/decision.h"
#include "core/space/search_space.h"
#include "ui/canvas/background_task.h"
#include "ui/frame/services.h"
#include "ui/live/guide.h"

namespace cw::ui {

/// A candidate to try next, and decisions to pin, for a run that lives; the pins that hold, each with a button that
/// removes it. What is wrong is said below its field, also when the run's owner has refused it.
/// Thread: GUI; the run's space is read in the background
class GuideFields : public QWidget {
    Q_OBJECT
public:
    GuideFields(const Services& services, const history::RunRow& row, bool isLive, QWidget* parent);

    QLineEdit& candidate() { return *m_candidate; }
    /// What was done to the run so far.
    void showDone(const std::vector<history::InterventionRow>& rows);

private:
    struct Space {
        space::SearchSpace space;
        space::DecisionTree tree;
    };
    void makeCandidate(QVBoxLayout& column);
    void makePins(QVBoxLayout& column);
    void takeSpace(Result<Space> read);
    void fillValues();
    void checkCandidate();
    void checkPin();
    void enqueue();
    void pin();
    void showPins(const std::map<std::string, std::string>& pins);
    const space::Decision* decision() const;

    std::int64_t m_run;
    bool m_isLive;
    Theme& m_theme;
    Guide m_guide;
    std::unique_ptr<const Space> m_space; ///< null: not read yet
    QLineEdit* m_candidate;
    QPushButton* m_enqueue;
    QLabel* m_candidateWord;
    QComboBox* m_decisions;
    QComboBox* m_values;
    QPushButton* m_pin;
    QLabel* m_pinWord;
    QVBoxLayout* m_pins;
    std::map<std::string, std::string> m_shown;
    qint64 m_lastCandidate = 0; ///< interventions of these fields whose outcome is to be said
    qint64 m_lastPin = 0;
    BackgroundTask<Space> m_read;
};

} // namespace cw::ui
