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

/// "What will happen": the run in one true sentence, what earlier runs say about its time, the checks, and Launch.
class OutlookCard : public QFrame {
    Q_OBJECT
public:
    OutlookCard(const Services& services, QWidget* parent = nullptr);

    /// `validPart`: part of the training images held out, for the number of pictures.
    void showCheck(const run::RunConfig& config, const SearchCheck& check, double validPart);
    void showChecking();
    void showLaunching(bool launching);
    /// Why the last launch failed; empty: it did not.
    void showLaunchProblem(const QString& problem);
    QPushButton* launchButton() const { return m_launch; }
    QString sentence() const;

private:
    enum class Mark { Good, Hint, Bad };
    QString sentenceOf(const run::RunConfig& config, const SearchCheck& check, double validPart) const;
    void showEstimate(const run::RunConfig& config);
    void showChecks(const run::RunConfig& config, const SearchCheck& check);
    void addCheck(Mark mark, const QString& text, const QString& more = {});
    void updateLaunch();
    void drawIcons();

    Services m_services;
    QLabel* m_sentence;
    QWidget* m_estimate;
    QGridLayout* m_facts;
    QVBoxLayout* m_checks;
    QLabel* m_problem;
    QPushButton* m_launch;
    bool m_ok = false;
    bool m_launching = false;
};

} // namespace cw::ui
