// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/design/inspector/params_section.h"

#include <algorithm>

#include <QPushButton>

#include "core/space/block_schema.h"
#include "core/space/edit/edit.h"
#include "ui/pages/design/inspector/givers.h"
#include "ui/widgets/labels.h"

namespace cw::ui {

namespace {

using space::BlockKind;

std::vector<ParamSpec> specsOfBlock(const space::SearchSpace& space, const space::Block& block)
{
    if (block.kind == BlockKind::Cell)
        return cellParameters(space, block.cell);
    const ParamSchema* schema = space::schemaOf(block);
    return schema != nullptr ? schema->specs() : std::vector<ParamSpec>{};
}

/// Keeps what the other block has too, within what both allow.
void keepShared(std::vector<ParamSpec>& specs, const std::vector<ParamSpec>& others)
{
    std::erase_if(specs, [&](ParamSpec& spec) {
        const auto other = std::find_if(others.begin(), others.end(), [&](const ParamSpec& each) {
            return each.name == spec.name && each.type == spec.type;
        });
        if (other == others.end())
            return true;
        spec.min = std::max(spec.min, other->min);
        spec.max = std::min(spec.max, other->max);
        std::erase_if(spec.choices, [&](const std::string& choice) {
            return std::find(other->choices.begin(), other->choices.end(), choice) == other->choices.end();
        });
        return spec.min > spec.max; // no value is good for both
    });
}

} // namespace

std::vector<ParamSpec> ParamsSection::specsOf(const Inspected& inspected)
{
    std::vector<ParamSpec> specs;
    bool first = true;
    for (const space::Block* block : inspected.heldBlocks()) {
        std::vector<ParamSpec> own = specsOfBlock(inspected.space(), *block);
        if (first)
            specs = std::move(own);
        else
            keepShared(specs, own);
        first = false;
    }
    return specs;
}

ParamsSection::ParamsSection(Inspected& inspected, QWidget* parent)
    : InspectorSection(
          inspected, inspected.blocks().size() > 1 ? tr("Parameters that all of them have") : tr("Parameters"), parent)
{
    const std::vector<space::BlockAddress> holders = inspected.holders();
    const space::Block* block = holders.empty() ? nullptr : inspected.find(holders.front());
    const ParamRow::Missing missing = block == nullptr                     ? ParamRow::Missing::Default
                                      : block->kind == BlockKind::Training ? ParamRow::Missing::Run
                                      : block->kind == BlockKind::Cell     ? ParamRow::Missing::Nothing
                                                                           : ParamRow::Missing::Default;
    for (const ParamSpec& spec : specsOf(inspected)) {
        auto* row = new ParamRow(inspected, spec, missing, this);
        column().addWidget(row);
        m_rows.push_back(row);
    }
    if (m_rows.empty()) {
        const bool unknown = block != nullptr && block->kind == BlockKind::Op && space::schemaOf(*block) == nullptr;
        QLabel* none = makeLabel(
            unknown ? tr("The op '%1' is not in the catalogue.").arg(QString::fromStdString(block->op).left(128))
                    : tr("There are none."),
            "secondary", this);
        none->setWordWrap(true);
        column().addWidget(none);
    }
    if (holders.size() == 1)
        addForeign();
    refresh();
}

/// What a file gave a block though its op has no such parameter can only be deleted.
void ParamsSection::addForeign()
{
    const space::BlockAddress holder = inspected().holders().front();
    const space::Block* block = inspected().find(holder);
    if (space::schemaOf(*block) == nullptr)
        return;
    for (const auto& [name, value] : block->params) {
        if (row(name) != nullptr || m_foreign.size() >= 8)
            continue;
        auto* remove = new QPushButton(tr("Delete"), this);
        auto* foreign = new FormRow(QString::fromStdString(name).left(40), remove, this);
        foreign->setProblem(tr("The op has no such parameter."));
        connect(remove, &QPushButton::clicked, this, [this, holder, name = name] {
            inspected().apply(tr("Delete a parameter"), [holder, name](space::SearchSpace& space) {
                return space::setParam(space, holder.graph, holder.block, name, std::nullopt);
            });
        });
        column().addWidget(foreign);
        m_foreign.emplace_back(name, foreign);
    }
}

void ParamsSection::refresh()
{
    const std::vector<space::BlockAddress> holders = inspected().holders();
    const space::GraphAddress at = holders.empty() ? inspected().selection().at : holders.front().graph;
    const std::vector<std::string> givers = giversAt(inspected().space(), at);
    for (ParamRow* row : m_rows)
        row->refresh(givers);
    const space::Block* block = holders.empty() ? nullptr : inspected().find(holders.front());
    for (const auto& [name, foreign] : m_foreign)
        foreign->setVisible(block != nullptr && block->params.count(name) > 0);
}

QStringList ParamsSection::rows() const
{
    QStringList lines;
    for (const ParamRow* row : m_rows)
        lines << row->label()->text() + QStringLiteral(": ") + row->text();
    return lines;
}

ParamRow* ParamsSection::row(const std::string& name) const
{
    const auto found =
        std::find_if(m_rows.begin(), m_rows.end(), [&](const ParamRow* row) { return row->spec().name == name; });
    return found == m_rows.end() ? nullptr : *found;
}

} // namespace cw::ui
