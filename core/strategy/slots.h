// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "core/base/rng.h"
#include "core/space/candidate.h"
#include "core/space/candidate_set.h"
#include "core/space/decision.h"

namespace cw::strategy {

/// How learners of discrete probabilities see a space: a sequence of slots, parents before children, in each of which
/// one of a few arms is chosen. A decision is
///   one slot: the alternatives of a categorical, the values of a whole number or subset with at most 32 of them,
///             else the bins of a number, equally wide (in its logarithm for log-real), the value drawn inside the bin;
///   a slot of two arms (left out, taken) per member: any other subset, mended at random to its size limits;
///   no slot at all: one that has a single value.
/// Thread: const, may be used by several threads at once      Determinism: only by the Rng passed in
class Slots {
public:
    struct Slot {
        std::size_t decision = 0;
        int part = 0; ///< which member, for a subset by members
        int arms = 0; ///< at least 2
    };
    /// The arm of a slot whose decision is not active.
    static constexpr int kNoArm = -1;
    static constexpr int kDefaultBins = 8;

    explicit Slots(const space::DecisionTree& tree, int bins = kDefaultBins);

    std::size_t size() const { return m_slots.size(); }
    const Slot& operator[](std::size_t slot) const { return m_slots[slot]; }
    /// Arms of all slots counted through: arm a of slot s is number first(s) + a of armCount().
    std::size_t first(std::size_t slot) const { return m_first[slot]; }
    std::size_t armCount() const { return m_first.back(); }
    /// That of its decision, with the member for a slot of one.
    std::string nameOf(std::size_t slot) const;
    /// The values that its arms stand for: "conv", "12", "0.1..0.2"; "-" and "+" for a member.
    std::vector<std::string> armNamesOf(std::size_t slot) const;
    /// Whether the arms of a candidate leave nothing open: no number is cut into bins.
    bool areExact() const { return m_exact; }

    /// The arm of every slot of a candidate of the tree, wherever it comes from.
    std::vector<int> armsOf(const space::Candidate& candidate) const;
    void armsOf(const space::Candidate& candidate, std::vector<int>& arms) const;

    /// Says which arm a slot takes; called once for each slot that is active, in their order.
    using Pick = std::function<int(std::size_t slot)>;
    /// A candidate of the tree (which constraints may forbid).
    space::Candidate draw(const Pick& pick, Rng& rng) const;

private:
    enum class Form { Fixed, Choice, Steps, Masks, StepBins, Bins, LogBins, Members };
    struct Part {
        Form form = Form::Fixed;
        std::size_t slot = 0;      ///< the first one
        int slots = 0;             ///< how many
        std::vector<double> masks; ///< of Form::Masks, in order
    };

    Part partOf(const space::Domain& domain) const;
    int armOf(const Part& part, const space::Domain& domain, double value) const;
    double valueOf(const Part& part, const space::Domain& domain, int arm, Rng& rng) const;
    /// The values of a bin, both ends.
    std::pair<double, double> edgesOf(const Part& part, const space::Domain& domain, int arm) const;
    double drawMembers(const Part& part, const space::Domain& domain, const Pick& pick, Rng& rng) const;

    space::DecisionTree m_tree;
    int m_bins;
    std::vector<Part> m_parts; ///< one per decision
    std::vector<Slot> m_slots;
    std::vector<std::size_t> m_first{0};
    bool m_exact = true;
};

/// One draw that the set allows. What it refuses, or what `isKnown` says was proposed before, is drawn again, at most
/// `redraws` times; then a known one will do. Where every draw was refused it is one move away from what was drawn or,
/// when all those are known, any candidate, of up to 1 + `redraws` the first that is not.
/// Errors: Error(Config) when constraints admit almost nothing
space::Candidate drawFresh(const space::CandidateSet& set, const std::function<space::Candidate()>& draw,
                           const std::function<bool(const space::Candidate&)>& isKnown, int redraws, Rng& rng);

} // namespace cw::strategy
