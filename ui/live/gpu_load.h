// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "ui/live/load_history.h"

namespace cw::ui {

/// How busy the GPUs of this machine are: those of NVIDIA by their management library (NVML), those of AMD by the files
/// of their kernel driver. A GPU that is lost meanwhile is left out; without any the sample stays as it is.
/// Thread: one at a time, not the GUI's: loading the library takes up to a second
class GpuLoad {
public:
    explicit GpuLoad(const std::filesystem::path& nvml = "libnvidia-ml.so.1",
                     const std::filesystem::path& drm = "/sys/class/drm");
    ~GpuLoad();

    /// Sums over the GPUs that answer.
    void addTo(LoadSample& machine) const;

private:
    class Nvml;
    struct Files {
        std::filesystem::path busy; ///< in percent
        std::filesystem::path used; ///< in bytes
    };
    std::unique_ptr<Nvml> m_nvml; ///< null: there is none
    std::vector<Files> m_files;
};

} // namespace cw::ui
