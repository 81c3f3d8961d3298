// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>

#include "core/history/reader.h"
#include "core/run/architect.h"
#include "core/run/ledger.h"
#include "core/run/recorder.h"
#include "core/run/search.h"

namespace cw::run {

/// Brings a fresh search and an empty ledger to where the log of a run ends: newest snapshot, then the asks and tells
/// after it, each ask compared with the stored one. Jobs without a result are open again; rows that a crash left behind
/// their result are written anew.
/// `full`: fidelity of the run, that of every job whose row names none.
/// Errors: throws Error(Internal) with both texts when an ask differs; Error(Format) when the log is damaged
void replayLog(history::Reader& reader, std::int64_t run, const space::DecisionTree& tree, const Architect& architect,
               Search& search, const estimate::Fidelity& full, Ledger& ledger, Recorder& recorder);

/// The same from the first ask on and into the search alone: nothing is written, and the run may go on meanwhile.
/// `after` hears after each ask how many trials have begun and what was asked, before the search is told anything more;
/// false: that is enough.
/// Errors: as replayLog()
void replayFromStart(history::Reader& reader, std::int64_t run, const space::DecisionTree& tree, Search& search,
                     const estimate::Fidelity& full, std::int64_t lag,
                     const std::function<bool(std::int64_t trials, const Job& asked)>& after);

} // namespace cw::run
