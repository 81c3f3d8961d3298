// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimate/latency_info.h"

#include "core/estimate/inner_estimator.h"

namespace cw::estimate {

namespace {

std::vector<std::string> metricsOfLatency(const Settings& settings, const space::Task& task)
{
    std::vector<std::string> metrics;
    if (const std::string& also = settings.text("also"); !also.empty()) {
        metrics = innerMetrics("latency", also, settings.text("also_settings"), task);
        if (metrics.empty())
            return metrics;
    }
    metrics.insert(metrics.end(), {"latency_ms", "latency_ms_low", "latency_ms_high"});
    return metrics;
}

} // namespace

EstimatorEntry latencyEntry()
{
    EstimatorEntry entry;
    entry.id = "latency";
    entry.title = "Measured latency";
    entry.summary = "Measures how long a network takes to answer on the device, beside what another estimator finds.";
    entry.schema = ParamSchema{
        {.name = "batch",
         .type = ParamType::Int,
         .defaultValue = 1,
         .title = "Batch",
         .help = "Samples that go through the network at once.",
         .unit = "samples",
         .min = 1,
         .max = 65536},
        {.name = "passes",
         .type = ParamType::Int,
         .defaultValue = 25,
         .title = "Timed passes",
         .help = "The latency is the median of so many passes.",
         .min = 1,
         .max = 100'000},
        {.name = "warm_up",
         .type = ParamType::Int,
         .defaultValue = 5,
         .title = "Passes before",
         .help = "Passes that are not timed: memory is first touched and clocks rise in them.",
         .min = 0,
         .max = 100'000},
        {.name = "also",
         .type = ParamType::Text,
         .defaultValue = "",
         .title = "Also estimate with",
         .help =
             "Another estimator (train, zero-cost, table, ...) whose metrics are added, so that accuracy and latency "
             "can be objectives of one search; empty: none."},
        {.name = "also_settings",
         .type = ParamType::Text,
         .defaultValue = "",
         .title = "Its settings",
         .help = "As name=value;name=value; those that are not named keep their defaults."},
    };
    entry.hasFidelities = true; // the other one's
    entry.hasFidelitiesAt = [](const Settings& settings) {
        return innerImprovesWithEpochs(settings.text("also"), settings.text("also_settings"));
    };
    entry.metrics = metricsOfLatency;
    return entry;
}

} // namespace cw::estimate
