// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimate/partial_curve.h"

#include "core/base/file.h"
#include "core/estimate/checkpoint_files.h"

namespace cw::estimate {

namespace {

constexpr std::uintmax_t kMostBytes = 64 << 20;

} // namespace

void PartialCurve::add(const std::vector<CurvePoint>& points)
{
    for (const CurvePoint& point : points) {
        if (point.metric == m_metric && point.step > 0)
            m_values[point.step] = point.value;
    }
}

std::vector<CurveValue> PartialCurve::values() const
{
    std::vector<CurveValue> values;
    for (const auto& [step, value] : m_values)
        values.push_back({double(step), value});
    return values;
}

void PartialCurve::save(const std::filesystem::path& checkpoint) const
{
    if (checkpoint.empty())
        return;
    Json points = Json::array();
    for (const auto& [step, value] : m_values)
        points.push_back(Json::array({step, encodeNumber(value)}));
    writeFileAtomically(curveBeside(checkpoint), points.dump());
}

void PartialCurve::load(const std::filesystem::path& checkpoint)
{
    std::error_code none;
    const std::filesystem::path file = curveBeside(checkpoint);
    if (checkpoint.empty() || !std::filesystem::exists(checkpoint, none) || !std::filesystem::exists(file, none))
        return;
    const Json points = parseJson(readTextFile(file, kMostBytes).value(), file.string()).value();
    const Error bad(ErrorCode::Format, "expected a list of [step, value]", file.string());
    if (!points.is_array())
        throw bad;
    for (const Json& point : points) {
        if (!point.is_array() || point.size() != 2 || !point[0].is_number_integer() || point[0] < 1)
            throw bad;
        m_values[point[0].get<std::int64_t>()] = decodeNumber(point[1], file.string()).value();
    }
}

void PartialCurve::forget(const std::filesystem::path& checkpoint)
{
    if (checkpoint.empty())
        return;
    std::error_code none;
    std::filesystem::remove(curveBeside(checkpoint), none);
}

} // namespace cw::estimate
