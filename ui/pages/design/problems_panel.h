// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableWidget>

#include "core/space/search_space.h"
#include "ui/pages/design/panel.h"
#include "ui/pages/design/problem.h"

namespace cw::ui {

class SeverityCounts;

/// What is wrong with the space, errors first: where (a click shows it in the drawing), what, and what helps, as a
/// button where that is certain.
/// Thread: GUI
class ProblemsPanel : public Panel {
    Q_OBJECT
public:
    ProblemsPanel(Theme& theme, QWidget* parent);

    /// `space`: the one that has them, null when it could not be read.
    void setProblems(const Problems& problems, const ProblemCounts& counts, const space::SearchSpace* space);
    const Problems& problems() const { return m_rows; }
    SeverityCounts& counts() const { return *m_counts; }
    QTableWidget& table() const { return *m_table; }

Q_SIGNALS:
    void placeChosen(const std::string& path);
    void fixAsked(const cw::space::Issue& issue);

private:
    void offerFix(int row, const QString& title);
    void draw();

    Theme& m_theme;
    QTableWidget* m_table;
    SeverityCounts* m_counts;
    Problems m_rows;
};

} // namespace cw::ui
