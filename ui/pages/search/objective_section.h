// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "ui/pages/search/section.h"

class QComboBox;
class QLineEdit;
class QToolButton;
class QVBoxLayout;

namespace cw::ui {

/// What is optimised, and what every candidate must satisfy.
class ObjectiveSection : public SearchSection {
    Q_OBJECT
public:
    explicit ObjectiveSection(const Theme& theme, QWidget* parent = nullptr);

    void show(const run::RunConfig& config) override;
    void store(run::RunConfig& config) const override;
    void showCheck(const SearchCheck& check) override;

private:
    struct ObjectiveRow {
        QWidget* widget = nullptr;
        QComboBox* direction = nullptr;
        QComboBox* metric = nullptr;
        QToolButton* remove = nullptr;
    };
    struct ConstraintRow {
        QWidget* widget = nullptr;
        QLineEdit* edit = nullptr;
    };
    void addObjective(const estimate::Objective& objective);
    void addConstraint(const std::string& text);
    QToolButton* makeRemove(QWidget* row);
    void updateRemovable();
    void clearRows();

    QVBoxLayout* m_objectiveColumn;
    QVBoxLayout* m_constraintColumn;
    std::vector<ObjectiveRow> m_objectives;
    std::vector<ConstraintRow> m_constraints;
    std::vector<std::string> m_metrics{"valid_accuracy"};
};

} // namespace cw::ui
