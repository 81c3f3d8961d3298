// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/op_square.h"

#include <map>

#include "ui/canvas/op_words.h"

namespace cw::ui {
namespace {

/// The only op of a graph, or null.
const space::Block* singleOp(const space::Graph& graph)
{
    const space::Block* found = nullptr;
    for (const space::Block& block : graph.blocks) {
        if (block.kind == space::BlockKind::Input || block.kind == space::BlockKind::Output)
            continue;
        if (found != nullptr || block.kind != space::BlockKind::Op)
            return nullptr;
        found = &block;
    }
    return found;
}

using Choices = std::map<std::string, const space::Block*, std::less<>>;

void collectChoices(const space::Graph& graph, Choices& choices)
{
    for (const space::Block& block : graph.blocks) {
        if (block.kind == space::BlockKind::Choice)
            choices.emplace(block.id, &block);
        for (const space::Alternative& alternative : block.alternatives) {
            for (const space::Graph& body : alternative.body)
                collectChoices(body, choices);
        }
        for (const space::Graph& body : block.body)
            collectChoices(body, choices);
    }
}

std::vector<OpSquare> squaresOf(const space::Block& choice, const space::Domain& domain)
{
    std::vector<OpSquare> squares;
    for (const std::string& name : domain.choices) {
        OpSquare square{OpSquare::Form::Full, space::OpFamily::Structure};
        for (const space::Alternative& alternative : choice.alternatives) {
            if (alternative.name != name || alternative.body.size() != 1)
                continue;
            if (const space::Block* op = singleOp(alternative.body.front())) {
                Json params = Json::object();
                for (const auto& [key, value] : op->params)
                    params[key] = value.fixed;
                square = squareOf(op->op, params);
            }
        }
        squares.push_back(square);
    }
    return squares;
}

} // namespace

OpSquare squareOf(const std::string& op, const Json& params)
{
    const space::OpFamily family = opFamily(op);
    OpSquare square{OpSquare::Form::Full, family};
    if (family == space::OpFamily::Pooling)
        square.form = OpSquare::Form::Bar;
    else if (family == space::OpFamily::Identity)
        square.form = OpSquare::Form::Dashed;
    else if (family == space::OpFamily::Zero)
        square.form = OpSquare::Form::Hollow;
    else if (family == space::OpFamily::Convolution && params.is_object() && params.contains("kernel") &&
             params["kernel"].is_number_integer() && params["kernel"].get<std::int64_t>() == 1)
        square.form = OpSquare::Form::Hole;
    return square;
}

void paintSquare(QPainter& painter, const QRectF& rect, OpSquare square, const Colors& colors)
{
    const QColor color = colors.family(square.family);
    const QRectF inner = rect.adjusted(0.5, 0.5, -0.5, -0.5);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    switch (square.form) {
    case OpSquare::Form::Dashed:
    case OpSquare::Form::Hollow: {
        QPen pen(square.form == OpSquare::Form::Dashed ? mix(colors.muted, colors.text, 0.3) : colors.cardBorder, 1);
        if (square.form == OpSquare::Form::Dashed)
            pen.setDashPattern({2, 2});
        painter.setPen(pen);
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(inner, 2, 2);
        break;
    }
    case OpSquare::Form::Full:
    case OpSquare::Form::Hole:
    case OpSquare::Form::Bar:
        painter.setPen(Qt::NoPen);
        painter.setBrush(color);
        painter.drawRoundedRect(rect, 2, 2);
        painter.setBrush(colors.surface);
        if (square.form == OpSquare::Form::Hole)
            painter.drawRect(QRectF(rect.center() - QPointF(1.75, 1.75), QSizeF(3.5, 3.5)));
        if (square.form == OpSquare::Form::Bar)
            painter.drawRect(QRectF(rect.left() + 2.5, rect.center().y() - 1, rect.width() - 5, 2));
        break;
    }
    painter.restore();
}

SquareTable squaresOf(const space::SearchSpace& space, const space::DecisionTree& tree)
{
    Choices choices;
    collectChoices(space.graph, choices);
    for (const auto& [name, cell] : space.cells)
        collectChoices(cell, choices);
    SquareTable table;
    for (const space::Decision& decision : tree.decisions) {
        // A decision in a repeated block carries a path before the block's id.
        const std::string id = decision.name.substr(decision.name.rfind('/') + 1);
        const auto choice = choices.find(id);
        const bool known = choice != choices.end() && decision.domain.kind == space::DomainKind::Categorical;
        table.push_back(known ? squaresOf(*choice->second, decision.domain) : std::vector<OpSquare>{});
    }
    return table;
}

WordTable wordsOf(const space::SearchSpace& space)
{
    Choices choices;
    collectChoices(space.graph, choices);
    for (const auto& [name, cell] : space.cells)
        collectChoices(cell, choices);
    WordTable words;
    for (const auto& [id, choice] : choices) {
        for (const space::Alternative& alternative : choice->alternatives)
            words.emplace(QString::fromStdString(alternative.name), alternativeTitle(alternative));
    }
    return words;
}

} // namespace cw::ui
