// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/base/rng.h"
#include "core/space/candidate.h"
#include "core/space/decision.h"

namespace cw::space {

/// Which candidates are allowed, and the moves between them that every strategy shares.
/// Thread: const, may be used by several threads at once.      Determinism: only by the Rng passed in
class CandidateSet {
public:
    virtual ~CandidateSet() = default;

    virtual const DecisionTree& tree() const = 0;
    virtual bool contains(const Candidate& candidate) const = 0;
    /// Uniform over the values of each active decision, parents first; over the rows, for a list of rows.
    /// Errors: Error(Config) when constraints admit almost nothing
    virtual Candidate sample(Rng& rng) const = 0;
    /// One active decision changed (children activated by it are drawn anew); where constraints allow no single change,
    /// the fewest in a row, or any other candidate. Returns the candidate itself when nothing else is found.
    virtual Candidate mutate(const Candidate& candidate, Rng& rng) const = 0;
    /// All candidates at the smallest distance (one decision changed); continuous decisions are left alone, children
    /// that become active take their first value, a whole number with more than 64 values moves by one step.
    virtual std::vector<Candidate> neighbours(const Candidate& candidate) const = 0;
    /// Exact number of candidates, or 0 when it is not countable (continuous) or not known.
    virtual std::uint64_t count() const = 0;
    /// All of them in order (last decision fastest), at most `limit`; `visit` returns false to end.
    /// Errors: Error(Config) when an active decision is continuous
    virtual void enumerate(std::uint64_t limit, const std::function<bool(const Candidate&)>& visit) const = 0;
};

/// Everything that a tree of decisions admits, less what `allowed` refuses (null: nothing refused).
class TreeCandidates final : public CandidateSet {
public:
    using Predicate = std::function<bool(const Candidate&)>;
    explicit TreeCandidates(DecisionTree tree, Predicate allowed = {});

    const DecisionTree& tree() const override { return m_tree; }
    bool contains(const Candidate& candidate) const override;
    Candidate sample(Rng& rng) const override;
    Candidate mutate(const Candidate& candidate, Rng& rng) const override;
    std::vector<Candidate> neighbours(const Candidate& candidate) const override;
    std::uint64_t count() const override;
    void enumerate(std::uint64_t limit, const std::function<bool(const Candidate&)>& visit) const override;

private:
    struct Allowed;

    Candidate draw(Rng& rng) const;
    Candidate moveOnce(const Candidate& candidate, const std::vector<std::uint32_t>& movable, Rng& rng) const;
    void settleChildren(Candidate& candidate, std::size_t changed, Rng* rng) const;
    const Allowed& allowedList() const;

    DecisionTree m_tree;
    Predicate m_allowed;
    bool m_flat = true;                   ///< no conditions: the fast path of sample and mutate
    std::vector<std::uint64_t> m_counts;  ///< values of each decision, 0 when continuous
    std::vector<std::uint32_t> m_movable; ///< decisions that can take another value
    std::uint64_t m_treeCount = 0;        ///< candidates without the predicate; 0: not countable
    std::shared_ptr<Allowed> m_list;      ///< made at first need, once, whatever thread asks
};

/// Number of candidates of a tree, or 0 when it is not countable or above 2^63.
std::uint64_t countCandidates(const DecisionTree& tree);
/// The exact number, also above 2^63, or empty when it is not countable, not known or of more than 1,000 digits.
std::string countText(const DecisionTree& tree);
/// As many at least, where that is 0: the product over the decisions that are always active. Infinite if one of all is
/// continuous.
double fewestCandidates(const DecisionTree& tree);

/// What changed between two candidates: "0-2: skip_connect -> nor_conv_3x3"; several separated by "; ".
std::string describeChange(const DecisionTree& tree, const Candidate& from, const Candidate& to);

} // namespace cw::space
