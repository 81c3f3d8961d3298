// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <bit>
#include <cmath>

#include <fmt/format.h>

#include "core/space/block_schema.h"
#include "core/space/param_value.h"
#include "core/space/realiser.h"

namespace cw::space {

namespace {

constexpr const char* kDropout = "dropout";

/// A value of a domain where no parameter says of which type it is: "32" is a number, "relu" a text.
Json plainJson(const Domain& domain, double value)
{
    if (domain.kind == DomainKind::Integer)
        return static_cast<std::int64_t>(value);
    if (domain.kind != DomainKind::Categorical)
        return value;
    const std::string text = domain.valueText(value);
    Json literal = Json::parse(text, nullptr, false);
    return literal.is_number() || literal.is_boolean() ? literal : Json(text);
}

const Block* trainingBlock(const Graph& graph)
{
    const auto found = std::find_if(graph.blocks.begin(), graph.blocks.end(),
                                    [](const Block& block) { return block.kind == BlockKind::Training; });
    return found == graph.blocks.end() ? nullptr : &*found;
}

} // namespace

/// Adds to m_key what the candidate says about parameters that are searched; false, with an issue, where it is silent.
bool Realiser::appendValues(const std::map<std::string, ParamValue>& params, Place place, const Path& path)
{
    for (const auto& [name, value] : params) {
        if (!value.domain)
            continue;
        const double* chosen = valueOf(place.scope, &value, Path::param(path, name));
        if (chosen == nullptr)
            return false;
        m_key.push_back(std::bit_cast<std::uint64_t>(*chosen));
    }
    return true;
}

std::optional<Json> Realiser::paramOf(const ParamSpec* spec, const ParamValue& value, Place place, const Path& path)
{
    if (!value.of.empty()) {
        const OpCache::Environment& environment = m_cache.environment(place.environment);
        const auto found = environment.find(value.of);
        if (found != environment.end())
            return found->second;
        report(path, fmt::format("nothing gives a value for '{}' here", value.of),
               "give it in the block that uses the cell, or in one that leads here");
        return {};
    }
    if (!value.domain)
        return value.fixed;
    const double* chosen = valueOf(place.scope, &value, path);
    if (chosen == nullptr)
        return {};
    if (spec == nullptr)
        return plainJson(*value.domain, *chosen);
    auto json = paramJson(*spec, *value.domain, *chosen);
    if (json)
        return std::move(*json);
    report(path, json.error().problem(), "choose another value");
    return {};
}

void Realiser::scaleWidth(const OpEntry& entry, Settings& settings) const
{
    if (m_plan.options.width == 1.0)
        return;
    Json scaled = settings.json();
    for (const ParamSpec& spec : entry.schema.specs()) {
        const auto channels = spec.scalesWithWidth ? scaled[spec.name].get<std::int64_t>() : 0;
        if (channels > 0)
            scaled[spec.name] =
                std::max<std::int64_t>(1, std::llround(static_cast<double>(channels) * m_plan.options.width));
    }
    settings = Settings(std::move(scaled));
}

const OpSettings* Realiser::settingsOf(const Block& block, const OpEntry& entry, Place place, const Path& path)
{
    m_key = {wordOf(&block), wordOf(place.environment)};
    if (!appendValues(block.params, place, path))
        return nullptr;
    const bool drops =
        !m_dropout.is_null() && block.params.count(kDropout) == 0 && entry.schema.find(kDropout) != nullptr;
    if (drops) {
        m_key.push_back(std::bit_cast<std::uint64_t>(m_dropout.get<double>()));
        m_dropped = true;
    }
    const OpSettings* settings = m_cache.findSettings(m_key);
    if (settings == nullptr) {
        Json given = Json::object();
        for (const auto& [name, value] : block.params) {
            auto json = paramOf(entry.schema.find(name), value, place, Path::param(path, name));
            if (!json)
                return nullptr;
            given[name] = std::move(*json);
        }
        if (drops)
            given[kDropout] = m_dropout;
        auto resolved = entry.schema.resolve(given, {});
        OpSettings made{&entry, resolved ? std::move(*resolved) : Settings{},
                        resolved ? std::string() : resolved.error().problem()};
        if (made.problem.empty())
            scaleWidth(entry, made.settings);
        settings = &m_cache.keepSettings(m_key, std::move(made));
    }
    if (settings->problem.empty())
        return settings;
    if (m_reported.insert(settings).second) // once, not for every copy
        report(path, settings->problem, "give its parameters values that are expected");
    return nullptr;
}

int Realiser::environmentOf(const Block& use, Place place, const Path& path)
{
    if (use.params.empty())
        return 0;
    m_key = {wordOf(&use), wordOf(place.environment)};
    const bool complete = appendValues(use.params, place, path);
    const int known = complete ? m_cache.findEnvironment(m_key) : -1;
    if (known >= 0)
        return known;
    OpCache::Environment environment;
    for (const auto& [name, value] : use.params) {
        if (auto json = paramOf(nullptr, value, place, Path::param(path, name)))
            environment.emplace(name, std::move(*json));
    }
    return m_cache.keepEnvironment(m_key, std::move(environment));
}

/// The environment behind a block that gives values: what holds outside, and those of its copy or source `index`.
int Realiser::given(const Block& block, std::size_t index, int environment)
{
    std::size_t longest = 0;
    for (const auto& [name, values] : block.gives)
        longest = std::max(longest, values.size());
    if (longest == 0)
        return environment;
    m_key = {wordOf(&block), std::min(index, longest - 1), wordOf(environment)};
    const int known = m_cache.findEnvironment(m_key);
    if (known >= 0)
        return known;
    OpCache::Environment inside = m_cache.environment(environment);
    for (const auto& [name, values] : block.gives) {
        if (!values.empty())
            inside[paramPath(block.id, name)] = values[std::min(index, values.size() - 1)];
    }
    return m_cache.keepEnvironment(m_key, std::move(inside));
}

/// The environment in a graph whose Inputs blocks give values by the source that each takes.
int Realiser::givenByInputs(const Graph& graph, const Selection& selection, int environment)
{
    for (std::size_t i = 0; i < graph.blocks.size(); ++i) {
        const auto& taken = selection.taken[i];
        const auto first = std::find(taken.begin(), taken.end(), 1);
        if (graph.blocks[i].kind == BlockKind::Inputs && first != taken.end())
            environment = given(graph.blocks[i], static_cast<std::size_t>(first - taken.begin()), environment);
    }
    return environment;
}

/// Before the network, whose ops may take the dropout of the training.
void Realiser::training()
{
    m_training = Json::object();
    m_dropout = nullptr;
    m_dropped = false;
    const Block* found = trainingBlock(m_plan.space->graph);
    if (found == nullptr)
        return;
    const Path top;
    const Path path(top, found->id);
    for (const auto& [name, value] : found->params) {
        if (auto json = paramOf(trainingSchema().find(name), value, {}, Path::param(path, name)))
            m_training[name] = std::move(*json);
    }
    if (const auto legal = trainingSchema().resolve(m_training, {}); !legal) {
        report(path, legal.error().problem(), "give it values that are expected");
        m_training = Json::object();
    }
    if (m_training.contains(kDropout)) {
        m_dropout = m_training[kDropout];
        m_training.erase(kDropout);
    }
}

void Realiser::checkDropout()
{
    const Block* block = trainingBlock(m_plan.space->graph);
    const Path top;
    if (block != nullptr && !m_dropout.is_null() && !m_dropped)
        report(Path(top, block->id), "the training block has a dropout, but no op of the network takes it",
               "end the network with a classifier head, or put a dropout op where it is wanted");
}

} // namespace cw::space
