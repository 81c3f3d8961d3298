// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/variation/change.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include <fmt/format.h>

#include "core/space/domain_draw.h"

namespace cw::space {

namespace {

constexpr int kMostChanges = 200;
constexpr double kDeviation = 0.1; ///< of the range

constexpr std::array<std::string_view, 8> kNames{"op",        "input",  "merge",  "add copy",
                                                 "drop copy", "toggle", "number", "option"};

bool isNumber(const Domain& domain)
{
    return domain.kind == DomainKind::Integer || domain.kind == DomainKind::Real || domain.kind == DomainKind::LogReal;
}

/// What a change of that decision is called; a repeat's is one of two.
ChangeKind kindOf(const Decision& decision)
{
    switch (decision.role) {
    case DecisionRole::Op:
        return ChangeKind::Op;
    case DecisionRole::Inputs:
        return ChangeKind::Input;
    case DecisionRole::Merge:
        return ChangeKind::Merge;
    case DecisionRole::Copies:
        return ChangeKind::AddCopy;
    case DecisionRole::Presence:
        return ChangeKind::Toggle;
    case DecisionRole::Parameter:
    case DecisionRole::Plain:
        break;
    }
    return isNumber(decision.domain) ? ChangeKind::Number : ChangeKind::Option;
}

bool admits(const Decision& decision, double value, ChangeKind kind)
{
    if (decision.role != DecisionRole::Copies)
        return kindOf(decision) == kind && isMovable(decision.domain);
    return (kind == ChangeKind::AddCopy && value < decision.domain.high) ||
           (kind == ChangeKind::DropCopy && value > decision.domain.low);
}

std::vector<std::size_t> placesOf(const DecisionTree& tree, const Candidate& candidate, ChangeKind kind)
{
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < tree.size(); ++i) {
        if (candidate.isActive(i) && admits(tree.decisions[i], candidate.values[i], kind))
            places.push_back(i);
    }
    return places;
}

/// Decisions whose condition holds no more lose their value, new ones are drawn.
void settle(const DecisionTree& tree, Candidate& candidate, std::size_t from, Rng& rng)
{
    for (std::size_t i = from; i < tree.size(); ++i) {
        const Decision& decision = tree.decisions[i];
        if (!isConditionMet(decision.condition, candidate))
            candidate.values[i] = kInactive;
        else if (!candidate.isActive(i))
            candidate.values[i] = drawValue(decision.domain, rng);
    }
}

/// Reflected into [0, 1].
double perturbed(double unit, Rng& rng)
{
    double moved = std::fmod(std::abs(unit + kDeviation * rng.normal()), 2.0);
    return moved > 1 ? 2 - moved : moved;
}

double perturbedNumber(const Domain& domain, double value, Rng& rng)
{
    const bool log = domain.kind == DomainKind::LogReal;
    const double low = log ? std::log(domain.low) : domain.low;
    const double high = log ? std::log(domain.high) : domain.high;
    const double at = log ? std::log(value) : value;
    const double moved = low + perturbed((at - low) / (high - low), rng) * (high - low);
    if (domain.kind != DomainKind::Integer)
        return std::clamp(log ? std::exp(moved) : moved, domain.low, domain.high);
    double whole = domain.low + std::round((moved - domain.low) / domain.step) * domain.step;
    if (whole == value) // a narrow domain: a step at least
        whole += rng.chance(0.5) ? domain.step : -domain.step;
    if (!domain.contains(whole))
        whole = whole < value ? value + domain.step : value - domain.step;
    return whole;
}

/// Which decisions lie in that copy of a repeat. Every copy has the same ones in the same order.
std::vector<std::size_t> decisionsOfCopy(const DecisionTree& tree, const std::string& repeat, int copy)
{
    const std::string path = fmt::format("{}[{}]", repeat, copy);
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < tree.size(); ++i) {
        const std::string& where = tree.decisions[i].where;
        if (where.starts_with(path) &&
            (where.size() == path.size() || where[path.size()] == '/' || where[path.size()] == '['))
            found.push_back(i);
    }
    return found;
}

/// Copy `to` becomes as copy `from` was; decisions of tied copies are shared, there is nothing to move.
void moveCopy(const DecisionTree& tree, const Candidate& old, const std::string& repeat, int from, int to,
              Candidate& candidate)
{
    const auto source = decisionsOfCopy(tree, repeat, from);
    const auto target = decisionsOfCopy(tree, repeat, to);
    for (std::size_t i = 0; i < std::min(source.size(), target.size()); ++i)
        candidate.values[target[i]] = old.values[source[i]];
}

void changeCopies(const DecisionTree& tree, Candidate& candidate, std::size_t at, bool add, Rng& rng)
{
    const Candidate old = candidate;
    const std::string& repeat = tree.decisions[at].where;
    const int copies = static_cast<int>(candidate.values[at]);
    candidate.values[at] += add ? 1 : -1;
    if (copies == 0)
        return;
    const int place = static_cast<int>(rng.below(static_cast<std::uint64_t>(copies)));
    for (int copy = place; add ? copy < copies : copy + 1 < copies; ++copy) {
        if (add)
            moveCopy(tree, old, repeat, copy, copy + 1, candidate);
        else
            moveCopy(tree, old, repeat, copy + 1, copy, candidate);
    }
}

void changeAt(const DecisionTree& tree, Candidate& candidate, std::size_t at, ChangeKind kind, Rng& rng)
{
    const Domain& domain = tree.decisions[at].domain;
    double& value = candidate.values[at];
    if (kind == ChangeKind::AddCopy || kind == ChangeKind::DropCopy) {
        changeCopies(tree, candidate, at, kind == ChangeKind::AddCopy, rng);
    } else if (domain.kind == DomainKind::Subset) {
        const auto near = nearbyValues(domain, value);
        value = near[rng.below(near.size())];
    } else {
        value = kind == ChangeKind::Number ? perturbedNumber(domain, value, rng) : drawOther(domain, value, rng);
    }
    settle(tree, candidate, at + 1, rng);
}

} // namespace

std::string_view toText(ChangeKind kind)
{
    return kNames[static_cast<std::size_t>(kind)];
}

std::vector<ChangeKind> changesOf(const DecisionTree& tree, const Candidate& candidate)
{
    std::vector<ChangeKind> kinds;
    for (std::size_t i = 0; i < kNames.size(); ++i) {
        if (!placesOf(tree, candidate, static_cast<ChangeKind>(i)).empty())
            kinds.push_back(static_cast<ChangeKind>(i));
    }
    return kinds;
}

std::optional<Candidate> change(const CandidateSet& set, const Candidate& candidate, ChangeKind kind, Rng& rng)
{
    const DecisionTree& tree = set.tree();
    const std::vector<std::size_t> places = placesOf(tree, candidate, kind);
    if (places.empty())
        return {};
    for (int tries = 0; tries < kMostChanges; ++tries) {
        Candidate changed = candidate;
        changeAt(tree, changed, places[rng.below(places.size())], kind, rng);
        if (changed != candidate && set.contains(changed))
            return changed;
    }
    return {};
}

Candidate vary(const CandidateSet& set, const Candidate& candidate, Rng& rng)
{
    std::vector<ChangeKind> kinds = changesOf(set.tree(), candidate);
    while (!kinds.empty()) {
        const std::size_t at = rng.below(kinds.size());
        if (auto changed = change(set, candidate, kinds[at], rng))
            return std::move(*changed);
        kinds.erase(kinds.begin() + static_cast<std::ptrdiff_t>(at));
    }
    return candidate;
}

} // namespace cw::space
