// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "core/space/domain_json.h"
#include "core/space/limits.h"
#include "core/space/search_space.h"

namespace cw::space {

namespace {

constexpr std::array<std::string_view, 11> kKinds{"input", "output",   "merge",  "op",        "choice",  "repeat",
                                                  "cell",  "optional", "inputs", "recurrent", "training"};
constexpr const char* kPrevious = "previous";

/// Reads one document; throws Error(Format) inside, which spaceFromJson() turns into its result.
class Reader {
public:
    explicit Reader(std::string source)
        : m_source(std::move(source))
    {
    }

    SearchSpace space(const Json& json);

private:
    [[noreturn]] void fail(const std::string& place, const std::string& what) const
    {
        throw Error(ErrorCode::Format, what, place.empty() ? m_source : m_source + ": " + place);
    }
    std::string text(const Json& json, const char* key, const std::string& place) const;
    int wholeNumber(const Json& json, const char* key, int byDefault, int low, int high,
                    const std::string& place) const;
    bool flag(const Json& json, const char* key, bool byDefault, const std::string& place) const;
    const Json& list(const Json& json, const char* key, const std::string& place) const;
    void position(const Json& json, Block& block, const std::string& place) const;

    Graph graph(const Json& json, const std::string& place, int depth);
    Link link(const Json& json, const std::string& place) const;
    Graph body(const Json& json, const std::string& place, int depth);
    Block block(const Json& json, const std::string& place, int depth);
    void params(const Json& json, Block& block, const std::string& place) const;
    void gives(const Json& json, Block& block, const std::string& place) const;
    Alternative alternative(const Json& json, const std::string& place, int depth);
    Task task(const Json& json) const;
    std::vector<Decision> decisions(const Json& json) const;
    static Json unknown(const Json& json, std::initializer_list<std::string_view> known);

    std::string m_source;
    int m_blocks = 0;
};

std::string Reader::text(const Json& json, const char* key, const std::string& place) const
{
    const auto found = json.find(key);
    if (found == json.end())
        return {};
    if (!found->is_string())
        fail(place, fmt::format("expected text for \"{}\", found {}", key, found->dump()));
    return found->get<std::string>();
}

int Reader::wholeNumber(const Json& json, const char* key, int byDefault, int low, int high,
                        const std::string& place) const
{
    const auto found = json.find(key);
    if (found == json.end())
        return byDefault;
    if (!found->is_number_integer() || *found < low || *found > high)
        fail(place, fmt::format("expected \"{}\" to be a whole number from {} to {}, found {}", key, low, high,
                                found->dump()));
    return found->get<int>();
}

bool Reader::flag(const Json& json, const char* key, bool byDefault, const std::string& place) const
{
    const auto found = json.find(key);
    if (found == json.end())
        return byDefault;
    if (!found->is_boolean())
        fail(place, fmt::format("expected true or false for \"{}\", found {}", key, found->dump()));
    return found->get<bool>();
}

const Json& Reader::list(const Json& json, const char* key, const std::string& place) const
{
    static const Json empty = Json::array();
    const auto found = json.find(key);
    if (found == json.end())
        return empty;
    if (!found->is_array())
        fail(place, fmt::format("expected a list for \"{}\", found {}", key, found->type_name()));
    return *found;
}

Json Reader::unknown(const Json& json, std::initializer_list<std::string_view> known)
{
    Json rest = json;
    for (const std::string_view key : known)
        rest.erase(std::string(key));
    return rest;
}

void Reader::position(const Json& json, Block& block, const std::string& place) const
{
    const auto found = json.find("at");
    if (found == json.end())
        return;
    const auto legal = [](const Json& value) {
        return value.is_number() && std::abs(value.get<double>()) <= kMaxPosition;
    };
    if (!found->is_array() || found->size() != 2 || !legal((*found)[0]) || !legal((*found)[1]))
        fail(place, fmt::format("expected \"at\": [x, y] within {}, found {}", kMaxPosition, found->dump()));
    block.x = (*found)[0].get<double>();
    block.y = (*found)[1].get<double>();
}

Graph Reader::graph(const Json& json, const std::string& place, int depth)
{
    if (!json.is_object())
        fail(place,
             fmt::format("expected a graph {{\"blocks\": [...], \"links\": [...]}}, found {}", json.type_name()));
    if (depth > kMaxNesting)
        fail(place, fmt::format("blocks are nested deeper than {} levels", kMaxNesting));
    Graph result;
    for (const Json& item : list(json, "blocks", place)) {
        if (++m_blocks > kMaxBlocks)
            fail(place, fmt::format("more than {} blocks", kMaxBlocks));
        result.blocks.push_back(block(item, place, depth));
    }
    for (const Json& item : list(json, "links", place)) {
        result.links.push_back(link(item, place));
    }
    return result;
}

Link Reader::link(const Json& json, const std::string& place) const
{
    const bool legal = json.is_array() && (json.size() == 2 || json.size() == 3) && json[0].is_string() &&
                       json[1].is_string() && (json.size() == 2 || json[2] == kPrevious);
    if (!legal)
        fail(place, fmt::format(R"(expected a link ["from", "to"] or ["from", "to", "{}"], found {})", kPrevious,
                                json.dump()));
    return {json[0].get<std::string>(), json[1].get<std::string>(), json.size() == 3};
}

Graph Reader::body(const Json& json, const std::string& place, int depth)
{
    const auto found = json.find("graph");
    if (found == json.end())
        fail(place, "expected a \"graph\"");
    return graph(*found, place, depth + 1);
}

Alternative Reader::alternative(const Json& json, const std::string& place, int depth)
{
    if (!json.is_object())
        fail(place,
             fmt::format("expected an alternative {{\"name\": ..., \"graph\": ...}}, found {}", json.type_name()));
    Alternative result;
    result.name = text(json, "name", place);
    if (const std::string problem = idProblem(result.name); !problem.empty())
        fail(place, "alternative: " + problem);
    result.body.push_back(body(json, place + "/" + result.name, depth));
    return result;
}

void Reader::params(const Json& json, Block& block, const std::string& place) const
{
    const auto found = json.find("params");
    if (found == json.end())
        return;
    if (!found->is_object())
        fail(place, fmt::format("expected an object for \"params\", found {}", found->type_name()));
    for (const auto& [name, value] : found->items()) {
        const std::string where = fmt::format("{}: {}.{}", m_source, place, name);
        ParamValue param;
        if (value.is_object() && value.size() == 1 && value.contains("of") && value["of"].is_string()) {
            param.of = value["of"].get<std::string>();
            if (const std::string problem = idProblem(param.of); !problem.empty())
                throw Error(ErrorCode::Format, problem, where);
        } else if (value.is_object()) {
            auto domain = domainFromJson(value, where);
            param.domain = std::move(domain).value();
        } else if (value.is_number() || value.is_string() || value.is_boolean()) {
            param.fixed = value;
        } else {
            throw Error(ErrorCode::Format, fmt::format("expected a value or a domain, found {}", value.dump()), where);
        }
        block.params.emplace(name, std::move(param));
    }
}

void Reader::gives(const Json& json, Block& block, const std::string& place) const
{
    const auto found = json.find("gives");
    if (found == json.end())
        return;
    const auto isValue = [](const Json& value) { return value.is_number() || value.is_string() || value.is_boolean(); };
    if (!found->is_object())
        fail(place, fmt::format("expected an object for \"gives\", found {}", found->type_name()));
    for (const auto& [name, values] : found->items()) {
        if (const std::string problem = idProblem(name); !problem.empty())
            fail(place, "gives: " + problem);
        if (!values.is_array() || values.empty() || values.size() > kMaxCopies ||
            !std::all_of(values.begin(), values.end(), isValue))
            fail(place, fmt::format("expected a list of up to {} values for \"gives\" '{}'", kMaxCopies, name));
        block.gives.emplace(name, std::vector<Json>(values.begin(), values.end()));
    }
}

Block Reader::block(const Json& json, const std::string& parent, int depth)
{
    if (!json.is_object())
        fail(parent, fmt::format("expected a block {{\"id\": ..., \"kind\": ...}}, found {}", json.type_name()));
    Block result;
    result.id = text(json, "id", parent);
    if (const std::string problem = idProblem(result.id); !problem.empty())
        fail(parent, "block: " + problem);
    const std::string place = parent.empty() ? result.id : parent + "/" + result.id;
    const std::string kind = text(json, "kind", place);
    const auto found = std::find(kKinds.begin(), kKinds.end(), kind);
    if (found == kKinds.end())
        fail(place, fmt::format("unknown kind of block '{}', expected one of {}", kind, fmt::join(kKinds, ", ")));
    result.kind = static_cast<BlockKind>(found - kKinds.begin());
    result.title = text(json, "title", place);
    position(json, result, place);
    result.op = text(json, "op", place);
    params(json, result, place);
    gives(json, result, place);
    const Json& alternatives = list(json, "alternatives", place);
    if (alternatives.size() > kMaxAlternatives)
        fail(place, fmt::format("more than {} alternatives", kMaxAlternatives));
    for (const Json& item : alternatives)
        result.alternatives.push_back(alternative(item, place, depth));
    if (result.kind == BlockKind::Repeat || result.kind == BlockKind::Optional || result.kind == BlockKind::Recurrent)
        result.body.push_back(body(json, place, depth));
    result.low = wholeNumber(json, "low", 1, 0, kMaxCopies, place);
    result.high = wholeNumber(json, "high", result.low, 0, kMaxCopies, place);
    result.tied = flag(json, "tied", true, place);
    result.stage = flag(json, "stage", false, place);
    result.cell = text(json, "cell", place);
    if (json.contains("merge"))
        result.merge = text(json, "merge", place);
    if (const auto& names = mergeNames(); std::find(names.begin(), names.end(), result.merge) == names.end())
        fail(place, fmt::format("expected \"merge\" to be one of {}, found '{}'", joinNames(names), result.merge));
    result.looseEnds = flag(json, "loose_ends", false, place);
    result.extra = unknown(json, {"id", "kind", "title", "at", "op", "params", "alternatives", "graph", "low", "high",
                                  "tied", "stage", "gives", "cell", "merge", "loose_ends"});
    return result;
}

Task Reader::task(const Json& json) const
{
    const auto found = json.find("task");
    return found == json.end() ? Task{} : Task::fromJson(*found, m_source + ": task").value();
}

std::vector<Decision> Reader::decisions(const Json& json) const
{
    std::vector<Decision> result;
    for (const Json& item : list(json, "decisions", "")) {
        const std::string place = fmt::format("decisions[{}]", result.size());
        if (!item.is_object() || !item.contains("domain"))
            fail(place, "expected {\"name\": ..., \"domain\": ...}");
        Decision decision;
        decision.name = text(item, "name", place);
        if (const std::string problem = nameProblem(decision.name); !problem.empty())
            fail(place, problem);
        decision.domain = domainFromJson(item["domain"], m_source + ": " + place).value();
        if (result.size() >= kMaxDecisions)
            fail(place, fmt::format("more than {} decisions", kMaxDecisions));
        result.push_back(std::move(decision));
    }
    return result;
}

SearchSpace Reader::space(const Json& json)
{
    SearchSpace result;
    result.name = text(json, "name", "");
    result.title = text(json, "title", "");
    result.paper = text(json, "paper", "");
    result.textForm = text(json, "text_form", "");
    result.task = task(json);
    result.decisions = decisions(json);
    for (const Json& item : list(json, "constraints", "")) {
        if (!item.is_string())
            fail("constraints", fmt::format("expected an expression as text, found {}", item.dump()));
        result.constraints.push_back(item.get<std::string>());
    }
    if (json.contains("graph"))
        result.graph = graph(json["graph"], "", 0);
    if (const auto cells = json.find("cells"); cells != json.end()) {
        if (!cells->is_object())
            fail("cells", fmt::format("expected an object of graphs, found {}", cells->type_name()));
        for (const auto& [name, item] : cells->items()) {
            if (const std::string problem = idProblem(name); !problem.empty())
                fail("cells", problem);
            result.cells.emplace(name, graph(item, name, 0));
        }
    }
    result.extra = unknown(json, {"format", "version", "name", "title", "paper", "text_form", "task", "decisions",
                                  "constraints", "graph", "cells"});
    return result;
}

} // namespace

std::string_view toText(BlockKind kind)
{
    return kKinds[static_cast<std::size_t>(kind)];
}

const std::vector<std::string>& mergeNames()
{
    static const std::vector<std::string> names{"sum", "concat", "mean", "searched"};
    return names;
}

const Block* Graph::find(std::string_view id) const
{
    for (const Block& block : blocks) {
        if (block.id == id)
            return &block;
    }
    return nullptr;
}

Result<SearchSpace> spaceFromJson(const Json& json, const std::string& where)
{
    if (const auto version = checkFormat(json, "cwspace", kSpaceVersion, where); !version)
        return version.error();
    try {
        return Reader(where).space(json);
    } catch (const Error& problem) {
        return problem;
    }
}

Result<SearchSpace> readSpace(const std::filesystem::path& path)
{
    const auto json = readJsonFile(path);
    if (!json)
        return json.error();
    return spaceFromJson(*json, path.string());
}

} // namespace cw::space
