// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/history/reader.h"
#include "core/history/writer.h"

namespace cw::run {

/// What the history says of a run that is to be resumed, with steering that came while nobody owned it.
struct Found {
    history::RunRow row;
    std::vector<history::InterventionRow> pending;
    std::int64_t budget = 0;
    int workers = 0; ///< as last set while it lived; 0: never
};

/// Errors: throws Error(NotFound)
Found findRun(history::Reader& reader, std::int64_t run);
/// Errors: throws Error(Busy) when an engine of this program has the run: the writer would let it be claimed again
void checkNotOurs(const Found& found, const std::string& where);
/// Errors: throws Error(Config) when it is finished and its budget was not raised
void checkUnfinished(const Found& found, const std::string& where);
/// A run that goes on with other data would be two in one. `versions`: of the parts that it is to go on with.
/// Errors: throws Error(Data) naming what the data set was and is
void checkSameData(const Found& found, const Json& versions);
/// A budget, a number of workers or a note that came meanwhile holds; a pause or a stop is spent; what is for the
/// search itself waits until it goes on. To be done before anybody polls.
void settlePending(history::Writer& writer, const Found& found);
/// Of a run that was paused, and stopped as its program ends: nobody owns it, but it is to be seen that it was paused.
/// Errors: throws Error when it cannot be written now; the run then stays stopped, which resumes just as well
void leavePaused(history::Writer& writer, std::int64_t run);

} // namespace cw::run
