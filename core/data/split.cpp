// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <numeric>

#include <fmt/format.h>

#include "core/base/rng.h"
#include "core/data/dataset.h"
#include "core/data/hold_out.h"

namespace cw::data {

namespace {

/// Samples of each class in random order, and how many of each are held out.
template <class Take>
void divide(const std::vector<std::int64_t>& labels, std::size_t classes, double part, Rng& rng, Take&& take)
{
    std::vector<std::vector<std::uint32_t>> byClass(classes);
    for (std::size_t i = 0; i < labels.size(); ++i)
        byClass[static_cast<std::size_t>(labels[i])].push_back(static_cast<std::uint32_t>(i));
    for (auto& members : byClass) {
        rng.shuffle(members);
        const auto share = static_cast<std::size_t>(std::llround(part * static_cast<double>(members.size())));
        // A class with samples keeps at least one to learn from.
        const std::size_t held = members.empty() ? 0 : std::min(share, members.size() - 1);
        take(members, static_cast<std::ptrdiff_t>(held));
    }
}

/// Blocks: windows of held-out text next to windows learnt from would nearly repeat them.
TrainValidSplit splitText(std::size_t windows, double validPart)
{
    const auto share = static_cast<std::size_t>(std::llround(validPart * static_cast<double>(windows)));
    const std::size_t valid = windows == 0 ? 0 : std::min(share, windows - 1);
    TrainValidSplit result;
    result.train.resize(windows - valid);
    result.valid.resize(valid);
    std::iota(result.train.begin(), result.train.end(), 0U);
    std::iota(result.valid.begin(), result.valid.end(), static_cast<std::uint32_t>(windows - valid));
    return result;
}

} // namespace

std::string_view toText(DataKind kind)
{
    switch (kind) {
    case DataKind::Images:
        return "images";
    case DataKind::Vectors:
        return "vectors";
    case DataKind::Sequences:
        return "sequences";
    case DataKind::Text:
        return "text";
    }
    return "";
}

TrainValidSplit split(const DataSet& data, double validPart, std::uint64_t seed)
{
    if (!(validPart >= 0 && validPart < 1))
        throw Error(ErrorCode::Config,
                    fmt::format("valid part: expected a number from 0 to below 1, found {}", validPart));
    if (data.kind == DataKind::Text)
        return splitText(data.train.size(), validPart);
    Rng rng(seed, 0, "split");
    TrainValidSplit result;
    divide(data.train.labels, data.classes.size(), validPart, rng, [&](const auto& members, std::ptrdiff_t held) {
        result.valid.insert(result.valid.end(), members.begin(), members.begin() + held);
        result.train.insert(result.train.end(), members.begin() + held, members.end());
    });
    rng.shuffle(result.train);
    rng.shuffle(result.valid);
    return result;
}

HoldOut holdOutTest(const std::vector<std::int64_t>& labels, std::size_t classes)
{
    Rng rng(0, 0, "hold out");
    HoldOut result;
    divide(labels, classes, kTestPart, rng, [&](const auto& members, std::ptrdiff_t held) {
        result.test.insert(result.test.end(), members.begin(), members.begin() + held);
        result.train.insert(result.train.end(), members.begin() + held, members.end());
    });
    std::sort(result.train.begin(), result.train.end());
    std::sort(result.test.begin(), result.test.end());
    return result;
}

std::vector<std::uint32_t> reduce(const DataSet& data, const std::vector<std::uint32_t>& indices, double part)
{
    if (!(part > 0 && part <= 1))
        throw Error(ErrorCode::Config, fmt::format("data part: expected a number above 0, at most 1, found {}", part));
    const auto shareOf = [part](std::size_t count) {
        return std::max<std::size_t>(1, static_cast<std::size_t>(std::llround(part * static_cast<double>(count))));
    };
    if (data.kind == DataKind::Text) {
        const std::size_t kept = indices.empty() ? 0 : shareOf(indices.size());
        return {indices.begin(), indices.begin() + static_cast<std::ptrdiff_t>(kept)};
    }
    std::vector<std::size_t> left(data.classes.size(), 0);
    for (const std::uint32_t i : indices)
        ++left[static_cast<std::size_t>(data.train.labels[i])];
    for (std::size_t& count : left) {
        if (count > 0)
            count = shareOf(count);
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
