// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "core/space/realise.h"

namespace cw::space {

/// A space made ready for many candidates: what does not depend on the candidate is worked out once, and what one
/// candidate has in common with those before it is kept (in bounds). Gives what realise() gives, at a fraction of the
/// time.
/// Errors: none beyond issues
/// Thread: const, may be used by several threads at once      Determinism: as realise(), whatever was asked before
class PreparedSpace {
public:
    /// Candidates are those of `tree`.
    PreparedSpace(std::shared_ptr<const SearchSpace> space, std::shared_ptr<const DecisionTree> tree,
                  RealiseOptions options = {});
    PreparedSpace(SearchSpace space, DecisionTree tree, RealiseOptions options = {});
    ~PreparedSpace();
    PreparedSpace(const PreparedSpace&) = delete;
    PreparedSpace& operator=(const PreparedSpace&) = delete;

    const SearchSpace& space() const;
    const DecisionTree& tree() const;

    Realised realise(const Candidate& candidate) const;
    /// realise() with issues turned into one Error(Config).
    Result<Architecture> realiseOrError(const Candidate& candidate) const;

    struct Costed {
        Costs costs;
        Issues issues; ///< empty when the architecture is complete
    };
    /// The costs alone: some ten times as fast as realise().
    Costed costs(const Candidate& candidate) const;

private:
    struct State;
    template <class Use>
    auto with(const Use& use) const;

    std::unique_ptr<State> m_state;
};

} // namespace cw::space
