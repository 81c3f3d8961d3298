// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/method/learnt.h"

#include <algorithm>
#include <chrono>
#include <cmath>

#include <fmt/format.h>

#include "core/history/reader.h"
#include "core/run/ask_tell.h"
#include "core/run/assemble.h"
#include "core/run/replay.h"

namespace cw::run {

void Learnt::add(std::int64_t trial, const strategy::Insight& insight)
{
    if (trials.empty()) {
        areOdds = insight.areOdds;
        for (const strategy::Insight::Number& number : insight.numbers)
            series.push_back({number.name, {}});
        for (const strategy::Insight::Row& row : insight.rows)
            rows.push_back({row.decision, row.alternatives});
    }
    trials.push_back(trial);
    for (std::size_t i = 0; i < series.size(); ++i)
        series[i].values.push_back(i < insight.numbers.size() ? insight.numbers[i].value : std::nan(""));
    std::vector<double>& all = values.emplace_back();
    for (const strategy::Insight::Row& row : insight.rows)
        all.insert(all.end(), row.numbers.begin(), row.numbers.end());
}

Learnt learntIn(const std::filesystem::path& history, std::int64_t run, const Catalogue& catalogue, std::size_t most,
                double seconds, const std::stop_token& stop)
{
    using Clock = std::chrono::steady_clock;
    history::Reader reader(history);
    const history::RunRow row = reader.run(run);
    const Parts parts =
        assemble(runConfigFromJson(row.info.config, fmt::format("run {}", run)).value(), catalogue).value();
    Learnt learnt;
    const std::int64_t stride = std::max<std::int64_t>(1, row.trials / std::max<std::int64_t>(1, std::int64_t(most)));
    const auto end = Clock::now() + std::chrono::duration<double>(seconds);
    std::int64_t seen = 0;
    const auto* asking = dynamic_cast<const AskTell*>(parts.search.get());
    const bool maximise = parts.config.objectives.empty() || parts.config.objectives.front().maximise;
    const auto look = [&](std::int64_t trials, const Job& asked) {
        seen = trials;
        const auto expected = asking != nullptr ? asking->forecast(asked) : std::nullopt;
        if (expected && maximise)
            learnt.forecasts.push_back({asked.trial, expected->mean, expected->low, expected->high});
        else if (expected)
            learnt.forecasts.push_back({asked.trial, -expected->mean, -expected->high, -expected->low});
        if (auto acquisition = asking != nullptr ? asking->acquisition(asked) : std::nullopt)
            learnt.acquisitions.push_back({asked.trial, std::move(*acquisition)});
        if (trials % stride == 0 && (learnt.trials.empty() || learnt.trials.back() < trials))
            learnt.add(trials, parts.search->insight());
        learnt.complete = !stop.stop_requested() && Clock::now() < end;
        return learnt.complete;
    };
    replayFromStart(reader, run, parts.tree, *parts.search, parts.config.fidelity, row.info.lag, look);
    if (seen > 0 && (learnt.trials.empty() || learnt.trials.back() < seen))
        learnt.add(seen, parts.search->insight());
    return learnt;
}

} // namespace cw::run
