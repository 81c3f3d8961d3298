// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/variation/crossover.h"

#include <map>
#include <string_view>

#include "core/space/domain_draw.h"

namespace cw::space {

namespace {

constexpr int kMostCrossings = 100;

/// For each decision, which choice of a parent it shares.
std::vector<std::size_t> unitsOf(const DecisionTree& tree, CrossoverUnit unit)
{
    std::map<std::string_view, std::size_t> known;
    std::vector<std::size_t> units;
    for (std::size_t i = 0; i < tree.size(); ++i) {
        const std::string_view where = tree.decisions[i].where;
        const std::string_view group = where.substr(0, where.find('/'));
        units.push_back(unit == CrossoverUnit::Decision ? i : known.try_emplace(group, known.size()).first->second);
    }
    return units;
}

Candidate cross(const DecisionTree& tree, const std::vector<std::size_t>& units, const Candidate& first,
                const Candidate& second, Rng& rng)
{
    std::vector<char> fromSecond(tree.size());
    for (char& choice : fromSecond)
        choice = rng.chance(0.5) ? 1 : 0;
    Candidate child;
    child.values.assign(tree.size(), kInactive);
    for (std::size_t i = 0; i < tree.size(); ++i) {
        const Decision& decision = tree.decisions[i];
        if (!isConditionMet(decision.condition, child))
            continue;
        const bool turned = fromSecond[units[i]] != 0;
        const Candidate& parent = turned ? second : first;
        const Candidate& other = turned ? first : second;
        if (parent.isActive(i))
            child.values[i] = parent.values[i];
        else
            child.values[i] = other.isActive(i) ? other.values[i] : drawValue(decision.domain, rng);
    }
    return child;
}

} // namespace

Candidate crossover(const CandidateSet& set, const Candidate& first, const Candidate& second, Rng& rng,
                    CrossoverUnit unit)
{
    const std::vector<std::size_t> units = unitsOf(set.tree(), unit);
    for (int tries = 0; tries < kMostCrossings; ++tries) {
        Candidate child = cross(set.tree(), units, first, second, rng);
        if (set.contains(child))
            return child;
    }
    return first;
}

} // namespace cw::space
