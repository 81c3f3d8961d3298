// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/json.h"

namespace cw {

/// Pseudo-random numbers that depend only on (seed, trial, purpose, epoch), so that nothing needs to be saved to
/// repeat them. Two purposes never share a stream. Own distributions: those of <random> differ between libraries.
/// Determinism: same four arguments -> same numbers on every machine
/// Paper: Blackman and Vigna, "Scrambled Linear Pseudorandom Number Generators", 2021 (xoshiro256**, splitmix64)
class Rng {
public:
    explicit Rng(std::uint64_t seed, std::uint64_t trial = 0, std::string_view purpose = {}, std::uint64_t epoch = 0);

    std::uint64_t next() noexcept;
    /// Uniform in [0, n), without bias (Lemire 2019). n > 0.
    std::uint64_t below(std::uint64_t n) noexcept;
    /// Uniform in [lo, hi], both ends included.
    std::int64_t range(std::int64_t lo, std::int64_t hi) noexcept;
    /// Uniform in [0, 1) with 53 bits.
    double uniform() noexcept;
    /// Standard normal (Marsaglia's polar method, no cached second value: the state is the four words alone).
    double normal() noexcept;
    bool chance(double probability) noexcept { return uniform() < probability; }

    template <class T>
    void shuffle(std::vector<T>& items) noexcept
    {
        for (std::size_t i = items.size(); i > 1; --i)
            std::swap(items[i - 1], items[below(i)]);
    }
    /// k distinct indices out of n, in random order. k <= n.
    std::vector<std::size_t> sampleIndices(std::size_t n, std::size_t k);

    /// The four words of the state, as hexadecimal strings (JSON numbers would lose bits elsewhere).
    Json state() const;
    /// Errors: Error(Format) if `state` is not one that state() wrote
    void restore(const Json& state);

    bool operator==(const Rng&) const = default;

private:
    std::array<std::uint64_t, 4> m_words{};
};

} // namespace cw
