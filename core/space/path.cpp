// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/path.h"

#include <fmt/format.h>

namespace cw::space {

void Path::append(std::string& text) const
{
    if (m_kind == Kind::Root)
        return;
    m_parent->append(text);
    switch (m_kind) {
    case Kind::Inside:
        if (!text.empty())
            text += '/';
        text += m_id;
        break;
    case Kind::Copy:
        fmt::format_to(std::back_inserter(text), "[{}]", m_copy);
        break;
    case Kind::Param:
        text += '.';
        text += m_id;
        break;
    case Kind::Root:
    case Kind::Same:
        break;
    }
}

std::string Path::text() const
{
    std::string text;
    append(text);
    return text;
}

} // namespace cw::space
