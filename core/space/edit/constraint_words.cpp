// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/edit/constraint_words.h"

#include <array>

namespace cw::space {

namespace {

bool isWordCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
}

std::size_t lengthOfWord(std::string_view text)
{
    constexpr std::array<std::string_view, 6> pairs{"==", "!=", "<=", ">=", "&&", "||"};
    for (const std::string_view pair : pairs) {
        if (text.starts_with(pair))
            return 2;
    }
    std::size_t length = 0;
    while (length < text.size() && isWordCharacter(text[length]))
        ++length;
    return length == 0 ? 1 : length;
}

} // namespace

std::vector<std::string_view> constraintWords(std::string_view constraint)
{
    std::vector<std::string_view> words;
    for (std::size_t i = 0; i < constraint.size();) {
        const std::size_t length = lengthOfWord(constraint.substr(i));
        if (constraint[i] != ' ' && constraint[i] != '\t' && constraint[i] != '\n' && constraint[i] != '\r')
            words.push_back(constraint.substr(i, length));
        i += length;
    }
    return words;
}

std::string withNewWords(std::string_view constraint, const std::map<std::string, std::string>& words)
{
    std::string result;
    const char* done = constraint.data();
    for (const std::string_view word : constraintWords(constraint)) {
        const auto found = words.find(std::string(word));
        if (found == words.end())
            continue;
        result.append(done, word.data());
        result += found->second;
        done = word.data() + word.size();
    }
    return result.append(done, constraint.data() + constraint.size());
}

} // namespace cw::space
