// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

#include "ui/pages/design/inspector/inspector_section.h"

namespace cw::ui {

/// What one sampled network tells about the selected block: shape, params, MACs.
class FactsSection : public InspectorSection {
    Q_OBJECT
public:
    FactsSection(Inspected& inspected, QWidget* parent);

    void refresh() override;
    QStringList rows() const override;

private:
    QLabel* m_output;
    QLabel* m_params;
    QLabel* m_macs;
};

} // namespace cw::ui
