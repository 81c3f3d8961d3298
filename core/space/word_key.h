// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

#include "core/base/hash.h"

namespace cw::space {

/// A key of any length, looked up without making one.
using Words = std::span<const std::uint64_t>;

struct WordHash {
    using is_transparent = void;
    std::size_t operator()(Words words) const noexcept
    {
        std::uint64_t hash = words.size();
        for (const std::uint64_t word : words)
            hash = mix64(hash, word);
        return static_cast<std::size_t>(hash);
    }
};

struct WordEqual {
    using is_transparent = void;
    bool operator()(Words a, Words b) const noexcept { return std::equal(a.begin(), a.end(), b.begin(), b.end()); }
};

template <class Value>
using WordMap = std::unordered_map<std::vector<std::uint64_t>, Value, WordHash, WordEqual>;

inline std::uint64_t wordOf(const void* pointer) noexcept
{
    return static_cast<std::uint64_t>(reinterpret_cast<std::uintptr_t>(pointer));
}
inline std::uint64_t wordOf(int number) noexcept
{
    return static_cast<std::uint64_t>(static_cast<std::uint32_t>(number));
}

} // namespace cw::space
