// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <compare>
#include <cstdint>
#include <set>
#include <vector>

#include "core/base/json.h"
#include "core/space/candidate_set.h"

namespace cw::strategy {

/// A trial that has been told.
struct Record {
    space::Candidate candidate;
    std::vector<double> scores; ///< larger is better, no NaN; empty: it failed, was rejected or is infeasible
    std::int64_t trial = 0;

    double fitness() const; ///< the first score; kWorst without scores
    bool operator==(const Record&) const = default;
};

/// The trials that a model is fitted on: of all that have been told at most `capacity`, so that a search of 100,000
/// trials costs no more memory or time per step than one of 1,000. When it is full, room is made by forgetting
/// - for one objective: the trial told longest ago that is not among the best quarter of those kept;
/// - for several: the one told longest ago that another one dominates; without such, the one told longest ago.
/// Cost: add() O(log capacity) for one objective, O(capacity) for several
/// Determinism: same adds -> same records in the same order      Thread: one at a time
class ActiveSet {
public:
    /// capacity >= 4, objectives >= 1
    ActiveSet(std::size_t capacity, std::size_t objectives);

    void add(Record record);
    /// In an order that depends on the adds alone; a new record takes the place of the forgotten one.
    const std::vector<Record>& records() const { return m_records; }
    std::size_t size() const { return m_records.size(); }
    std::size_t capacity() const { return m_capacity; }
    /// How many have ever been added.
    std::uint64_t added() const { return m_added; }
    /// Index of the best by the first objective (the earliest of equals), or -1 when none has scores.
    std::ptrdiff_t best() const;

    Json state() const;
    /// Errors: throws Error(Format); this object is then untouched
    void restore(const Json& state, const space::CandidateSet& candidates);

private:
    struct Key {
        double loss; ///< minus the fitness: the best comes first
        std::uint64_t age;
        std::size_t at;
        auto operator<=>(const Key&) const = default; // NOLINT(modernize-use-nullptr): clang-tidy 14 is mistaken
    };

    Key keyOf(std::size_t at) const { return {-m_records[at].fitness(), m_ages[at], at}; }
    std::size_t freePlace();
    std::size_t oldestDominated() const;
    void file(std::size_t at);

    std::size_t m_capacity;
    std::size_t m_objectives;
    std::uint64_t m_added = 0;
    std::vector<Record> m_records;
    std::vector<std::uint64_t> m_ages; ///< of each record: how many had been added before it
    // For one objective only: the best quarter, and the others from the oldest on (their loss is set to 0).
    std::set<Key> m_best;
    std::set<Key> m_rest;
};

} // namespace cw::strategy
