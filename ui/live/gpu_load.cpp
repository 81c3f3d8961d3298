// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/live/gpu_load.h"

#include <cmath>
#include <fstream>
#include <optional>
#include <system_error>

#include <dlfcn.h>

namespace cw::ui {

namespace {

/// More than a machine has; a library that says more is not believed.
constexpr unsigned kMostGpus = 64;

std::optional<double> numberIn(const std::filesystem::path& path)
{
    std::ifstream file(path);
    double value = 0;
    if (!(file >> value) || !std::isfinite(value) || value < 0)
        return std::nullopt;
    return value;
}

void add(double& sum, double value)
{
    sum = std::isnan(sum) ? value : sum + value;
}

} // namespace

/// The few functions of NVML that are needed, found at run time: most machines have no such library. Names, types and
/// numbers are those of its reference manual (NVML API, "Device Queries").
class GpuLoad::Nvml {
public:
    explicit Nvml(const std::filesystem::path& path)
        : m_library(::dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL))
    {
        if (m_library == nullptr)
            return;
        const auto init = find<int (*)()>("nvmlInit_v2");
        const auto count = find<int (*)(unsigned*)>("nvmlDeviceGetCount_v2");
        const auto handle = find<int (*)(unsigned, Device*)>("nvmlDeviceGetHandleByIndex_v2");
        m_shutdown = find<int (*)()>("nvmlShutdown");
        m_utilisation = find<int (*)(Device, Utilisation*)>("nvmlDeviceGetUtilizationRates");
        m_memory = find<int (*)(Device, Memory*)>("nvmlDeviceGetMemoryInfo");
        if (init == nullptr || count == nullptr || handle == nullptr || m_shutdown == nullptr ||
            m_utilisation == nullptr || m_memory == nullptr || init() != kSuccess)
            return;
        m_begun = true;
        unsigned gpus = 0;
        if (count(&gpus) != kSuccess || gpus > kMostGpus)
            return;
        for (unsigned i = 0; i < gpus; ++i) {
            if (Device device = nullptr; handle(i, &device) == kSuccess)
                m_devices.push_back(device);
        }
    }
    ~Nvml()
    {
        if (m_begun)
            m_shutdown();
        if (m_library != nullptr)
            ::dlclose(m_library);
    }
    Nvml(const Nvml&) = delete;
    Nvml& operator=(const Nvml&) = delete;

    bool isEmpty() const { return m_devices.empty(); }
    void addTo(LoadSample& machine) const
    {
        for (const Device device : m_devices) {
            if (Utilisation busy; m_utilisation(device, &busy) == kSuccess)
                add(machine.gpus, busy.gpu / 100.0);
            if (Memory memory; m_memory(device, &memory) == kSuccess)
                add(machine.gpuBytes, static_cast<double>(memory.used));
        }
    }

private:
    using Device = void*;
    struct Utilisation {
        unsigned gpu = 0; ///< percent
        unsigned memory = 0;
    };
    struct Memory {
        unsigned long long total = 0; ///< bytes
        unsigned long long free = 0;
        unsigned long long used = 0;
    };
    static constexpr int kSuccess = 0;

    template <typename Function>
    Function find(const char* name) const
    {
        return reinterpret_cast<Function>(::dlsym(m_library, name));
    }

    void* m_library;
    bool m_begun = false;
    std::vector<Device> m_devices;
    int (*m_shutdown)() = nullptr;
    int (*m_utilisation)(Device, Utilisation*) = nullptr;
    int (*m_memory)(Device, Memory*) = nullptr;
};

GpuLoad::GpuLoad(const std::filesystem::path& nvml, const std::filesystem::path& drm)
    : m_nvml(std::make_unique<Nvml>(nvml))
{
    if (m_nvml->isEmpty())
        m_nvml.reset();
    std::error_code error;
    for (std::filesystem::directory_iterator entry(drm, error), end; !error && entry != end; entry.increment(error)) {
        // "card0"; its outputs are "card0-HDMI-A-1" and lead to the same device.
        const std::string name = entry->path().filename().string();
        if (!name.starts_with("card") || name.find('-') != std::string::npos)
            continue;
        const std::filesystem::path device = entry->path() / "device";
        if (const Files files{device / "gpu_busy_percent", device / "mem_info_vram_used"}; numberIn(files.busy))
            m_files.push_back(files);
    }
}

GpuLoad::~GpuLoad() = default;

void GpuLoad::addTo(LoadSample& machine) const
{
    if (m_nvml)
        m_nvml->addTo(machine);
    for (const Files& files : m_files) {
        if (const auto busy = numberIn(files.busy))
            add(machine.gpus, *busy / 100);
        if (const auto used = numberIn(files.used))
            add(machine.gpuBytes, *used);
    }
}

} // namespace cw::ui
