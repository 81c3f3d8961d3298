// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/sgd.h"

namespace cw::train {

void Sgd::step(const torch::Tensor& parameters, const torch::Tensor& gradients, double rate, std::int64_t)
{
    const torch::NoGradGuard guard;
    if (!parameters.device().is_cpu()) {
        const torch::Tensor gradient = gradients.add(parameters, m_options.weightDecay);
        m_velocity.mul_(m_options.momentum).add_(gradient);
        parameters.add_(m_options.nesterov ? gradient.add(m_velocity, m_options.momentum) : m_velocity, -rate);
        return;
    }
    float* w = parameters.data_ptr<float>();
    float* v = m_velocity.data_ptr<float>();
    const float* g = gradients.data_ptr<float>();
    const auto momentum = float(m_options.momentum);
    const auto decay = float(m_options.weightDecay);
    const auto step = float(rate);
    const float ahead = m_options.nesterov ? momentum : 1.0F;
    const float now = m_options.nesterov ? 1.0F : 0.0F;
    const std::int64_t count = parameters.numel();
    for (std::int64_t i = 0; i < count; ++i) {
        const float gradient = g[i] + decay * w[i];
        v[i] = momentum * v[i] + gradient;
        w[i] -= step * (now * gradient + ahead * v[i]);
    }
}

} // namespace cw::train
