// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/architecture_graph.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <optional>
#include <set>

#include <QCoreApplication>
#include <QRegularExpression>

#include "ui/canvas/op_words.h"

namespace cw::ui {
namespace {

using OpsByName = std::map<std::string, const space::OpNode*>;

struct ArchitectureGraphWords {
    Q_DECLARE_TR_FUNCTIONS(ArchitectureGraph)
};

/// "stage1[2]/0-1" -> ("stage1", 2); "stem" -> ("stem", 0).
std::pair<std::string, int> rootOf(const std::string& name)
{
    const std::string root = name.substr(0, name.find('/'));
    const std::size_t bracket = root.find('[');
    if (bracket == std::string::npos)
        return {root, 0};
    return {root.substr(0, bracket), std::atoi(root.c_str() + bracket + 1)};
}

std::string leafOf(const std::string& name)
{
    const std::size_t slash = name.rfind('/');
    return slash == std::string::npos ? name : name.substr(slash + 1);
}

const space::Shape& inputShape(const space::Architecture& architecture, const space::OpNode& op)
{
    return op.inputs.empty() ? architecture.task.input
                             : architecture.ops[static_cast<std::size_t>(op.inputs.front())].shape;
}

QString stageText(const space::Architecture& architecture, const Stage& stage)
{
    const space::OpNode& first = architecture.ops[static_cast<std::size_t>(stage.first)];
    const space::OpNode& last = architecture.ops[static_cast<std::size_t>(stage.first + stage.count - 1)];
    const space::Shape& before = inputShape(architecture, first);
    if (stage.copies > 1 || stage.count > 1)
        return QStringLiteral("%1 × %2").arg(stage.copies).arg(last.shape.channels());
    const bool images = before.kind == space::ShapeKind::Image && last.shape.kind == space::ShapeKind::Image;
    if (images && last.shape.dims[1] * 2 <= before.dims[1] + 1)
        return QStringLiteral("↓%1").arg(before.dims[1] / std::max<std::int64_t>(last.shape.dims[1], 1));
    return stage.name;
}

bool isMerge(const space::OpNode& op)
{
    return op.op == "sum" || op.op == "concat" || op.op == "input" || op.op == "output";
}

QString tipOf(const space::OpNode& op)
{
    return ArchitectureGraphWords::tr("%1\noutput %2\nparams %3, MACs %4")
        .arg(QString::fromStdString(op.name), shapeText(op.shape), costText(op.parameters), costText(op.macs));
}

DrawNode nodeOf(const space::OpNode& op)
{
    DrawNode node;
    node.id = QString::fromStdString(op.name);
    node.tip = tipOf(op);
    if (isMerge(op)) {
        node.shape = NodeShape::Circle;
        node.title = QString::fromStdString(leafOf(op.name));
        if (node.title.size() > 3)
            node.title = op.op == "concat" ? QStringLiteral("c") : QStringLiteral("+");
        return node;
    }
    node.shape = NodeShape::Chip;
    node.title = opTitle(op.op, op.params);
    node.icon = opIconName(op.op, op.params);
    node.family = opFamily(op.op);
    return node;
}

void markChange(DrawNode& node, const space::OpNode& op, const OpsByName& parents)
{
    if (node.shape == NodeShape::Circle)
        return;
    const auto it = parents.find(op.name);
    if (it == parents.end()) {
        node.change = Change::Added;
    } else if (it->second->op != op.op || it->second->params != op.params) {
        node.change = Change::Changed;
        node.was = ArchitectureGraphWords::tr("was %1").arg(opTitle(it->second->op, it->second->params));
    }
}

OpsByName byName(const space::Architecture& architecture)
{
    OpsByName ops;
    for (const space::OpNode& op : architecture.ops)
        ops.emplace(op.name, &op);
    return ops;
}

/// Node numbers of an op-on-edge cell's op: "stage1[0]/0-1" -> (0, 1).
std::optional<std::pair<int, int>> endsOf(const std::string& name)
{
    static const QRegularExpression form(QStringLiteral("^(\\d{1,3})-(\\d{1,3})$"));
    const QRegularExpressionMatch match = form.match(QString::fromStdString(leafOf(name)));
    if (!match.hasMatch() || match.captured(1).toInt() >= match.captured(2).toInt())
        return std::nullopt;
    return std::pair(match.captured(1).toInt(), match.captured(2).toInt());
}

bool isOpOnEdge(const space::Architecture& architecture, const Stage& stage)
{
    bool any = false;
    for (int i = stage.first; i < stage.first + stage.count; ++i) {
        const space::OpNode& op = architecture.ops[static_cast<std::size_t>(i)];
        if (isMerge(op))
            continue;
        if (!endsOf(op.name))
            return false;
        any = true;
    }
    return any;
}

DrawNode inputCircle(const space::Architecture& architecture, const Stage& stage, const QString& title)
{
    DrawNode input;
    input.shape = NodeShape::Circle;
    input.title = title;
    const space::OpNode& first = architecture.ops[static_cast<std::size_t>(stage.first)];
    input.caption = ArchitectureGraphWords::tr("input %1").arg(shapeText(inputShape(architecture, first)));
    return input;
}

/// Ops stand on the edges between numbered sums, also where a sum of one thing is no op of its own.
Drawing drawOpOnEdge(const space::Architecture& architecture, const Stage& stage)
{
    Drawing drawing;
    drawing.direction = LayoutDirection::Down;
    std::map<int, int> circles; // number -> node
    for (int i = stage.first; i < stage.first + stage.count; ++i) {
        if (const auto ends = endsOf(architecture.ops[static_cast<std::size_t>(i)].name)) {
            circles[ends->first] = 0;
            circles[ends->second] = 0;
        }
    }
    const int lastNumber = circles.rbegin()->first;
    for (auto& [number, node] : circles) {
        node = static_cast<int>(drawing.nodes.size());
        DrawNode circle = inputCircle(architecture, stage, QString::number(number));
        if (number == lastNumber) {
            const auto end = static_cast<std::size_t>(stage.first + stage.count - 1);
            circle.caption = ArchitectureGraphWords::tr("output %1").arg(shapeText(architecture.ops[end].shape));
        } else if (number != circles.begin()->first) {
            circle.caption.clear();
        }
        drawing.nodes.push_back(circle);
    }
    for (int i = stage.first; i < stage.first + stage.count; ++i) {
        const space::OpNode& op = architecture.ops[static_cast<std::size_t>(i)];
        if (isMerge(op))
            continue;
        const auto ends = *endsOf(op.name);
        const int node = static_cast<int>(drawing.nodes.size());
        drawing.nodes.push_back(nodeOf(op));
        drawing.edges.push_back({circles[ends.first], node});
        drawing.edges.push_back({node, circles[ends.second]});
    }
    return drawing;
}

/// The ops as they feed one another; what arrives from outside comes from one circle.
Drawing drawOps(const space::Architecture& architecture, const Stage& stage)
{
    Drawing drawing;
    drawing.direction = LayoutDirection::Down;
    drawing.nodes.push_back(inputCircle(architecture, stage, ArchitectureGraphWords::tr("in")));
    const int shift = 1 - stage.first;
    const int end = stage.first + stage.count;
    std::set<int> used;
    for (int i = stage.first; i < end; ++i) {
        const space::OpNode& op = architecture.ops[static_cast<std::size_t>(i)];
        drawing.nodes.push_back(nodeOf(op));
        const std::vector<int> inputs = op.inputs.empty() ? std::vector<int>{-1} : op.inputs;
        for (const int from : inputs) {
            const int start = from < stage.first ? 0 : from + shift;
            drawing.edges.push_back({start, i + shift});
            used.insert(start);
        }
    }
    DrawNode& last = drawing.nodes.back();
    const QString shape = shapeText(architecture.ops[static_cast<std::size_t>(end - 1)].shape);
    if (last.shape == NodeShape::Circle && !used.contains(end - 1 + shift)) {
        last.caption = ArchitectureGraphWords::tr("output %1").arg(shape);
        return drawing;
    }
    DrawNode output;
    output.shape = NodeShape::Circle;
    output.title = ArchitectureGraphWords::tr("out");
    output.caption = ArchitectureGraphWords::tr("output %1").arg(shape);
    drawing.nodes.push_back(output);
    drawing.edges.push_back({end - 1 + shift, end + shift});
    return drawing;
}

/// The ops of the same copy of the stage that only the parent has, with their wires to what is drawn.
void addRemoved(Drawing& drawing, const space::Architecture& architecture, const Stage& stage,
                const space::Architecture& parent)
{
    const auto ours = byName(architecture);
    const auto root = rootOf(architecture.ops[static_cast<std::size_t>(stage.first)].name);
    const bool isWhole = stage.name == QString::fromStdString(architecture.space); // one stage holds everything
    std::map<std::string, int> nodes;                                              // by the op's name
    for (std::size_t i = 0; i < drawing.nodes.size(); ++i)
        nodes.emplace(drawing.nodes[i].id.toStdString(), static_cast<int>(i));
    const bool onEdges = isOpOnEdge(architecture, stage);
    const auto circleOf = [&drawing](int number) {
        for (std::size_t i = 0; i < drawing.nodes.size(); ++i) {
            const DrawNode& node = drawing.nodes[i];
            if (node.shape == NodeShape::Circle && node.title == QString::number(number))
                return static_cast<int>(i);
        }
        return -1;
    };
    const auto wire = [&drawing](int from, int to) {
        if (from >= 0 && to >= 0)
            drawing.edges.push_back({.from = from, .to = to, .change = Change::Removed});
    };
    for (const space::OpNode& op : parent.ops) {
        const bool here = isWhole || rootOf(op.name) == root;
        if (!here || isMerge(op) || ours.contains(op.name))
            continue;
        const int node = static_cast<int>(drawing.nodes.size());
        DrawNode gone = nodeOf(op);
        gone.change = Change::Removed;
        if (const auto ends = onEdges ? endsOf(op.name) : std::nullopt) {
            const int from = circleOf(ends->first);
            const int to = circleOf(ends->second);
            if (from < 0 && to < 0)
                continue; // both nodes have gone too
            drawing.nodes.push_back(gone);
            wire(from, node);
            wire(node, to);
            continue;
        }
        drawing.nodes.push_back(gone);
        for (const int input : op.inputs) {
            const auto from = nodes.find(parent.ops[static_cast<std::size_t>(input)].name);
            wire(from == nodes.end() ? 0 : from->second, node); // what is not drawn comes from outside
        }
        if (op.inputs.empty())
            wire(0, node);
        nodes.emplace(op.name, node);
    }
    // Where the removed ops led.
    for (const space::OpNode& op : parent.ops) {
        const auto to = nodes.find(op.name);
        if (onEdges || to == nodes.end() ||
            drawing.nodes[static_cast<std::size_t>(to->second)].change == Change::Removed)
            continue;
        for (const int input : op.inputs) {
            const auto from = nodes.find(parent.ops[static_cast<std::size_t>(input)].name);
            if (from != nodes.end() && drawing.nodes[static_cast<std::size_t>(from->second)].change == Change::Removed)
                wire(from->second, to->second);
        }
    }
}

} // namespace

std::vector<Stage> stagesOf(const space::Architecture& architecture)
{
    std::vector<Stage> stages;
    std::string root;
    int copy = 0;
    bool nested = false;
    for (std::size_t i = 0; i < architecture.ops.size(); ++i) {
        if (architecture.ops[i].op == "input")
            continue; // drawn as the circle that a stage starts from
        const auto [opRoot, opCopy] = rootOf(architecture.ops[i].name);
        if (stages.empty() || opRoot != root) {
            stages.push_back({{}, QString::fromStdString(opRoot), static_cast<int>(i), 0, 1});
            root = opRoot;
            copy = opCopy;
        } else if (opCopy != copy) {
            ++stages.back().copies;
            copy = opCopy;
        }
        Stage& stage = stages.back();
        stage.count += stage.copies == 1 ? 1 : 0;
        nested = nested || stage.copies > 1 || stage.count > 1;
    }
    if (!nested && !stages.empty()) {
        const int first = stages.front().first;
        stages = {{{},
                   QString::fromStdString(architecture.space),
                   first,
                   static_cast<int>(architecture.ops.size()) - first,
                   1}};
    }
    for (Stage& stage : stages)
        stage.text = stageText(architecture, stage);
    return stages;
}

int mainStage(const std::vector<Stage>& stages)
{
    const auto most = std::max_element(stages.begin(), stages.end(),
                                       [](const Stage& a, const Stage& b) { return a.count < b.count; });
    return most == stages.end() ? -1 : static_cast<int>(most - stages.begin());
}

Drawing drawStage(const space::Architecture& architecture, const Stage& stage, const space::Architecture* parent)
{
    Drawing drawing =
        isOpOnEdge(architecture, stage) ? drawOpOnEdge(architecture, stage) : drawOps(architecture, stage);
    if (parent == nullptr)
        return drawing;
    const auto parents = byName(*parent);
    const auto ours = byName(architecture);
    for (std::size_t i = 0; i < drawing.nodes.size(); ++i) {
        DrawNode& node = drawing.nodes[i];
        const auto op = ours.find(node.id.toStdString());
        if (op == ours.end() || node.shape == NodeShape::Circle)
            continue;
        markChange(node, *op->second, parents);
        for (DrawEdge& edge : drawing.edges) {
            if (node.change == Change::Added && (edge.from == static_cast<int>(i) || edge.to == static_cast<int>(i)))
                edge.change = Change::Added;
        }
    }
    addRemoved(drawing, architecture, stage, *parent);
    return drawing;
}

ChangeCounts countChanges(const space::Architecture& architecture, const space::Architecture& parent)
{
    ChangeCounts counts;
    const auto parents = byName(parent);
    const auto ours = byName(architecture);
    std::set<std::pair<std::string, std::string>> seen; // a cell's copies change together
    const auto isNew = [&seen](const std::string& name, const char* kind) {
        return seen.emplace(leafOf(name), kind).second;
    };
    for (const auto& [name, op] : ours) {
        if (isMerge(*op))
            continue;
        const auto it = parents.find(name);
        if (it == parents.end())
            counts.added += isNew(name, "+") ? 1 : 0;
        else if (it->second->op != op->op || it->second->params != op->params)
            counts.changed += isNew(name, "~") ? 1 : 0;
    }
    for (const auto& [name, op] : parents) {
        if (!isMerge(*op) && !ours.contains(name))
            counts.removed += isNew(name, "-") ? 1 : 0;
    }
    return counts;
}

} // namespace cw::ui
