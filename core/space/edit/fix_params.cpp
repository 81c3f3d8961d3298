// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/space/block_schema.h"
#include "core/space/domain_json.h"
#include "core/space/edit/editing.h"
#include "core/space/edit/fix.h"
#include "core/space/graph_plan.h"
#include "core/space/param_value.h"
#include "core/space/validate.h"

namespace cw::space {

namespace {

bool isLegal(const ParamSpec& spec, const Json& value)
{
    return ParamSchema{spec}.resolve(Json{{spec.name, value}}, {}).has_value();
}

/// The legal value next to a number.
std::optional<Json> nearest(const ParamSpec& spec, const Json& value)
{
    if (!value.is_number() || (spec.type != ParamType::Int && spec.type != ParamType::Real))
        return {};
    double number = std::clamp(value.get<double>(), spec.min, spec.max);
    if (!std::isfinite(number))
        return {};
    if (spec.type == ParamType::Real)
        return isLegal(spec, number) ? std::optional<Json>(number) : std::nullopt;
    number = std::round(number);
    if (std::abs(number) > 9e15)
        return {};
    const Json whole = static_cast<std::int64_t>(number);
    return isLegal(spec, whole) ? std::optional(whole) : std::nullopt;
}

bool isNumbers(const Domain& domain)
{
    return domain.kind != DomainKind::Categorical && domain.kind != DomainKind::Subset;
}

struct Mended {
    std::string title;
    Domain domain;
};

/// The domain without what no reader would take.
std::optional<Mended> tidied(const Domain& domain)
{
    Domain result = domain;
    if (isNumbers(domain)) {
        if (!(domain.low > domain.high))
            return {};
        std::swap(result.low, result.high);
        return domainProblem(result).empty() ? std::optional(Mended{"Swap its bounds", result}) : std::nullopt;
    }
    std::vector<std::string> once;
    for (const std::string& choice : domain.choices) {
        if (std::find(once.begin(), once.end(), choice) == once.end())
            once.push_back(choice);
    }
    if (once.size() == domain.choices.size() || domain.kind == DomainKind::Subset)
        return {};
    result.choices = std::move(once);
    return domainProblem(result).empty() ? std::optional(Mended{"List each value once", result}) : std::nullopt;
}

/// The domain with the values that the parameter may have.
std::optional<Mended> legal(const ParamSpec& spec, const Domain& domain)
{
    Domain result = domain;
    std::string title = "Keep the values that are possible";
    if (domain.kind == DomainKind::Subset) {
        result = Domain::categorical(domain.choices);
        title = "Choose one of its values";
    }
    if (isNumbers(domain)) {
        const bool fits =
            spec.type == ParamType::Real || (spec.type == ParamType::Int && domain.kind == DomainKind::Integer);
        if (!fits)
            return {};
        result.low = std::max(domain.low, spec.min);
        result.high = std::min(domain.high, spec.max);
        title = "Keep to the range that is possible";
        if (domain.kind == DomainKind::Integer && domain.step > 1 && result.low > domain.low)
            result.low = domain.low + domain.step * std::ceil((result.low - domain.low) / domain.step);
    } else {
        std::erase_if(result.choices, [&](const std::string& choice) {
            return !ParamSchema{spec}.parse(spec.name, choice, {}).has_value();
        });
    }
    if (!domainProblem(result).empty())
        return {};
    return Mended{std::move(title), std::move(result)};
}

class ParamFix {
public:
    ParamFix(const FixPlace& place, std::size_t block, std::string name)
        : m_at(place.at)
        , m_block(block)
        , m_name(std::move(name))
    {
    }
    Fix remove(std::string title) const
    {
        return {std::move(title), [self = *this](SearchSpace& space) { self.params(space).erase(self.m_name); }};
    }
    Fix set(std::string title, Json value) const
    {
        return {std::move(title), [self = *this, value = std::move(value)](SearchSpace& space) {
                    ParamValue& param = self.params(space)[self.m_name];
                    param = {};
                    param.fixed = value;
                }};
    }
    Fix set(Mended mended) const
    {
        return {mended.title, [self = *this, domain = std::move(mended.domain)](SearchSpace& space) {
                    self.params(space)[self.m_name].domain = domain;
                }};
    }

private:
    std::map<std::string, ParamValue>& params(SearchSpace& space) const
    {
        return graphAt(space, m_at)->blocks[m_block].params;
    }

    GraphAddress m_at;
    std::size_t m_block;
    std::string m_name;
};

/// Whether the issue is about the value of this parameter: a block elsewhere may have the same path.
bool isAbout(const Issue& issue, const Block& block, const std::string& name, const ParamValue& value)
{
    if (!value.of.empty())
        return issue.what == fmt::format("it is to be the parameter '{}' of a cell, but stands in none", value.of);
    if (value.domain && domainProblem(*value.domain) == issue.what)
        return true;
    if (schemaOf(block) == nullptr)
        return false;
    Block alone{.id = block.id, .kind = block.kind, .op = block.op};
    alone.params[name] = value;
    const Issues issues = validateParams(alone, "block");
    return !issues.empty() && issues.front().what == issue.what;
}

std::optional<Fix> valueFix(const ParamFix& fix, const ParamSpec* spec, const ParamValue& value)
{
    const Fix byDefault = fix.remove("Take the default value");
    if (!value.of.empty())
        return byDefault; // there is nothing to take it from
    if (value.domain) {
        if (!domainProblem(*value.domain).empty() && value.domain->kind != DomainKind::Subset) {
            if (auto mended = tidied(*value.domain))
                return fix.set(std::move(*mended));
            return value.domain->choices.empty() && !isNumbers(*value.domain) ? std::optional(byDefault) : std::nullopt;
        }
        auto mended = spec == nullptr ? std::nullopt : legal(*spec, *value.domain);
        return mended ? std::optional(fix.set(std::move(*mended))) : std::nullopt;
    }
    if (spec == nullptr)
        return {};
    if (const auto next = nearest(*spec, value.fixed))
        return fix.set(fmt::format("Set it to {}", next->dump()), *next);
    return byDefault;
}

} // namespace

std::optional<Fix> fixOfParams(const FixPlace& place, std::size_t index, const Issue& issue)
{
    const Block& block = place.graph.blocks[index];
    const std::string path = blockPath(place.graph, block, place.path);
    const ParamSchema* schema = schemaOf(block);
    for (const auto& [name, value] : block.params) {
        const ParamFix fix(place, index, name);
        if (issue.path == paramPath(path, name) && isAbout(issue, block, name, value))
            return valueFix(fix, schema == nullptr ? nullptr : schema->find(name), value);
        if (issue.path != path)
            continue;
        if (block.kind == BlockKind::Cell &&
            issue.what == fmt::format("the cell '{}' has no parameter '{}'", block.cell, name))
            return fix.remove("Remove the parameter");
        if (schema == nullptr || schema->find(name) != nullptr)
            continue;
        Block alone{.id = block.id, .kind = block.kind, .op = block.op};
        alone.params[name] = value;
        const Issues issues = validateParams(alone, path);
        if (!issues.empty() && issues.front().what == issue.what)
            return fix.remove("Remove the parameter");
    }
    return {};
}

} // namespace cw::space
