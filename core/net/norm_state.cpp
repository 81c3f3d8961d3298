// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include "core/net/fused_ops.h"

namespace cw::net {

NormState::NormState(const space::BatchNorm& norm, std::int64_t channels, const NodeTensors& tensors)
    : m_norm(norm)
    , m_channels(std::size_t(channels))
    , m_tensors(tensors)
{
    for (std::vector<float>* numbers : {&m_mean, &m_inverse, &m_scale, &m_shift, &m_a, &m_b, &m_c})
        numbers->assign(m_channels, 0.0F);
}

void NormState::setScale()
{
    const float* weight = m_tensors.weight.defined() ? m_tensors.weight.data_ptr<float>() : nullptr;
    const float* bias = m_tensors.bias.defined() ? m_tensors.bias.data_ptr<float>() : nullptr;
    for (std::size_t c = 0; c < m_channels; ++c) {
        m_scale[c] = (weight != nullptr ? weight[c] : 1.0F) * m_inverse[c];
        m_shift[c] = (bias != nullptr ? bias[c] : 0.0F) - m_scale[c] * m_mean[c];
    }
}

void NormState::finishForward(const std::vector<float>& groupMoments, std::int64_t perGroup, std::int64_t total)
{
    float* runningMean = m_tensors.mean.data_ptr<float>();
    float* runningVariance = m_tensors.variance.data_ptr<float>();
    const std::size_t groups = groupMoments.size() / (2 * m_channels);
    for (std::size_t c = 0; c < m_channels; ++c) {
        double mean = 0;
        double squares = 0;
        double count = 0;
        for (std::size_t g = 0; g < groups; ++g) {
            const float* moments = groupMoments.data() + 2 * g * m_channels;
            const auto size = double(std::min(perGroup, total - std::int64_t(g) * perGroup));
            const double delta = double(moments[c]) - mean;
            squares += double(moments[m_channels + c]) + delta * delta * count * size / (count + size);
            count += size;
            mean += delta * size / count;
        }
        const double variance = squares / count;
        m_mean[c] = float(mean);
        m_inverse[c] = float(1.0 / std::sqrt(variance + m_norm.epsilon));
        const auto keep = float(1.0 - m_norm.momentum);
        const double unbiased = count > 1 ? squares / (count - 1) : variance;
        runningMean[c] = keep * runningMean[c] + float(m_norm.momentum * mean);
        runningVariance[c] = keep * runningVariance[c] + float(m_norm.momentum * unbiased);
    }
    setScale();
}

void NormState::useRunning()
{
    const float* mean = m_tensors.mean.data_ptr<float>();
    const float* variance = m_tensors.variance.data_ptr<float>();
    for (std::size_t c = 0; c < m_channels; ++c) {
        m_mean[c] = mean[c];
        m_inverse[c] = float(1.0 / std::sqrt(double(variance[c]) + m_norm.epsilon));
    }
    setScale();
}

void NormState::finishBackward(const std::vector<float>& groupSums, std::int64_t total)
{
    float* weightGradient = m_tensors.weight.defined() ? m_tensors.weightGradient.data_ptr<float>() : nullptr;
    float* biasGradient = m_tensors.bias.defined() ? m_tensors.biasGradient.data_ptr<float>() : nullptr;
    const std::size_t groups = groupSums.size() / (2 * m_channels);
    for (std::size_t c = 0; c < m_channels; ++c) {
        double sumDy = 0;
        double sumDyX = 0;
        for (std::size_t g = 0; g < groups; ++g) {
            sumDy += double(groupSums[2 * g * m_channels + c]);
            sumDyX += double(groupSums[(2 * g + 1) * m_channels + c]);
        }
        const auto inverse = double(m_inverse[c]);
        if (weightGradient != nullptr)
            weightGradient[c] += float(sumDyX * inverse);
        if (biasGradient != nullptr)
            biasGradient[c] += float(sumDy);
        m_a[c] = m_scale[c];
        m_b[c] = float(-double(m_scale[c]) * inverse * inverse * sumDyX / double(total));
        m_c[c] = float(-double(m_scale[c]) * sumDy / double(total));
    }
}

} // namespace cw::net
