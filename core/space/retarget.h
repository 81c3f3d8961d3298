// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

#include "core/base/json.h"
#include "core/base/result.h"
#include "core/space/architecture.h"

namespace cw::space {

/// What a network is built for again: a found cell goes to another data set, wider or deeper.
struct Target {
    Task task;                        ///< input and classes
    std::optional<double> width = {}; ///< multiplies every number of channels; nullopt: as it was found
    std::optional<int> cells = {};    ///< copies per stage at most, 0: as drawn; nullopt: as it was found
};

/// A value for Architecture::origin: {"space": document, "candidate": text, "width": 0.5, "cells": 1}, the last two
/// where they are not the default.
Json originOf(const Json& space, const std::string& candidate, double width = 1, int cells = 0);

/// The same candidate for another task. With an origin it is realised anew from its space. Without one the ops stay,
/// each with what the new shapes ask of it; a last linear op gets the new number of classes; `width` then multiplies
/// the numbers of channels that the ops have.
/// Errors: Config: the shapes do not fit the new input, `cells` without an origin; Format: an origin that is none.
/// All name `where`
Result<Architecture> retarget(const Architecture& architecture, const Target& target, const std::string& where);

} // namespace cw::space
