// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "core/base/process.h"
#include "core/base/result.h"
#include "core/space/search_space.h"

namespace cw::ui {

/// What a recovery file holds.
struct RecoveryState {
    std::string path;  ///< of the document's file; empty: it has none
    std::string title; ///< as its tab was called
    double saved = 0;  ///< seconds since 1970
    std::shared_ptr<const space::SearchSpace> space;
};

/// Work that a program which is gone has left behind.
struct LeftBehind {
    std::filesystem::path file;
    std::string id; ///< of the document
    RecoveryState state;
    std::string problem; ///< why the file cannot be read, one sentence; then only `file` is known
};

/// The folder of the recovery files: "<document>@<pid>-<start time>.json", one for each open document with unsaved
/// work. A file of a program that runs is that program's alone.
/// Thread: any; a document's file from one thread at a time      Errors: Error(Io) where noted
class RecoveryFolder {
public:
    explicit RecoveryFolder(std::filesystem::path folder = userDataDirectory() / "recovery",
                            ProcessId self = thisProcess());

    const std::filesystem::path& path() const { return m_folder; }
    /// Where this program keeps the document.
    std::filesystem::path fileOf(const std::string& id) const;
    /// Makes the folder (for its user's eyes only) and writes. Errors: throws Error(Io)
    void write(const std::string& id, const RecoveryState& state) const;
    void remove(const std::string& id) const;

    /// Files of programs that are gone, newest first. Of a program on another host nothing is known: its files count
    /// when nobody has written to them for a day.
    std::vector<LeftBehind> leftBehind() const;
    /// The file becomes this program's: of two programs that offer it, one gets it. Errors: NotFound, Io
    Result<Done> claim(const LeftBehind& left) const;
    /// After a person said so, never else.
    static void discard(const LeftBehind& left);

private:
    std::filesystem::path m_folder;
    ProcessId m_self;
};

} // namespace cw::ui
