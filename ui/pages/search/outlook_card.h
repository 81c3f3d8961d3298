// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

#include "core/run/run_config.h"
#include "ui/frame/services.h"
#include "ui/pages/search/search_check.h"

class QGridLayout;
class QLabel;
class QPushButton;
class QVBoxLayout;

namespace cw::ui {

class TrialCard;

/// The training images that judge candidates instead of training them.
struct HeldOut {
    double part = 0;        ///< of the training images
    std::int64_t least = 0; ///< not cut below this by the fidelity

    /// Images that judge one trial, of that many training images at that part of the data.
    std::int64_t judging(std::int64_t trainImages, double data) const;
};

/// "What will happen": the run in one true sentence, one real trial, what that or an earlier run says about time and
/// memory, the checks, Launch, and the way to compare strategies.
class OutlookCard : public QFrame {
    Q_OBJECT
public:
    OutlookCard(const Services& services, QWidget* parent = nullptr);

    void showCheck(const run::RunConfig& config, const SearchCheck& check, const HeldOut& heldOut);
    void showChecking();
    void showLaunching(bool launching);
    /// Why the last launch failed; empty: it did not.
    void showLaunchProblem(const QString& problem);
    QPushButton* launchButton() const { return m_launch; }
    QPushButton* compareButton() const { return m_compare; }
    QString sentence() const;
    TrialCard& trial() { return *m_trial; }

private:
    enum class Mark { Good, Hint, Bad };
    QString sentenceOf(const run::RunConfig& config, const SearchCheck& check, const HeldOut& heldOut) const;
    void showEstimate();
    void addFact(const QString& name, const QString& value, const QString& more);
    void showChecks(const run::RunConfig& config, const SearchCheck& check, const HeldOut& heldOut);
    void addCheck(Mark mark, const QString& text, const QString& more = {});
    void updateLaunch();
    void drawIcons();

    Services m_services;
    QLabel* m_sentence;
    TrialCard* m_trial;
    QWidget* m_estimate;
    QGridLayout* m_facts;
    QVBoxLayout* m_checks;
    QLabel* m_problem;
    QPushButton* m_launch;
    QPushButton* m_compare;
    run::RunConfig m_config;
    bool m_ok = false;
    bool m_launching = false;
};

} // namespace cw::ui
