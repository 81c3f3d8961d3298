// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "core/base/file.h"
#include "core/space/domain_json.h"
#include "core/space/limits.h"
#include "core/space/place.h"
#include "core/space/search_space.h"

namespace cw::space {

namespace {

constexpr std::array<std::string_view, 11> kKinds{"input", "output",   "merge",  "op",        "choice",  "repeat",
                                                  "cell",  "optional", "inputs", "recurrent", "training"};
constexpr const char* kPrevious = "previous";
constexpr const char* kDomainFix =
    R"(write a domain such as {"choice": [1, 3]}, {"int": [1, 9, 2]} or {"real": [0, 1]})";

/// What is wrong with a document, and where in it.
struct Misread {
    Issue issue;
};

/// Reads one document; throws Misread inside, which spaceFromJson() turns into its result.
class Reader {
public:
    SearchSpace space(const Json& json);

private:
    [[noreturn]] static void fail(const std::string& place, const std::string& what, const std::string& fix)
    {
        throw Misread{{{}, what, fix, place.empty() ? "the network" : place}};
    }
    /// What core said, at a place of this document.
    template <class T>
    static T taken(Result<T> result, const std::string& fix)
    {
        if (!result)
            fail(result.error().where(), result.error().problem(), fix);
        return std::move(*result);
    }
    static std::string text(const Json& json, const char* key, const std::string& place);
    static int wholeNumber(const Json& json, const char* key, int byDefault, int low, int high,
                           const std::string& place);
    static bool flag(const Json& json, const char* key, bool byDefault, const std::string& place);
    static const Json& list(const Json& json, const char* key, const std::string& place);
    static void position(const Json& json, Block& block, const std::string& place);

    Graph graph(const Json& json, const std::string& place, int depth);
    static Link link(const Json& json, const std::string& place);
    Graph body(const Json& json, const std::string& place, int depth);
    Block block(const Json& json, const std::string& parent, std::size_t index, int depth);
    static BlockKind kind(const Json& json, const std::string& place);
    static std::string merge(const Json& json, const std::string& place);
    static void params(const Json& json, Block& block, const std::string& place);
    static ParamValue param(const Json& value, const std::string& place);
    static void gives(const Json& json, Block& block, const std::string& place);
    void alternatives(const Json& json, Block& block, const std::string& place, int depth);
    Alternative alternative(const Json& json, const std::string& place, int depth);
    static void task(const Json& json, SearchSpace& into);
    static void decisions(const Json& json, SearchSpace& into);

    int m_blocks = 0;
};

/// Only those are copied: a document may hold a great deal that this program does not know.
Json unknown(const Json& json, std::initializer_list<std::string_view> known)
{
    Json rest = Json::object();
    for (const auto& [key, value] : json.items()) {
        if (std::find(known.begin(), known.end(), key) == known.end())
            rest[key] = value;
    }
    return rest;
}

bool isDomain(const Json& json)
{
    const std::array<const char*, 5> kinds{"choice", "int", "real", "log", "subset"};
    return std::any_of(kinds.begin(), kinds.end(), [&](const char* kind) { return json.contains(kind); });
}

Json unknownOfDomain(const Json& json)
{
    return json.contains("subset") ? unknown(json, {"subset", "size"})
                                   : unknown(json, {"choice", "int", "real", "log"});
}

/// A value as a message shows it: what is long is only called by its type.
std::string shown(const Json& json)
{
    constexpr std::size_t longest = 80;
    if (json.is_structured() && json.size() > longest)
        return json.type_name();
    std::string text = json.dump(-1, ' ', false, Json::error_handler_t::replace);
    return text.size() > longest ? std::string(json.type_name()) : text;
}

std::string Reader::text(const Json& json, const char* key, const std::string& place)
{
    const auto found = json.find(key);
    if (found == json.end())
        return {};
    if (!found->is_string())
        fail(place, fmt::format("expected text for \"{}\", found {}", key, shown(*found)), "write it in quotes");
    return found->get<std::string>();
}

int Reader::wholeNumber(const Json& json, const char* key, int byDefault, int low, int high, const std::string& place)
{
    const auto found = json.find(key);
    if (found == json.end())
        return byDefault;
    if (!found->is_number_integer() || *found < low || *found > high)
        fail(place,
             fmt::format("expected \"{}\" to be a whole number from {} to {}, found {}", key, low, high, shown(*found)),
             "write a number in that range");
    return found->get<int>();
}

bool Reader::flag(const Json& json, const char* key, bool byDefault, const std::string& place)
{
    const auto found = json.find(key);
    if (found == json.end())
        return byDefault;
    if (!found->is_boolean())
        fail(place, fmt::format("expected true or false for \"{}\", found {}", key, shown(*found)),
             "write one of them");
    return found->get<bool>();
}

const Json& Reader::list(const Json& json, const char* key, const std::string& place)
{
    static const Json empty = Json::array();
    const auto found = json.find(key);
    if (found == json.end())
        return empty;
    if (!found->is_array())
        fail(place, fmt::format("expected a list for \"{}\", found {}", key, found->type_name()), "write it as [...]");
    return *found;
}

void Reader::position(const Json& json, Block& block, const std::string& place)
{
    const auto found = json.find("at");
    if (found == json.end())
        return;
    const auto legal = [](const Json& value) {
        return value.is_number() && std::abs(value.get<double>()) <= kMaxPosition;
    };
    if (!found->is_array() || found->size() != 2 || !legal((*found)[0]) || !legal((*found)[1]))
        fail(place, fmt::format("expected \"at\": [x, y] within {}, found {}", kMaxPosition, shown(*found)),
             "write two numbers, or delete it");
    block.x = (*found)[0].get<double>();
    block.y = (*found)[1].get<double>();
}

Graph Reader::graph(const Json& json, const std::string& place, int depth)
{
    if (!json.is_object())
        fail(place, fmt::format("expected a graph {{\"blocks\": [...], \"links\": [...]}}, found {}", json.type_name()),
             "write its blocks and links");
    if (depth > kMaxNesting)
        fail(place, fmt::format("blocks are nested deeper than {} levels", kMaxNesting),
             "take blocks out of those around them");
    Graph result;
    for (const Json& item : list(json, "blocks", place)) {
        if (++m_blocks > kMaxBlocks)
            fail(place, fmt::format("more than {} blocks", kMaxBlocks), "draw equal parts once, as a cell or a repeat");
        result.blocks.push_back(block(item, place, result.blocks.size(), depth));
    }
    for (const Json& item : list(json, "links", place))
        result.links.push_back(link(item, insidePlace(place, fmt::format("links[{}]", result.links.size()))));
    result.extra = unknown(json, {"blocks", "links"});
    return result;
}

Link Reader::link(const Json& json, const std::string& place)
{
    const bool legal = json.is_array() && (json.size() == 2 || json.size() == 3) && json[0].is_string() &&
                       json[1].is_string() && (json.size() == 2 || json[2] == kPrevious);
    if (!legal)
        fail(place,
             fmt::format(R"(expected a link ["from", "to"] or ["from", "to", "{}"], found {})", kPrevious, shown(json)),
             "write the ids of two blocks");
    return {json[0].get<std::string>(), json[1].get<std::string>(), json.size() == 3};
}

Graph Reader::body(const Json& json, const std::string& place, int depth)
{
    const auto found = json.find("graph");
    if (found == json.end())
        fail(place, "expected a \"graph\"", "write what stands inside it");
    return graph(*found, place, depth + 1);
}

Alternative Reader::alternative(const Json& json, const std::string& place, int depth)
{
    if (!json.is_object())
        fail(place,
             fmt::format("expected an alternative {{\"name\": ..., \"graph\": ...}}, found {}", json.type_name()),
             "write its name and its graph");
    Alternative result;
    result.name = text(json, "name", place);
    if (const std::string problem = idProblem(result.name); !problem.empty())
        fail(place, "alternative: " + problem, "rename it");
    result.body.push_back(body(json, insidePlace(place, "alternative " + result.name), depth));
    result.extra = unknown(json, {"name", "graph"});
    return result;
}

void Reader::alternatives(const Json& json, Block& block, const std::string& place, int depth)
{
    const Json& items = list(json, "alternatives", place);
    if (items.size() > kMaxAlternatives)
        fail(place, fmt::format("more than {} alternatives", kMaxAlternatives), "delete some");
    for (const Json& item : items)
        block.alternatives.push_back(alternative(item, place, depth));
}

ParamValue Reader::param(const Json& value, const std::string& place)
{
    const auto of = value.is_object() && !isDomain(value) ? value.find("of") : value.end();
    ParamValue result;
    if (of != value.end() && of->is_string()) {
        result.of = of->get<std::string>();
        if (const std::string problem = idProblem(result.of); !problem.empty())
            fail(place, problem, "write the name of a parameter of the cell, or <block>.<name>");
        result.extra = unknown(value, {"of"});
    } else if (value.is_object()) {
        result.domain = taken(domainFromJson(value, place), kDomainFix);
        result.extra = unknownOfDomain(value);
    } else if (value.is_number() || value.is_string() || value.is_boolean()) {
        result.fixed = value;
    } else {
        fail(place, fmt::format("expected a value or a domain, found {}", shown(value)),
             R"(write a number, a text, true, false or a domain such as {"choice": [1, 3]})");
    }
    return result;
}

void Reader::params(const Json& json, Block& block, const std::string& place)
{
    const auto found = json.find("params");
    if (found == json.end())
        return;
    if (!found->is_object())
        fail(place, fmt::format("expected an object for \"params\", found {}", found->type_name()),
             "write it as {\"name\": value}");
    for (const auto& [name, value] : found->items())
        block.params.emplace(name, param(value, insidePlace(place, "parameter " + name)));
}

void Reader::gives(const Json& json, Block& block, const std::string& place)
{
    const auto found = json.find("gives");
    if (found == json.end())
        return;
    const auto isValue = [](const Json& value) { return value.is_number() || value.is_string() || value.is_boolean(); };
    if (!found->is_object())
        fail(place, fmt::format("expected an object for \"gives\", found {}", found->type_name()),
             "write it as {\"name\": [...]}");
    for (const auto& [name, values] : found->items()) {
        if (const std::string problem = idProblem(name); !problem.empty())
            fail(place, "gives: " + problem, "rename it");
        if (!values.is_array() || values.empty() || values.size() > kMaxCopies ||
            !std::all_of(values.begin(), values.end(), isValue))
            fail(place, fmt::format("expected a list of up to {} values for \"gives\" '{}'", kMaxCopies, name),
                 "write numbers, texts or flags as [...]");
        block.gives.emplace(name, std::vector<Json>(values.begin(), values.end()));
    }
}

BlockKind Reader::kind(const Json& json, const std::string& place)
{
    const std::string kind = text(json, "kind", place);
    const auto found = std::find(kKinds.begin(), kKinds.end(), kind);
    if (found == kKinds.end())
        fail(place, fmt::format("unknown kind of block '{}', expected one of {}", kind, fmt::join(kKinds, ", ")),
             "choose one of these");
    return static_cast<BlockKind>(found - kKinds.begin());
}

std::string Reader::merge(const Json& json, const std::string& place)
{
    if (!json.contains("merge"))
        return Block().merge;
    std::string merge = text(json, "merge", place);
    if (const auto& names = mergeNames(); std::find(names.begin(), names.end(), merge) == names.end())
        fail(place, fmt::format("expected \"merge\" to be one of {}, found '{}'", joinNames(names), merge),
             "choose one of these");
    return merge;
}

Block Reader::block(const Json& json, const std::string& parent, std::size_t index, int depth)
{
    const std::string nameless = insidePlace(parent, fmt::format("blocks[{}]", index));
    if (!json.is_object())
        fail(nameless, fmt::format("expected a block {{\"id\": ..., \"kind\": ...}}, found {}", json.type_name()),
             "write its id and its kind");
    Block result;
    result.id = text(json, "id", nameless);
    if (const std::string problem = idProblem(result.id); !problem.empty())
        fail(nameless, "block: " + problem, "rename it");
    result.kind = kind(json, insidePlace(parent, "block " + result.id));
    const std::string place = insidePlace(parent, placeWord(result.kind, result.id));
    result.title = text(json, "title", place);
    position(json, result, place);
    result.op = text(json, "op", place);
    params(json, result, place);
    gives(json, result, place);
    alternatives(json, result, place, depth);
    if (result.kind == BlockKind::Repeat || result.kind == BlockKind::Optional || result.kind == BlockKind::Recurrent)
        result.body.push_back(body(json, place, depth));
    result.low = wholeNumber(json, "low", 1, 0, kMaxCopies, place);
    result.high = wholeNumber(json, "high", result.low, 0, kMaxCopies, place);
    result.tied = flag(json, "tied", true, place);
    result.stage = flag(json, "stage", false, place);
    result.cell = text(json, "cell", place);
    result.merge = merge(json, place);
    result.looseEnds = flag(json, "loose_ends", false, place);
    result.extra = unknown(json, {"id", "kind", "title", "at", "op", "params", "alternatives", "graph", "low", "high",
                                  "tied", "stage", "gives", "cell", "merge", "loose_ends"});
    return result;
}

void Reader::task(const Json& json, SearchSpace& into)
{
    const auto found = json.find("task");
    if (found == json.end())
        return;
    into.task = taken(Task::fromJson(*found, "task"),
                      R"(write {"input": {"kind": "image", "dims": [3, 32, 32]}, "classes": 10})");
    into.taskExtra = unknown(*found, {"input", "classes", "kind", "vocabulary"});
    if (const auto input = found->find("input"); input != found->end()) {
        if (Json rest = unknown(*input, {"kind", "dims"}); !rest.empty())
            into.taskExtra["input"] = std::move(rest);
    }
}

void Reader::decisions(const Json& json, SearchSpace& into)
{
    for (const Json& item : list(json, "decisions", "the document")) {
        const std::string place = fmt::format("decisions[{}]", into.decisions.size());
        if (!item.is_object() || !item.contains("domain"))
            fail(place, "expected {\"name\": ..., \"domain\": ...}", "write its name and its domain");
        Decision decision;
        decision.name = text(item, "name", place);
        if (const std::string problem = nameProblem(decision.name); !problem.empty())
            fail(place, problem, "rename it");
        decision.domain = taken(domainFromJson(item["domain"], place), kDomainFix);
        if (into.decisions.size() >= kMaxDecisions)
            fail(place, fmt::format("more than {} decisions", kMaxDecisions), "delete some");
        Json extra = unknown(item, {"name", "domain"});
        if (Json rest = unknownOfDomain(item["domain"]); !rest.empty())
            extra["domain"] = std::move(rest);
        if (!extra.empty())
            into.decisionExtra[decision.name] = std::move(extra);
        into.decisions.push_back(std::move(decision));
    }
}

SearchSpace Reader::space(const Json& json)
{
    SearchSpace result;
    const std::string whole = "the document";
    result.name = text(json, "name", whole);
    result.title = text(json, "title", whole);
    result.paper = text(json, "paper", whole);
    result.textForm = text(json, "text_form", whole);
    task(json, result);
    decisions(json, result);
    for (const Json& item : list(json, "constraints", "the document")) {
        if (!item.is_string())
            fail("constraints", fmt::format("expected an expression as text, found {}", shown(item)),
                 "write it in quotes");
        result.constraints.push_back(item.get<std::string>());
    }
    if (json.contains("graph"))
        result.graph = graph(json["graph"], "", 0);
    if (const auto cells = json.find("cells"); cells != json.end()) {
        if (!cells->is_object())
            fail("cells", fmt::format("expected an object of graphs, found {}", cells->type_name()),
                 "write it as {\"name\": {\"blocks\": [...], \"links\": [...]}}");
        for (const auto& [name, item] : cells->items()) {
            if (const std::string problem = idProblem(name); !problem.empty())
                fail("cells", problem, "rename it");
            result.cells.emplace(name, graph(item, fmt::format("cell '{}'", name), 0));
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

Result<SearchSpace> spaceFromJson(const Json& json, const std::string& where, Issue* issue)
{
    if (const auto version = checkFormat(json, "cwspace", kSpaceVersion, where); !version) {
        if (issue != nullptr)
            *issue = {{}, version.error().problem(), "open a .cwspace file of this version", "the document"};
        return version.error();
    }
    try {
        return Reader().space(json);
    } catch (const Misread& misread) {
        const auto& [path, what, fix, place] = misread.issue;
        if (issue != nullptr)
            *issue = misread.issue;
        return Error(ErrorCode::Format, fmt::format("{}; {}", what, fix), fmt::format("{}: {}", where, place));
    }
}

Result<SearchSpace> readSpace(const std::filesystem::path& path, Issue* issue)
{
    const auto text = readTextFile(path, kMaxSpaceBytes);
    const auto json = text ? parseJson(*text, path.string()) : Result<Json>(text.error());
    if (json)
        return spaceFromJson(*json, path.string(), issue);
    const Error& problem = json.error();
    if (issue != nullptr) {
        const bool large = !text && problem.problem().starts_with("larger than");
        const char* fix = text    ? "mend the JSON, or save the space anew"
                          : large ? "draw equal parts once, as a cell or a repeat"
                                  : "check the path and the permissions";
        *issue = {{}, problem.problem(), fix, "the document"};
    }
    return problem;
}

} // namespace cw::space
