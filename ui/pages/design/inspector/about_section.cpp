// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/design/inspector/about_section.h"

#include "core/space/op.h"
#include "ui/widgets/labels.h"

namespace cw::ui {

AboutSection::AboutSection(Inspected& inspected, const std::string& op, QWidget* parent)
    : InspectorSection(inspected, tr("What it does"), parent)
{
    column().setSpacing(4);
    const space::OpEntry* entry = space::opCatalogue().find(op);
    if (entry == nullptr)
        return;
    for (const QString& text : {coreText(entry->summary), QString::fromStdString(entry->paper)}) {
        if (text.isEmpty())
            continue;
        QLabel* label = makeLabel(text, "secondary", this);
        label->setWordWrap(true);
        column().addWidget(label);
    }
}

} // namespace cw::ui
