// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/space/architecture.h"
#include "core/space/candidate.h"
#include "core/space/candidate_set.h"
#include "core/space/decision.h"
#include "core/space/issue.h"
#include "core/space/search_space.h"

namespace cw::space {

struct Compiled {
    DecisionTree tree;
    Issues issues; ///< empty when the space can be searched
};

/// The ordered decisions of a space, parents first; everything that is wrong with it comes as issues. Stopped: what was
/// found by then, which says nothing about the space.
Compiled compile(const SearchSpace& space, const std::stop_token& stop = {});

/// What a run changes about the network that a candidate denotes.
struct RealiseOptions {
    std::optional<Task> task; ///< replaces the space's
    double width = 1.0;       ///< multiplies every number of channels
    int cells = 0;            ///< copies per stage at most; 0: as drawn
};

struct Realised {
    Architecture architecture;
    Issues issues; ///< empty when the architecture is complete
};

/// Every shape inferred. For many candidates of one space see PreparedSpace. Issues instead of errors, so that a
/// half-drawn space can show what it has. Errors: none beyond issues      Determinism: pure function
Realised realise(const SearchSpace& space, const DecisionTree& tree, const Candidate& candidate,
                 const RealiseOptions& options = {});

/// compile() with issues turned into one Error(Config).
Result<DecisionTree> compileOrError(const SearchSpace& space);
/// realise() with issues turned into one Error(Config).
Result<Architecture> realiseOrError(const SearchSpace& space, const DecisionTree& tree, const Candidate& candidate,
                                    const RealiseOptions& options = {});

/// Issues as one Error(Config).
Error asError(const Issues& issues, const SearchSpace& space);

/// What is wrong with the constraints of a set: (almost) nothing meets them. One candidate is drawn to know.
Issues drawIssues(const CandidateSet& candidates);

/// The candidates of a space with its constraints (and those of the run) applied.
Result<std::shared_ptr<const CandidateSet>> candidatesOf(const SearchSpace& space, const RealiseOptions& options,
                                                         const std::vector<std::string>& moreConstraints = {});

/// The same for a space that is compiled, without issues. Once stopped the constraints admit everything, so that nobody
/// who draws or counts waits for them.
Result<std::shared_ptr<const CandidateSet>> candidatesOfTree(const SearchSpace& space, DecisionTree tree,
                                                             const RealiseOptions& options,
                                                             const std::vector<std::string>& moreConstraints = {},
                                                             const std::stop_token& stop = {});

/// A candidate from `decision=value;...`, or from the space's published string form. Errors: Config
Result<Candidate> parseCandidate(const SearchSpace& space, const DecisionTree& tree, const std::string& text);
/// The published form where the space has one, else `decision=value;...`.
std::string candidateText(const SearchSpace& space, const DecisionTree& tree, const Candidate& candidate);

} // namespace cw::space
