// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <vector>

#include "core/base/json.h"

namespace cw::estimate {

/// The trials on one rung of ASHA, of which the best so many may go on, kept in order result by result.
class RungRanks {
public:
    RungRanks(double reduction, std::size_t objectives)
        : m_reduction(reduction)
        , m_objectives(objectives)
    {
    }

    /// `values` may be empty: it counts, and never goes on.
    void add(std::int64_t trial, const std::vector<double>& values);
    /// The best trial that is among the first 1/reduction of all and has not gone on yet; it has from now on.
    std::optional<std::int64_t> promote();
    /// Trials so far from going on that what was kept for it can be dropped, since the last call.
    std::vector<std::int64_t> takeRetired();

    Json state() const;
    /// Errors: throws Error(Format)
    void restore(const Json& state);

private:
    struct Key {
        double loss = 0;        ///< one objective: minus the value; several: its place in the ranking
        std::int64_t order = 0; ///< of arrival
        std::int64_t trial = 0;
        auto operator<=>(const Key&) const = default; // NOLINT(modernize-use-nullptr): clang-tidy 14 is mistaken
    };
    struct Member {
        std::int64_t trial = 0;
        std::vector<double> values;
        bool promoted = false;
    };

    std::size_t quota() const { return std::size_t(double(m_members.size()) / m_reduction + 1e-9); }
    void file(Key key);
    void fit();
    void rankAnew();

    double m_reduction;
    std::size_t m_objectives;
    std::vector<Member> m_members; ///< in order of arrival
    std::set<Key> m_top;           ///< the best quota()
    std::set<Key> m_rest;
    std::optional<Key> m_bestLost; ///< of those given up; worse than all of m_rest
    std::set<Key> m_ready;         ///< of m_top, those that have not gone on
    std::vector<std::int64_t> m_retired;
    bool m_stale = false; ///< several objectives: ranks are older than the last result
};

} // namespace cw::estimate
