// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/design/inspector/facts_section.h"

#include "ui/canvas/op_words.h"
#include "ui/widgets/labels.h"

namespace cw::ui {

FactsSection::FactsSection(Inspected& inspected, QWidget* parent)
    : InspectorSection(inspected, tr("In one sampled network"), parent)
    , m_output(makeLabel({}, "mono", this))
    , m_params(makeLabel({}, "", this))
    , m_macs(makeLabel({}, "", this))
{
    column().setSpacing(8);
    const auto add = [this](const QString& name, QLabel* value) {
        auto* row = new QHBoxLayout;
        row->addWidget(makeLabel(name, "", this));
        row->addStretch(1);
        value->setAlignment(Qt::AlignRight);
        row->addWidget(value);
        column().addLayout(row);
    };
    add(tr("output"), m_output);
    add(tr("params"), m_params);
    add(tr("MACs"), m_macs);
    refresh();
}

void FactsSection::refresh()
{
    const std::optional<BlockFacts>& facts = inspected().facts();
    setVisible(facts.has_value());
    if (!facts)
        return;
    m_output->setText(shapeText(facts->output));
    m_params->setText(costText(facts->parameters));
    m_macs->setText(costText(facts->macs));
}

QStringList FactsSection::rows() const
{
    if (!inspected().facts())
        return {};
    return {tr("output") + QStringLiteral(": ") + m_output->text(),
            tr("params") + QStringLiteral(": ") + m_params->text(), tr("MACs") + QStringLiteral(": ") + m_macs->text()};
}

} // namespace cw::ui
