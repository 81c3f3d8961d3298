// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include <QLabel>
#include <QStringListModel>
#include <QToolButton>

#include "ui/canvas/background_task.h"
#include "ui/pages/design/inspector/constraint_check.h"
#include "ui/pages/design/inspector/constraint_field.h"
#include "ui/pages/design/inspector/inspector_section.h"

namespace cw::ui {

/// The constraints of the space, one field for each. What is typed is checked off the GUI thread, and taken over with
/// Enter or when the focus leaves, if it is right; an emptied one is deleted.
class ConstraintsSection : public InspectorSection {
    Q_OBJECT
public:
    ConstraintsSection(Inspected& inspected, QWidget* parent);

    void refresh() override;
    QStringList rows() const override;
    bool isPending() const override;
    QToolButton& addButton() const { return *m_add; }
    ConstraintField* field(std::size_t index) const { return m_rows[index].field; }
    std::size_t count() const { return m_rows.size(); }
    /// Of a row: what is wrong with what it says now, or empty.
    QString problem(std::size_t index) const { return m_rows[index].problem->text(); }
    bool isBusy() const { return m_check.isBusy(); }

private:
    struct Row {
        QWidget* area = nullptr;
        ConstraintField* field = nullptr;
        QToolButton* remove = nullptr;
        QLabel* problem = nullptr;
        bool wanted = false; ///< to be taken over as soon as it is known to be right
    };
    void addRow();
    void dropRow(std::size_t index);
    std::size_t indexOf(const ConstraintField* field) const;
    void check();
    void takeCheck(const ConstraintCheck& check, const std::vector<std::string>& texts);
    void commit(std::size_t index, const QString& text);
    void store(std::size_t index, const std::string& text);

    QPointer<SpaceDocument> m_of; ///< what was typed is for this one
    std::vector<Row> m_rows;
    bool m_begun = false; ///< the last row is new, not in the document yet
    QStringListModel m_names;
    QToolButton* m_add;
    QLabel* m_none;
    BackgroundTask<ConstraintCheck> m_check;
};

} // namespace cw::ui
