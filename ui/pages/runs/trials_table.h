// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableView>

#include "ui/widgets/table_header.h"

namespace cw::ui {

class TrialsModel;

/// The trials of a run: sorted by a click on a head, columns chosen in the menu of the heads.
/// Thread: GUI
class TrialsTable : public QTableView {
    Q_OBJECT
public:
    TrialsTable(TrialsModel& trials, const Theme& theme, QWidget* parent);

    TableHeader& heads() { return *m_heads; }
    /// Columns are at least as wide as their longest values.
    void widenColumns();

private:
    TrialsModel& m_trials;
    const Theme& m_theme;
    TableHeader* m_heads;
};

} // namespace cw::ui
