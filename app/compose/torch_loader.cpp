// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/compose/torch_loader.h"

#include <algorithm>
#include <cstdlib>
#include <string>

#include <dlfcn.h>

#include <fmt/format.h>

namespace cw::app {

namespace fs = std::filesystem;

namespace {

constexpr const char* kFileName = "libcellwright_torch.so";
constexpr const char* kRegister = "cellwrightRegisterTorch";
using Register = void (*)(estimate::TorchLibrary&);

std::string loaderMessage(const fs::path& path)
{
    const char* message = dlerror();
    std::string text = message != nullptr ? message : "unknown reason";
    // The loader begins with the name of the file, which the error names already.
    if (text.starts_with(path.string() + ": "))
        text.erase(0, path.string().size() + 2);
    return text;
}

fs::path findLibrary()
{
    std::vector<std::string> tried;
    for (const fs::path& place : torchLibraryPlaces()) {
        std::error_code failure;
        if (fs::is_regular_file(place, failure))
            return place;
        tried.push_back(place.string());
    }
    throw Error(ErrorCode::Io, fmt::format("the torch library is not there, looked for {}", joinNames(tried)),
                kFileName);
}

} // namespace

std::vector<fs::path> torchLibraryPlaces()
{
    if (const char* given = std::getenv("CELLWRIGHT_TORCH_LIBRARY"); given != nullptr && *given != '\0')
        return {given};
    std::error_code failure;
    const fs::path folder = fs::read_symlink("/proc/self/exe", failure).parent_path();
    std::vector<fs::path> places;
    for (const char* below : {"", "../bin", "../lib/cellwright"}) {
        const fs::path place = (folder / below / kFileName).lexically_normal();
        if (std::find(places.begin(), places.end(), place) == places.end())
            places.push_back(place);
    }
    return places;
}

const estimate::TorchLibrary& TorchLoader::get()
{
    const std::lock_guard lock(m_mutex);
    if (m_library)
        return *m_library;
    const fs::path path = findLibrary();
    void* handle = dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (handle == nullptr)
        throw Error(ErrorCode::Io, fmt::format("cannot load the torch library: {}", loaderMessage(path)),
                    path.string());
    const auto fill = reinterpret_cast<Register>(dlsym(handle, kRegister));
    if (fill == nullptr)
        throw Error(ErrorCode::Io,
                    fmt::format("expected a function {}, found none: not a torch library of Cellwright", kRegister),
                    path.string());
    auto library = std::make_unique<estimate::TorchLibrary>();
    fill(*library);
    if (!library->trainer)
        throw Error(ErrorCode::Io, "the torch library offers no trainer: not of this version", path.string());
    m_library = std::move(library);
    return *m_library;
}

std::string TorchLoader::version() const
{
    const std::lock_guard lock(m_mutex);
    return m_library ? m_library->version : std::string();
}

} // namespace cw::app
