// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include <fmt/format.h>

#include "core/space/block_schema.h"
#include "core/space/domain_json.h"
#include "core/space/graph_plan.h"
#include "core/space/op.h"
#include "core/space/param_value.h"
#include "core/space/validate.h"

namespace cw::space {

namespace {

/// The values at the ends of a domain, which decide whether all of it is legal; every value of a choice.
std::vector<double> telling(const Domain& domain)
{
    if (domain.kind != DomainKind::Categorical)
        return {domain.low, domain.high};
    std::vector<double> values;
    for (std::size_t i = 0; i < domain.choices.size(); ++i)
        values.push_back(static_cast<double>(i));
    return values;
}

std::string paramProblem(const ParamSchema& schema, const ParamSpec& spec, const ParamValue& value)
{
    const auto problemOf = [&](const Result<Json>& json) -> std::string {
        if (!json)
            return json.error().problem();
        const auto settings = schema.resolve(Json{{spec.name, *json}}, {});
        return settings ? std::string() : settings.error().problem();
    };
    if (!value.domain)
        return problemOf(value.fixed);
    if (std::string problem = domainProblem(*value.domain); !problem.empty())
        return problem;
    if (value.domain->kind == DomainKind::Subset)
        return "a parameter has one value, its domain cannot be a subset";
    for (const double end : telling(*value.domain)) {
        if (std::string problem = problemOf(paramJson(spec, *value.domain, end)); !problem.empty())
            return problem;
    }
    return {};
}

std::string paramFix(const ParamValue& value)
{
    if (!value.domain)
        return "give it a value that is expected";
    return domainProblem(*value.domain).empty() ? "keep to values that are expected" : domainFix(*value.domain);
}

} // namespace

Result<Json> paramJson(const ParamSpec& spec, const Domain& domain, double value)
{
    switch (domain.kind) {
    case DomainKind::Integer:
        return Json(static_cast<std::int64_t>(value));
    case DomainKind::Real:
    case DomainKind::LogReal:
        return Json(value);
    case DomainKind::Categorical:
    case DomainKind::Subset:
        break;
    }
    return ParamSchema{spec}.parse(spec.name, domain.valueText(value), spec.name);
}

Issues validateParams(const Block& block, const std::string& path)
{
    const ParamSchema* schema = schemaOf(block);
    if (schema == nullptr)
        return {{path, opCatalogue().get(block.op).error().problem(), "choose an op of the catalogue"}};
    Issues issues;
    for (const auto& [name, value] : block.params) {
        const ParamSpec* spec = schema->find(name);
        if (spec == nullptr) {
            const auto unknown = schema->resolve(Json{{name, nullptr}}, {});
            const std::string owner(block.kind == BlockKind::Op ? std::string_view(block.op) : toText(block.kind));
            issues.push_back({path, fmt::format("{}: {}", owner, unknown.error().problem()), "delete it"});
            continue;
        }
        if (!value.of.empty())
            continue; // known only where the cell is used
        if (const std::string problem = paramProblem(*schema, *spec, value); !problem.empty())
            issues.push_back({paramPath(path, name), problem, paramFix(value)});
    }
    return issues;
}

} // namespace cw::space
