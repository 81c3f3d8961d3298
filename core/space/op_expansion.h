// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/space/cost_counter.h"
#include "core/space/op.h"

namespace cw::space {

/// An op on inputs of given shapes, expanded into primitives: all that the places with that op and those shapes share.
struct OpExpansion {
    struct Node {
        Primitive primitive;
        std::vector<int> inputs; ///< below `inputCount`: that input of the op; from there on: an earlier node
        Shape shape;
        NodeTraits traits;
    };
    std::string op;
    Json params;
    int inputCount = 0;
    std::vector<Node> nodes;
    int output = 0;   ///< counted as Node::inputs
    Shape shape;      ///< of the output
    int shapeId = -1; ///< equal exactly for equal shapes of one OpCache
    std::int64_t parameters = 0;
    std::int64_t macs = 0;
};

/// Errors: throws Error(Config) when the inputs are too few, too many, or do not fit
OpExpansion expandOp(const OpEntry& entry, const Settings& settings, const std::vector<Shape>& inputs,
                     const Task& task);
/// The network's input, which every architecture starts with.
OpExpansion expandInput(const Task& task);

/// Adds the op to the end of `architecture`. `inputs` are indices of ops; `outputs` holds for each op the primitive
/// that it ends with, and grows by one.
void appendOp(Architecture& architecture, std::vector<int>& outputs, const OpExpansion& expansion, std::string name,
              std::string label, std::vector<int> inputs);

} // namespace cw::space
