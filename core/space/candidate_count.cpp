// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/space/candidate_set.h"

namespace cw::space {

namespace {

constexpr std::uint64_t kTooMany = std::uint64_t{1} << 63;

std::uint64_t multiply(std::uint64_t a, std::uint64_t b)
{
    return a != 0 && b > kTooMany / a ? kTooMany : std::min(a * b, kTooMany);
}

} // namespace

std::uint64_t countCandidates(const DecisionTree& tree)
{
    for (const Decision& decision : tree.decisions) {
        if (decision.domain.count() == 0)
            return 0;
    }
    // Children come after their parents, so that walking backwards finds every subtree complete. A decision counts,
    // for each of its values, the product over the children active there; values without children count 1.
    std::vector<std::vector<std::size_t>> children(tree.size());
    std::vector<std::uint64_t> ways(tree.size());
    std::uint64_t total = 1;
    for (std::size_t i = tree.size(); i-- > 0;) {
        const Decision& decision = tree.decisions[i];
        std::vector<double> special;
        for (const std::size_t child : children[i]) {
            for (const double value : tree.decisions[child].condition.values) {
                if (decision.domain.contains(value))
                    special.push_back(value);
            }
        }
        std::sort(special.begin(), special.end());
        special.erase(std::unique(special.begin(), special.end()), special.end());
        std::uint64_t sum = decision.domain.count() - special.size();
        for (const double value : special) {
            std::uint64_t product = 1;
            for (const std::size_t child : children[i]) {
                const auto& values = tree.decisions[child].condition.values;
                if (std::find(values.begin(), values.end(), value) != values.end())
                    product = multiply(product, ways[child]);
            }
            sum = std::min(sum + product, kTooMany);
        }
        ways[i] = sum;
        if (decision.condition.parent < 0)
            total = multiply(total, sum);
        else
            children[static_cast<std::size_t>(decision.condition.parent)].push_back(i);
    }
    return total == kTooMany ? 0 : total;
}

} // namespace cw::space
