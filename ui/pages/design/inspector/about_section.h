// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/design/inspector/inspector_section.h"

namespace cw::ui {

/// What the selected op does, and the paper that it is from.
class AboutSection : public InspectorSection {
    Q_OBJECT
public:
    AboutSection(Inspected& inspected, const std::string& op, QWidget* parent);

    void refresh() override {}
};

} // namespace cw::ui
