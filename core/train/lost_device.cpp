// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/lost_device.h"

#include <algorithm>
#include <array>

namespace cw::train {

namespace {

using namespace std::string_view_literals;

constexpr std::array kDeviceErrors{"CUDA error: "sv, "HIP error: "sv};
constexpr std::array kOfLostDevices{
    "no CUDA-capable device is detected"sv,                // cudaErrorNoDevice
    "no ROCm-capable device is detected"sv,                // hipErrorNoDevice
    "CUDA-capable device(s) is/are busy or unavailable"sv, // cudaErrorDevicesUnavailable
    "all CUDA-capable devices are busy or unavailable"sv,  // the same, older
    "uncorrectable ECC error encountered"sv,               // cudaErrorECCUncorrectable
    "driver shutting down"sv,                              // cudaErrorCudartUnloading
    "initialization error"sv,                              // cudaErrorInitializationError
    "invalid device ordinal"sv, // cudaErrorInvalidDevice: there was one of that number when the run began
    "unknown error"sv,          // cudaErrorUnknown: what a driver says of a device that has fallen off the bus
};
constexpr std::array kOfLibTorch{"No CUDA GPUs are available"sv, "No HIP GPUs are available"sv};

} // namespace

std::optional<std::string> lostDevice(std::string_view problem)
{
    for (const std::string_view words : kOfLibTorch) {
        if (problem.find(words) != std::string_view::npos)
            return std::string(words);
    }
    for (const std::string_view prefix : kDeviceErrors) {
        const std::size_t at = problem.find(prefix);
        if (at == std::string_view::npos)
            continue;
        const std::string_view rest = problem.substr(at + prefix.size());
        const auto words = std::find_if(kOfLostDevices.begin(), kOfLostDevices.end(),
                                        [&](std::string_view each) { return rest.starts_with(each); });
        if (words != kOfLostDevices.end())
            return std::string(*words);
    }
    return std::nullopt;
}

} // namespace cw::train
