// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace cw::cli {

/// What is to be estimated: the text of each candidate, and the columns beside it.
struct CandidateList {
    std::vector<std::string> names; ///< of the columns after the candidate
    std::vector<std::string> candidates;
    std::vector<std::vector<double>> values; ///< by candidate, then column; NaN where a field is empty
};

/// One candidate a line. A first line "candidate,NAME,..." names columns of numbers behind it. Comments start with #.
/// Errors: throws Error(NotFound, Io, Format) naming file and line
CandidateList readCandidates(const std::string& file);

} // namespace cw::cli
