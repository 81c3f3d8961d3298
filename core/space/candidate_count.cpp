// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <limits>

#include "core/space/candidate_set.h"

namespace cw::space {

namespace {

constexpr std::uint64_t kTooMany = std::uint64_t{1} << 63;

std::uint64_t multiply(std::uint64_t a, std::uint64_t b)
{
    return a != 0 && b > kTooMany / a ? kTooMany : std::min(a * b, kTooMany);
}

using Children = std::vector<std::size_t>;

/// For each value of a decision the product over the children active there; values without children count 1.
std::uint64_t waysOfValues(const DecisionTree& tree, std::size_t parent, const Children& children,
                           const std::vector<std::uint64_t>& ways)
{
    const Domain& domain = tree.decisions[parent].domain;
    std::vector<double> special;
    for (const std::size_t child : children) {
        for (const double value : tree.decisions[child].condition.values) {
            if (domain.contains(value))
                special.push_back(value);
        }
    }
    std::sort(special.begin(), special.end());
    special.erase(std::unique(special.begin(), special.end()), special.end());
    std::uint64_t sum = domain.count() - special.size();
    for (const double value : special) {
        std::uint64_t product = 1;
        for (const std::size_t child : children) {
            const auto& values = tree.decisions[child].condition.values;
            if (std::find(values.begin(), values.end(), value) != values.end())
                product = multiply(product, ways[child]);
        }
        sum = std::min(sum + product, kTooMany);
    }
    return sum;
}

/// Members choose independently, so the subsets of each size are summed by elementary symmetric polynomials of the
/// members' own ways. kTooMany where a child hangs on several members.
std::uint64_t waysOfSubsets(const DecisionTree& tree, std::size_t parent, const Children& children,
                            const std::vector<std::uint64_t>& ways)
{
    const Domain& domain = tree.decisions[parent].domain;
    std::vector<std::uint64_t> ofMember(domain.choices.size(), 1);
    for (const std::size_t child : children) {
        const auto& members = tree.decisions[child].condition.values;
        if (members.size() != 1)
            return kTooMany;
        std::uint64_t& product = ofMember[static_cast<std::size_t>(members.front())];
        product = multiply(product, ways[child]);
    }
    std::vector<std::uint64_t> ofSize(domain.choices.size() + 1, 0);
    ofSize[0] = 1;
    for (std::size_t member = 0; member < ofMember.size(); ++member) {
        for (std::size_t size = member + 1; size > 0; --size)
            ofSize[size] = std::min(ofSize[size] + multiply(ofSize[size - 1], ofMember[member]), kTooMany);
    }
    std::uint64_t sum = 0;
    for (int size = domain.minSize; size <= domain.maxSize; ++size)
        sum = std::min(sum + ofSize[static_cast<std::size_t>(size)], kTooMany);
    return sum;
}

} // namespace

std::uint64_t countCandidates(const DecisionTree& tree)
{
    for (const Decision& decision : tree.decisions) {
        if (decision.domain.count() == 0)
            return 0;
    }
    // Children come after their parents, so that walking backwards finds every subtree complete.
    std::vector<Children> children(tree.size());
    std::vector<std::uint64_t> ways(tree.size());
    std::uint64_t total = 1;
    for (std::size_t i = tree.size(); i-- > 0;) {
        const Decision& decision = tree.decisions[i];
        const bool subset = decision.domain.kind == DomainKind::Subset;
        const std::uint64_t sum =
            subset ? waysOfSubsets(tree, i, children[i], ways) : waysOfValues(tree, i, children[i], ways);
        ways[i] = sum;
        if (decision.condition.parent < 0)
            total = multiply(total, sum);
        else
            children[static_cast<std::size_t>(decision.condition.parent)].push_back(i);
    }
    return total == kTooMany ? 0 : total;
}

double fewestCandidates(const DecisionTree& tree)
{
    double product = 1;
    for (const Decision& decision : tree.decisions) {
        const std::uint64_t count = decision.domain.count();
        if (count == 0)
            return std::numeric_limits<double>::infinity();
        if (decision.condition.parent < 0)
            product *= static_cast<double>(count);
    }
    return product;
}

} // namespace cw::space
