// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/builder.h"

#include "core/space/op_expansion.h"

namespace cw::space {

ArchitectureBuilder::ArchitectureBuilder(const Task& task)
{
    m_architecture.task = task;
    appendOp(m_architecture, m_outputs, expandInput(task), kInputOp, {}, {});
}

int ArchitectureBuilder::add(const OpEntry& entry, const Settings& parameters, std::string name, std::string label,
                             std::vector<int> inputs)
{
    std::vector<Shape> shapes;
    shapes.reserve(inputs.size());
    for (const int input : inputs)
        shapes.push_back(outputOf(input));
    const OpExpansion expansion = expandOp(entry, parameters, shapes, m_architecture.task);
    appendOp(m_architecture, m_outputs, expansion, std::move(name), std::move(label), std::move(inputs));
    return static_cast<int>(opCount()) - 1;
}

Architecture ArchitectureBuilder::finish(int output)
{
    const auto last = static_cast<int>(opCount()) - 1;
    const bool ends = output == last && m_outputs.back() == static_cast<int>(m_architecture.primitives.size()) - 1;
    if (output >= 0 && !ends)
        add(*opCatalogue().find("identity"), Settings{}, kOutputName, {}, {output});
    m_architecture.costs = countCosts(m_architecture);
    return std::move(m_architecture);
}

} // namespace cw::space
