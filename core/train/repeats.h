// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/train/session.h"

namespace cw::train {

/// Trainings of one network that differ in their seeds.
struct RepeatsResult {
    TrialState state = TrialState::Finished;
    std::string reason;
    std::vector<EpochResult> epochs;     ///< means over the trainings; of several only when all are finished
    std::vector<double> finalAccuracies; ///< of each training, when all are finished
};

/// Trains as often as the setting `repeats` says: the first time with the seed of the request, then with seeds drawn
/// from it. Each training has a checkpoint of its own, the later ones with ".2", ".3" ... behind the name; those of
/// finished trainings stay until all are finished, so that a pause loses nothing.
/// Errors: as trainSession()      Determinism: as trainSession()
RepeatsResult trainRepeatedly(const SessionRequest& request);

/// Standard deviation with n - 1; 0 of fewer than two.
double deviationOf(const std::vector<double>& values);

} // namespace cw::train
