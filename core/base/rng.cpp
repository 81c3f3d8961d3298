// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/rng.h"

#include <bit>
#include <charconv>
#include <cmath>
#include <numeric>
#include <string>

#include <fmt/format.h>

#include "core/base/assert.h"
#include "core/base/hash.h"

namespace cw {

namespace {

std::uint64_t splitmix(std::uint64_t& state) noexcept
{
    std::uint64_t z = (state += 0x9e3779b97f4a7c15ULL);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
}

} // namespace

Rng::Rng(std::uint64_t seed, std::uint64_t trial, std::string_view purpose, std::uint64_t epoch)
{
    // Each part is mixed before the next is added, so that (1, 2) and (2, 1) are unrelated.
    std::uint64_t state = seed;
    state = splitmix(state) ^ trial;
    state = splitmix(state) ^ fnv1a64(purpose);
    state = splitmix(state) ^ epoch;
    for (auto& word : m_words)
        word = splitmix(state);
}

std::uint64_t Rng::next() noexcept
{
    const std::uint64_t result = std::rotl(m_words[1] * 5, 7) * 9;
    const std::uint64_t t = m_words[1] << 17;
    m_words[2] ^= m_words[0];
    m_words[3] ^= m_words[1];
    m_words[1] ^= m_words[2];
    m_words[0] ^= m_words[3];
    m_words[2] ^= t;
    m_words[3] = std::rotl(m_words[3], 45);
    return result;
}

std::uint64_t Rng::below(std::uint64_t n) noexcept
{
    CW_ASSERT(n > 0);
    unsigned __int128 product = static_cast<unsigned __int128>(next()) * n;
    auto low = static_cast<std::uint64_t>(product);
    if (low < n) {
        const std::uint64_t threshold = (0 - n) % n;
        while (low < threshold) {
            product = static_cast<unsigned __int128>(next()) * n;
            low = static_cast<std::uint64_t>(product);
        }
    }
    return static_cast<std::uint64_t>(product >> 64);
}

std::int64_t Rng::range(std::int64_t lo, std::int64_t hi) noexcept
{
    CW_ASSERT(lo <= hi);
    const std::uint64_t span = static_cast<std::uint64_t>(hi) - static_cast<std::uint64_t>(lo) + 1;
    const std::uint64_t offset = span == 0 ? next() : below(span);
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(lo) + offset);
}

double Rng::uniform() noexcept
{
    return static_cast<double>(next() >> 11) * 0x1.0p-53;
}

double Rng::normal() noexcept
{
    for (;;) {
        const double u = 2.0 * uniform() - 1.0;
        const double v = 2.0 * uniform() - 1.0;
        const double s = u * u + v * v;
        if (s > 0.0 && s < 1.0)
            return u * std::sqrt(-2.0 * std::log(s) / s);
    }
}

std::vector<std::size_t> Rng::sampleIndices(std::size_t n, std::size_t k)
{
    CW_ASSERT(k <= n);
    std::vector<std::size_t> indices(n);
    std::iota(indices.begin(), indices.end(), std::size_t{0});
    for (std::size_t i = 0; i < k; ++i)
        std::swap(indices[i], indices[i + below(n - i)]);
    indices.resize(k);
    return indices;
}

Json Rng::state() const
{
    Json words = Json::array();
    for (const std::uint64_t word : m_words)
        words.push_back(fmt::format("{:016x}", word));
    return words;
}

void Rng::restore(const Json& state)
{
    const Error bad(ErrorCode::Format, "expected four words of 16 hexadecimal digits", "random state");
    if (!state.is_array() || state.size() != m_words.size())
        throw bad;
    std::array<std::uint64_t, 4> words{};
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (!state[i].is_string())
            throw bad;
        const auto& text = state[i].get_ref<const std::string&>();
        const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), words[i], 16);
        if (text.size() != 16 || failure != std::errc() || end != text.data() + text.size())
            throw bad;
    }
    m_words = words;
}

} // namespace cw
