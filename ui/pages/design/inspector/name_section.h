// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/design/inspector/commit_field.h"
#include "ui/pages/design/inspector/form_row.h"
#include "ui/pages/design/inspector/inspector_section.h"

namespace cw::ui {

/// The id of the selected block, which names its decisions, and its title; of an alternative, its name.
class NameSection : public InspectorSection {
    Q_OBJECT
public:
    NameSection(Inspected& inspected, QWidget* parent);

    void refresh() override;
    QStringList rows() const override;
    CommitField& idField() const { return *m_id; }
    /// Null for an alternative.
    CommitField* titleField() const { return m_title; }
    QString problem() const { return m_idRow->problem(); }

private:
    const space::Alternative* alternative() const;
    void takeId(const QString& id);
    void takeTitle(const QString& title);
    QString note(const space::Block& block) const;

    CommitField* m_id;
    FormRow* m_idRow;
    QLabel* m_note;
    CommitField* m_title = nullptr;
    FormRow* m_titleRow = nullptr;
};

} // namespace cw::ui
