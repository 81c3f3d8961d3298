// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/space/decision.h"

namespace cw::space {

/// The values of a decision as constraints number them, each with what tells it from the others through an edit.
struct NumberedValues {
    DomainKind kind = DomainKind::Categorical;
    std::vector<double> numbers;   ///< Categorical: as in Constraints; Subset: the power of two of each member
    std::vector<std::string> what; ///< of each
    bool inPlace = false;          ///< as many that are new as gone: each took the place of one
};

/// Lets constraints mean the same values of a decision after an edit has given them other numbers: comparisons of
/// `variable` with a number get another number, or become a list of comparisons. A constraint that every candidate
/// meets from then on is removed.
/// Errors: Config: a constraint that could not be made to mean the same; all are then as before
Result<Done> renumberValues(std::vector<std::string>& constraints, const std::string& variable,
                            const NumberedValues& before, const NumberedValues& after);

} // namespace cw::space
