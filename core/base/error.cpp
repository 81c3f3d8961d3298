// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"

#include <utility>

namespace cw {

namespace {

/// Errors are promised to be one line each, whatever a library or a hostile file put into the text.
std::string oneLine(std::string text)
{
    for (char& c : text) {
        if (static_cast<unsigned char>(c) < 0x20)
            c = ' ';
    }
    return text;
}

} // namespace

Error::Error(ErrorCode code, const std::string& what, std::string where)
    : std::runtime_error(oneLine(where.empty() ? what : where + ": " + what))
    , m_code(code)
    , m_problem(oneLine(what))
    , m_where(oneLine(std::move(where)))
{
}

} // namespace cw
