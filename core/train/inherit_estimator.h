// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/transfer.h"
#include "core/train/relatives.h"
#include "core/train/train_estimator.h"

namespace cw::train {

/// As `train`, but a candidate starts from the weights of its nearest trained relative (relatives.h), transferred as
/// net::Transfer says. A relative is used if `min_part` of the parameters come from it, or if the child starts out
/// computing what it does; of the ten nearest the first that fits. None: new weights.
/// A file of weights that cannot be used (gone, truncated, of another network, not finite) is passed over for the next
/// nearest relative, and counted. Relatives are trials of this run, and those of earlier runs that the search was
/// warm-started from, as far as their weights were kept. Metrics: those of `train`, inherited_from (a trial of this
/// run; 0: none), inherited_from_known (a trial of an earlier run, by its number among the known ones, from 1; absent:
/// none), inherited_part (share of the parameters that came from it, in [0, 1]), and unusable_weights where files were
/// passed over. A training that goes on from its own checkpoint has inherited already; the checkpoint says from whom.
/// Determinism: as `train`, and what was told, Context::weightsOf and those files
/// Paper: Chen et al., "Net2Net", ICLR 2016; Elsken et al., "LEMONADE", ICLR 2019.   Differs: any two candidates of a
/// space can be relatives, so that a child need not compute what its parent does
class InheritEstimator : public TrainEstimator {
public:
    explicit InheritEstimator(const estimate::EstimatorSetup& setup);

protected:
    void adapt(const space::Candidate& candidate, const estimate::Context& context, SessionRequest& request,
               estimate::Metrics& metrics) const override;

private:
    /// What is inherited, and from whom; `transfer` null: nothing.
    struct Heritage {
        std::int64_t from = 0; ///< see Relative::trial
        double part = 0;
        int unusable = 0;
        std::shared_ptr<const net::Transfer> transfer;
        std::shared_ptr<const net::Weights> weights;
    };

    Heritage choose(const space::Candidate& candidate, const estimate::Context& context,
                    const SessionRequest& request) const;
    bool take(const Relative& relative, const SessionRequest& request, Heritage& heritage) const;

    double m_minPart;
    double m_noise;
    double m_rateFactor;
};

} // namespace cw::train
