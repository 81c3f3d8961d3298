// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include <QLabel>
#include <QToolButton>

#include "ui/pages/design/inspector/commit_field.h"
#include "ui/pages/design/inspector/inspector_section.h"

namespace cw::ui {

/// The cells of the space: name, how often each is used, delete where it is not.
class CellsSection : public InspectorSection {
    Q_OBJECT
public:
    CellsSection(Inspected& inspected, QWidget* parent);

    void refresh() override;
    QStringList rows() const override;
    std::size_t count() const { return m_rows.size(); }
    CommitField* field(std::size_t index) const { return m_rows[index].name; }
    QToolButton* removeButton(std::size_t index) const { return m_rows[index].remove; }
    QString problem() const { return m_problem->text(); }

private:
    struct Row {
        QWidget* area = nullptr;
        CommitField* name = nullptr;
        QLabel* uses = nullptr;
        QToolButton* remove = nullptr;
    };
    void addRow();
    void showProblem(const QString& problem);

    std::vector<Row> m_rows;
    QLabel* m_none;
    QLabel* m_problem;
};

} // namespace cw::ui
