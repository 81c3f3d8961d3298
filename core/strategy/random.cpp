// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/strategy/random.h"

#include "core/strategy/encoding.h"

namespace cw::strategy {

namespace {

constexpr const char* kRandomId = "random";

class Random final : public Strategy {
public:
    explicit Random(const StrategySetup& setup)
        : m_candidates(setup.candidates)
        , m_rng(setup.seed, 0, kRandomId)
    {
    }

    std::vector<Proposal> ask(std::size_t n) override
    {
        std::vector<Proposal> proposals(n);
        for (Proposal& proposal : proposals)
            proposal.candidate = m_candidates->sample(m_rng);
        return proposals;
    }
    void tell(const Observation&) override {}
    Json state() const override { return {{"strategy", kRandomId}, {"rng", m_rng.state()}}; }
    void restore(const Json& state) override
    {
        checkStateOf(state, kRandomId);
        m_rng.restore(stateMember(state, "rng"));
    }

private:
    std::shared_ptr<const space::CandidateSet> m_candidates;
    Rng m_rng;
};

} // namespace

StrategyEntry randomStrategy()
{
    StrategyEntry entry;
    entry.id = kRandomId;
    entry.title = "Random search";
    entry.summary = "Draws every candidate from the whole space, with replacement: the baseline for all others.";
    entry.paper = "Li and Talwalkar, UAI 2019";
    entry.severalObjectives = true;
    entry.make = [](const StrategySetup& setup) -> std::unique_ptr<Strategy> {
        return std::make_unique<Random>(setup);
    };
    return entry;
}

} // namespace cw::strategy
