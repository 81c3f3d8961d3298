// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace cw::data {

struct Utf8Problem {
    std::size_t offset = 0; ///< of the first byte of the sequence that is wrong
    std::string found;      ///< "byte ff", "a surrogate (ed a0 80)", "the end of the file"
};

/// Appends the characters to `into`. Refused as Unicode says: stray and missing continuation bytes, forms longer than
/// needed, surrogates, what lies above U+10FFFF. A byte order mark at the beginning is left out.
std::optional<Utf8Problem> decodeUtf8(std::span<const std::uint8_t> bytes, std::vector<char32_t>& into);
std::string encodeUtf8(char32_t character);

} // namespace cw::data
