// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/architecture.h"

#include <fmt/format.h>

#include "core/space/block_schema.h"
#include "core/space/builder.h"
#include "core/space/limits.h"

namespace cw::space {

namespace {

Error badArchitecture(const std::string& what, const std::string& where)
{
    return Error(ErrorCode::Format, what, where);
}

std::string textOf(const Json& json, const char* key)
{
    const auto found = json.find(key);
    return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

Result<std::vector<int>> readInputs(const Json& json, int before, const std::string& where)
{
    std::vector<int> inputs;
    if (!json.contains("inputs") || !json["inputs"].is_array())
        return badArchitecture("expected a list of \"inputs\"", where);
    for (const Json& item : json["inputs"]) {
        if (!item.is_number_integer() || item < 0 || item >= before)
            return badArchitecture(
                fmt::format("expected the number of an earlier op, 0 to {}, found {}", before - 1, item.dump()), where);
        inputs.push_back(item.get<int>());
    }
    return inputs;
}

Result<Task> readTask(const Json& json, const std::string& where)
{
    if (!json.contains("task") || !json["task"].is_object() || !json["task"].contains("input") ||
        !json["task"].contains("classes"))
        return badArchitecture(R"(expected "task": {"input": ..., "classes": ...})", where);
    return Task::fromJson(json["task"], where + ": task");
}

Result<Done> readOp(const Json& json, ArchitectureBuilder& builder, const std::string& source)
{
    if (!json.is_object())
        return badArchitecture(fmt::format("expected an op, found {}", json.type_name()), source);
    const std::string name = textOf(json, "name");
    const std::string where = source + ": " + (name.empty() ? fmt::format("op {}", builder.opCount()) : name);
    const auto entry = opCatalogue().get(textOf(json, "op"));
    if (!entry)
        return Error(entry.error().code(), entry.error().problem(), where);
    const auto settings = (*entry)->schema.resolve(json.contains("params") ? json["params"] : Json(), where);
    if (!settings)
        return settings.error();
    auto inputs = readInputs(json, static_cast<int>(builder.opCount()), where);
    if (!inputs)
        return inputs.error();
    try {
        builder.add(**entry, *settings, name, textOf(json, "label"), std::move(*inputs));
    } catch (const Error& problem) {
        return Error(problem.code(), problem.problem(), where);
    }
    return Done{};
}

} // namespace

Json toJson(const Architecture& architecture)
{
    Json ops = Json::array();
    for (const OpNode& op : architecture.ops) {
        Json item{{"name", op.name}, {"op", op.op}, {"inputs", op.inputs}};
        if (!op.params.empty())
            item["params"] = op.params;
        if (!op.label.empty())
            item["label"] = op.label;
        ops.push_back(std::move(item));
    }
    Json json{{"format", "cwarch"},
              {"version", kArchitectureVersion},
              {"space", architecture.space},
              {"task", architecture.task.toJson()},
              {"ops", std::move(ops)}};
    if (!architecture.training.empty())
        json["training"] = architecture.training;
    if (!architecture.origin.is_null())
        json["origin"] = architecture.origin;
    return json;
}

Result<Architecture> architectureFromJson(const Json& json, const std::string& where)
{
    if (const auto version = checkFormat(json, "cwarch", kArchitectureVersion, where); !version)
        return version.error();
    const auto task = readTask(json, where);
    if (!task)
        return task.error();
    if (!json.contains("ops") || !json["ops"].is_array() || json["ops"].empty() || !json["ops"][0].is_object() ||
        textOf(json["ops"][0], "op") != kInputOp)
        return badArchitecture(fmt::format("expected a list of \"ops\" that starts with \"{}\"", kInputOp), where);
    const Json& ops = json["ops"];
    if (ops.size() > kMaxOps)
        return badArchitecture(fmt::format("{} ops, more than the limit of {}", ops.size(), kMaxOps), where);
    ArchitectureBuilder builder(*task);
    for (std::size_t i = 1; i < ops.size(); ++i) {
        if (const auto done = readOp(ops[i], builder, where); !done)
            return done.error();
    }
    Architecture architecture = builder.finish(static_cast<int>(builder.opCount()) - 1);
    architecture.space = textOf(json, "space");
    if (json.contains("training")) {
        if (const auto legal = trainingSchema().resolve(json["training"], where + ": training"); !legal)
            return legal.error();
        if (json["training"].is_object())
            architecture.training = json["training"];
    }
    if (json.contains("origin")) {
        if (!json["origin"].is_object())
            return badArchitecture(
                fmt::format("expected an object for \"origin\", found {}", json["origin"].type_name()), where);
        architecture.origin = json["origin"];
    }
    return architecture;
}

} // namespace cw::space
