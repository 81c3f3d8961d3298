// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/reader.h"

namespace cw::data {

/// A text in UTF-8, plain or gz, for language models: a token is a character, a sample a window of T tokens (64, or N
/// with FILE.txt:N), the target of each token the one after it. Windows follow each other without a gap; what does not
/// fill the last one is left out. The last tenth of the text is the test part, split() takes the valid part before it:
/// blocks, not shuffled. The vocabulary is that of the text before the test part, by code point; token 0 stands for all
/// other characters.
/// Errors: Format naming the offset of the first byte that is not UTF-8; a text too short for four windows
ReaderEntry textFileReader();

inline constexpr std::int64_t kTextWindow = 64;
inline constexpr double kTextTestPart = 0.1;
inline constexpr const char* kUnknownToken = "unknown";

} // namespace cw::data
