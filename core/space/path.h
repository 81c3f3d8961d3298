// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "core/space/graph_plan.h"

namespace cw::space {

/// Where in the drawing, "stage1[0]/0-1": written out only when somebody asks, as most candidates need no paths.
/// A chain of objects on the stack; the parts must outlive it.
class Path {
public:
    Path() = default; ///< the drawing itself: ""

    /// As joinPath(): inside `parent`.
    Path(const Path& parent, std::string_view id)
        : m_parent(&parent)
        , m_id(id)
        , m_kind(Kind::Inside)
    {
    }
    Path(const Path&) = delete;
    Path& operator=(const Path&) = delete;

    /// "parent[copy]"
    static Path copyOf(const Path& parent, int copy) { return Path(parent, {}, copy, Kind::Copy); }
    /// "parent.name": a parameter.
    static Path param(const Path& parent, std::string_view name) { return Path(parent, name, 0, Kind::Param); }
    /// As blockPath().
    static Path block(const Graph& graph, const Block& block, const Path& parent)
    {
        const bool alone = isPathOfGraph(graph, block) && !parent.isEmpty();
        return Path(parent, block.id, 0, alone ? Kind::Same : Kind::Inside);
    }

    bool isEmpty() const { return m_kind == Kind::Root || (m_kind == Kind::Same && m_parent->isEmpty()); }
    std::string text() const;

private:
    enum class Kind { Root, Same, Inside, Copy, Param };
    Path(const Path& parent, std::string_view id, int copy, Kind kind)
        : m_parent(&parent)
        , m_id(id)
        , m_copy(copy)
        , m_kind(kind)
    {
    }
    void append(std::string& text) const;

    const Path* m_parent = nullptr;
    std::string_view m_id;
    int m_copy = 0;
    Kind m_kind = Kind::Root;
};

} // namespace cw::space
