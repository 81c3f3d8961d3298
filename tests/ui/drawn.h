// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <string>

#include "core/space/search_space.h"
#include "ui/canvas/drawing.h"

namespace cw::ui {

/// The node of a block in a drawing, or -1.
inline int nodeOf(const Drawing& drawing, const std::string& id)
{
    for (std::size_t i = 0; i < drawing.nodes.size(); ++i) {
        if (drawing.nodes[i].id.toStdString() == id)
            return static_cast<int>(i);
    }
    return -1;
}

inline bool hasLink(const space::Graph& graph, const std::string& from, const std::string& to)
{
    return std::any_of(graph.links.begin(), graph.links.end(),
                       [&](const space::Link& link) { return link.from == from && link.to == to; });
}

} // namespace cw::ui
