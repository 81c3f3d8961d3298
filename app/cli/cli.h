// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace cw::cli {

/// The whole command line program: parses, runs one sub-command, turns every error into one line on stderr.
/// Returns the exit code: 0 done, 1 the job failed, 2 wrong usage, 3 stopped by the user.
int runProgram(int argc, const char* const* argv);

} // namespace cw::cli
