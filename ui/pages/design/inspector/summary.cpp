// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/design/inspector/summary.h"

#include "core/space/block_schema.h"
#include "ui/canvas/op_words.h"
#include "ui/pages/design/inspector/block_words.h"
#include "ui/widgets/labels.h"

namespace cw::ui {

Summary::Summary(const SpaceView& view, const space::Block* block, QWidget* parent)
    : QWidget(parent)
    , m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins(16, 4, 16, 16);
    m_column->setSpacing(2);
    if (block != nullptr)
        showBlock(view, *block, view.selectedAlternative());
    else if (view.space())
        showSpace(*view.space());
}

void Summary::addSection(const QString& title)
{
    QLabel* label = makeLabel(title, "strongSecondary", this);
    label->setContentsMargins(0, 12, 0, 4);
    m_column->addWidget(label);
}

void Summary::addRow(const QString& name, const QString& value, bool searched)
{
    auto* area = new QWidget(this);
    auto* row = new QHBoxLayout(area);
    row->setContentsMargins(0, 4, 0, 4);
    row->addWidget(makeLabel(name, "", area));
    QLabel* text = makeLabel(value, searched ? "chip" : "", area);
    text->setWordWrap(!searched);
    text->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    row->addStretch(1);
    row->addWidget(text, 0);
    m_column->addWidget(area);
    m_rows << name + QStringLiteral(": ") + value;
}

void Summary::addText(const QString& text)
{
    QLabel* label = makeLabel(text, "secondary", this);
    label->setWordWrap(true);
    m_column->addWidget(label);
    m_rows << text;
}

void Summary::showSpace(const space::SearchSpace& space)
{
    addSection(tr("Task"));
    addRow(tr("input"), shapeText(space.task.input));
    addRow(tr("classes"), QString::number(space.task.classes));
    addSection(tr("Drawing"));
    addRow(tr("blocks"), QString::number(space.graph.blocks.size()));
    addRow(tr("cells"), QString::number(space.cells.size()));
    addSection(tr("Constraints"));
    for (const std::string& constraint : space.constraints)
        addText(QString::fromStdString(constraint));
    if (space.constraints.empty())
        addText(tr("None: all candidates are allowed."));
    addSection(tr("Around here"));
    addText(
        tr("Click a block to see its parameters. Double click goes into a cell or a repeated block, Backspace back."));
}

void Summary::addParams(const space::Block& block)
{
    const ParamSchema* schema = space::schemaOf(block);
    if (schema == nullptr) {
        addText(tr("The op '%1' is not in the catalogue.").arg(QString::fromStdString(block.op)));
        return;
    }
    addSection(tr("Parameters"));
    if (schema->specs().empty())
        addText(tr("There are none."));
    for (const ParamSpec& spec : schema->specs()) {
        const auto given = block.params.find(spec.name);
        if (given == block.params.end() && block.kind == space::BlockKind::Training)
            continue; // the run says what it is
        const QString name = coreText(spec.title.empty() ? spec.name : spec.title);
        if (given != block.params.end())
            addRow(name, paramText(given->second), given->second.domain.has_value());
        else if (spec.scalesWithWidth && spec.defaultValue == Json(0))
            addRow(name, tr("as input"));
        else
            addRow(name, paramValueText(spec.defaultValue));
    }
}

void Summary::showBlock(const SpaceView& view, const space::Block& block, int alternative)
{
    using space::BlockKind;
    const space::Block* op = block.kind == BlockKind::Op ? &block : nullptr;
    if (block.kind == BlockKind::Choice && alternative >= 0) {
        const space::Alternative& chosen = block.alternatives[static_cast<std::size_t>(alternative)];
        op = onlyOp(chosen);
        addSection(tr("In files and tables"));
        addRow(tr("name"), QString::fromStdString(chosen.name));
    } else if (block.kind == BlockKind::Choice) {
        addSection(tr("Alternatives"));
        for (const space::Alternative& each : block.alternatives)
            addRow(alternativeTitle(each), QString::fromStdString(each.name));
    } else if (block.kind == BlockKind::Repeat) {
        addSection(tr("Repeat"));
        addRow(tr("copies"),
               block.low < block.high ? QStringLiteral("%1..%2").arg(block.low).arg(block.high)
                                      : QString::number(block.high),
               block.low < block.high);
        addRow(tr("decisions inside"), block.tied ? tr("tied") : tr("independent"));
    } else if (block.looseEnds) {
        addText(tr("Only what nothing else takes."));
    } else if (block.kind == BlockKind::Recurrent || block.kind == BlockKind::Training) {
        addParams(block);
    }
    if (op != nullptr) {
        addParams(*op);
        const space::OpEntry* entry = space::opCatalogue().find(op->op);
        if (entry != nullptr && !entry->summary.empty()) {
            addSection(tr("What it does"));
            addText(coreText(entry->summary));
            if (!entry->paper.empty())
                addText(QString::fromStdString(entry->paper));
        }
    }
    if (alternative < 0)
        addFacts(view, block);
}

void Summary::addFacts(const SpaceView& view, const space::Block& block)
{
    const auto facts = view.facts().find(factsKey(view.place(), block));
    if (facts == view.facts().end())
        return;
    addSection(tr("In one sampled network"));
    addRow(tr("output"), shapeText(facts->second.output));
    addRow(tr("params"), costText(facts->second.parameters));
    addRow(tr("MACs"), costText(facts->second.macs));
}

} // namespace cw::ui
