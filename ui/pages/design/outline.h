// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTreeView>

#include "ui/pages/design/outline_model.h"
#include "ui/pages/design/panel.h"

namespace cw::ui {

/// The space as a tree beside its drawing; what is selected in one is selected in the other.
/// Thread: GUI
class Outline : public Panel {
    Q_OBJECT
public:
    Outline(Theme& theme, QWidget* parent);

    void setSpace(const std::shared_ptr<const space::SearchSpace>& space);
    /// As selected in the drawing.
    void select(const OutlineModel::Place& place);
    QTreeView& view() const { return *m_view; }
    OutlineModel& model() const { return *m_model; }

Q_SIGNALS:
    /// By a person.
    void chosen(const cw::ui::OutlineModel::Place& place);

private:
    QTreeView* m_view;
    OutlineModel* m_model;
    bool m_selecting = false;
};

} // namespace cw::ui
