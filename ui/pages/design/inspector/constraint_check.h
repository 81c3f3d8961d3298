// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stop_token>
#include <string>
#include <vector>

#include <QStringList>

#include "core/space/search_space.h"

namespace cw::ui {

/// What a worker found out about constraints.
struct ConstraintCheck {
    QStringList names;    ///< that an expression may use: costs first, then decisions
    QStringList problems; ///< for each expression; empty: it is right
};

/// Thread: any; reads all decisions of the space. Stopped, it gives less, which nobody looks at.
ConstraintCheck checkConstraints(const space::SearchSpace& space, const std::vector<std::string>& expressions,
                                 const std::stop_token& stop);

} // namespace cw::ui
