// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "core/estimate/trainer.h"

namespace cw::app {

/// Loads the shared torch library at first need: a program that merely links LibTorch needs a second to start.
/// Never unloaded: LibTorch leaves threads and registered things behind.
/// Thread: any
class TorchLoader {
public:
    /// Errors: throws Error(Io) naming the file; the next call tries again
    const estimate::TorchLibrary& get();
    /// Version of LibTorch if the library is loaded, else empty; never loads it.
    std::string version() const;

private:
    mutable std::mutex m_mutex;
    std::unique_ptr<const estimate::TorchLibrary> m_library;
};

/// Where the library may lie, in the order tried: $CELLWRIGHT_TORCH_LIBRARY alone when set, else beside the program,
/// in the build tree's bin folder, and where it is installed.
std::vector<std::filesystem::path> torchLibraryPlaces();

} // namespace cw::app
