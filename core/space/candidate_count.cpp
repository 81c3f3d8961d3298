// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <limits>

#include "core/space/big_count.h"
#include "core/space/candidate_set.h"

namespace cw::space {

namespace {

/// Counts to 2^63 and stays there: for those who only ask whether a space is small.
class Saturated {
public:
    Saturated(std::uint64_t value = 0)
        : m_value(std::min(value, kTooMany))
    {
    }
    static Saturated tooMany() { return {kTooMany}; }

    bool isTooMany() const { return m_value == kTooMany; }
    std::uint64_t value() const { return m_value; }

    Saturated& operator+=(Saturated other) { return *this = Saturated(m_value + other.m_value); }
    Saturated& operator*=(Saturated other)
    {
        const bool beyond = m_value != 0 && other.m_value > kTooMany / m_value;
        return *this = beyond ? tooMany() : Saturated(m_value * other.m_value);
    }

private:
    static constexpr std::uint64_t kTooMany = std::uint64_t{1} << 63;

    std::uint64_t m_value;
};

using Children = std::vector<std::size_t>;

/// For each value of a decision the product over the children active there; values without children count 1.
template <class Number>
Number waysOfValues(const DecisionTree& tree, std::size_t parent, const Children& children,
                    const std::vector<Number>& ways)
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
    Number sum = domain.count() - special.size();
    for (const double value : special) {
        Number product = 1;
        for (const std::size_t child : children) {
            const auto& values = tree.decisions[child].condition.values;
            if (std::find(values.begin(), values.end(), value) != values.end())
                product *= ways[child];
        }
        sum += product;
    }
    return sum;
}

/// Members choose independently, so the subsets of each size are summed by elementary symmetric polynomials of the
/// members' own ways. Too many where a child hangs on several members.
template <class Number>
Number waysOfSubsets(const DecisionTree& tree, std::size_t parent, const Children& children,
                     const std::vector<Number>& ways)
{
    const Domain& domain = tree.decisions[parent].domain;
    std::vector<Number> ofMember(domain.choices.size(), 1);
    for (const std::size_t child : children) {
        const auto& members = tree.decisions[child].condition.values;
        if (members.size() != 1)
            return Number::tooMany();
        ofMember[static_cast<std::size_t>(members.front())] *= ways[child];
    }
    std::vector<Number> ofSize(domain.choices.size() + 1, 0);
    ofSize[0] = 1;
    for (std::size_t member = 0; member < ofMember.size(); ++member) {
        for (std::size_t size = member + 1; size > 0; --size) {
            Number with = ofSize[size - 1];
            with *= ofMember[member];
            ofSize[size] += with;
        }
    }
    Number sum = 0;
    for (int size = domain.minSize; size <= domain.maxSize; ++size)
        sum += ofSize[static_cast<std::size_t>(size)];
    return sum;
}

/// 0 where a decision is continuous.
template <class Number>
Number countAll(const DecisionTree& tree)
{
    for (const Decision& decision : tree.decisions) {
        if (decision.domain.count() == 0)
            return 0;
    }
    // Children come after their parents, so that walking backwards finds every subtree complete.
    std::vector<Children> children(tree.size());
    std::vector<Number> ways(tree.size());
    Number total = 1;
    for (std::size_t i = tree.size(); i-- > 0;) {
        const Decision& decision = tree.decisions[i];
        const bool subset = decision.domain.kind == DomainKind::Subset;
        ways[i] = subset ? waysOfSubsets(tree, i, children[i], ways) : waysOfValues(tree, i, children[i], ways);
        if (decision.condition.parent < 0)
            total *= ways[i];
        else
            children[static_cast<std::size_t>(decision.condition.parent)].push_back(i);
    }
    return total;
}

} // namespace

std::uint64_t countCandidates(const DecisionTree& tree)
{
    const auto total = countAll<Saturated>(tree);
    return total.isTooMany() ? 0 : total.value();
}

std::string countText(const DecisionTree& tree)
{
    const auto total = countAll<BigCount>(tree);
    const bool known = !total.isTooMany() && total.text() != "0";
    return known ? total.text() : std::string();
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
