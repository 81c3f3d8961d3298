// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/hash.h"
#include "core/base/json.h"
#include "core/base/result.h"
#include "core/space/primitive.h"
#include "core/space/shape.h"

namespace cw::space {

/// One op of a concrete network, as drawn on a card.
struct OpNode {
    std::string name;             ///< path: "stage1[0]/0-1"
    std::string op;               ///< id in the catalogue
    std::string label;            ///< the alternative's name where it came from a choice, else empty
    Json params = Json::object(); ///< every parameter, resolved
    std::vector<int> inputs;      ///< indices of earlier ops
    Shape shape;                  ///< of the output
    std::int64_t parameters = 0;
    std::int64_t macs = 0;

    bool operator==(const OpNode&) const = default;
};

/// Costs of one sample. MACs: convolutions, linear layers and the matrix products of attention and recurrent layers, no
/// bias; everything built counts, dead branches too.
struct Costs {
    std::int64_t parameters = 0;
    std::int64_t macs = 0;
    std::int64_t activations = 0; ///< numbers kept for the backward pass, for one sample
    int depth = 0;                ///< longest path in primitives with weights

    bool operator==(const Costs&) const = default;
};

/// The concrete DAG of ops with shapes that a candidate denotes. A value: no weights, no pointers.
struct Architecture {
    std::string space; ///< name of the space that it came from
    Task task;
    std::vector<OpNode> ops;               ///< topological order; the last one is the output
    std::vector<PrimitiveNode> primitives; ///< topological order; node 0 is the input, the last one the output
    Costs costs;
    Json training = Json::object(); ///< settings of the training that were searched with it, as trainingSchema() has
                                    ///< them, without dropout, which the ops have
    Json origin;                    ///< what it was realised from, see retarget(); null: not known

    bool operator==(const Architecture&) const = default;
};

inline constexpr int kArchitectureVersion = 1;

/// The content of a .cwarch file. Only ops are stored; primitives, shapes and costs follow from them.
Json toJson(const Architecture& architecture);
/// Errors: Format, Config (unknown op, shapes that do not fit), naming the op
Result<Architecture> architectureFromJson(const Json& json, const std::string& where);

/// Equal exactly for isomorphic networks: zeros, dead nodes and identities removed, sums flattened, every op with
/// weights of its own stays one node, multiplicity kept.
Hash128 canonicalHash(const Architecture& architecture);

} // namespace cw::space
