// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

#include "core/space/decision.h"
#include "core/space/issue.h"
#include "core/space/search_space.h"

namespace cw::space {

/// Which decision an open thing of the drawing is. One block may stand for several: a scope is one place where it
/// has decisions of its own (the macro graph, a cell, one untied copy of a repeat).
struct Binding {
    struct Key {
        int scope = 0;
        const void* item = nullptr; ///< a block, a ParamValue, or the text that says how a block merges
        int copy = -1;
        bool operator==(const Key&) const = default;
    };
    struct KeyHash {
        std::size_t operator()(const Key& key) const noexcept;
    };

    DecisionTree tree;
    Issues issues;                                   ///< names that collide, too many decisions
    std::unordered_map<Key, int, KeyHash> decisions; ///< index in the tree
    std::unordered_map<Key, int, KeyHash> copies;    ///< scope of an untied copy
    std::unordered_map<std::string_view, int> cells; ///< scope of a cell

    /// Index of the decision of that item, or -1.
    int decisionOf(int scope, const void* item) const;
    /// The scope inside a copy of a repeat.
    int scopeOf(int scope, const Block& repeat, int copy) const;
};

/// The decisions of a space in the order of the drawing. Keys point into `space`, which must outlive the result.
Binding bindDecisions(const SearchSpace& space);

/// How many copies Binding and realise() may walk through; a repeat drawn in code may ask for anything.
int boundedCopies(int copies);

} // namespace cw::space
