// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <vector>

#include <QString>

#include "core/space/issue.h"
#include "ui/pages/design/design_facts.h"
#include "ui/plots/marks.h"
#include "ui/theme/theme.h"

namespace cw::ui {

/// Error: the space cannot be searched. Warning: some candidates will be rejected. Hint: it can be as it is.
enum class Severity { Error, Warning, Hint };
inline constexpr std::array<Severity, 3> kSeverities{Severity::Error, Severity::Warning, Severity::Hint};

struct Problem {
    space::Issue issue;
    Severity severity = Severity::Error;

    bool operator==(const Problem&) const = default;
};
using Problems = std::vector<Problem>;

/// Errors first.
Problems problemsOf(const DesignFacts& facts);

Mark markOf(Severity severity);
QColor colorOf(const Colors& colors, Severity severity);
/// "Error", for tooltips and screen readers.
QString severityText(Severity severity);

/// How many there are of each severity.
struct ProblemCounts {
    std::array<int, 3> listed{};
    int moreErrors = 0; ///< that are not listed

    int all() const { return listed[0] + listed[1] + listed[2]; }
};
ProblemCounts countsOf(const Problems& problems, std::size_t moreErrors = 0);

} // namespace cw::ui
