// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/process.h"

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include <unistd.h>
#ifdef __linux__
#include <sys/resource.h>
#include <sys/syscall.h>
#endif

namespace cw {

namespace fs = std::filesystem;

namespace {

std::string hostName()
{
    char name[256] = {};
    if (::gethostname(name, sizeof name - 1) != 0)
        return "unknown";
    return name;
}

/// Field 22 of /proc/<pid>/stat. The second field is the program's name in brackets and may hold anything, so
/// counting starts after the last closing bracket. A zombie counts as gone. 0 when there is no such process.
std::int64_t startTimeOf(std::int64_t pid)
{
    std::ifstream file("/proc/" + std::to_string(pid) + "/stat");
    std::string text((std::istreambuf_iterator<char>(file)), {});
    const auto bracket = text.rfind(')');
    if (bracket == std::string::npos)
        return 0;
    std::istringstream fields(text.substr(bracket + 1));
    std::string field;
    for (int number = 3; fields >> field; ++number) {
        if (number == 3 && (field == "Z" || field == "X"))
            return 0;
        if (number == 22)
            return std::atoll(field.c_str());
    }
    return 0;
}

fs::path environmentPath(const char* name)
{
    const char* value = std::getenv(name);
    return value != nullptr ? fs::path(value) : fs::path();
}

} // namespace

ProcessId thisProcess()
{
    const auto pid = static_cast<std::int64_t>(::getpid());
    return {hostName(), pid, startTimeOf(pid)};
}

bool isAlive(const ProcessId& process)
{
    if (process.host != hostName() || process.pid <= 0)
        return false;
    const std::int64_t start = startTimeOf(process.pid);
    return start != 0 && (process.startTime == 0 || start == process.startTime);
}

void lowerThreadPriority()
{
#ifdef __linux__
    constexpr int kNice = 10; // on Linux a nice value belongs to the thread
    const auto thread = static_cast<id_t>(::syscall(SYS_gettid));
    ::setpriority(PRIO_PROCESS, thread, kNice); // a system that refuses it works as well
#endif
}

double wallClock()
{
    return std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
}

fs::path userDataDirectory()
{
    if (fs::path data = environmentPath("XDG_DATA_HOME"); data.is_absolute())
        return data / "cellwright";
    if (fs::path home = environmentPath("HOME"); !home.empty())
        return home / ".local/share/cellwright";
    return fs::path("/tmp") / ("cellwright-" + std::to_string(::getuid()));
}

fs::path resourceDirectory()
{
    if (fs::path given = environmentPath("CELLWRIGHT_RESOURCES"); !given.empty())
        return given;
    std::error_code failure;
    const fs::path program = fs::read_symlink("/proc/self/exe", failure);
    // A build tree puts programs into build/<preset>/bin or build/<preset>/tests, resources stay in the source tree;
    // the build writes a copy of their path beside the programs. Installed: <prefix>/bin and <prefix>/share/cellwright.
    for (const char* candidate : {"../resources", "../share/cellwright"}) {
        const fs::path path = program.parent_path() / candidate;
        if (fs::is_directory(path, failure))
            return fs::canonical(path, failure);
    }
    return "/usr/share/cellwright";
}

} // namespace cw
