// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/estimate/estimator.h"
#include "core/train/proxies/proxy.h"

namespace cw::train {

/// What a run computes of the proxies.
struct ProxySelection {
    std::vector<const Proxy*> computed; ///< in the order of the table
    std::vector<std::string> required;  ///< metrics that a candidate must have to be judged: listed ones and objectives
    bool vote = false;
    std::vector<std::string> voters;  ///< ids of proxies, params, macs
    std::vector<const Proxy*> voting; ///< those of them that are computed

    bool needs(const std::string& metric) const;
};

/// From the settings `proxies` and `vote` and the objectives. `all` and `auto` leave out what does not suit the task.
/// Errors: throws Error(Config) naming the setting: an unknown name, or no name where one is needed; a proxy that needs
/// numbers as input, asked for on a text
ProxySelection selectProxies(const Settings& settings, const std::vector<estimate::Objective>& objectives,
                             const space::Task& task);

} // namespace cw::train
