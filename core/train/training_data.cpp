// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/train/device_data.h"
#include "core/train/session.h"

namespace cw::train {

TrainingData::TrainingData(std::shared_ptr<const data::DataSet> data, double validPart, std::uint64_t seed)
    : m_data(std::move(data))
    , m_split(data::split(*m_data, validPart, seed))
    , m_normalisation(data::normalisationOf(*m_data, m_split.train))
{
    if (m_split.train.size() < 2 || m_split.valid.empty())
        throw Error(ErrorCode::Data,
                    fmt::format("a split into {} training and {} validation samples, expected at least 2 and 1",
                                m_split.train.size(), m_split.valid.size()),
                    m_data->id);
}

std::vector<std::uint32_t> TrainingData::trainIndices(double part) const
{
    return data::reduce(*m_data, m_split.train, part);
}

std::vector<std::uint32_t> TrainingData::validIndices(double part, std::int64_t validMin) const
{
    const double least = double(validMin) / double(m_split.valid.size());
    return data::reduce(*m_data, m_split.valid, std::min(1.0, std::max(part, least)));
}

std::shared_ptr<const DeviceData> TrainingData::train(const std::string& device)
{
    return onDevice(device, false);
}

std::shared_ptr<const DeviceData> TrainingData::test(const std::string& device)
{
    return onDevice(device, true);
}

std::shared_ptr<const DeviceData> TrainingData::onDevice(const std::string& device, bool test)
{
    const std::string key = device + (test ? " test" : " train");
    const std::lock_guard lock(m_mutex);
    std::shared_ptr<const DeviceData>& held = m_devices[key];
    if (!held)
        held = std::make_shared<const DeviceData>(m_data, test ? m_data->test : m_data->train, m_normalisation,
                                                  deviceFromText(device));
    return held;
}

} // namespace cw::train
