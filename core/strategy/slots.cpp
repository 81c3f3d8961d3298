// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/strategy/slots.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <optional>

#include <fmt/format.h>

#include "core/base/assert.h"
#include "core/space/domain_draw.h"

namespace cw::strategy {

using space::Domain;
using space::DomainKind;

namespace {

constexpr std::uint64_t kFew = 32;

/// Whole numbers in bins whose sizes differ by one at most, the larger ones first.
struct StepBins {
    std::uint64_t bins;
    std::uint64_t size; ///< of the smaller ones
    std::uint64_t larger;

    StepBins(std::uint64_t count, std::uint64_t wanted)
        : bins(std::min(count, wanted))
        , size(count / bins)
        , larger(count % bins)
    {
    }
    std::uint64_t begin(std::uint64_t bin) const { return bin * size + std::min(bin, larger); }
    std::uint64_t sizeOf(std::uint64_t bin) const { return size + (bin < larger ? 1 : 0); }
    std::uint64_t binOf(std::uint64_t index) const
    {
        const std::uint64_t inLarger = larger * (size + 1);
        return index < inLarger ? index / (size + 1) : larger + (index - inLarger) / size;
    }
};

int unitBin(double unit, int bins)
{
    if (!(unit > 0))
        return 0;
    return unit >= 1 ? bins - 1 : std::min(bins - 1, static_cast<int>(unit * bins));
}

/// Takes or leaves members at random until there are as many as the domain wants.
std::uint64_t mended(const Domain& domain, std::uint64_t mask, Rng& rng)
{
    const bool tooMany = std::popcount(mask) > domain.maxSize;
    while (std::popcount(mask) > domain.maxSize || std::popcount(mask) < domain.minSize) {
        const std::uint64_t bit = std::uint64_t{1} << rng.below(domain.choices.size());
        if (((mask & bit) != 0) == tooMany)
            mask ^= bit;
    }
    return mask;
}

} // namespace

Slots::Slots(const space::DecisionTree& tree, int bins)
    : m_tree(tree)
    , m_bins(bins)
{
    CW_ASSERT(bins >= 2);
    for (std::size_t i = 0; i < m_tree.size(); ++i) {
        const Domain& domain = m_tree.decisions[i].domain;
        Part part = partOf(domain);
        part.slot = m_slots.size();
        for (int k = 0; k < part.slots; ++k) {
            int arms = 2;
            if (part.form == Form::Choice || part.form == Form::Steps || part.form == Form::Masks)
                arms = static_cast<int>(domain.count());
            else if (part.form != Form::Members) {
                arms = m_bins;
                m_exact = false;
            }
            m_slots.push_back({.decision = i, .part = k, .arms = arms});
            m_first.push_back(m_first.back() + static_cast<std::size_t>(arms));
        }
        m_parts.push_back(std::move(part));
    }
}

Slots::Part Slots::partOf(const Domain& domain) const
{
    if (!isMovable(domain))
        return {};
    Part part{.form = Form::Choice, .slots = 1, .masks = {}};
    const bool few = domain.count() <= kFew;
    switch (domain.kind) {
    case DomainKind::Categorical:
        break;
    case DomainKind::Integer:
        part.form = few || domain.count() <= static_cast<std::uint64_t>(m_bins) ? Form::Steps : Form::StepBins;
        break;
    case DomainKind::Real:
        part.form = Form::Bins;
        break;
    case DomainKind::LogReal:
        part.form = Form::LogBins;
        break;
    case DomainKind::Subset:
        part.form = few ? Form::Masks : Form::Members;
        if (!few)
            part.slots = static_cast<int>(domain.choices.size());
        for (double mask = firstValue(domain); few && !std::isnan(mask); mask = nextValue(domain, mask))
            part.masks.push_back(mask);
        break;
    }
    return part;
}

int Slots::armOf(const Part& part, const Domain& domain, double value) const
{
    switch (part.form) {
    case Form::Choice:
        return static_cast<int>(value);
    case Form::Steps:
        return static_cast<int>(std::round((value - domain.low) / domain.step));
    case Form::Masks:
        return static_cast<int>(std::lower_bound(part.masks.begin(), part.masks.end(), value) - part.masks.begin());
    case Form::StepBins: {
        const auto index = static_cast<std::uint64_t>(std::round((value - domain.low) / domain.step));
        return static_cast<int>(StepBins(domain.count(), static_cast<std::uint64_t>(m_bins)).binOf(index));
    }
    case Form::Bins:
        return unitBin((value - domain.low) / (domain.high - domain.low), m_bins);
    case Form::LogBins:
        return unitBin((std::log(value) - std::log(domain.low)) / (std::log(domain.high) - std::log(domain.low)),
                       m_bins);
    case Form::Fixed:
    case Form::Members:
        break;
    }
    return kNoArm;
}

double Slots::valueOf(const Part& part, const Domain& domain, int arm, Rng& rng) const
{
    switch (part.form) {
    case Form::Choice:
        return arm;
    case Form::Steps:
        return domain.low + domain.step * arm + 0.0;
    case Form::Masks:
        return part.masks[static_cast<std::size_t>(arm)];
    case Form::StepBins: {
        const StepBins bins(domain.count(), static_cast<std::uint64_t>(m_bins));
        const auto bin = static_cast<std::uint64_t>(arm);
        return domain.low + domain.step * static_cast<double>(bins.begin(bin) + rng.below(bins.sizeOf(bin))) + 0.0;
    }
    case Form::Bins: {
        const double unit = (arm + rng.uniform()) / m_bins;
        return std::clamp(domain.low + unit * (domain.high - domain.low) + 0.0, domain.low, domain.high);
    }
    case Form::LogBins: {
        const double unit = (arm + rng.uniform()) / m_bins;
        const double low = std::log(domain.low);
        return std::clamp(std::exp(low + unit * (std::log(domain.high) - low)), domain.low, domain.high);
    }
    case Form::Fixed:
    case Form::Members:
        break;
    }
    return space::firstValue(domain);
}

std::pair<double, double> Slots::edgesOf(const Part& part, const Domain& domain, int arm) const
{
    if (part.form == Form::StepBins) {
        const StepBins bins(domain.count(), static_cast<std::uint64_t>(m_bins));
        const auto bin = static_cast<std::uint64_t>(arm);
        const double begin = domain.low + domain.step * static_cast<double>(bins.begin(bin));
        return {begin, begin + domain.step * static_cast<double>(bins.sizeOf(bin) - 1)};
    }
    const bool isLog = part.form == Form::LogBins;
    const double low = isLog ? std::log(domain.low) : domain.low;
    const double width = ((isLog ? std::log(domain.high) : domain.high) - low) / m_bins;
    const auto edge = [&](int at) { return isLog ? std::exp(low + at * width) : low + at * width; };
    return {edge(arm), edge(arm + 1)};
}

std::string Slots::nameOf(std::size_t slot) const
{
    const space::Decision& decision = m_tree.decisions[m_slots[slot].decision];
    if (m_parts[m_slots[slot].decision].form != Form::Members)
        return decision.name;
    return decision.name + " " + decision.domain.choices[static_cast<std::size_t>(m_slots[slot].part)];
}

std::vector<std::string> Slots::armNamesOf(std::size_t slot) const
{
    const Domain& domain = m_tree.decisions[m_slots[slot].decision].domain;
    const Part& part = m_parts[m_slots[slot].decision];
    if (part.form == Form::Members)
        return {"-", "+"};
    std::vector<std::string> names;
    for (int arm = 0; arm < m_slots[slot].arms; ++arm) {
        if (part.form == Form::Choice) {
            names.push_back(domain.choices[static_cast<std::size_t>(arm)]);
        } else if (part.form == Form::Steps) {
            names.push_back(domain.valueText(domain.low + domain.step * arm));
        } else if (part.form == Form::Masks) {
            names.push_back(domain.valueText(part.masks[static_cast<std::size_t>(arm)]));
        } else {
            const auto [low, high] = edgesOf(part, domain, arm);
            names.push_back(fmt::format("{:.3g}..{:.3g}", low, high));
        }
    }
    return names;
}

double Slots::drawMembers(const Part& part, const Domain& domain, const Pick& pick, Rng& rng) const
{
    std::uint64_t mask = 0;
    for (int k = 0; k < part.slots; ++k) {
        if (pick(part.slot + static_cast<std::size_t>(k)) == 1)
            mask |= std::uint64_t{1} << k;
    }
    return static_cast<double>(mended(domain, mask, rng));
}

std::vector<int> Slots::armsOf(const space::Candidate& candidate) const
{
    std::vector<int> arms;
    armsOf(candidate, arms);
    return arms;
}

void Slots::armsOf(const space::Candidate& candidate, std::vector<int>& arms) const
{
    CW_ASSERT(candidate.values.size() == m_tree.size());
    arms.assign(m_slots.size(), kNoArm);
    for (std::size_t i = 0; i < m_parts.size(); ++i) {
        const Part& part = m_parts[i];
        if (part.slots == 0 || !candidate.isActive(i))
            continue;
        const double value = candidate.values[i];
        if (part.form != Form::Members) {
            arms[part.slot] = armOf(part, m_tree.decisions[i].domain, value);
            continue;
        }
        const auto mask = static_cast<std::uint64_t>(value);
        for (int k = 0; k < part.slots; ++k)
            arms[part.slot + static_cast<std::size_t>(k)] = static_cast<int>(mask >> k & 1);
    }
}

space::Candidate Slots::draw(const Pick& pick, Rng& rng) const
{
    space::Candidate candidate;
    candidate.values.assign(m_tree.size(), space::kInactive);
    for (std::size_t i = 0; i < m_parts.size(); ++i) {
        const space::Decision& decision = m_tree.decisions[i];
        const Part& part = m_parts[i];
        if (!isConditionMet(decision.condition, candidate))
            continue;
        if (part.form == Form::Fixed)
            candidate.values[i] = firstValue(decision.domain);
        else if (part.form == Form::Members)
            candidate.values[i] = drawMembers(part, decision.domain, pick, rng);
        else
            candidate.values[i] = valueOf(part, decision.domain, pick(part.slot), rng);
    }
    return candidate;
}

space::Candidate drawFresh(const space::CandidateSet& set, const std::function<space::Candidate()>& draw,
                           const std::function<bool(const space::Candidate&)>& isKnown, int redraws, Rng& rng)
{
    space::Candidate drawn;
    std::optional<space::Candidate> known;
    for (int tries = 0; tries <= redraws; ++tries) {
        drawn = draw();
        if (!set.contains(drawn))
            continue;
        if (!isKnown(drawn))
            return drawn;
        if (!known)
            known = drawn; // the first: later ones would favour what is drawn often
    }
    if (known)
        return std::move(*known);
    // Forbidden, but chosen by what was learnt: a move away is better than anything at all.
    space::Candidate moved = set.mutate(drawn, rng);
    const bool mended = set.contains(moved);
    if (mended && !isKnown(moved))
        return moved;
    std::vector<space::Candidate> near = set.neighbours(drawn);
    std::erase_if(near, isKnown);
    if (!near.empty())
        return std::move(near[rng.below(near.size())]);
    space::Candidate sampled = set.sample(rng);
    for (int tries = 0; tries < redraws && isKnown(sampled); ++tries)
        sampled = set.sample(rng);
    return mended && isKnown(sampled) ? moved : sampled;
}

} // namespace cw::strategy
