// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/space_graph.h"

#include <algorithm>

#include <QCoreApplication>

#include "core/space/edit/comments.h"
#include "ui/canvas/op_words.h"

namespace cw::ui {
namespace {

struct SpaceGraphWords {
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

/// With the defaults of what is not set, and without what is searched.
Json shownParams(const space::Block& block)
{
    Json params = fixedParams(block);
    const space::OpEntry* entry = space::opCatalogue().find(block.op);
    for (const ParamSpec& spec : entry == nullptr ? std::vector<ParamSpec>() : entry->schema.specs()) {
        if (block.params.count(spec.name) == 0)
            params[spec.name] = spec.defaultValue;
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
    return merge == "concat"     ? SpaceGraphWords::tr("concat")
           : merge == "mean"     ? SpaceGraphWords::tr("mean")
           : merge == "searched" ? SpaceGraphWords::tr("sum or concat")
                                 : SpaceGraphWords::tr("sum");
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
        node.caption = input ? SpaceGraphWords::tr("input") : SpaceGraphWords::tr("output");
        node.title = QString::fromStdString(block.id);
        node.takes = !input;
        node.gives = input;
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
        node.subtitle = SpaceGraphWords::tr("1 of %1").arg(block.alternatives.size());
        fillRows(node, block);
        break;
    case space::BlockKind::Cell:
        node.icon = QStringLiteral("op-cell");
        node.subtitle = SpaceGraphWords::tr("shared cell");
        break;
    case space::BlockKind::Repeat:
        break; // drawn as its body within brackets
    case space::BlockKind::Optional:
        fillBody(node, block);
        node.subtitle = QStringLiteral("%1 %2").arg(node.title, node.subtitle).trimmed();
        node.title = blockTitle(block);
        node.icon = QStringLiteral("op-optional");
        node.pill = SpaceGraphWords::tr("0 or 1");
        node.dashed = true;
        break;
    case space::BlockKind::Inputs:
        node.shape = NodeShape::Inputs;
        node.icon = QStringLiteral("op-inputs");
        node.subtitle = mergeText(block.merge);
        break; // how many of how many, the links say
    case space::BlockKind::Recurrent:
        node.icon = QStringLiteral("op-recurrent");
        node.family = space::OpFamily::Recurrent;
        node.subtitle = block.params.empty() ? SpaceGraphWords::tr("recurrent cell") : blockParams(block);
        break;
    case space::BlockKind::Training:
        node.icon = QStringLiteral("estimator");
        node.takes = false;
        node.gives = false;
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
        if (node.shape == NodeShape::Inputs)
            node.shape = NodeShape::Card; // its sources stand inside
        node.takes = true;
        node.gives = true;
    } else {
        node.title =
            SpaceGraphWords::tr("%n block(s)", nullptr, body == nullptr ? 0 : static_cast<int>(body->blocks.size()));
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

} // namespace

QString paramText(const space::ParamValue& value)
{
    if (value.of.find('.') != std::string::npos) // what a block gives, by its own name
        return QString::fromStdString(value.of);
    if (!value.of.empty())
        return SpaceGraphWords::tr("the cell's %1").arg(QString::fromStdString(value.of));
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

QString blockKindTitle(const space::Block& block)
{
    switch (block.kind) {
    case space::BlockKind::Input:
        return SpaceGraphWords::tr("Input");
    case space::BlockKind::Output:
        return SpaceGraphWords::tr("Output");
    case space::BlockKind::Merge:
        return SpaceGraphWords::tr("Node");
    case space::BlockKind::Op:
        return opTitle(block.op, shownParams(block));
    case space::BlockKind::Choice:
        return SpaceGraphWords::tr("Choice");
    case space::BlockKind::Repeat:
        return SpaceGraphWords::tr("Repeat");
    case space::BlockKind::Cell:
        return SpaceGraphWords::tr("cell '%1'").arg(QString::fromStdString(block.cell));
    case space::BlockKind::Optional:
        return SpaceGraphWords::tr("Optional");
    case space::BlockKind::Inputs:
        return SpaceGraphWords::tr("Inputs");
    case space::BlockKind::Recurrent:
        return SpaceGraphWords::tr("recurrent layer");
    case space::BlockKind::Training:
        return SpaceGraphWords::tr("Training");
    }
    return {};
}

std::string factsKey(const GraphPlace& place, const space::Block& block)
{
    return place.prefix + block.id;
}

namespace {

bool isOpOnEdge(const space::Graph& graph)
{
    return std::any_of(graph.blocks.begin(), graph.blocks.end(),
                       [](const space::Block& block) { return block.kind == space::BlockKind::Merge; });
}

/// What of a node follows from its block alone, taken from `known` (of the blocks of `before`) where that is the same.
std::vector<DrawNode> bareNodes(const space::Graph& graph, const space::Graph* before, std::vector<DrawNode> known)
{
    const bool opOnEdge = isOpOnEdge(graph);
    const bool same = before != nullptr && known.size() == before->blocks.size() && opOnEdge == isOpOnEdge(*before);
    std::map<std::string_view, std::size_t> places;
    std::vector<DrawNode> nodes;
    nodes.reserve(graph.blocks.size());
    for (std::size_t i = 0; i < graph.blocks.size(); ++i) {
        const space::Block& block = graph.blocks[i];
        std::size_t at = i;
        if (same && (at >= before->blocks.size() || before->blocks[at].id != block.id)) { // something was removed
            for (std::size_t k = 0; places.empty() && k < before->blocks.size(); ++k)
                places.emplace(before->blocks[k].id, k);
            const auto found = places.find(block.id);
            at = found == places.end() ? before->blocks.size() : found->second;
        }
        if (same && at < before->blocks.size() && before->blocks[at] == block)
            nodes.push_back(known[at]);
        else
            nodes.push_back(nodeOf(block, opOnEdge));
    }
    return nodes;
}

/// "28×28" of an image, "[10]" of another shape: what must agree between sources.
QString sourceShape(const space::Shape& shape)
{
    if (shape.kind == space::ShapeKind::Image && shape.dims.size() == 3)
        return QStringLiteral("%1×%2").arg(shape.dims[1]).arg(shape.dims[2]);
    return shapeText(shape);
}

/// Sources become rows, and the links to them know which.
void fillSources(Drawing& drawing, const space::Graph& graph, const GraphPlace& place, const FactsByBlock& facts)
{
    for (DrawEdge& edge : drawing.edges) {
        DrawNode& node = drawing.nodes[static_cast<std::size_t>(edge.to)];
        if (node.shape != NodeShape::Inputs)
            continue;
        const space::Block& source = graph.blocks[static_cast<std::size_t>(edge.from)];
        edge.row = static_cast<int>(node.rows.size());
        const QString title = drawing.nodes[static_cast<std::size_t>(edge.from)].title;
        DrawRow row{edge.previous ? SpaceGraphWords::tr("%1, last but one").arg(title) : title, {}};
        const auto known = facts.find(factsKey(place, source));
        if (known != facts.end())
            row.aside = sourceShape(known->second.output);
        node.rows.push_back(std::move(row));
        edge.label.clear(); // the row says it
    }
    for (std::size_t i = 0; i < graph.blocks.size(); ++i) {
        const space::Block& block = graph.blocks[i];
        DrawNode& node = drawing.nodes[i];
        if (node.shape == NodeShape::Inputs)
            node.pill = SpaceGraphWords::tr("%1 of %2").arg(rangeText(block.low, block.high)).arg(node.rows.size());
    }
}

Drawing complete(const GraphPlace& place, const FactsByBlock& facts, const IssueMarks& marks,
                 std::vector<DrawNode> nodes)
{
    Drawing drawing;
    drawing.nodes = std::move(nodes);
    const space::Graph& graph = *place.graph;
    const auto inputs = std::count_if(graph.blocks.begin(), graph.blocks.end(),
                                      [](const space::Block& block) { return block.kind == space::BlockKind::Input; });
    std::map<std::string_view, int> indices;
    for (std::size_t i = 0; i < graph.blocks.size(); ++i) {
        const space::Block& block = graph.blocks[i];
        DrawNode& node = drawing.nodes[i];
        indices.emplace(block.id, static_cast<int>(i));
        if (block.kind == space::BlockKind::Input && inputs > 1)
            node.caption = SpaceGraphWords::tr("input %1").arg(QString::fromStdString(block.id));
        const auto known = facts.empty() ? facts.end() : facts.find(factsKey(place, block));
        if (known != facts.end() && node.shape != NodeShape::Circle && block.kind != space::BlockKind::Output)
            node.output = shapeText(known->second.output);
        const auto mark = marks.find(block.id);
        if (mark != marks.end()) {
            node.issue = mark->second.text;
            node.issueInside = mark->second.inside;
        }
    }
    for (const space::Link& link : graph.links) {
        const auto from = indices.find(link.from);
        const auto to = indices.find(link.to);
        if (from == indices.end() || to == indices.end())
            continue; // an issue says so
        const QString& shape = drawing.nodes[static_cast<std::size_t>(from->second)].output;
        DrawEdge edge{from->second, to->second, link.previous ? SpaceGraphWords::tr("last but one") : shape};
        edge.previous = link.previous;
        drawing.edges.push_back(std::move(edge));
    }
    fillSources(drawing, graph, place, facts);
    for (const space::Comment& comment : space::commentsOf(graph)) {
        const space::CommentBox& box = comment.box;
        drawing.comments.push_back({{box.x, box.y, box.width, box.height}, QString::fromStdString(comment.text)});
    }
    return drawing;
}

} // namespace

DrawNode drawBlock(const space::Block& block, const space::Graph& around)
{
    return nodeOf(block, isOpOnEdge(around));
}

Drawing drawGraph(const GraphPlace& place, const FactsByBlock& facts, const IssueMarks& marks)
{
    return complete(place, facts, marks, bareNodes(*place.graph, nullptr, {}));
}

Drawing GraphDrawer::draw(const std::shared_ptr<const space::SearchSpace>& space, const GraphPlace& place,
                          const FactsByBlock& facts, const IssueMarks& marks)
{
    m_nodes = bareNodes(*place.graph, m_graph, std::move(m_nodes));
    m_space = space;
    m_graph = place.graph;
    return complete(place, facts, marks, m_nodes);
}

} // namespace cw::ui
