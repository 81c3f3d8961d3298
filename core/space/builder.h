// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/space/architecture.h"
#include "core/space/op.h"

namespace cw::space {

/// Grows an architecture op by op. The first op is the network's input.
/// Errors: Error(Config) from an op whose shapes do not fit; the architecture is then as before
class ArchitectureBuilder {
public:
    explicit ArchitectureBuilder(const Task& task);

    std::size_t opCount() const { return m_architecture.ops.size(); }
    const Shape& outputOf(int op) const { return m_architecture.ops[static_cast<std::size_t>(op)].shape; }
    /// Adds an op and returns its index. `inputs` are indices of earlier ops.
    int add(const OpEntry& entry, const Settings& parameters, std::string name, std::string label,
            std::vector<int> inputs);
    /// Ends with `output` (an identity is added where it is not the last op) and counts the costs.
    Architecture finish(int output);

private:
    Architecture m_architecture;
    std::vector<int> m_outputs; ///< for each op, the primitive it ends with
};

/// Params, MACs, activations and depth of a flat graph.
Costs countCosts(const Architecture& architecture);

/// The op id of the network's input, which is not in the catalogue: every architecture starts with exactly one.
inline constexpr const char* kInputOp = "input";
/// The name of the identity that ends a network whose output is not its last op.
inline constexpr const char* kOutputName = "output";

} // namespace cw::space
