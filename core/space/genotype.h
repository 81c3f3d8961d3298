// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/result.h"
#include "core/space/candidate.h"
#include "core/space/search_space.h"

namespace cw::space {

/// A found cell as the repositories of DARTS and its successors write it down.
/// Paper: Liu, Simonyan and Yang, DARTS, ICLR 2019; the format is that of its `Genotype` tuples
struct Genotype {
    /// An op and the number of the node before it: 0 and 1 are the cell's inputs, two edges lead to each node from 2
    /// on. In a recurrent cell a function and a node, 0 the first state, one edge for each node from 1 on.
    using Edges = std::vector<std::pair<std::string, int>>;

    std::string name;
    Edges normal;
    Edges reduce;
    Edges recurrent;               ///< empty, or the others are
    std::vector<int> normalConcat; ///< nodes that the cell's output joins
    std::vector<int> reduceConcat;
    std::vector<int> concat; ///< of a recurrent cell

    bool operator==(const Genotype&) const = default;
};

/// "Genotype(normal=[('sep_conv_3x3', 1), ...], normal_concat=range(2, 6), reduce=[...], ...)" as printed, or a Python
/// file with "NAME = Genotype(...)" in which `name` is looked up (empty: the only one there).
/// Errors: Format at a line, NotFound naming what is there
Result<Genotype> genotypeFromText(std::string_view text, const std::string& name, const std::string& where);

/// {"NAME": {"normal": [["sep_conv_3x3", 1], ...], "normal_concat": [2, 3, 4, 5], "reduce": ..., "reduce_concat": ...}}
/// Errors: Format, NotFound
Result<Genotype> genotypeFromJson(const Json& json, const std::string& name, const std::string& where);

/// "FILE" or "FILE:NAME": a JSON file by its suffix, else text. Errors: Io, Format, NotFound
Result<Genotype> readGenotype(const std::string& fileAndName);

/// The candidate of a space drawn as `darts-cnn`, `nasnet` or `darts-rnn` that the genotype is.
/// Errors: Config: it is none, with what does not fit
Result<Candidate> genotypeCandidate(const Genotype& genotype, const DecisionTree& tree);

/// The space with the genotype's cells in the place of its own, so that nothing is left open: any genotype can be built
/// on the skeleton of `darts-cnn`. Errors: Config: unknown op, or a space without such cells
Result<SearchSpace> withGenotype(const SearchSpace& space, const Genotype& genotype);

} // namespace cw::space
