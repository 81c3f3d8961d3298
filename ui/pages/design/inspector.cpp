// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/design/inspector.h"

#include <QHBoxLayout>
#include <QScrollArea>
#include <QVBoxLayout>

#include "core/space/block_schema.h"
#include "ui/canvas/op_words.h"
#include "ui/widgets/format.h"
#include "ui/widgets/labels.h"

namespace cw::ui {

Inspector::Inspector(Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_icon(new QLabel(this))
    , m_title(makeLabel({}, "subject", this))
    , m_detail(makeLabel({}, "secondary", this))
{
    setProperty("surface", "surface");
    setAttribute(Qt::WA_StyledBackground);
    setFixedWidth(Metrics::kInspector);
    QLabel* title = makeLabel(tr("Inspector"), "panelTitle", this);
    title->setFixedHeight(Metrics::kDockTitle - 1);
    title->setContentsMargins(16, 0, 0, 0);
    m_title->setWordWrap(true);
    m_detail->setWordWrap(true);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(title);
    column->addWidget(makeRule(this));
    auto* head = new QHBoxLayout;
    head->setContentsMargins(16, 12, 16, 12);
    head->setSpacing(12);
    m_icon->setFixedSize(32, 32);
    m_icon->setAlignment(Qt::AlignCenter);
    head->addWidget(m_icon, 0, Qt::AlignTop);
    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(m_title);
    words->addWidget(m_detail);
    head->addLayout(words, 1);
    column->addLayout(head);
    column->addWidget(makeRule(this));
    auto* scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_body = new QWidget(scroll);
    m_body->setProperty("surface", "surface");
    m_body->setAttribute(Qt::WA_StyledBackground);
    m_column = new QVBoxLayout(m_body);
    m_column->setContentsMargins(16, 4, 16, 16);
    m_column->setSpacing(2);
    m_column->addStretch(1);
    scroll->setWidget(m_body);
    column->addWidget(scroll, 1);
}

void Inspector::clearRows()
{
    m_rows.clear();
    while (m_column->count() > 1) {
        QLayoutItem* item = m_column->takeAt(0);
        delete item->widget();
        delete item;
    }
}

void Inspector::addSection(const QString& title)
{
    QLabel* label = makeLabel(title, "strongSecondary", m_body);
    label->setContentsMargins(0, 12, 0, 4);
    m_column->insertWidget(m_column->count() - 1, label);
}

void Inspector::addRow(const QString& name, const QString& value, bool searched)
{
    auto* area = new QWidget(m_body);
    auto* row = new QHBoxLayout(area);
    row->setContentsMargins(0, 4, 0, 4);
    row->addWidget(makeLabel(name, "", area));
    QLabel* text = makeLabel(value, searched ? "chip" : "", area);
    text->setWordWrap(!searched);
    text->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    row->addStretch(1);
    row->addWidget(text, 0);
    m_column->insertWidget(m_column->count() - 1, area);
    m_rows << name + QStringLiteral(": ") + value;
}

void Inspector::addText(const QString& text)
{
    QLabel* label = makeLabel(text, "secondary", m_body);
    label->setWordWrap(true);
    m_column->insertWidget(m_column->count() - 1, label);
    m_rows << text;
}

void Inspector::setIcon(const QString& name, space::OpFamily family)
{
    const Colors& colors = m_theme.colors();
    m_icon->setPixmap(m_theme.icon(name, colors.opIcon(family)).pixmap(QSize(20, 20), devicePixelRatioF()));
    m_icon->setStyleSheet(QStringLiteral("background: %1; border-radius: 6px;")
                              .arg(mix(colors.surface, colors.family(family), 0.12).name()));
}

void Inspector::show(const SpaceView& view)
{
    clearRows();
    if (!view.space()) {
        m_title->setText(tr("No space open"));
        m_detail->setText(tr("Choose a template at the left, or drop a .cwspace file here."));
        setIcon(QStringLiteral("design"), space::OpFamily::Structure);
    } else if (const space::Block* block = view.selectedBlock()) {
        showBlock(view, *block, view.selectedAlternative());
    } else {
        showSpace(*view.space());
    }
    m_detail->setVisible(!m_detail->text().isEmpty()); // a title alone stands in the middle of the icon
}

void Inspector::showSpace(const space::SearchSpace& space)
{
    setIcon(QStringLiteral("design"), space::OpFamily::Structure);
    m_title->setText(QString::fromStdString(space.title.empty() ? space.name : space.title));
    m_detail->setText(QString::fromStdString(space.paper));
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

void Inspector::addParams(const space::Block& block)
{
    const ParamSchema* schema = space::schemaOf(block);
    if (schema == nullptr) {
        addText(tr("The op '%1' is not in the catalogue.").arg(QString::fromStdString(block.op)));
        return;
    }
    addSection(tr("Parameters"));
    if (schema->specs().empty())
        addText(tr("This op has none."));
    for (const ParamSpec& spec : schema->specs()) {
        const auto given = block.params.find(spec.name);
        if (given == block.params.end() && block.kind == space::BlockKind::Training)
            continue; // the search says what it is
        const QString name = coreText(spec.title.empty() ? spec.name : spec.title);
        if (given != block.params.end())
            addRow(name, paramText(given->second), given->second.domain.has_value());
        else if (spec.scalesWithWidth && spec.defaultValue == Json(0))
            addRow(name, tr("as input"));
        else
            addRow(name, paramValueText(spec.defaultValue));
    }
}

void Inspector::showBlock(const SpaceView& view, const space::Block& block, int alternative)
{
    const space::Block* op = &block;
    m_title->setText(blockTitle(block));
    if (block.kind == space::BlockKind::Choice && alternative >= 0) {
        const space::Alternative& chosen = block.alternatives[static_cast<std::size_t>(alternative)];
        m_title->setText(alternativeTitle(chosen));
        m_detail->setText(tr("alternative %1 of %2 in %3")
                              .arg(alternative + 1)
                              .arg(block.alternatives.size())
                              .arg(blockTitle(block)));
        if (chosen.body.size() == 1 && chosen.body.front().blocks.size() == 1)
            op = &chosen.body.front().blocks.front();
        addSection(tr("In files and tables"));
        addRow(tr("name"), QString::fromStdString(chosen.name));
    } else if (block.kind == space::BlockKind::Choice) {
        m_detail->setText(tr("one of %1 alternatives, 1 decision").arg(block.alternatives.size()));
        addSection(tr("Alternatives"));
        for (const space::Alternative& each : block.alternatives)
            addRow(alternativeTitle(each), QString::fromStdString(each.name));
    } else if (block.kind == space::BlockKind::Repeat) {
        m_detail->setText(block.low < block.high ? tr("%1 to %2 copies, 1 decision").arg(block.low).arg(block.high)
                                                 : tr("%n copies in a row", nullptr, block.high));
        addSection(tr("Repeat"));
        addRow(tr("copies"),
               block.low < block.high ? QStringLiteral("%1..%2").arg(block.low).arg(block.high)
                                      : QString::number(block.high),
               block.low < block.high);
        addRow(tr("decisions inside"), block.tied ? tr("tied") : tr("independent"));
    } else if (block.kind == space::BlockKind::Cell) {
        m_detail->setText(tr("a use of the cell %1").arg(QString::fromStdString(block.cell)));
    } else if (block.kind == space::BlockKind::Merge || block.kind == space::BlockKind::Output) {
        m_detail->setText(block.merge == "concat" ? tr("concatenates what arrives")
                          : block.merge == "mean" ? tr("takes the mean of what arrives")
                                                  : tr("sums what arrives"));
        if (block.looseEnds)
            addText(tr("Only what nothing else takes."));
    } else if (block.kind == space::BlockKind::Optional) {
        m_detail->setText(tr("there or left out, 1 decision"));
    } else if (block.kind == space::BlockKind::Inputs) {
        m_detail->setText(block.low < block.high ? tr("takes %1 to %2 of its inputs").arg(block.low).arg(block.high)
                                                 : tr("takes %n of its inputs", nullptr, block.high));
    } else if (block.kind == space::BlockKind::Recurrent) {
        m_detail->setText(tr("a recurrent layer with this cell"));
        addParams(block);
    } else if (block.kind == space::BlockKind::Training) {
        m_detail->setText(tr("settings of the training, searched with the network"));
        addParams(block);
    } else if (block.kind == space::BlockKind::Input) {
        m_detail->setText(tr("where the graph's input arrives"));
    }
    if (op->kind == space::BlockKind::Op) {
        const space::OpEntry* entry = space::opCatalogue().find(op->op);
        if (op == &block)
            m_detail->setText(entry != nullptr ? coreText(entry->title) : QString::fromStdString(op->op));
        Json fixed = Json::object();
        for (const auto& [name, value] : op->params)
            fixed[name] = value.fixed;
        setIcon(opIconName(op->op, fixed), opFamily(op->op));
        addParams(*op);
        if (entry != nullptr && !entry->summary.empty()) {
            addSection(tr("What it does"));
            addText(coreText(entry->summary));
            if (!entry->paper.empty())
                addText(QString::fromStdString(entry->paper));
        }
    } else {
        const bool recurrent = block.kind == space::BlockKind::Recurrent;
        setIcon(block.kind == space::BlockKind::Choice     ? QStringLiteral("op-choice")
                : block.kind == space::BlockKind::Repeat   ? QStringLiteral("op-repeat")
                : block.kind == space::BlockKind::Cell     ? QStringLiteral("op-cell")
                : block.kind == space::BlockKind::Inputs   ? QStringLiteral("op-inputs")
                : block.kind == space::BlockKind::Optional ? QStringLiteral("op-optional")
                : block.kind == space::BlockKind::Training ? QStringLiteral("estimator")
                : recurrent                                ? QStringLiteral("op-recurrent")
                                                           : QStringLiteral("op-structure"),
                recurrent ? space::OpFamily::Recurrent : space::OpFamily::Structure);
    }
    if (alternative < 0)
        addFacts(view, block);
}

void Inspector::addFacts(const SpaceView& view, const space::Block& block)
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
