// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/strategy/insight.h"

#include <cmath>
#include <cstddef>
#include <limits>

#include "core/strategy/slots.h"

namespace cw::strategy {

namespace {

constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

} // namespace

std::vector<Insight::Row> insightRows(const Slots& slots, const std::vector<double>& numbers)
{
    std::vector<Insight::Row> rows;
    for (std::size_t slot = 0; slot < slots.size(); ++slot) {
        const auto first = numbers.begin() + std::ptrdiff_t(slots.first(slot));
        rows.push_back({slots.nameOf(slot), slots.armNamesOf(slot), {first, first + slots[slot].arms}});
    }
    return rows;
}

double evenness(const double* weights, int count)
{
    double sum = 0;
    for (int i = 0; i < count; ++i)
        sum += weights[i];
    if (!(sum > 0))
        return kUnknown;
    double entropy = 0;
    for (int i = 0; i < count; ++i) {
        const double p = weights[i] / sum;
        entropy -= p > 0 ? p * std::log(p) : 0;
    }
    return entropy / std::log(double(count));
}

double meanEvenness(const Slots& slots, const std::vector<double>& weights)
{
    double sum = 0;
    int known = 0;
    for (std::size_t slot = 0; slot < slots.size(); ++slot) {
        const double even = evenness(&weights[slots.first(slot)], slots[slot].arms);
        if (std::isnan(even))
            continue;
        sum += even;
        ++known;
    }
    return known > 0 ? sum / known : kUnknown;
}

} // namespace cw::strategy
