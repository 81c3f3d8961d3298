// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <exception>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/error.h"
#include "core/estimate/estimator.h"

namespace cw::train {

/// What a library said when a device had gone: unplugged, reset, taken by another program or its driver ended. That is
/// no fault of the candidate. Nothing for everything else, also for too little memory and for errors of a kernel.
/// Source: the texts of cudaGetErrorString and hipGetErrorString, and of LibTorch's own checks (its exceptions carry no
/// number).
std::optional<std::string> lostDevice(std::string_view problem);

/// Calls `work`; what LibTorch throws about a device that has gone leaves it as Error(Device).
template <class Work>
auto onDevice(const std::string& device, const Work& work)
{
    try {
        return work();
    } catch (const Error&) {
        throw;
    } catch (const std::exception& problem) {
        if (auto words = lostDevice(problem.what()))
            throw Error(ErrorCode::Device, *words, device);
        throw;
    }
}

/// An estimator of this library as others see it: where they do not know LibTorch's exceptions.
template <class Made>
class Translated : public Made {
public:
    using Made::Made;

    estimate::Estimate estimate(const space::Candidate& candidate, const estimate::Fidelity& fidelity,
                                estimate::Context& context) override
    {
        return onDevice(context.device, [&] { return Made::estimate(candidate, fidelity, context); });
    }
};

} // namespace cw::train
