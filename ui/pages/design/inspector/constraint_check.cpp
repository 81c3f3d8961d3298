// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/design/inspector/constraint_check.h"

#include "core/space/binding.h"
#include "core/space/constraint.h"

namespace cw::ui {

ConstraintCheck checkConstraints(const space::SearchSpace& space, const std::vector<std::string>& expressions,
                                 const std::stop_token& stop)
{
    ConstraintCheck check;
    const space::DecisionTree tree = space::bindDecisions(space).tree;
    for (const char* cost : {"params", "macs", "activations", "depth"})
        check.names << QLatin1String(cost);
    for (const space::Decision& decision : tree.decisions)
        check.names << QString::fromStdString(space::Constraints::variableName(decision.name));
    check.names.removeDuplicates();
    for (const std::string& expression : expressions) {
        if (stop.stop_requested())
            break;
        const auto parsed = space::Constraints::parse(tree, {expression});
        check.problems << (parsed ? QString() : QString::fromStdString(parsed.error().problem()));
    }
    return check;
}

} // namespace cw::ui
