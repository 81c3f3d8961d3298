// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/strategy/grid.h"

#include <bit>

#include "core/base/hash.h"
#include "core/strategy/encoding.h"
#include "core/strategy/grid_points.h"

namespace cw::strategy {

namespace {

constexpr const char* kGridId = "grid";
constexpr int kMostRefused = 1'000;

/// The place of `number` in a random order of [0, size), without a list of them.
std::uint64_t permuted(std::uint64_t number, std::uint64_t size, std::uint64_t key)
{
    // Two halves of equal width that together hold at least `size` and less than four times as much.
    const int half = std::max(1, (int(std::bit_width(size - 1)) + 1) / 2);
    const std::uint64_t mask = (std::uint64_t{1} << half) - 1;
    do {
        std::uint64_t left = number >> half;
        std::uint64_t right = number & mask;
        for (std::uint64_t round = 0; round < 4; ++round) {
            const std::uint64_t next = left ^ (mix64(mix64(key, round), right) & mask);
            left = right;
            right = next;
        }
        number = left << half | right;
    } while (number >= size);
    return number;
}

class Grid final : public Strategy {
public:
    explicit Grid(const StrategySetup& setup)
        : m_candidates(setup.candidates)
        , m_points(setup.candidates, std::size_t(setup.settings.integer("points")))
        , m_order(setup.seed, 0, "grid order")
        , m_rng(setup.seed, 0, kGridId)
        , m_key(keyOf(m_order))
    {
    }

    std::vector<Proposal> ask(std::size_t n) override
    {
        std::vector<Proposal> proposals;
        while (proposals.size() < n) {
            std::optional<space::Candidate> next = m_points.size() > 0 ? nextPoint() : drawnPoint();
            if (!next)
                break;
            proposals.push_back({std::move(*next)});
        }
        return proposals;
    }
    void tell(const Observation&) override {}

    Json state() const override
    {
        return {{"strategy", kGridId}, {"order", m_order.state()}, {"rng", m_rng.state()}, {"next", m_next}};
    }
    void restore(const Json& state) override
    {
        checkStateOf(state, kGridId);
        Rng order = m_order;
        order.restore(stateMember(state, "order"));
        Rng rng = m_rng;
        rng.restore(stateMember(state, "rng"));
        const auto next = std::uint64_t(stateInteger(state, "next", 0));
        if (next > m_points.size())
            throw Error(ErrorCode::Format, "'next': expected the number of a grid point", "strategy state");
        m_order = order;
        m_rng = rng;
        m_next = next;
        m_key = keyOf(m_order);
    }

private:
    static std::uint64_t keyOf(Rng order) { return order.next(); }

    /// Nothing when all points have been asked.
    std::optional<space::Candidate> nextPoint()
    {
        for (int refused = 0; refused < kMostRefused; ++refused) {
            if (m_next == m_points.size())
                return {};
            if (auto candidate = m_points.at(permuted(m_next++, m_points.size(), m_key)))
                return candidate;
        }
        return m_candidates->sample(m_rng);
    }
    std::optional<space::Candidate> drawnPoint()
    {
        for (int refused = 0; refused < kMostRefused; ++refused) {
            if (auto candidate = m_points.draw(m_rng); m_candidates->contains(candidate))
                return candidate;
        }
        return m_candidates->sample(m_rng);
    }

    std::shared_ptr<const space::CandidateSet> m_candidates;
    GridPoints m_points;
    Rng m_order; ///< never drawn from: its first number is the key of the order
    Rng m_rng;
    std::uint64_t m_key;
    std::uint64_t m_next = 0;
};

} // namespace

StrategyEntry grid()
{
    StrategyEntry entry;
    entry.id = kGridId;
    entry.title = "Grid search";
    entry.summary = "Every candidate once, in random order; continuous decisions take a few values evenly apart.";
    entry.paper = "Bergstra and Bengio, JMLR 2012";
    entry.severalObjectives = true;
    entry.schema = ParamSchema{
        {.name = "points",
         .type = ParamType::Int,
         .defaultValue = 5,
         .title = "Points",
         .help = "Values that a continuous decision takes, evenly apart, both ends among them; 1: the middle.",
         .min = 1,
         .max = 1000},
    };
    entry.make = [](const StrategySetup& setup) -> std::unique_ptr<Strategy> { return std::make_unique<Grid>(setup); };
    return entry;
}

} // namespace cw::strategy
