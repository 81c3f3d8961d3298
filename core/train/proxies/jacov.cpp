// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/proxies/probe.h"

namespace cw::train {

namespace {

/// How differently the network reacts to the images of a minibatch: with the eigenvalues v of the correlations between
/// the samples' input gradients, minus the sum of ln(v + k) + 1 / (v + k), k = 1e-5. Largest, -N (1 + k), when no two
/// are correlated. A gradient that is the same for every input number has no correlation and counts as fully
/// correlated: a network that its input does not reach gets the worst score.
double jacov(Probe& probe)
{
    constexpr double kSmall = 1e-5;
    const torch::NoGradGuard guard;
    const torch::Tensor gradients = probe.inputGradients().flatten(1).to(torch::kCPU, torch::kDouble);
    const torch::Tensor centred = gradients - gradients.mean(1, true);
    const torch::Tensor unit = centred / centred.norm(2, 1, true);
    const torch::Tensor correlations = torch::matmul(unit, unit.t()).nan_to_num(1.0);
    const torch::Tensor shifted = torch::linalg_eigvalsh(correlations).clamp_min(0) + kSmall;
    return -(shifted.log() + shifted.reciprocal()).sum().item<double>();
}

} // namespace

/// The first version of Mellor et al. (arXiv 2006.04647v1), which Abdelfattah et al. call jacob_cov.
Proxy jacovProxy()
{
    return {.id = "jacov",
            .paper = "Mellor et al., ICML 2021, its first version; Abdelfattah et al., ICLR 2021, section 3.1",
            .needs = {.inputGradients = true},
            .numericInput = true,
            .score = jacov};
}

} // namespace cw::train
