// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/design/live_facts.h"

#include <utility>

namespace cw::ui {

namespace {

constexpr std::uint64_t kMostCounted = 50'000; // candidates hashed for the number of distinct networks

} // namespace

void LiveFacts::setSpace(const SpacePtr& space)
{
    if (space == m_space)
        return;
    m_space = space;
    m_read.cancel();
    m_count.cancel();
    if (!space)
        return;
    m_read.start([space](std::stop_token stop) { return readFacts(*space, std::move(stop)); },
                 [this, space](const Result<DesignFacts>& facts) { take(space, facts); });
}

void LiveFacts::take(const SpacePtr& space, const Result<DesignFacts>& facts)
{
    if (!facts) {
        Q_EMIT failed({{}, facts.error().problem(), {}, facts.error().where()});
        return;
    }
    Q_EMIT read(space, *facts);
    if (!facts->issues.empty() || !facts->warnings.empty() || facts->tree == nullptr)
        return; // not every candidate is a network
    m_count.start([space, tree = facts->tree](
                      std::stop_token stop) { return countDistinct(*space, *tree, kMostCounted, std::move(stop)); },
                  [this](const Result<std::optional<std::uint64_t>>& distinct) {
                      if (distinct)
                          Q_EMIT counted(*distinct);
                  });
}

} // namespace cw::ui
