// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>

#include <QString>

namespace cw::ui {

/// The command line program that belongs to this one: beside it, else where the system looks for programs. Empty: there
/// is none.
QString commandLineProgram();

/// Starts `program resume RUN --history FILE`, which takes the run over from its log. It outlives this program, in a
/// session of its own, and writes nowhere but into the history. False: it could not be started.
bool goOnInBackground(const QString& program, const std::filesystem::path& history, std::int64_t run);

} // namespace cw::ui
