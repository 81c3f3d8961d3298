// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/space/op_expansion.h"

namespace cw::space {

/// A network whose ops point to their expansions instead of holding them: enough to count costs, and quickly made.
/// Expansions must outlive it. Op 0 is the network's input.
class Sketch {
public:
    /// Without names it can count costs only.
    void start(const OpExpansion& input, bool named);

    int size() const { return static_cast<int>(m_ops.size()); }
    bool isNamed() const { return m_named; }
    const OpExpansion& expansion(int op) const { return *m_ops[static_cast<std::size_t>(op)].expansion; }
    /// Returns the op's index. `label` (null: none) must outlive the sketch.
    int add(const OpExpansion& expansion, std::span<const int> inputs, std::string name, const std::string* label);
    /// Adds the ops from `first` up to `end` once more: what led to `oldInputs` now leads to `newInputs`. In the names,
    /// `newPrefix` takes the place of the first `oldPrefix` characters.
    void repeat(int first, int end, std::span<const int> oldInputs, std::span<const int> newInputs,
                std::size_t oldPrefix, const std::string& newPrefix);
    /// Whether `op` is the last op and ends with the last primitive.
    bool endsWith(int op) const;

    Costs costs(CostCounter& counter) const;
    /// The named sketch written out.
    Architecture architecture(const Task& task) const;

private:
    struct Op {
        const OpExpansion* expansion = nullptr;
        std::size_t firstInput = 0;
        const std::string* label = nullptr;
    };
    std::span<const int> inputsOf(std::size_t op) const;

    std::vector<Op> m_ops;
    std::vector<int> m_inputs;          ///< of all ops, one after the other
    std::vector<std::string> m_names;   ///< by op, where named
    mutable std::vector<int> m_outputs; ///< for each op, the primitive it ends with; kept for its memory
    bool m_named = false;
};

} // namespace cw::space
