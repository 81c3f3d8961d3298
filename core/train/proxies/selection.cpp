// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/proxies/selection.h"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "core/estimate/settings_text.h"

namespace cw::train {

namespace {

using Names = std::vector<std::string>;

constexpr const char* kWhere = "estimator 'zero-cost'";

bool contains(const Names& names, std::string_view name)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

Names voterNames()
{
    Names names;
    for (const Proxy& proxy : proxies())
        names.push_back(proxy.id);
    names.insert(names.end(), {"params", "macs"});
    return names;
}

Names metricNames()
{
    Names names = voterNames();
    names.emplace_back("vote");
    return names;
}

void checkNames(const char* setting, const Names& names, const Names& known)
{
    for (const std::string& name : names) {
        if (!contains(known, name))
            throw Error(
                ErrorCode::Config,
                fmt::format("setting '{}': unknown proxy '{}', expected one of {}", setting, name, joinNames(known)),
                kWhere);
    }
}

bool suits(const Proxy& proxy, const space::Task& task)
{
    return !proxy.numericInput || task.input.kind != space::ShapeKind::Tokens;
}

/// The metrics that the setting names; nullopt: all.
std::optional<Names> listed(const Settings& settings)
{
    const Names names = estimate::namesFromText(settings.text("proxies"));
    if (names.empty())
        throw Error(
            ErrorCode::Config,
            fmt::format("setting 'proxies': expected auto, all or some of {}, found none", joinNames(metricNames())),
            kWhere);
    if (names == Names{"all"})
        return std::nullopt;
    if (names == Names{"auto"})
        return Names{};
    checkNames("proxies", names, metricNames());
    return names;
}

Names votersOf(const Settings& settings)
{
    const Names voters = estimate::namesFromText(settings.text("vote"));
    if (voters.empty())
        throw Error(ErrorCode::Config,
                    fmt::format("setting 'vote': expected some of {}, found none", joinNames(voterNames())), kWhere);
    checkNames("vote", voters, voterNames());
    return voters;
}

} // namespace

bool ProxySelection::needs(const std::string& metric) const
{
    return contains(required, metric);
}

ProxySelection selectProxies(const Settings& settings, const std::vector<estimate::Objective>& objectives,
                             const space::Task& task)
{
    ProxySelection selection{.voters = votersOf(settings)};
    const std::optional<Names> list = listed(settings);
    selection.required = list.value_or(Names{});
    for (const estimate::Objective& objective : objectives) {
        if (contains(metricNames(), objective.metric))
            selection.required.push_back(objective.metric);
    }
    const bool all = !list || selection.required.empty();
    const bool mustVote = selection.needs("vote");
    if (mustVote)
        selection.required.insert(selection.required.end(), selection.voters.begin(), selection.voters.end());
    const bool voterSuits = std::all_of(selection.voters.begin(), selection.voters.end(), [&](const auto& voter) {
        const Proxy* proxy = findProxy(voter);
        return proxy == nullptr || suits(*proxy, task);
    });
    selection.vote = mustVote || (all && voterSuits);
    for (const Proxy& proxy : proxies()) {
        const bool required = selection.needs(proxy.id);
        if (required && !suits(proxy, task))
            throw Error(ErrorCode::Config,
                        fmt::format("the proxy '{}' needs numbers as input, the network takes {}", proxy.id,
                                    task.input.describe()),
                        kWhere);
        if (required || (all && suits(proxy, task)))
            selection.computed.push_back(&proxy);
        if (selection.vote && contains(selection.voters, proxy.id))
            selection.voting.push_back(&proxy);
    }
    return selection;
}

} // namespace cw::train
