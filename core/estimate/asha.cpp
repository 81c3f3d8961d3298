// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimate/asha.h"

#include "core/base/error.h"
#include "core/estimate/rung_ranks.h"
#include "core/estimate/rungs.h"

namespace cw::estimate {

namespace {

constexpr const char* kAshaId = "asha";

class Asha final : public Scheduler {
public:
    Asha(const Ladder& ladder, std::size_t objectives)
        : Scheduler(ladder.rungs)
    {
        for (std::size_t i = 0; i + 1 < ladder.rungs.size(); ++i)
            m_ranks.emplace_back(ladder.reduction(i), objectives);
    }

    void begin(std::int64_t) override {}
    void tell(const RungResult& result) override
    {
        if (std::size_t(result.rung) < m_ranks.size())
            m_ranks[std::size_t(result.rung)].add(result.trial, result.values);
    }
    std::optional<Promotion> next(bool) override
    {
        for (std::size_t i = m_ranks.size(); i-- > 0;) {
            if (const auto trial = m_ranks[i].promote())
                return Promotion{*trial, int(i) + 1};
        }
        return std::nullopt;
    }
    std::vector<std::int64_t> takeRetired() override
    {
        std::vector<std::int64_t> all;
        for (RungRanks& ranks : m_ranks) {
            for (const std::int64_t trial : ranks.takeRetired())
                all.push_back(trial);
        }
        return all;
    }

    Json state() const override
    {
        Json rungs = Json::array();
        for (const RungRanks& ranks : m_ranks)
            rungs.push_back(ranks.state());
        return rungs;
    }
    void restore(const Json& state) override
    {
        if (!state.is_array() || state.size() != m_ranks.size())
            throw Error(ErrorCode::Format, "expected the rungs of asha", "scheduler state");
        std::vector<RungRanks> ranks = m_ranks;
        for (std::size_t i = 0; i < ranks.size(); ++i)
            ranks[i].restore(state[i]);
        m_ranks = std::move(ranks);
    }

private:
    std::vector<RungRanks> m_ranks; ///< of every rung but the last
};

} // namespace

SchedulerEntry ashaScheduler()
{
    SchedulerEntry entry;
    entry.id = kAshaId;
    entry.title = "ASHA";
    entry.summary = "Sends a trial on as soon as it is among the best of its rung, and never waits.";
    entry.paper = "Li et al., MLSys 2020";
    entry.schema = {etaSpec(4, "4: Li et al."), minEpochsSpec()};
    entry.make = [](const SchedulerSetup& setup) -> std::unique_ptr<Scheduler> {
        return std::make_unique<Asha>(makeLadder(setup, kAshaId), setup.objectives);
    };
    return entry;
}

} // namespace cw::estimate
