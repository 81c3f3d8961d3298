// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/design/problem.h"

#include <QCoreApplication>

namespace cw::ui {
namespace {

struct ProblemWords {
    Q_DECLARE_TR_FUNCTIONS(Problem)
};

} // namespace

Problems problemsOf(const DesignFacts& facts)
{
    Problems problems;
    for (const space::Issue& issue : facts.issues)
        problems.push_back({issue, Severity::Error});
    for (const space::Issue& issue : facts.warnings)
        problems.push_back({issue, Severity::Warning});
    for (const space::Issue& issue : facts.hints)
        problems.push_back({issue, Severity::Hint});
    return problems;
}

Mark markOf(Severity severity)
{
    return severity == Severity::Error ? Mark::Cross : severity == Severity::Warning ? Mark::Triangle : Mark::Circle;
}

QColor colorOf(const Colors& colors, Severity severity)
{
    return severity == Severity::Error ? colors.bad : severity == Severity::Warning ? colors.warning : colors.muted;
}

QString severityText(Severity severity)
{
    return severity == Severity::Error     ? ProblemWords::tr("Error: the space cannot be searched")
           : severity == Severity::Warning ? ProblemWords::tr("Warning: some candidates will be rejected")
                                           : ProblemWords::tr("Hint: the space can be searched as it is");
}

ProblemCounts countsOf(const Problems& problems, std::size_t moreErrors)
{
    ProblemCounts counts;
    for (const Problem& problem : problems)
        ++counts.listed[static_cast<std::size_t>(problem.severity)];
    counts.moreErrors = static_cast<int>(moreErrors);
    return counts;
}

} // namespace cw::ui
