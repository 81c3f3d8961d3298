// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace cw {

/// FNV-1a, for names and short keys. Not for hostile input in a hash table.
constexpr std::uint64_t fnv1a64(std::string_view text, std::uint64_t hash = 0xcbf29ce484222325ULL) noexcept
{
    for (const char c : text) {
        hash ^= static_cast<unsigned char>(c);
        hash *= 0x100000001b3ULL;
    }
    return hash;
}

/// Mixes a word into a hash (the finaliser of splitmix64 over both); order matters.
constexpr std::uint64_t mix64(std::uint64_t hash, std::uint64_t word) noexcept
{
    std::uint64_t z = hash + 0x9e3779b97f4a7c15ULL + word * 0xd6e8feb86659fd93ULL;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
}

/// 128 bits: enough that two different networks of a history never meet by chance.
struct Hash128 {
    std::uint64_t high = 0;
    std::uint64_t low = 0;

    auto operator<=>(const Hash128&) const = default; // NOLINT(modernize-use-nullptr): clang-tidy 14 is mistaken
    /// 32 hexadecimal digits.
    std::string text() const;
};

} // namespace cw
