// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/builder.h"

#include <fmt/format.h>

#include "core/space/saturating.h"

namespace cw::space {

ArchitectureBuilder::ArchitectureBuilder(const Task& task)
{
    m_architecture.task = task;
    OpNode node;
    node.name = kInputOp;
    node.op = kInputOp;
    node.shape = task.input;
    m_architecture.ops.push_back(std::move(node));
    m_architecture.primitives.push_back({Input{}, {}, task.input, 0});
    m_outputs.push_back(0);
}

int ArchitectureBuilder::input(int i) const
{
    CW_ASSERT(i >= 0 && i < inputCount());
    return m_outputs[static_cast<std::size_t>((*m_inputs)[static_cast<std::size_t>(i)])];
}

const Shape& ArchitectureBuilder::shape(int reference) const
{
    return m_architecture.primitives[static_cast<std::size_t>(reference)].shape;
}

int ArchitectureBuilder::add(const Primitive& primitive, const std::vector<int>& inputs)
{
    m_shapes.resize(inputs.size());
    for (std::size_t i = 0; i < inputs.size(); ++i)
        m_shapes[i] = shape(inputs[i]);
    Shape output = outputShape(primitive, m_shapes).value();
    m_op.parameters = saturatingAdd(m_op.parameters, parameterCount(primitive, m_shapes));
    m_op.macs = saturatingAdd(m_op.macs, macCount(primitive, m_shapes, output));
    m_architecture.primitives.push_back({primitive, inputs, std::move(output), static_cast<int>(opCount())});
    return static_cast<int>(m_architecture.primitives.size()) - 1;
}

int ArchitectureBuilder::add(const OpEntry& entry, const Settings& parameters, std::string name, std::string label,
                             std::vector<int> inputs)
{
    const int given = static_cast<int>(inputs.size());
    if (given < entry.minInputs || given > entry.maxInputs)
        throw Error(ErrorCode::Config, fmt::format("{} expects {} to {} inputs, found {}", entry.id, entry.minInputs,
                                                   entry.maxInputs, given));
    const std::size_t before = m_architecture.primitives.size();
    m_op = {};
    m_inputs = &inputs;
    try {
        m_outputs.push_back(entry.expand(parameters, *this));
    } catch (const Error&) {
        m_architecture.primitives.resize(before);
        throw;
    }
    m_op.name = std::move(name);
    m_op.op = entry.id;
    m_op.label = std::move(label);
    m_op.params = parameters.json();
    m_op.shape = shape(m_outputs.back());
    m_op.inputs = std::move(inputs);
    m_architecture.ops.push_back(std::move(m_op));
    return static_cast<int>(opCount()) - 1;
}

Architecture ArchitectureBuilder::finish(int output)
{
    const auto last = static_cast<int>(opCount()) - 1;
    const bool ends = output == last && m_outputs.back() == static_cast<int>(m_architecture.primitives.size()) - 1;
    if (output >= 0 && !ends)
        add(*opCatalogue().find("identity"), Settings{}, "output", {}, {output});
    m_architecture.costs = countCosts(m_architecture);
    return std::move(m_architecture);
}

} // namespace cw::space
