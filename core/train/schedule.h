// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

#include "core/base/param_schema.h"

namespace cw::train {

/// How the learning rate goes on: to 0 along a half cosine (Loshchilov and Hutter, SGDR, ICLR 2017, eq. 5, without
/// restarts) or in a line, constant, or in steps as He et al. (CVPR 2016) trained.
class Schedule {
public:
    /// From the settings schedule, step_every, step_factor.
    explicit Schedule(const Settings& settings);

    /// The part of the learning rate that is left after `progress`, in [0, 1], of all steps and `epoch` whole epochs.
    double factor(double progress, std::int64_t epoch) const;

private:
    std::string m_kind;
    std::int64_t m_every = 1;
    double m_factor = 1;
};

} // namespace cw::train
