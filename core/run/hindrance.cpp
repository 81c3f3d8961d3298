// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/hindrance.h"

#include <algorithm>
#include <array>
#include <filesystem>

#include <fmt/format.h>

namespace cw::run {

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

bool mayPass(ErrorCode code)
{
    return code == ErrorCode::Io || code == ErrorCode::Busy || code == ErrorCode::ReadOnly ||
           code == ErrorCode::NotFound;
}

std::string adviceOn(const Error& error)
{
    if (error.code() == ErrorCode::Busy)
        return fmt::format("{}: the run goes on when that program lets go", error.what());
    if (error.code() == ErrorCode::NotFound)
        return fmt::format("{}: the run goes on when it is there", error.what());
    std::error_code unknown;
    const auto space = std::filesystem::space(std::filesystem::absolute(error.where()).parent_path(), unknown);
    const std::string room =
        unknown ? std::string() : fmt::format(" ({:.1f} MB are free)", static_cast<double>(space.available) / 1e6);
    return fmt::format("{}{}: the run goes on when it can be written", error.what(), room);
}

} // namespace cw::run
