// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/base/rng.h"
#include "core/data/dataset.h"

namespace cw::data {

TrainValidSplit split(const DataSet& data, double validPart, std::uint64_t seed)
{
    if (!(validPart >= 0 && validPart < 1))
        throw Error(ErrorCode::Config,
                    fmt::format("valid part: expected a number from 0 to below 1, found {}", validPart));
    std::vector<std::vector<std::uint32_t>> byClass(data.classes.size());
    for (std::size_t i = 0; i < data.train.size(); ++i)
        byClass[static_cast<std::size_t>(data.train.labels[i])].push_back(static_cast<std::uint32_t>(i));
    Rng rng(seed, 0, "split");
    TrainValidSplit result;
    for (auto& members : byClass) {
        rng.shuffle(members);
        const auto share = static_cast<std::size_t>(std::llround(validPart * static_cast<double>(members.size())));
        // A class with samples keeps at least one to learn from.
        const std::size_t valid = members.empty() ? 0 : std::min(share, members.size() - 1);
        result.valid.insert(result.valid.end(), members.begin(), members.begin() + static_cast<std::ptrdiff_t>(valid));
        result.train.insert(result.train.end(), members.begin() + static_cast<std::ptrdiff_t>(valid), members.end());
    }
    rng.shuffle(result.train);
    rng.shuffle(result.valid);
    return result;
}

std::vector<std::uint32_t> reduce(const DataSet& data, const std::vector<std::uint32_t>& indices, double part)
{
    if (!(part > 0 && part <= 1))
        throw Error(ErrorCode::Config, fmt::format("data part: expected a number above 0, at most 1, found {}", part));
    std::vector<std::size_t> left(data.classes.size(), 0);
    for (const std::uint32_t i : indices)
        ++left[static_cast<std::size_t>(data.train.labels[i])];
    for (std::size_t& count : left) {
        if (count > 0)
            count = std::max<std::size_t>(1, static_cast<std::size_t>(std::llround(part * static_cast<double>(count))));
    }
    std::vector<std::uint32_t> kept;
    for (const std::uint32_t i : indices) {
        std::size_t& count = left[static_cast<std::size_t>(data.train.labels[i])];
        if (count == 0)
            continue;
        --count;
        kept.push_back(i);
    }
    return kept;
}

} // namespace cw::data
