// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "core/space/architecture.h"

namespace cw::train {

class Probe;

/// What a proxy reads from a probe; a pass records only what somebody needs.
struct ProbeNeeds {
    bool pass = true;            ///< Probe::logits(), rectifierInputs()
    bool gradients = false;      ///< Probe::layers()
    bool curvature = false;      ///< those gradients can be differentiated once more
    bool inputGradients = false; ///< Probe::inputGradients()
};
ProbeNeeds operator|(const ProbeNeeds& a, const ProbeNeeds& b);

/// A score of a network at initialisation from one minibatch; larger is better.
struct Proxy {
    std::string id; ///< also the name of its metric
    std::string paper;
    ProbeNeeds needs;
    bool numericInput = false; ///< changes or differentiates its input: not for tokens
    /// Why networks like this one have no such score: one clause; empty: they have. Null: all have.
    std::string (*problem)(const space::Architecture&) = nullptr;
    double (*score)(Probe&) = nullptr;
};

/// All of them. A new one is a file here and a line in registry.cpp.
std::span<const Proxy> proxies();
const Proxy* findProxy(std::string_view id);

// weight_gradients.cpp
Proxy gradNormProxy();
Proxy snipProxy();
Proxy graspProxy();
// fisher.cpp, jacov.cpp, nwot.cpp, synflow.cpp
Proxy fisherProxy();
Proxy jacovProxy();
Proxy nwotProxy();
Proxy synflowProxy();

} // namespace cw::train
