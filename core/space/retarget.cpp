// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/retarget.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/space/builder.h"
#include "core/space/realise.h"

namespace cw::space {

namespace {

constexpr double kWidest = 8;
constexpr int kMostCells = 1000;

Result<Architecture> fromOrigin(const Architecture& architecture, const Target& target, const std::string& where)
{
    const Json& origin = architecture.origin;
    const auto bad = [&](const std::string& what) { return Error(ErrorCode::Format, what, where); };
    if (!origin.contains("space") || !origin.contains("candidate") || !origin["candidate"].is_string())
        return bad("expected \"origin\" to have a \"space\" and a \"candidate\"");
    const Json width = origin.value("width", Json(1.0));
    const Json cells = origin.value("cells", Json(0));
    if (!width.is_number() || !(width > 0.0 && width <= kWidest))
        return bad(fmt::format("expected a width above 0 up to {}, found {}", kWidest, width.dump()));
    if (!cells.is_number_integer() || cells < 0 || cells > kMostCells)
        return bad(fmt::format("expected cells from 0 to {}, found {}", kMostCells, cells.dump()));
    const auto space = spaceFromJson(origin["space"], where);
    if (!space)
        return space.error();
    const auto tree = compileOrError(*space);
    if (!tree)
        return Error(tree.error().code(), tree.error().problem(), where);
    const auto candidate = parseCandidate(*space, *tree, origin["candidate"].get<std::string>());
    if (!candidate)
        return Error(candidate.error().code(), candidate.error().problem(), where);
    const RealiseOptions options{.task = target.task,
                                 .width = target.width.value_or(width.get<double>()),
                                 .cells = target.cells.value_or(cells.get<int>())};
    auto result = realiseOrError(*space, *tree, *candidate, options);
    if (!result)
        return Error(result.error().code(), result.error().problem(), where);
    result->origin = originOf(origin["space"], origin["candidate"].get<std::string>(), options.width, options.cells);
    return result;
}

/// Channels that the width multiplies; a number of classes becomes the new one.
Json paramsFor(const OpNode& node, const OpEntry& entry, const Architecture& architecture, const Target& target)
{
    Json params = node.params;
    const bool last = &node == &architecture.ops.back();
    for (const ParamSpec& spec : entry.schema.specs()) {
        const auto channels = spec.scalesWithWidth ? params.value(spec.name, std::int64_t(0)) : 0;
        if (channels > 0)
            params[spec.name] =
                std::max<std::int64_t>(1, std::llround(static_cast<double>(channels) * target.width.value_or(1.0)));
    }
    if (last && node.op == "linear" && node.params.value("features", std::int64_t(0)) == architecture.task.classes)
        params["features"] = target.task.classes;
    return params;
}

Result<Architecture> fromOps(const Architecture& architecture, const Target& target, const std::string& where)
{
    if (target.cells)
        return Error(ErrorCode::Config, "cells need the search space that a network came from, this file has none",
                     where);
    ArchitectureBuilder builder(target.task);
    for (std::size_t i = 1; i < architecture.ops.size(); ++i) {
        const OpNode& node = architecture.ops[i];
        const OpEntry& entry = *opCatalogue().find(node.op);
        try {
            const Settings settings =
                entry.schema.resolve(paramsFor(node, entry, architecture, target), node.name).value();
            builder.add(entry, settings, node.name, node.label, node.inputs);
        } catch (const Error& problem) {
            return Error(ErrorCode::Config, fmt::format("{}: {}", node.name, problem.problem()), where);
        }
    }
    const int last = static_cast<int>(builder.opCount()) - 1;
    if (builder.outputOf(last) != target.task.output())
        return Error(ErrorCode::Config,
                     fmt::format("the network ends in {}, expected {}", builder.outputOf(last).describe(),
                                 target.task.output().describe()),
                     where);
    Architecture result = builder.finish(last);
    result.space = architecture.space;
    result.training = architecture.training;
    return result;
}

} // namespace

Json originOf(const Json& space, const std::string& candidate, double width, int cells)
{
    Json origin{{"space", space}, {"candidate", candidate}};
    if (width != 1)
        origin["width"] = width;
    if (cells != 0)
        origin["cells"] = cells;
    return origin;
}

Result<Architecture> retarget(const Architecture& architecture, const Target& target, const std::string& where)
{
    return architecture.origin.is_object() ? fromOrigin(architecture, target, where)
                                           : fromOps(architecture, target, where);
}

} // namespace cw::space
