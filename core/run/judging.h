// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/run/assemble.h"

namespace cw::run {

/// A candidate, and what an estimator says of it.
struct Judged {
    std::string candidate; ///< text form
    estimate::Estimate estimate;
};

/// Judges candidates one after the other outside a run: nothing is told and nothing written, so each is judged on its
/// own. `each` is called after every one. One that throws is Failed, with
/// its reason; a stop ends the list early. Errors: throws Error(Config) for a text that is no candidate of the space;
/// what prepare() throws Thread: any      Determinism: as the estimator, by the seed of the configuration and the place
/// in the list
std::vector<Judged> judgeCandidates(const Parts& parts, const std::vector<std::string>& candidates,
                                    const std::stop_token& stop, const std::function<void(const Judged&)>& each);

/// The same for one, by an estimator that is prepared already. `progress` may be null.
Judged judgeCandidate(const Parts& parts, const std::string& candidate, std::int64_t place, const std::stop_token& stop,
                      const std::function<void(const estimate::Progress&)>& progress);

/// A candidate of the space at random, the `draw`-th, in text form. Errors: throws where constraints admit nothing
std::string drawCandidate(const Parts& parts, std::int64_t draw);

/// Trials of the history as a configuration has them in `known`: candidates in the published form of the space become
/// decisions. `document`: of the space; anything else leaves them. Texts that are no candidates stay, for assemble() to
/// refuse.
std::vector<KnownTrial> asDecisions(std::vector<KnownTrial> known, const Json& document);

/// The metric of each; NaN where a candidate has none.
std::vector<double> valuesOf(const std::vector<Judged>& judged, const std::string& metric);

/// How well two orders agree, over the pairs in which both have a value.
struct Agreement {
    std::size_t pairs = 0;
    double spearman = 0; ///< NaN of fewer than two pairs, or of equal values
    double kendall = 0;  ///< tau-b, likewise
};
/// `b` may have more values than `a`: those without a partner are left out.
Agreement agreementOf(const std::vector<double>& a, std::vector<double> b);

} // namespace cw::run
