// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/space_graph.h"

#include <algorithm>

#include <QCoreApplication>

#include "ui/canvas/op_words.h"

namespace cw::ui {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(SpaceGraph)
};

Json fixedParams(const space::Block& block)
{
    Json params = Json::object();
    for (const auto& [name, value] : block.params) {
        if (!value.domain && value.of.empty())
            params[name] = value.fixed;
    }
    return params;
}

QString blockParams(const space::Block& block)
{
    QStringList parts; // what is searched first
    for (const auto& [name, value] : block.params) {
        if (value.domain || !value.of.empty())
            parts << paramShortName(name) + QLatin1Char('=') + paramText(value);
    }
    if (block.kind == space::BlockKind::Op) {
        parts << opParams(block.op, fixedParams(block));
    } else {
        for (const auto& [name, value] : block.params) {
            if (!value.domain && value.of.empty())
                parts << paramShortName(name) + QLatin1Char('=') + paramText(value);
        }
    }
    return parts.join(QLatin1Char(' ')).trimmed();
}

bool isSingle(const space::Graph& graph)
{
    return graph.blocks.size() == 1;
}

void fillRows(DrawNode& node, const space::Block& block)
{
    for (const space::Alternative& alternative : block.alternatives) {
        DrawRow row{alternativeTitle(alternative), QStringLiteral("op-cell"), space::OpFamily::Structure};
        if (alternative.body.size() == 1 && isSingle(alternative.body.front()) &&
            alternative.body.front().blocks.front().kind == space::BlockKind::Op) {
            const space::Block& op = alternative.body.front().blocks.front();
            row.icon = opIconName(op.op, fixedParams(op));
            row.family = opFamily(op.op);
        }
        node.rows.push_back(row);
    }
}

QString mergeText(const std::string& merge)
{
    return merge == "concat"     ? Words::tr("concat")
           : merge == "mean"     ? Words::tr("mean")
           : merge == "searched" ? Words::tr("sum or concat")
                                 : Words::tr("sum");
}

/// "2", "1..3"
QString rangeText(int low, int high)
{
    return low < high ? QStringLiteral("%1..%2").arg(low).arg(high) : QString::number(high);
}

/// What stands in for a block with one graph inside: the only block of that, or how many there are.
void fillBody(DrawNode& node, const space::Block& block);

void fillNode(DrawNode& node, const space::Block& block, bool opOnEdge)
{
    node.title = blockTitle(block);
    switch (block.kind) {
    case space::BlockKind::Input:
    case space::BlockKind::Output: {
        const bool input = block.kind == space::BlockKind::Input;
        node.shape = opOnEdge ? NodeShape::Circle : NodeShape::Port;
        node.icon = input ? QStringLiteral("op-input") : QStringLiteral("op-output");
        node.caption = input ? Words::tr("input") : Words::tr("output");
        node.title = QString::fromStdString(block.id);
        break;
    }
    case space::BlockKind::Merge:
        node.shape = NodeShape::Circle;
        node.title = QString::fromStdString(block.id);
        node.caption = mergeText(block.merge);
        break;
    case space::BlockKind::Op:
        node.subtitle = blockParams(block);
        node.icon = opIconName(block.op, fixedParams(block));
        node.family = opFamily(block.op);
        break;
    case space::BlockKind::Choice:
        node.shape = NodeShape::Stack;
        node.icon = QStringLiteral("op-choice");
        node.subtitle = Words::tr("1 of %1").arg(block.alternatives.size());
        fillRows(node, block);
        break;
    case space::BlockKind::Cell:
        node.icon = QStringLiteral("op-cell");
        node.subtitle = Words::tr("shared cell");
        break;
    case space::BlockKind::Repeat:
        break; // drawn as its body within brackets
    case space::BlockKind::Optional:
        fillBody(node, block);
        node.subtitle = QStringLiteral("%1 %2").arg(node.title, node.subtitle).trimmed();
        node.title = blockTitle(block);
        node.icon = QStringLiteral("op-optional");
        node.pill = Words::tr("0 or 1");
        node.dashed = true;
        break;
    case space::BlockKind::Inputs:
        node.icon = QStringLiteral("op-inputs");
        node.subtitle = mergeText(block.merge);
        break; // how many of how many, the links say
    case space::BlockKind::Recurrent:
        node.icon = QStringLiteral("op-recurrent");
        node.family = space::OpFamily::Recurrent;
        node.subtitle = block.params.empty() ? Words::tr("recurrent cell") : blockParams(block);
        break;
    case space::BlockKind::Training:
        node.icon = QStringLiteral("estimator");
        node.subtitle = blockParams(block);
        break;
    }
    node.open = ownDecisions(block) > 0;
    if ((block.kind == space::BlockKind::Op || block.kind == space::BlockKind::Training) && node.open)
        node.pill = QString::number(ownDecisions(block));
}

void fillBody(DrawNode& node, const space::Block& block)
{
    const space::Graph* body = block.body.empty() ? nullptr : &block.body.front();
    if (body != nullptr && isSingle(*body)) {
        fillNode(node, body->blocks.front(), false);
    } else {
        node.title = Words::tr("%n block(s)", nullptr, body == nullptr ? 0 : static_cast<int>(body->blocks.size()));
        node.icon = QStringLiteral("op-cell");
    }
}

DrawNode nodeOf(const space::Block& block, bool opOnEdge)
{
    DrawNode node;
    node.id = QString::fromStdString(block.id);
    node.enterable =
        block.kind == space::BlockKind::Cell || block.kind == space::BlockKind::Choice || !block.body.empty();
    if (block.kind != space::BlockKind::Repeat) {
        fillNode(node, block, opOnEdge);
        return node;
    }
    fillBody(node, block);
    node.bracketed = true;
    node.name = blockTitle(block);
    node.open = block.low < block.high;
    node.pill = QStringLiteral("× ") + rangeText(block.low, block.high);
    return node;
}

int usesOf(const space::Graph& graph, const std::string& cell)
{
    int uses = 0;
    for (const space::Block& block : graph.blocks) {
        if (block.kind == space::BlockKind::Cell && block.cell == cell)
            ++uses;
        if (!block.body.empty())
            uses += (block.kind == space::BlockKind::Repeat ? block.high : 1) * usesOf(block.body.front(), cell);
        for (const space::Alternative& alternative : block.alternatives) {
            for (const space::Graph& body : alternative.body)
                uses += usesOf(body, cell);
        }
    }
    return uses;
}

} // namespace

QString paramText(const space::ParamValue& value)
{
    if (value.of.find('.') != std::string::npos) // what a block gives, by its own name
        return QString::fromStdString(value.of);
    if (!value.of.empty())
        return Words::tr("the cell's %1").arg(QString::fromStdString(value.of));
    if (!value.domain)
        return paramValueText(value.fixed);
    const space::Domain& domain = *value.domain;
    if (domain.kind == space::DomainKind::Categorical || domain.kind == space::DomainKind::Subset) {
        QStringList choices;
        for (const std::string& choice : domain.choices)
            choices << QString::fromStdString(choice);
        return choices.join(QLatin1Char('|'));
    }
    return QStringLiteral("%1..%2").arg(domain.low).arg(domain.high);
}

int ownDecisions(const space::Block& block)
{
    const bool one = block.kind == space::BlockKind::Choice || block.kind == space::BlockKind::Optional ||
                     block.kind == space::BlockKind::Inputs;
    int decisions = one ? 1 : 0;
    if (block.merge == "searched")
        decisions += 1;
    if (block.kind == space::BlockKind::Repeat && block.low < block.high)
        decisions += 1;
    for (const auto& [name, value] : block.params)
        decisions += value.domain ? 1 : 0;
    return decisions;
}

QString blockTitle(const space::Block& block)
{
    if (!block.title.empty())
        return QString::fromStdString(block.title);
    if (block.kind == space::BlockKind::Op && space::opCatalogue().find(block.op) != nullptr && block.id == "op")
        return opTitle(block.op, fixedParams(block));
    return linkTitle(QString::fromStdString(block.id));
}

std::string factsKey(const GraphPlace& place, const space::Block& block)
{
    return place.prefix + block.id;
}

Drawing drawGraph(const GraphPlace& place, const FactsByBlock& facts)
{
    Drawing drawing;
    const space::Graph& graph = *place.graph;
    const bool opOnEdge = std::any_of(graph.blocks.begin(), graph.blocks.end(),
                                      [](const space::Block& block) { return block.kind == space::BlockKind::Merge; });
    const auto inputs = std::count_if(graph.blocks.begin(), graph.blocks.end(),
                                      [](const space::Block& block) { return block.kind == space::BlockKind::Input; });
    std::map<std::string, int> indices;
    for (const space::Block& block : graph.blocks) {
        indices.emplace(block.id, static_cast<int>(drawing.nodes.size()));
        DrawNode node = nodeOf(block, opOnEdge);
        if (block.kind == space::BlockKind::Input && inputs > 1)
            node.caption = Words::tr("input %1").arg(QString::fromStdString(block.id));
        const auto known = facts.find(factsKey(place, block));
        if (known != facts.end() && node.shape != NodeShape::Circle && block.kind != space::BlockKind::Output)
            node.output = shapeText(known->second.output);
        if (block.kind == space::BlockKind::Inputs) {
            const auto arriving = std::count_if(graph.links.begin(), graph.links.end(),
                                                [&](const space::Link& link) { return link.to == block.id; });
            node.pill = Words::tr("%1 of %2").arg(rangeText(block.low, block.high)).arg(arriving);
        }
        drawing.nodes.push_back(std::move(node));
    }
    for (const space::Link& link : graph.links) {
        const auto from = indices.find(link.from);
        const auto to = indices.find(link.to);
        if (from == indices.end() || to == indices.end())
            continue; // an issue says so
        const QString& shape = drawing.nodes[static_cast<std::size_t>(from->second)].output;
        drawing.edges.push_back({from->second, to->second, link.previous ? Words::tr("last but one") : shape});
    }
    return drawing;
}

GraphPlace topOf(const space::SearchSpace& space)
{
    return {&space.graph, QString::fromStdString(space.name), {}, {}};
}

GraphPlace onlyOpenCell(const space::SearchSpace& space)
{
    if (space.cells.size() != 1)
        return {};
    GraphPlace found;
    for (const space::Block& block : space.graph.blocks) {
        if (ownDecisions(block) > 0)
            return {};
        const GraphPlace inner = enterBlock(space, topOf(space), block, -1);
        if (found.graph == nullptr && inner.graph == &space.cells.begin()->second)
            found = inner;
    }
    return found;
}

GraphPlace enterBlock(const space::SearchSpace& space, const GraphPlace& place, const space::Block& block,
                      int alternative)
{
    const std::string inside = factsKey(place, block) + '/';
    if (block.kind == space::BlockKind::Cell) {
        const auto cell = space.cells.find(block.cell);
        if (cell == space.cells.end())
            return {};
        int uses = usesOf(space.graph, block.cell);
        for (const auto& [name, graph] : space.cells)
            uses += usesOf(graph, block.cell);
        return {&cell->second, QString::fromStdString(block.cell), "cell:" + block.cell + '/',
                uses > 1 ? Words::tr("used %1 ×, decisions shared").arg(uses) : QString()};
    }
    if (!block.body.empty()) {
        const space::Graph& body = block.body.front();
        if (isSingle(body)) { // straight to what is repeated
            GraphPlace inner = enterBlock(space, {&body, {}, inside, {}}, body.blocks.front(), alternative);
            if (inner.graph != nullptr)
                return inner;
        }
        return {&body, blockTitle(block), inside, {}};
    }
    if (block.kind == space::BlockKind::Choice && alternative >= 0) {
        const space::Alternative& chosen = block.alternatives[static_cast<std::size_t>(alternative)];
        if (!chosen.body.empty() && !isSingle(chosen.body.front()))
            return {&chosen.body.front(), QString::fromStdString(chosen.name), inside, {}};
    }
    return {};
}

} // namespace cw::ui
