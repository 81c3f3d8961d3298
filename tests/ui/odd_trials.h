// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <string>
#include <vector>

#include "core/base/rng.h"
#include "core/estimate/objective.h"
#include "core/history/records.h"
#include "core/run/method/learnt.h"

namespace cw::ui {

inline constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
inline constexpr double kInf = std::numeric_limits<double>::infinity();

/// What the trials have measured.
enum class Kind { Plain, Equal, NotANumber, Infinite, InfiniteFirst, Huge, WithoutValue, AllRunning };

inline double valueOf(Kind kind, int i, Rng& rng)
{
    switch (kind) {
    case Kind::Plain:
    case Kind::AllRunning:
        return 0.2 + 0.6 * rng.uniform();
    case Kind::Equal:
        return 0.5;
    case Kind::Infinite:
        return i % 2 == 0 ? kInf : -kInf;
    case Kind::InfiniteFirst:
        return i == 1 ? kInf : i % 5 == 0 ? kNaN : i % 7 == 0 ? -kInf : rng.uniform();
    case Kind::Huge:
        return (rng.uniform() - 0.5) * 1e200;
    case Kind::NotANumber:
    case Kind::WithoutValue:
        break;
    }
    return kNaN;
}

/// The first two have ended well; of many others some have failed, were rejected, stopped early or are repeats.
inline TrialState stateOf(Kind kind, int i)
{
    if (kind == Kind::AllRunning)
        return TrialState::Running;
    if (kind == Kind::WithoutValue)
        return i % 2 == 0 ? TrialState::Rejected : TrialState::Failed;
    return i % 11 == 0   ? TrialState::Failed
           : i % 13 == 0 ? TrialState::Rejected
           : i % 17 == 0 ? TrialState::Duplicate
           : i % 3 == 0  ? TrialState::Pruned
                         : TrialState::Finished;
}

inline std::vector<estimate::Objective> objectives(int count)
{
    std::vector<estimate::Objective> wanted;
    for (const char* name : {"valid_accuracy", "params", "macs", "latency_ms"}) {
        if (int(wanted.size()) < count)
            wanted.push_back({name, wanted.empty()});
    }
    return wanted;
}

/// What a run of the history holds, and what its strategy says of it.
struct Fed {
    Kind kind = Kind::Plain;
    int count = 0;
    int objectiveCount = 1;
    std::vector<history::TrialRow> rows;
    std::vector<history::MetricStep> steps;
    std::vector<double> values; ///< of the first objective of each row; NaN where it has none
    std::shared_ptr<const run::Learnt> learnt;
};

inline history::TrialRow rowOf(Kind kind, int i, int objectiveCount, Rng& rng)
{
    history::TrialRow row;
    row.run = 1;
    row.trial = i;
    row.state = stateOf(kind, i);
    row.parent = i > 10 ? i - 1 - std::int64_t(rng.below(9)) : 0;
    row.fidelity = Json{{"epochs", i % 3 == 0 ? 1 : 3}};
    for (int d = 0; d < 6; ++d)
        row.values.push_back(d == 5 ? kNaN : double(rng.below(5)));
    const bool isOdd = kind == Kind::Infinite || kind == Kind::NotANumber; // then the clock was too
    row.worker = i % 4;
    row.started = 2'000'000'000 + 10.0 * i;
    row.finished = row.state == TrialState::Running ? 0 : isOdd ? valueOf(kind, i, rng) : row.started + 9;
    row.seconds = isOdd ? valueOf(kind, i, rng) : 9;
    const bool failed = row.state == TrialState::Failed || row.state == TrialState::Rejected;
    if (failed)
        row.reason = "the loss is not a number in epoch 2";
    for (const estimate::Objective& objective : objectives(failed ? 0 : objectiveCount))
        row.metrics[objective.metric] = valueOf(kind, i, rng);
    return row;
}

inline std::shared_ptr<const run::Learnt> learntOf(Kind kind, int count)
{
    auto learnt = std::make_shared<run::Learnt>();
    Rng rng(2);
    for (int i = 1; i <= count; ++i) {
        const double expected = valueOf(kind, i, rng);
        learnt->forecasts.push_back({i, expected, expected - 0.1, expected + 0.1});
        if (std::isfinite(expected))
            learnt->acquisitions.push_back({i, {i % 4 == 0 ? "sample" : "log-improvement", expected}});
        if (i > 200 && i < count)
            continue; // it is asked for so many moments
        strategy::Insight insight;
        insight.areOdds = kind == Kind::Plain;
        insight.numbers = {{"entropy", valueOf(kind, i, rng)}, {"nodes", 10 * valueOf(kind, i, rng)}};
        for (const int alternatives : {5, 2, 0, 32}) {
            strategy::Insight::Row row{"decision " + std::to_string(alternatives), {}, {}};
            for (int a = 0; a < alternatives; ++a) {
                row.alternatives.push_back("alternative_" + std::to_string(a));
                row.numbers.push_back(valueOf(kind, a, rng));
            }
            insight.rows.push_back(row);
        }
        learnt->add(i, insight);
    }
    return learnt;
}

/// Kept until something else is asked for: many trials take a while, and memory.
inline const Fed& fedWith(Kind kind, int count, int objectiveCount)
{
    static Fed fed;
    if (fed.kind == kind && fed.count == count && fed.objectiveCount == objectiveCount && fed.learnt)
        return fed;
    fed = {kind, count, objectiveCount, {}, {}, {}, learntOf(kind, count)};
    Rng rng(1);
    for (int i = 1; i <= count; ++i) {
        fed.rows.push_back(rowOf(kind, i, objectiveCount, rng));
        const auto value = fed.rows.back().metrics.find("valid_accuracy");
        fed.values.push_back(value == fed.rows.back().metrics.end() ? kNaN : value->second);
        for (const int step : {1, 3}) {
            if (kind != Kind::WithoutValue)
                fed.steps.push_back({i, "valid_accuracy", step, valueOf(kind, i, rng)});
        }
    }
    return fed;
}

inline bool isAnyFinite(const std::vector<double>& values)
{
    return std::any_of(values.begin(), values.end(), [](double value) { return std::isfinite(value); });
}

inline bool hasFiniteStep(const Fed& fed)
{
    return std::any_of(fed.steps.begin(), fed.steps.end(),
                       [](const history::MetricStep& step) { return std::isfinite(step.value); });
}

/// As the Compare page counts them: what was stopped early, or goes on, is not compared.
inline bool hasComparable(const Fed& fed)
{
    for (std::size_t i = 0; i < fed.rows.size(); ++i) {
        const TrialState state = fed.rows[i].state;
        if (isFinal(state) && state != TrialState::Pruned && std::isfinite(fed.values[i]))
            return true;
    }
    return false;
}

} // namespace cw::ui
