// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "core/base/json.h"
#include "core/base/result.h"

namespace cw::estimate {

/// How much is spent on one estimate.
struct Fidelity {
    double epochs = 1;  ///< passes over the (reduced) training split; > 0, whole
    double data = 1;    ///< part of the training split, in (0, 1]
    int resolution = 0; ///< height and width of images in pixels; 0: as they are
    double width = 1;   ///< multiplies every number of channels, in (0, 8]
    int cells = 0;      ///< copies per stage; 0: as drawn

    bool operator==(const Fidelity&) const = default;
};

/// "epochs=1,data=0.05,width=0.5,cells=1": parts that differ from the default. Errors: Usage
Result<Fidelity> fidelityFromText(std::string_view text, const std::string& where);
std::string toText(const Fidelity& fidelity);
Json toJson(const Fidelity& fidelity);
/// Errors: Config naming the part, expected and found
Result<Done> checkFidelity(const Fidelity& fidelity, const std::string& where);
/// Errors: Config
Result<Fidelity> fidelityFromJson(const Json& json, const std::string& where);

} // namespace cw::estimate
