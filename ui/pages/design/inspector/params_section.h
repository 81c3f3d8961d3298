// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "ui/pages/design/inspector/inspector_section.h"
#include "ui/pages/design/inspector/param_row.h"

namespace cw::ui {

/// The parameters of the selected block, or those that all selected blocks have.
class ParamsSection : public InspectorSection {
    Q_OBJECT
public:
    ParamsSection(Inspected& inspected, QWidget* parent);

    void refresh() override;
    QStringList rows() const override;
    ParamRow* row(const std::string& name) const;
    const std::vector<ParamRow*>& paramRows() const { return m_rows; }

    /// The parameters that these blocks share; of one block, all of its.
    static std::vector<ParamSpec> specsOf(const Inspected& inspected);

private:
    void addForeign();

    std::vector<ParamRow*> m_rows;
    std::vector<std::pair<std::string, FormRow*>> m_foreign; ///< parameters that the op does not have
};

} // namespace cw::ui
