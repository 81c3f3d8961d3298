// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/design/inspector/structure_section.h"

#include <algorithm>

#include <QCheckBox>

#include "core/space/edit/edit.h"
#include "core/space/limits.h"
#include "ui/pages/design/inspector/gives_text.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/quiet_controls.h"

namespace cw::ui {

namespace {

using space::Block;
using space::BlockKind;

QString sectionTitle(const Block& block)
{
    switch (block.kind) {
    case BlockKind::Repeat:
        return StructureSection::tr("Repeat");
    case BlockKind::Inputs:
        return StructureSection::tr("Inputs");
    case BlockKind::Cell:
        return StructureSection::tr("Cell");
    case BlockKind::Optional:
        return StructureSection::tr("Optional");
    case BlockKind::Recurrent:
        return StructureSection::tr("Recurrent layer");
    default:
        return StructureSection::tr("What arrives");
    }
}

QString mergeWord(const std::string& merge)
{
    return merge == "sum"      ? StructureSection::tr("Sum")
           : merge == "concat" ? StructureSection::tr("Concat")
           : merge == "mean"   ? StructureSection::tr("Mean")
                               : StructureSection::tr("Searched");
}

QString mergeHelp(const std::string& merge)
{
    return merge == "sum"      ? StructureSection::tr("Adds up what arrives; channels must agree")
           : merge == "concat" ? StructureSection::tr("Puts the channels of what arrives after each other")
           : merge == "mean"   ? StructureSection::tr("The mean of all nodes, at the output of a recurrent cell")
                               : StructureSection::tr("Sum or concat: 1 decision more");
}

} // namespace

bool StructureSection::has(const Block& block)
{
    switch (block.kind) {
    case BlockKind::Repeat:
    case BlockKind::Inputs:
    case BlockKind::Cell:
    case BlockKind::Optional:
    case BlockKind::Recurrent:
    case BlockKind::Merge:
    case BlockKind::Output:
        return true;
    default:
        return false;
    }
}

StructureSection::StructureSection(Inspected& inspected, const space::BlockAddress& of, QWidget* parent)
    : InspectorSection(inspected, sectionTitle(*inspected.find(of)), parent)
    , m_of(of)
    , m_isSelected(inspected.selection().at == of.graph)
{
    const Block& block = *inspected.find(of);
    switch (block.kind) {
    case BlockKind::Repeat:
        makeRepeat();
        break;
    case BlockKind::Inputs:
        makeCounts(tr("how many"), {.name = "inputs", .defaultValue = 1, .min = 1, .max = space::kMaxSubset});
        makeMerge(block);
        break;
    case BlockKind::Cell:
        makeCell();
        break;
    case BlockKind::Merge:
    case BlockKind::Output:
        makeMerge(block);
        break;
    case BlockKind::Optional:
        addNote(tr("There or left out: 1 decision. Double click or Enter goes to the block inside."));
        break;
    case BlockKind::Recurrent:
        addNote(tr("Its body is the cell: nodes of one function and one predecessor each. Double click or Enter goes "
                   "in."));
        break;
    default:
        break;
    }
    if (block.kind == BlockKind::Repeat || block.kind == BlockKind::Inputs)
        makeGives();
    refresh();
}

space::BlockAddress StructureSection::address() const
{
    const Inspected::Selection& selection = inspected().selection();
    return m_isSelected && selection.ids.size() == 1 ? space::BlockAddress{selection.at, selection.ids.front()} : m_of;
}

const Block* StructureSection::block() const
{
    return inspected().find(address());
}

void StructureSection::addNote(const QString& text)
{
    QLabel* note = makeLabel(text, "secondary", this);
    note->setWordWrap(true);
    note->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    column().addWidget(note);
}

void StructureSection::change(FormRow* row, const QString& step, const Change& edit, const QString& merge)
{
    const QString refused = inspected().apply(step, edit, merge);
    row->setProblem(refused);
    if (!refused.isEmpty())
        refresh(); // the control goes back
}

void StructureSection::makeCounts(const QString& name, const ParamSpec& spec)
{
    m_counts = new RangeEditor(spec, false, this);
    auto* row = new FormRow(name, m_counts, this);
    m_counts->setName(name);
    column().addWidget(row);
    connect(m_counts, &RangeEditor::refused, row, &FormRow::setProblem);
    connect(m_counts, &RangeEditor::edited, this, [this, row, name](const space::Domain& range) {
        const space::BlockAddress at = address();
        const int low = static_cast<int>(range.low);
        const int high = static_cast<int>(range.high);
        change(
            row, tr("Set %1").arg(name),
            [=](space::SearchSpace& space) { return space::setRange(space, at.graph, at.block, low, high); },
            QStringLiteral("counts %1").arg(inspected().visit()));
    });
    for (QAbstractSpinBox* field : {m_counts->low(), m_counts->high()})
        connect(field, &QAbstractSpinBox::editingFinished, this, [this] { inspected().beginVisit(); });
}

void StructureSection::makeRepeat()
{
    makeCounts(tr("copies"),
               {.name = "copies", .defaultValue = 1, .min = 0, .max = static_cast<double>(space::kMaxCopies)});
    m_tied = new SegmentedSwitch(inspected().theme(), this);
    m_tied->addSegment(1, tr("Tied"), tr("All copies share the decisions inside"));
    m_tied->addSegment(0, tr("Independent"), tr("Each copy has decisions of its own"));
    auto* row = new FormRow(tr("decisions"), m_tied, this);
    column().addWidget(row);
    connect(m_tied, &SegmentedSwitch::chosen, this, [this, row](int tied) {
        const space::BlockAddress at = address();
        change(row, tied != 0 ? tr("Tie the copies") : tr("Let the copies differ"),
               [=](space::SearchSpace& space) { return space::setTied(space, at.graph, at.block, tied != 0); });
    });
    m_stage = new QCheckBox(tr("stage"), this);
    m_stage->setToolTip(tr("A stage of the network: the fidelity \"cells\" cuts its copies"));
    auto* stageRow = new FormRow(tr("fidelity"), m_stage, this);
    m_stage->setAccessibleName(tr("stage"));
    column().addWidget(stageRow);
    connect(m_stage, &QCheckBox::clicked, this, [this, stageRow](bool stage) {
        const space::BlockAddress at = address();
        change(stageRow, stage ? tr("Make a stage") : tr("Make no stage"),
               [=](space::SearchSpace& space) { return space::setStage(space, at.graph, at.block, stage); });
    });
}

bool StructureSection::isRecurrent() const
{
    space::GraphAddress at = address().graph;
    while (!at.steps.empty()) {
        const std::string outer = at.steps.back().block;
        at.steps.pop_back();
        const Block* around = inspected().find({at, outer});
        if (around != nullptr && around->kind == BlockKind::Recurrent)
            return true;
    }
    return false;
}

void StructureSection::makeMerge(const Block& block)
{
    const bool recurrent = isRecurrent();
    if (recurrent && block.kind == BlockKind::Inputs)
        return; // one node is merged with nothing
    std::vector<std::string> ways{"sum", "concat"};
    if (recurrent)
        ways = {"mean"};
    else if (block.kind == BlockKind::Inputs)
        ways.emplace_back("searched");
    m_merge = new SegmentedSwitch(inspected().theme(), this);
    for (const std::string& name : space::mergeNames()) {
        if (std::find(ways.begin(), ways.end(), name) != ways.end() || name == block.merge)
            m_merge->addSegment(static_cast<int>(&name - space::mergeNames().data()), mergeWord(name), mergeHelp(name));
    }
    auto* row = new FormRow(tr("merge"), m_merge, this);
    column().addWidget(row);
    connect(m_merge, &SegmentedSwitch::chosen, this, [this, row](int index) {
        const space::BlockAddress at = address();
        const std::string name = space::mergeNames()[static_cast<std::size_t>(index)];
        change(row, tr("Merge by %1").arg(mergeWord(name).toLower()),
               [=](space::SearchSpace& space) { return space::setMerge(space, at.graph, at.block, name); });
    });
    if (block.kind == BlockKind::Inputs)
        return;
    m_loose = new QCheckBox(tr("only loose ends"), this);
    m_loose->setToolTip(tr("Takes only what nothing else in the graph takes"));
    auto* looseRow = new FormRow(tr("takes"), m_loose, this);
    m_loose->setAccessibleName(tr("only loose ends"));
    column().addWidget(looseRow);
    connect(m_loose, &QCheckBox::clicked, this, [this, looseRow](bool loose) {
        const space::BlockAddress at = address();
        change(looseRow, loose ? tr("Take loose ends only") : tr("Take all that arrives"),
               [=](space::SearchSpace& space) { return space::setLooseEnds(space, at.graph, at.block, loose); });
    });
}

/// Values for the blocks behind or inside, by copy or by source.
void StructureSection::makeGives()
{
    m_gives = new CommitField(this);
    m_gives->setProperty("mono", true);
    m_gives->setPlaceholderText(QStringLiteral("stride: 1, 2"));
    auto* row = new FormRow(tr("gives"), m_gives, this);
    row->setHelp(tr("Values that parameters inside can take, for the copies (or the sources) in turn; the last holds "
                    "for the rest"));
    column().addWidget(row);
    connect(m_gives, &CommitField::restored, row, [row] { row->setProblem({}); });
    connect(m_gives, &CommitField::committed, this, [this, row](const QString& text) {
        const space::BlockAddress at = address();
        const auto gives = givesFromText(text);
        const QString refused = gives ? inspected().apply(tr("Set what it gives"),
                                                          [=](space::SearchSpace& space) {
                                                              return space::setGives(space, at.graph, at.block, *gives);
                                                          })
                                      : QString::fromStdString(gives.error().problem());
        m_gives->setWrong(!refused.isEmpty());
        row->setProblem(refused);
        if (refused.isEmpty())
            m_gives->setText(m_gives->stored()); // as it is written
    });
}

void StructureSection::makeCell()
{
    m_cell = new QuietComboBox(this);
    auto* row = new FormRow(tr("cell"), m_cell, this);
    column().addWidget(row);
    connect(m_cell, &QComboBox::activated, this, [this, row] {
        const space::BlockAddress at = address();
        const std::string name = m_cell->currentData().toString().toStdString();
        change(row, tr("Use another cell"),
               [=](space::SearchSpace& space) { return space::setCell(space, at.graph, at.block, name); });
    });
}

std::size_t StructureSection::arriving() const
{
    const space::BlockAddress at = address();
    const space::Graph* graph = space::graphAt(inspected().space(), at.graph);
    return graph == nullptr
               ? 0
               : static_cast<std::size_t>(std::count_if(graph->links.begin(), graph->links.end(),
                                                        [&](const space::Link& link) { return link.to == at.block; }));
}

void StructureSection::refresh()
{
    const Block* now = block();
    if (now == nullptr)
        return;
    if (m_counts != nullptr) {
        if (now->kind == BlockKind::Inputs) // at most what arrives, but what is there stays visible
            m_counts->setLimits(1, std::max({2.0, double(arriving()), double(now->high)}));
        m_counts->setRange(space::Domain::integer(now->low, now->high));
    }
    if (m_tied != nullptr) {
        m_tied->setCurrent(now->tied ? 1 : 0);
        m_stage->setChecked(now->stage);
    }
    if (m_merge != nullptr) {
        const auto& names = space::mergeNames();
        m_merge->setCurrent(static_cast<int>(std::find(names.begin(), names.end(), now->merge) - names.begin()));
    }
    if (m_loose != nullptr)
        m_loose->setChecked(now->looseEnds);
    if (m_gives != nullptr)
        m_gives->setStored(givesText(now->gives));
    if (m_cell != nullptr) {
        m_cell->clear();
        for (const auto& [name, graph] : inspected().space().cells)
            m_cell->addItem(QString::fromStdString(name), QString::fromStdString(name));
        const QString used = QString::fromStdString(now->cell);
        m_cell->setPlaceholderText(used);
        m_cell->setCurrentIndex(m_cell->findData(used));
    }
}

QStringList StructureSection::rows() const
{
    const Block* now = block();
    if (now == nullptr)
        return {};
    QStringList lines;
    if (m_counts != nullptr)
        lines << tr("copies") + QStringLiteral(": ") +
                     (now->low < now->high ? QStringLiteral("%1..%2").arg(now->low).arg(now->high)
                                           : QString::number(now->high));
    if (m_tied != nullptr)
        lines << tr("decisions") + QStringLiteral(": ") + (now->tied ? tr("tied") : tr("independent"));
    if (m_merge != nullptr)
        lines << tr("merge") + QStringLiteral(": ") + QString::fromStdString(now->merge);
    if (m_cell != nullptr)
        lines << tr("cell") + QStringLiteral(": ") + QString::fromStdString(now->cell);
    return lines;
}

} // namespace cw::ui
