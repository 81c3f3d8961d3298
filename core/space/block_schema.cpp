// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/block_schema.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "core/space/op.h"

namespace cw::space {

namespace {

/// What the recurrent layer may be told beside its cell, which the block's body is.
ParamSchema layerSchema()
{
    std::vector<ParamSpec> specs;
    for (const ParamSpec& spec : opCatalogue().find(kRecurrentOp)->schema.specs()) {
        if (spec.name != "cell" && spec.name != "output")
            specs.push_back(spec);
    }
    return ParamSchema(std::move(specs));
}

/// What the functions of a cell's nodes may be called in the parameter `kind` of an activation.
bool isStateFunction(const std::string& name)
{
    constexpr std::array<std::string_view, 3> known{"tanh", "relu", "sigmoid"};
    return std::find(known.begin(), known.end(), name) != known.end();
}

std::string activationProblem(const ParamValue& kind)
{
    std::vector<std::string> names;
    if (kind.domain)
        names = kind.domain->choices;
    else if (kind.fixed.is_string())
        names = {kind.fixed.get<std::string>()};
    for (const std::string& name : names) {
        if (!isStateFunction(name))
            return fmt::format("a node of a recurrent cell is tanh, relu, sigmoid or identity, found '{}'", name);
    }
    return {};
}

} // namespace

const ParamSchema* schemaOf(const Block& block)
{
    if (block.kind == BlockKind::Training)
        return &trainingSchema();
    if (block.kind == BlockKind::Recurrent) {
        static const ParamSchema layer = layerSchema();
        return &layer;
    }
    const OpEntry* op = block.kind == BlockKind::Op ? opCatalogue().find(block.op) : nullptr;
    return op != nullptr ? &op->schema : nullptr;
}

std::string recurrentProblem(const Block& block)
{
    switch (block.kind) {
    case BlockKind::Input:
    case BlockKind::Output:
    case BlockKind::Choice:
        return {};
    case BlockKind::Inputs:
        return block.high <= 1 ? std::string()
                               : fmt::format("a node of a recurrent cell follows one other, '{}' takes up to {}",
                                             block.id, block.high);
    case BlockKind::Op: {
        const auto kind = block.params.find("kind");
        if (block.op == "identity")
            return {};
        if (block.op == "activation")
            return kind == block.params.end() ? std::string() : activationProblem(kind->second);
        break;
    }
    default:
        break;
    }
    return fmt::format("'{}' cannot stand inside a recurrent cell, which has only activations, choices among them and "
                       "blocks that take one of several nodes",
                       block.id);
}

} // namespace cw::space
