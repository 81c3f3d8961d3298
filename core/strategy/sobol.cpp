// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/strategy/sobol.h"

#include <algorithm>

#include "core/space/domain_draw.h"
#include "core/strategy/encoding.h"
#include "core/strategy/sobol_sequence.h"
#include "core/strategy/unit_value.h"

namespace cw::strategy {

namespace {

constexpr const char* kSobolId = "sobol";
constexpr int kMostRefused = 1'000;

class Sobol final : public Strategy {
public:
    explicit Sobol(const StrategySetup& setup)
        : m_candidates(setup.candidates)
        , m_sequence(std::min(setup.candidates->tree().size(), SobolSequence::kMostDimensions))
        , m_shift(setup.seed, 0, "sobol shift")
        , m_rng(setup.seed, 0, kSobolId)
    {
        drawShifts();
    }

    std::vector<Proposal> ask(std::size_t n) override
    {
        std::vector<Proposal> proposals(n);
        for (Proposal& proposal : proposals)
            proposal.candidate = nextCandidate();
        return proposals;
    }
    void tell(const Observation&) override {}

    Json state() const override
    {
        return {{"strategy", kSobolId}, {"shift", m_shift.state()}, {"rng", m_rng.state()}, {"next", m_next}};
    }
    void restore(const Json& state) override
    {
        checkStateOf(state, kSobolId);
        Rng shift = m_shift;
        shift.restore(stateMember(state, "shift"));
        Rng rng = m_rng;
        rng.restore(stateMember(state, "rng"));
        m_next = std::uint64_t(stateInteger(state, "next", 0)); // the last thing that may throw
        m_shift = shift;
        m_rng = rng;
        drawShifts();
    }

private:
    void drawShifts()
    {
        Rng rng = m_shift; // drawn from a copy: the state says where the shifts start
        m_shifts.resize(std::min(m_candidates->tree().size(), SobolSequence::kMostDimensions));
        for (std::uint32_t& shift : m_shifts)
            shift = std::uint32_t(rng.next() >> 32);
    }

    space::Candidate nextCandidate()
    {
        for (int refused = 0; refused < kMostRefused; ++refused) {
            if (auto candidate = candidateOf(m_next++ % SobolSequence::kLength); m_candidates->contains(candidate))
                return candidate;
        }
        return m_candidates->sample(m_rng);
    }

    space::Candidate candidateOf(std::uint64_t point)
    {
        const auto& decisions = m_candidates->tree().decisions;
        space::Candidate candidate;
        candidate.values.assign(decisions.size(), space::kInactive);
        for (std::size_t i = 0; i < decisions.size(); ++i) {
            if (!space::isConditionMet(decisions[i].condition, candidate))
                continue;
            candidate.values[i] =
                i < m_shifts.size()
                    ? valueAtUnit(decisions[i].domain, 0x1p-32 * double(m_sequence.at(point, i) ^ m_shifts[i]))
                    : space::drawValue(decisions[i].domain, m_rng);
        }
        return candidate;
    }

    std::shared_ptr<const space::CandidateSet> m_candidates;
    SobolSequence m_sequence;
    Rng m_shift;
    Rng m_rng; ///< for what the sequence does not decide
    std::vector<std::uint32_t> m_shifts;
    std::uint64_t m_next = 0;
};

} // namespace

StrategyEntry sobol()
{
    StrategyEntry entry;
    entry.id = kSobolId;
    entry.title = "Sobol sequence";
    entry.summary = "Spreads candidates evenly over the space, more evenly than random draws; results do not matter.";
    entry.paper = "Joe and Kuo, SIAM J. Sci. Comput. 2008";
    entry.severalObjectives = true;
    entry.make = [](const StrategySetup& setup) -> std::unique_ptr<Strategy> { return std::make_unique<Sobol>(setup); };
    return entry;
}

} // namespace cw::strategy
