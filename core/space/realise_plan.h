// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <vector>

#include "core/space/binding.h"
#include "core/space/realise.h"

namespace cw::space {

/// A pointer that does not own, for what outlives its use.
template <class Value>
std::shared_ptr<const Value> lent(const Value& value)
{
    return {std::shared_ptr<const Value>(), &value};
}

/// What all candidates of one tree share: where in the drawing which of their values holds.
/// Thread: const, shared by realisers
struct RealisePlan {
    /// How a value of the tree is read for the decision of the drawing with the same name: the tree may be that of a
    /// table, whose order and alternatives are sorted differently.
    struct Source {
        int index = -1;    ///< in `tree`; -1: it has no such decision
        bool same = false; ///< same domain: no translation
    };

    RealisePlan(std::shared_ptr<const SearchSpace> space, std::shared_ptr<const DecisionTree> tree,
                RealiseOptions options);

    const Task& task() const { return options.task ? *options.task : space->task; }
    /// A value for each decision of `binding.tree`, kInactive where the candidate has none.
    void readValues(const Candidate& candidate, std::vector<double>& values, Issues& issues) const;

    std::shared_ptr<const SearchSpace> space;
    std::shared_ptr<const DecisionTree> tree;
    RealiseOptions options;
    Binding binding;
    std::vector<Source> sources; ///< by decision of `binding.tree`
};

} // namespace cw::space
