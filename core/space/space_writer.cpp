// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include "core/space/block_schema.h"
#include "core/space/domain_json.h"
#include "core/space/search_space.h"

namespace cw::space {

namespace {

Json graphToJson(const Graph& graph);

/// Whole numbers without ".0", as people write them.
Json coordinate(double value)
{
    return value == std::floor(value) ? Json(static_cast<std::int64_t>(value)) : Json(value);
}

/// What is known, and what else there was, also one level deeper.
Json withExtra(Json json, const Json& extra)
{
    for (const auto& [key, value] : extra.items()) {
        if (json.contains(key) && json[key].is_object() && value.is_object())
            json[key].update(value);
        else
            json[key] = value;
    }
    return json;
}

Json paramsToJson(const Block& block)
{
    const ParamSchema* schema = schemaOf(block);
    Json params = Json::object();
    for (const auto& [name, value] : block.params) {
        const ParamSpec* spec = schema != nullptr ? schema->find(name) : nullptr;
        params[name] = !value.of.empty() ? withExtra({{"of", value.of}}, value.extra)
                       : value.domain    ? withExtra(domainToJson(*value.domain, spec), value.extra)
                                         : value.fixed;
    }
    return params;
}

void writeBody(const std::vector<Graph>& body, Json& into)
{
    if (!body.empty())
        into["graph"] = graphToJson(body.front());
}

/// Only what differs from the default, so that a diff shows what somebody changed.
Json blockToJson(const Block& block)
{
    static const Block defaults;
    Json json = block.extra.is_object() ? block.extra : Json::object();
    json["id"] = block.id;
    json["kind"] = toText(block.kind);
    json["at"] = Json::array({coordinate(block.x), coordinate(block.y)});
    if (!block.title.empty())
        json["title"] = block.title;
    if (!block.op.empty())
        json["op"] = block.op;
    if (!block.params.empty())
        json["params"] = paramsToJson(block);
    for (const Alternative& alternative : block.alternatives) {
        Json item = alternative.extra.is_object() ? alternative.extra : Json::object();
        item["name"] = alternative.name;
        writeBody(alternative.body, item);
        json["alternatives"].push_back(std::move(item));
    }
    writeBody(block.body, json);
    if (block.kind == BlockKind::Repeat || block.kind == BlockKind::Inputs || block.low != defaults.low ||
        block.high != defaults.high) {
        json["low"] = block.low;
        json["high"] = block.high;
    }
    if (block.tied != defaults.tied)
        json["tied"] = block.tied;
    if (block.stage != defaults.stage)
        json["stage"] = block.stage;
    for (const auto& [name, values] : block.gives)
        json["gives"][name] = values;
    if (!block.cell.empty())
        json["cell"] = block.cell;
    if (block.merge != defaults.merge)
        json["merge"] = block.merge;
    if (block.looseEnds != defaults.looseEnds)
        json["loose_ends"] = block.looseEnds;
    return json;
}

Json graphToJson(const Graph& graph)
{
    Json json = graph.extra.is_object() ? graph.extra : Json::object();
    json["blocks"] = Json::array();
    for (const Block& block : graph.blocks)
        json["blocks"].push_back(blockToJson(block));
    for (const Link& link : graph.links)
        json["links"].push_back(link.previous ? Json::array({link.from, link.to, "previous"})
                                              : Json::array({link.from, link.to}));
    return json;
}

} // namespace

Json toJson(const SearchSpace& space)
{
    Json json = space.extra.is_object() ? space.extra : Json::object();
    json["format"] = "cwspace";
    json["version"] = kSpaceVersion;
    json["name"] = space.name;
    if (!space.title.empty())
        json["title"] = space.title;
    if (!space.paper.empty())
        json["paper"] = space.paper;
    if (!space.textForm.empty())
        json["text_form"] = space.textForm;
    json["task"] = withExtra(space.task.toJson(), space.taskExtra);
    for (const Decision& decision : space.decisions) {
        const auto extra = space.decisionExtra.find(decision.name);
        json["decisions"].push_back(withExtra({{"name", decision.name}, {"domain", domainToJson(decision.domain)}},
                                              extra == space.decisionExtra.end() ? Json::object() : extra->second));
    }
    if (!space.constraints.empty())
        json["constraints"] = space.constraints;
    if (!space.graph.blocks.empty() || !space.graph.links.empty() || !space.graph.extra.empty())
        json["graph"] = graphToJson(space.graph);
    for (const auto& [name, graph] : space.cells)
        json["cells"][name] = graphToJson(graph);
    return json;
}

} // namespace cw::space
