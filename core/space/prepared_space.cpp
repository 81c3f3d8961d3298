// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/prepared_space.h"

#include <mutex>

#include "core/space/realiser.h"

namespace cw::space {

/// A realiser serves one thread at a time; there come to be as many as threads ask at once.
struct PreparedSpace::State {
    State(std::shared_ptr<const SearchSpace> space, std::shared_ptr<const DecisionTree> tree, RealiseOptions options)
        : plan(std::move(space), std::move(tree), std::move(options))
    {
    }

    RealisePlan plan;
    std::mutex mutex;
    std::vector<std::unique_ptr<Realiser>> idle;
};

PreparedSpace::PreparedSpace(std::shared_ptr<const SearchSpace> space, std::shared_ptr<const DecisionTree> tree,
                             RealiseOptions options)
    : m_state(std::make_unique<State>(std::move(space), std::move(tree), std::move(options)))
{
}

PreparedSpace::PreparedSpace(SearchSpace space, DecisionTree tree, RealiseOptions options)
    : PreparedSpace(std::make_shared<const SearchSpace>(std::move(space)),
                    std::make_shared<const DecisionTree>(std::move(tree)), std::move(options))
{
}

PreparedSpace::~PreparedSpace() = default;

const SearchSpace& PreparedSpace::space() const
{
    return *m_state->plan.space;
}
const DecisionTree& PreparedSpace::tree() const
{
    return *m_state->plan.tree;
}

template <class Use>
auto PreparedSpace::with(const Use& use) const
{
    std::unique_ptr<Realiser> realiser;
    {
        const std::lock_guard lock(m_state->mutex);
        if (!m_state->idle.empty()) {
            realiser = std::move(m_state->idle.back());
            m_state->idle.pop_back();
        }
    }
    if (realiser == nullptr)
        realiser = std::make_unique<Realiser>(m_state->plan);
    auto result = use(*realiser);
    const std::lock_guard lock(m_state->mutex);
    m_state->idle.push_back(std::move(realiser));
    return result;
}

Realised PreparedSpace::realise(const Candidate& candidate) const
{
    return with([&](Realiser& realiser) { return realiser.realise(candidate); });
}

Result<Architecture> PreparedSpace::realiseOrError(const Candidate& candidate) const
{
    Realised realised = realise(candidate);
    if (!realised.issues.empty())
        return asError(realised.issues, space());
    return std::move(realised.architecture);
}

PreparedSpace::Costed PreparedSpace::costs(const Candidate& candidate) const
{
    return with([&](Realiser& realiser) {
        Costed result;
        result.costs = realiser.costs(candidate, result.issues);
        return result;
    });
}

} // namespace cw::space
