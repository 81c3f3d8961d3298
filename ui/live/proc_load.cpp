// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/live/proc_load.h"

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

#include <unistd.h>

namespace cw::ui {

namespace {

constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

double ticksPerSecond()
{
    const long ticks = ::sysconf(_SC_CLK_TCK);
    return ticks > 0 ? static_cast<double>(ticks) : 100;
}

struct Program {
    double seconds = 0; ///< of processor
    double bytes = 0;
};

/// The name, in brackets, may hold anything: fields are counted from behind it. The first of them is number 3.
std::optional<Program> programIn(const std::filesystem::path& stat)
{
    std::ifstream file(stat);
    const std::string text((std::istreambuf_iterator<char>(file)), {});
    const auto bracket = text.rfind(')');
    if (bracket == std::string::npos)
        return std::nullopt;
    std::istringstream words(text.substr(bracket + 1));
    const std::vector<std::string> fields((std::istream_iterator<std::string>(words)), {});
    if (fields.size() < 22 || fields[0] == "Z" || fields[0] == "X")
        return std::nullopt;
    const double ticks = std::atof(fields[11].c_str()) + std::atof(fields[12].c_str());
    return Program{ticks / ticksPerSecond(),
                   std::atof(fields[21].c_str()) * static_cast<double>(::sysconf(_SC_PAGESIZE))};
}

/// In bytes; NaN where the machine does not say.
double usedMemory(const std::filesystem::path& meminfo)
{
    std::ifstream file(meminfo);
    double total = kUnknown;
    double available = kUnknown;
    std::string line;
    while (std::getline(file, line)) {
        if (line.starts_with("MemTotal:"))
            total = std::atof(line.c_str() + 9) * 1024;
        else if (line.starts_with("MemAvailable:"))
            available = std::atof(line.c_str() + 13) * 1024;
    }
    return total - available;
}

} // namespace

ProcLoad::ProcLoad(std::filesystem::path root)
    : m_root(std::move(root))
{
}

std::optional<double> ProcLoad::machineSeconds() const
{
    std::ifstream file(m_root / "stat");
    std::string word;
    if (!(file >> word) || word != "cpu")
        return std::nullopt;
    // user nice system idle iowait irq softirq steal: waiting is not work.
    double busy = 0;
    double ticks = 0;
    for (int i = 0; i < 8 && file >> ticks; ++i)
        busy += i == 3 || i == 4 ? 0 : ticks;
    return busy / ticksPerSecond();
}

double ProcLoad::rate(std::int64_t key, double time, std::optional<double> busy)
{
    const auto last = m_last.find(key);
    if (!busy) {
        m_last.erase(key);
        return kUnknown;
    }
    double rate = kUnknown;
    if (last != m_last.end() && time > last->second.time && *busy >= last->second.busy)
        rate = (*busy - last->second.busy) / (time - last->second.time);
    m_last[key] = {time, *busy};
    return rate;
}

LoadSample ProcLoad::machine(double time)
{
    LoadSample sample;
    sample.time = time;
    sample.machineCores = rate(0, time, machineSeconds());
    sample.machineBytes = usedMemory(m_root / "meminfo");
    return sample;
}

LoadSample ProcLoad::program(std::int64_t pid, const LoadSample& machine)
{
    LoadSample sample = machine;
    const auto found = programIn(m_root / std::to_string(pid) / "stat");
    sample.programCores = rate(pid, machine.time, found ? std::optional(found->seconds) : std::nullopt);
    if (found)
        sample.programBytes = found->bytes;
    return sample;
}

} // namespace cw::ui
