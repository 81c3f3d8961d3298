// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

namespace cw::strategy {

/// What was maximised to find a proposal, for people to look at: larger promised more.
struct Acquisition {
    /// "log-improvement": logarithm of the improvement expected; "confidence-bound": upper one; "sample": a draw from
    /// what is predicted, "scalarised-sample" of all objectives in one number, 0 the best; all in the targets that the
    /// model learns. "log-density-ratio": of the density among the good trials to that among the others.
    std::string name;
    double value = 0; ///< finite

    bool operator==(const Acquisition&) const = default;
};

/// A strategy that maximises something to find its proposals, and says how much each of them promised.
class Acquirer {
public:
    virtual ~Acquirer() = default;
    /// Of the newest proposal; nullopt: it was drawn at random, or nothing was proposed since the last restore().
    /// Nothing follows from it: it is no part of the state.
    virtual const std::optional<Acquisition>& newestAcquisition() const = 0;
};

} // namespace cw::strategy
