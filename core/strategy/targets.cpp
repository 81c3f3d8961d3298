// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/strategy/targets.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/base/assert.h"
#include "core/base/normal.h"
#include "core/strategy/fitness.h"

namespace cw::strategy {

namespace {

constexpr double kMostSpreads = 3;
/// Distances below this part of their median count as this much: the best has a distance of 0.
constexpr double kSmallestDistance = 0.01;

/// The values, every failure and infinity replaced by the worst or best finite one. Empty without finite values.
std::vector<double> finiteValues(const std::vector<Record>& records)
{
    double low = std::numeric_limits<double>::infinity();
    double high = -low;
    for (const Record& record : records) {
        if (std::isfinite(record.fitness())) {
            low = std::min(low, record.fitness());
            high = std::max(high, record.fitness());
        }
    }
    std::vector<double> values;
    for (const Record& record : records) {
        if (low <= high)
            values.push_back(std::clamp(record.fitness(), low, high));
    }
    return values;
}

double quantile(std::vector<double> values, double part)
{
    const auto at = values.begin() + std::lround(part * double(values.size() - 1));
    std::nth_element(values.begin(), at, values.end());
    return *at;
}

std::vector<double> ranks(const std::vector<Record>& records)
{
    std::vector<std::size_t> order(records.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        order[i] = i;
    // A failure is as bad as the worst that has a value.
    double worst = std::numeric_limits<double>::infinity();
    for (const Record& record : records) {
        if (!record.scores.empty())
            worst = std::min(worst, record.fitness());
    }
    std::vector<double> values;
    values.reserve(records.size());
    for (const Record& record : records)
        values.push_back(record.scores.empty() ? worst : record.fitness());
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
    std::vector<double> targets(records.size(), 0.0);
    for (std::size_t first = 0; first < order.size();) {
        std::size_t end = first + 1;
        while (end < order.size() && values[order[end]] == values[order[first]])
            ++end;
        // Equals share the middle of their ranks.
        const double score = normalQuantile(0.5 * double(first + end) / double(order.size()));
        for (; first < end; ++first)
            targets[order[first]] = score;
    }
    return targets;
}

std::vector<double> spreads(const std::vector<Record>& records)
{
    std::vector<double> values = finiteValues(records);
    if (values.empty())
        return std::vector<double>(records.size(), 0.0);
    const double middle = quantile(values, 0.5);
    // The quartiles of a normal are 1.349 deviations apart. Halves first: the distance may not fit a number.
    double spread = (quantile(values, 0.75) / 2 - quantile(values, 0.25) / 2) / (1.349 / 2);
    if (!(spread > 0)) // half of them are equal
        spread = (quantile(values, 1) / 2 - quantile(values, 0) / 2) / kMostSpreads * 2;
    for (double& value : values)
        value = spread > 0 ? std::clamp((value - middle) / spread, -kMostSpreads, kMostSpreads) : 0;
    return values;
}

std::vector<double> logs(const std::vector<Record>& records)
{
    std::vector<double> values = finiteValues(records);
    if (values.empty())
        return std::vector<double>(records.size(), 0.0);
    const double best = quantile(values, 1);
    for (double& value : values)
        value = best / 2 - value / 2;
    const double middle = quantile(values, 0.5);
    double sum = 0;
    double squares = 0;
    for (double& value : values) {
        value = middle > 0 ? -std::log(std::max(value / middle, kSmallestDistance)) : 0;
        sum += value;
    }
    const double mean = sum / double(values.size());
    for (const double value : values)
        squares += (value - mean) * (value - mean);
    const double deviation = std::sqrt(squares / double(values.size()));
    for (double& value : values)
        value = deviation > 0 ? std::clamp((value - mean) / deviation, -kMostSpreads, kMostSpreads) : 0;
    return values;
}

} // namespace

const std::vector<std::string>& targetScaleNames()
{
    static const std::vector<std::string> names{"ranks", "values", "logs"};
    return names;
}

TargetScale targetScaleFrom(const std::string& name)
{
    CW_ASSERT(name == "ranks" || name == "values" || name == "logs");
    return name == "ranks" ? TargetScale::Ranks : name == "values" ? TargetScale::Values : TargetScale::Logs;
}

std::vector<double> targetsOf(const std::vector<Record>& records, TargetScale scale)
{
    switch (scale) {
    case TargetScale::Ranks:
        return ranks(records);
    case TargetScale::Values:
        return spreads(records);
    case TargetScale::Logs:
        return logs(records);
    }
    return {};
}

} // namespace cw::strategy
