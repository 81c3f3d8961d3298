// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/realise_plan.h"

#include <cmath>
#include <unordered_map>

#include <fmt/format.h>

namespace cw::space {

RealisePlan::RealisePlan(std::shared_ptr<const SearchSpace> itsSpace, std::shared_ptr<const DecisionTree> itsTree,
                         RealiseOptions itsOptions)
    : space(std::move(itsSpace))
    , tree(std::move(itsTree))
    , options(std::move(itsOptions))
    , binding(bindDecisions(*space))
{
    std::unordered_map<std::string_view, int> places;
    for (std::size_t i = 0; i < tree->size(); ++i)
        places.emplace(tree->decisions[i].name, static_cast<int>(i));
    for (const Decision& decision : binding.tree.decisions) {
        const auto found = places.find(decision.name);
        const int index = found == places.end() ? -1 : found->second;
        sources.push_back(
            {index, index >= 0 && tree->decisions[static_cast<std::size_t>(index)].domain == decision.domain});
    }
}

void RealisePlan::readValues(const Candidate& candidate, std::vector<double>& values, Issues& issues) const
{
    values.assign(sources.size(), kInactive);
    for (std::size_t i = 0; i < sources.size(); ++i) {
        const auto at = static_cast<std::size_t>(sources[i].index);
        if (sources[i].index < 0 || at >= candidate.values.size() || std::isnan(candidate.values[at]))
            continue;
        const double value = candidate.values[at];
        const Domain& domain = tree->decisions[at].domain;
        const Decision& decision = binding.tree.decisions[i];
        if (!domain.contains(value)) {
            issues.push_back({decision.where, fmt::format("the decision '{}' cannot be {}", decision.name, value),
                              "choose one of its values"});
        } else if (sources[i].same) {
            values[i] = value;
        } else if (const auto translated = decision.domain.parseValue(domain.valueText(value), decision.name)) {
            values[i] = *translated;
        } else {
            issues.push_back({decision.where, translated.error().problem(), "choose one of its values"});
        }
    }
}

} // namespace cw::space
