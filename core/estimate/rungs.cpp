// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimate/rungs.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/base/pareto.h"

namespace cw::estimate {

namespace {

constexpr double kSlack = 1e-9;

/// The largest known number of epochs that is not above `epochs`; the smallest when all are.
double known(const std::vector<double>& all, double epochs)
{
    if (all.empty())
        return std::max(1.0, std::floor(epochs + 0.5));
    const auto above = std::upper_bound(all.begin(), all.end(), epochs + kSlack);
    return above == all.begin() ? all.front() : *std::prev(above);
}

} // namespace

double Ladder::reduction(std::size_t i, int firstLevel) const
{
    return std::pow(eta, std::max(0, levels[i + 1] - std::max(levels[i], firstLevel)));
}

void checkKnownEpochs(const SchedulerSetup& setup, const char* scheduler)
{
    const std::vector<double>& known = setup.epochs;
    const std::string where = fmt::format("scheduler '{}'", scheduler);
    if (known.size() == 1)
        throw Error(ErrorCode::Config,
                    fmt::format("the scheduler needs a trial to be judged before its end, the estimator has answers "
                                "for the objectives at {} epochs only",
                                known.front()),
                    where);
    if (!known.empty() && setup.full.epochs > known.back())
        throw Error(ErrorCode::Config,
                    fmt::format("the estimator has answers up to {} epochs, expected a fidelity of no more, found {}",
                                known.back(), setup.full.epochs),
                    where);
}

Ladder makeLadder(const SchedulerSetup& setup, const char* scheduler)
{
    Ladder ladder{.eta = double(setup.settings.integer("eta"))};
    const double most = setup.full.epochs;
    checkKnownEpochs(setup, scheduler);
    double fewest = double(setup.settings.integer("min_epochs"));
    if (!setup.epochs.empty())
        fewest = std::max(fewest, setup.epochs.front());
    const int top = fewest > most ? 0 : int(std::floor(std::log(most / fewest) / std::log(ladder.eta) + kSlack));
    for (int level = 0; level <= top; ++level) {
        Fidelity rung = setup.full;
        if (level < top)
            rung.epochs = known(setup.epochs, most * std::pow(ladder.eta, level - top));
        if (!ladder.rungs.empty() && ladder.rungs.back().epochs >= rung.epochs)
            continue;
        ladder.rungs.push_back(rung);
        ladder.levels.push_back(level);
    }
    if (ladder.rungs.size() < 2)
        throw Error(ErrorCode::Config,
                    fmt::format("the scheduler needs a trial to be judged before its end, expected a fidelity of at "
                                "least {} epochs (eta x min_epochs), found {}",
                                ladder.eta * fewest, most),
                    fmt::format("scheduler '{}'", scheduler));
    return ladder;
}

ParamSpec etaSpec(int defaultValue, const char* source)
{
    return {.name = "eta",
            .type = ParamType::Int,
            .defaultValue = defaultValue,
            .title = "Reduction factor",
            .help = fmt::format("One trial in so many goes on to the next rung, with so many times the epochs ({}).",
                                source),
            .min = 2,
            .max = 64};
}

ParamSpec minEpochsSpec()
{
    return {.name = "min_epochs",
            .type = ParamType::Int,
            .defaultValue = 1,
            .title = "Fewest epochs",
            .help = "The first rung is not below this number of epochs.",
            .unit = "epochs",
            .min = 1,
            .max = 1e6};
}

bool isRankable(const std::vector<double>& values)
{
    return !values.empty() && std::none_of(values.begin(), values.end(), [](double v) { return !std::isfinite(v); });
}

std::vector<std::size_t> ranking(const std::vector<std::vector<double>>& values)
{
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t(0));
    if (values.empty() || values.front().size() == 1) {
        std::stable_sort(order.begin(), order.end(),
                         [&](std::size_t a, std::size_t b) { return values[a][0] > values[b][0]; });
        return order;
    }
    const std::vector<int> fronts = nonDominatedRanks(values);
    Scores worst = values.front();
    for (const Scores& scores : values) {
        for (std::size_t i = 0; i < scores.size(); ++i)
            worst[i] = std::min(worst[i], scores[i]);
    }
    std::vector<double> added(values.size());
    for (std::size_t at = 0; at < values.size(); ++at) {
        std::vector<Scores> others;
        for (std::size_t other = 0; other < values.size(); ++other) {
            if (other != at && fronts[other] == fronts[at])
                others.push_back(values[other]);
        }
        added[at] = hypervolumeOf(values[at], others, worst);
    }
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return fronts[a] != fronts[b] ? fronts[a] < fronts[b] : added[a] > added[b];
    });
    return order;
}

} // namespace cw::estimate
