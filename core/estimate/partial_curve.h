// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "core/estimate/curve_fit.h"
#include "core/estimate/estimator.h"

namespace cw::estimate {

/// What has been seen of one metric's learning curve so far.
/// Thread: one at a time
class PartialCurve {
public:
    explicit PartialCurve(std::string metric)
        : m_metric(std::move(metric))
    {
    }

    /// Takes the points of its metric; a step seen before is replaced.
    void add(const std::vector<CurvePoint>& points);
    /// By step. Values that are not finite are among them.
    std::vector<CurveValue> values() const;
    std::int64_t lastStep() const { return m_values.empty() ? 0 : m_values.rbegin()->first; }
    bool empty() const { return m_values.empty(); }

    /// Beside a checkpoint, from which a training goes on without showing again what it has shown. The file belongs to
    /// the checkpoint: without that, load() finds nothing. Errors: throws Error(Io)
    void save(const std::filesystem::path& checkpoint) const;
    /// Errors: throws Error(Format)
    void load(const std::filesystem::path& checkpoint);
    static void forget(const std::filesystem::path& checkpoint);

private:
    std::string m_metric;
    std::map<std::int64_t, double> m_values;
};

} // namespace cw::estimate
