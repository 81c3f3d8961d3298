// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include "core/space/edit/space_diff.h"

namespace cw::space {

namespace {

template <class Map, class Same>
bool sameMaps(const Map& a, const Map& b, const Same& same)
{
    return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [&](const auto& x, const auto& y) {
               return x.first == y.first && same(x.second, y.second);
           });
}

template <class List, class Same>
bool sameLists(const List& a, const List& b, const Same& same)
{
    return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), same);
}

bool sameParams(const ParamValue& a, const ParamValue& b)
{
    return a.of == b.of && a.domain == b.domain && isSame(a.fixed, b.fixed) && isSame(a.extra, b.extra);
}

bool sameValues(const std::vector<Json>& a, const std::vector<Json>& b)
{
    return sameLists(a, b, [](const Json& x, const Json& y) { return isSame(x, y); });
}

bool sameBodies(const std::vector<Graph>& a, const std::vector<Graph>& b)
{
    return sameLists(a, b, [](const Graph& x, const Graph& y) { return isSame(x, y); });
}

} // namespace

bool isSame(const Json& a, const Json& b)
{
    if (a.is_number_integer() && b.is_number_integer())
        return a == b;
    if (a.type() != b.type())
        return false;
    if (a.is_number_float())
        return a == b && std::signbit(a.get<double>()) == std::signbit(b.get<double>());
    if (!a.is_structured())
        return a == b;
    if (a.size() != b.size())
        return false;
    if (a.is_array())
        return std::equal(a.begin(), a.end(), b.begin(), [](const Json& x, const Json& y) { return isSame(x, y); });
    auto other = b.begin();
    for (auto item = a.begin(); item != a.end(); ++item, ++other) {
        if (item.key() != other.key() || !isSame(item.value(), other.value()))
            return false;
    }
    return true;
}

bool isSame(const Block& a, const Block& b)
{
    const auto sameAlternatives = [](const Alternative& x, const Alternative& y) {
        return x.name == y.name && isSame(x.extra, y.extra) && sameBodies(x.body, y.body);
    };
    return a.id == b.id && a.kind == b.kind && a.title == b.title && a.op == b.op && a.low == b.low &&
           a.high == b.high && a.tied == b.tied && a.stage == b.stage && a.cell == b.cell && a.merge == b.merge &&
           a.looseEnds == b.looseEnds && a.x == b.x && a.y == b.y && sameMaps(a.params, b.params, sameParams) &&
           sameMaps(a.gives, b.gives, sameValues) && isSame(a.extra, b.extra) && sameBodies(a.body, b.body) &&
           sameLists(a.alternatives, b.alternatives, sameAlternatives);
}

bool isSame(const Graph& a, const Graph& b)
{
    return a.links == b.links && isSame(a.extra, b.extra) &&
           sameLists(a.blocks, b.blocks, [](const Block& x, const Block& y) { return isSame(x, y); });
}

bool isSame(const SearchSpace& a, const SearchSpace& b)
{
    const auto sameJson = [](const Json& x, const Json& y) { return isSame(x, y); };
    return a.name == b.name && a.title == b.title && a.paper == b.paper && a.task == b.task &&
           a.decisions == b.decisions && a.constraints == b.constraints && a.textForm == b.textForm &&
           isSame(a.extra, b.extra) && isSame(a.taskExtra, b.taskExtra) &&
           sameMaps(a.decisionExtra, b.decisionExtra, sameJson) && isSame(a.graph, b.graph) &&
           sameMaps(a.cells, b.cells, [](const Graph& x, const Graph& y) { return isSame(x, y); });
}

} // namespace cw::space
