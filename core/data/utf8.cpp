// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/utf8.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace cw::data {

namespace {

constexpr char32_t kByteOrderMark = 0xFEFF;

/// Bytes of the sequence that a first byte begins; 0: none begins so.
std::size_t lengthOf(std::uint8_t first)
{
    if (first < 0x80)
        return 1;
    if (first >= 0xC2 && first <= 0xDF)
        return 2;
    if (first >= 0xE0 && first <= 0xEF)
        return 3;
    return first >= 0xF0 && first <= 0xF4 ? 4 : 0;
}

char32_t valueOf(std::span<const std::uint8_t> sequence)
{
    static constexpr std::uint8_t kFirstBits[] = {0, 0x7F, 0x1F, 0x0F, 0x07};
    char32_t value = sequence[0] & kFirstBits[sequence.size()];
    for (std::size_t i = 1; i < sequence.size(); ++i)
        value = value << 6 | (sequence[i] & 0x3FU);
    return value;
}

} // namespace

std::optional<Utf8Problem> decodeUtf8(std::span<const std::uint8_t> bytes, std::vector<char32_t>& into)
{
    static constexpr char32_t kSmallest[] = {0, 0, 0x80, 0x800, 0x10000};
    for (std::size_t at = 0; at < bytes.size();) {
        const std::size_t length = lengthOf(bytes[at]);
        if (length == 0)
            return Utf8Problem{at, fmt::format("byte {:02x}", bytes[at])};
        for (std::size_t i = 1; i < length; ++i) {
            if (at + i == bytes.size())
                return Utf8Problem{at, "the end of the file inside a character"};
            if ((bytes[at + i] & 0xC0) != 0x80)
                return Utf8Problem{at, fmt::format("byte {:02x} followed by {:02x}", bytes[at + i - 1], bytes[at + i])};
        }
        const auto sequence = bytes.subspan(at, length);
        const char32_t value = valueOf(sequence);
        if (value < kSmallest[length] || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF))
            return Utf8Problem{at, fmt::format("bytes {:02x}, which stand for no character",
                                               fmt::join(sequence.begin(), sequence.end(), " "))};
        if (at > 0 || value != kByteOrderMark)
            into.push_back(value);
        at += length;
    }
    return std::nullopt;
}

std::string encodeUtf8(char32_t c)
{
    const auto byte = [](char32_t value) { return char(static_cast<unsigned char>(value)); };
    if (c < 0x80)
        return {byte(c)};
    if (c < 0x800)
        return {byte(0xC0 | c >> 6), byte(0x80 | (c & 0x3F))};
    if (c < 0x10000)
        return {byte(0xE0 | c >> 12), byte(0x80 | (c >> 6 & 0x3F)), byte(0x80 | (c & 0x3F))};
    return {byte(0xF0 | c >> 18), byte(0x80 | (c >> 12 & 0x3F)), byte(0x80 | (c >> 6 & 0x3F)), byte(0x80 | (c & 0x3F))};
}

} // namespace cw::data
