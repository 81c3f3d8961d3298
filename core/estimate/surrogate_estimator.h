// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/estimate/estimator.h"

namespace cw::estimate {

/// Predicts the objectives of a candidate, without training it, from what is known of its space: results of earlier
/// runs (warm start) and real results of this one. Another estimator, if one is given, is asked while too little is
/// known, for every n-th trial, and for candidates that the model is too unsure about, so that it keeps learning.
/// Metrics: each objective, <objective>_sd (one standard deviation of the prediction), predicted (1; 0: really
/// estimated) and known (how many results the model was fitted on). Parameters and MACs of a space with blocks are not
/// predicted: the run knows them.
/// Errors: Config when there is no other estimator and fewer results than `min_known` are known
/// Thread: as Estimator says      Determinism: by what was told, trial, seed and settings; see SurrogateFits
/// Papers: White et al., NeurIPS 2021 "How Powerful are Performance Predictors in NAS?" (forests and ensembles of
/// networks among them); White et al., AAAI 2021 (the ensemble)
EstimatorEntry surrogateEstimator();

} // namespace cw::estimate
