// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>
#include <QTableWidget>

#include "core/space/issue.h"
#include "core/space/search_space.h"
#include "ui/pages/design/panel.h"

namespace cw::ui {

/// What is wrong with the space: where (a click shows it in the drawing), what, and what helps, as a button where that
/// is certain.
/// Thread: GUI
class ProblemsPanel : public Panel {
    Q_OBJECT
public:
    ProblemsPanel(Theme& theme, QWidget* parent);

    /// `space`: the one that has them, null when it could not be read.
    void setIssues(const space::Issues& issues, const space::SearchSpace* space);
    const space::Issues& issues() const { return m_issues; }
    QTableWidget& table() const { return *m_table; }

Q_SIGNALS:
    void placeChosen(const std::string& path);
    void fixAsked(const cw::space::Issue& issue);

private:
    void draw();

    Theme& m_theme;
    QTableWidget* m_table;
    QLabel* m_mark;
    QLabel* m_count;
    space::Issues m_issues;
};

} // namespace cw::ui
