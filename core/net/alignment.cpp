// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/alignment.h"

#include <algorithm>

#include "core/net/layout.h"

namespace cw::net {

namespace {

using space::Architecture;
using space::PrimitiveNode;

constexpr std::size_t kMaxCells = 40'000'000;

const std::string& nameOf(const Architecture& network, const PrimitiveNode& node)
{
    static const std::string kNone;
    return node.op >= 0 && std::size_t(node.op) < network.ops.size() ? network.ops[std::size_t(node.op)].name : kNone;
}

bool isPerChannel(const PrimitiveNode& node, const space::Conv& conv)
{
    return conv.groups > 1 && conv.groups == conv.outChannels && conv.groups == node.shape.channels();
}

bool canBeSame(const PrimitiveNode& a, const PrimitiveNode& b)
{
    if (a.primitive.index() != b.primitive.index() || std::holds_alternative<space::Identity>(a.primitive) ||
        std::holds_alternative<space::Drop>(a.primitive))
        return false;
    if (const auto* conv = std::get_if<space::Conv>(&a.primitive))
        return isPerChannel(a, *conv) == isPerChannel(b, std::get<space::Conv>(b.primitive));
    return true;
}

/// Nodes in order of both networks between the part that is trimmed at the beginning and at the end.
class Alignment {
public:
    Alignment(const Architecture& parent, const Architecture& child, AlignBy by)
        : m_parent(parent)
        , m_child(child)
        , m_nameScore(by == AlignBy::Names ? 8 : 0)
        , m_result(child.primitives.size(), -1)
    {
    }

    std::vector<int> run()
    {
        trim();
        const std::size_t rows = m_childEnd - m_start;
        const std::size_t columns = m_parentEnd - m_start;
        if (rows > 0 && columns > 0 && (rows + 1) * (columns + 1) <= kMaxCells)
            alignMiddle(rows, columns);
        return std::move(m_result);
    }

private:
    /// 0: they cannot be the same.
    int score(std::size_t childNode, std::size_t parentNode) const
    {
        const PrimitiveNode& a = m_child.primitives[childNode];
        const PrimitiveNode& b = m_parent.primitives[parentNode];
        if (!canBeSame(a, b))
            return 0;
        int sum = layoutOf(m_child.primitives, a).weight.empty() ? 1 : 3;
        sum += a.primitive == b.primitive ? 3 : 0;
        sum += a.shape == b.shape ? 1 : 0;
        sum += nameOf(m_child, a) == nameOf(m_parent, b) ? m_nameScore : 0;
        return sum;
    }

    bool areEqual(std::size_t childNode, std::size_t parentNode) const
    {
        const PrimitiveNode& a = m_child.primitives[childNode];
        const PrimitiveNode& b = m_parent.primitives[parentNode];
        return a.primitive == b.primitive && a.shape == b.shape && nameOf(m_child, a) == nameOf(m_parent, b);
    }

    void pair(std::size_t childNode, std::size_t parentNode)
    {
        if (canBeSame(m_child.primitives[childNode], m_parent.primitives[parentNode]))
            m_result[childNode] = int(parentNode);
    }

    void trim()
    {
        m_childEnd = m_child.primitives.size();
        m_parentEnd = m_parent.primitives.size();
        while (m_start < std::min(m_childEnd, m_parentEnd) && areEqual(m_start, m_start)) {
            pair(m_start, m_start);
            ++m_start;
        }
        while (std::min(m_childEnd, m_parentEnd) > m_start && areEqual(m_childEnd - 1, m_parentEnd - 1))
            pair(--m_childEnd, --m_parentEnd);
    }

    void alignMiddle(std::size_t rows, std::size_t columns)
    {
        std::vector<int> best((rows + 1) * (columns + 1), 0); // of what lies behind
        const auto at = [&](std::size_t i, std::size_t j) -> int& { return best[i * (columns + 1) + j]; };
        for (std::size_t i = rows; i-- > 0;) {
            for (std::size_t j = columns; j-- > 0;) {
                const int same = score(m_start + i, m_start + j);
                at(i, j) = std::max(at(i + 1, j), at(i, j + 1));
                if (same > 0)
                    at(i, j) = std::max(at(i, j), same + at(i + 1, j + 1));
            }
        }
        std::size_t i = 0;
        std::size_t j = 0;
        while (i < rows && j < columns) {
            const int same = score(m_start + i, m_start + j);
            if (same > 0 && at(i, j) == same + at(i + 1, j + 1))
                pair(m_start + i++, m_start + j++);
            else if (at(i, j) == at(i + 1, j))
                ++i;
            else
                ++j;
        }
    }

    const Architecture& m_parent;
    const Architecture& m_child;
    const int m_nameScore;
    std::vector<int> m_result;
    std::size_t m_start = 0;
    std::size_t m_childEnd = 0;
    std::size_t m_parentEnd = 0;
};

} // namespace

std::vector<int> alignNodes(const Architecture& parent, const Architecture& child, AlignBy by)
{
    return Alignment(parent, child, by).run();
}

} // namespace cw::net
