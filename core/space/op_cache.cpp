// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/op_cache.h"

namespace cw::space {

namespace {

constexpr std::size_t kMostKept = 20'000;

} // namespace

OpCache::OpCache(const Task& task)
    : m_task(task)
{
    clear();
}

bool OpCache::isLarge() const
{
    return m_settings.size() + m_expansions.size() + m_environmentOf.size() > kMostKept;
}

void OpCache::clear()
{
    m_settings.clear();
    m_expansions.clear();
    m_shapes.clear();
    m_environmentOf.clear();
    m_sameEnvironment.clear();
    m_environments.assign(1, {});
    m_input = kept(expandInput(m_task));
}

std::unique_ptr<OpExpansion> OpCache::kept(OpExpansion expansion)
{
    std::vector<std::uint64_t> key{static_cast<std::uint64_t>(expansion.shape.kind)};
    for (const std::int64_t dim : expansion.shape.dims)
        key.push_back(static_cast<std::uint64_t>(dim));
    expansion.shapeId = m_shapes.try_emplace(std::move(key), static_cast<int>(m_shapes.size())).first->second;
    return std::make_unique<OpExpansion>(std::move(expansion));
}

OpCache::Found OpCache::expand(const OpSettings& settings, std::span<const OpExpansion* const> inputs)
{
    m_key.assign(1, wordOf(&settings));
    for (const OpExpansion* input : inputs)
        m_key.push_back(wordOf(input->shapeId));
    auto found = m_expansions.find(Words(m_key));
    if (found == m_expansions.end()) {
        std::vector<Shape> shapes;
        for (const OpExpansion* input : inputs)
            shapes.push_back(input->shape);
        Expanded made;
        try {
            made.expansion = kept(expandOp(*settings.entry, settings.settings, shapes, m_task));
        } catch (const Error& problem) {
            made.problem = problem.problem();
        }
        found = m_expansions.emplace(m_key, std::move(made)).first;
    }
    return {found->second.expansion.get(), &found->second.problem};
}

const OpSettings* OpCache::findSettings(Words key) const
{
    const auto found = m_settings.find(key);
    return found == m_settings.end() ? nullptr : found->second.get();
}

const OpSettings& OpCache::keepSettings(Words key, OpSettings settings)
{
    return *m_settings
                .try_emplace(std::vector<std::uint64_t>(key.begin(), key.end()),
                             std::make_unique<OpSettings>(std::move(settings)))
                .first->second;
}

const OpSettings& OpCache::plain(const OpEntry& entry)
{
    const std::uint64_t key[] = {wordOf(&entry)};
    const OpSettings* known = findSettings(key);
    return known != nullptr ? *known : keepSettings(key, {&entry, Settings{}, {}});
}

int OpCache::findEnvironment(Words key) const
{
    const auto found = m_environmentOf.find(key);
    return found == m_environmentOf.end() ? -1 : found->second;
}

int OpCache::keepEnvironment(Words key, Environment environment)
{
    // Copies that are given the same values share an environment, and so what is built in it.
    const auto next = static_cast<int>(m_environments.size());
    const auto [same, isNew] =
        m_sameEnvironment.try_emplace(Json(environment).dump(-1, ' ', false, Json::error_handler_t::replace), next);
    if (isNew)
        m_environments.push_back(std::move(environment));
    m_environmentOf.emplace(std::vector<std::uint64_t>(key.begin(), key.end()), same->second);
    return same->second;
}

} // namespace cw::space
