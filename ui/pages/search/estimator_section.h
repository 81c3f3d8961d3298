// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <set>
#include <string>

#include "ui/pages/search/method_section.h"

class QSpinBox;

namespace cw::ui {

class LabeledField;
class RealSpinBox;

/// How candidates are judged, and how much is spent on each.
class EstimatorSection : public MethodSection {
    Q_OBJECT
public:
    /// `trained`: ids of those that train networks and so have a fidelity.
    EstimatorSection(const Theme& theme, std::vector<EntryInfo> entries, std::set<std::string> trained,
                     QWidget* parent = nullptr);

    void show(const run::RunConfig& config) override;
    void store(run::RunConfig& config) const override;
    bool trains() const { return m_trained.contains(id()); }

protected:
    void entryChosen(const EntryInfo* entry) override;

private:
    void addField(const QString& label, const QString& help, QWidget* control, LabeledField*& field);
    void markChanged();

    std::set<std::string> m_trained;
    QSpinBox* m_epochs;
    RealSpinBox* m_data;
    RealSpinBox* m_width;
    QSpinBox* m_cells;
    QSpinBox* m_resolution;
    LabeledField* m_epochsField = nullptr;
    LabeledField* m_dataField = nullptr;
    LabeledField* m_widthField = nullptr;
    LabeledField* m_cellsField = nullptr;
    LabeledField* m_resolutionField = nullptr;
};

} // namespace cw::ui
