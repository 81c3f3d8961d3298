// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/op_expansion.h"

#include <fmt/format.h>

#include "core/base/assert.h"
#include "core/space/builder.h"
#include "core/space/saturating.h"

namespace cw::space {

namespace {

class Expander final : public Expansion {
public:
    Expander(const std::vector<Shape>& inputs, const Task& task)
        : m_inputs(inputs)
        , m_task(task)
    {
    }

    OpExpansion run(const OpEntry& entry, const Settings& settings)
    {
        m_result.op = entry.id;
        m_result.params = settings.json();
        m_result.inputCount = inputCount();
        m_result.output = entry.expand(settings, *this);
        m_result.shape = shape(m_result.output);
        return std::move(m_result);
    }

private:
    int inputCount() const override { return static_cast<int>(m_inputs.size()); }
    int input(int i) const override
    {
        CW_ASSERT(i >= 0 && i < inputCount());
        return i;
    }
    const Shape& shape(int reference) const override
    {
        const auto at = static_cast<std::size_t>(reference);
        return at < m_inputs.size() ? m_inputs[at] : m_result.nodes[at - m_inputs.size()].shape;
    }
    int add(const Primitive& primitive, const std::vector<int>& inputs) override
    {
        std::vector<Shape> shapes;
        shapes.reserve(inputs.size());
        for (const int input : inputs)
            shapes.push_back(shape(input));
        Shape output = outputShape(primitive, shapes).value();
        m_result.parameters = saturatingAdd(m_result.parameters, parameterCount(primitive, shapes));
        m_result.macs = saturatingAdd(m_result.macs, macCount(primitive, shapes, output));
        const NodeTraits traits = traitsOf(primitive, output);
        m_result.nodes.push_back({primitive, inputs, std::move(output), traits});
        return static_cast<int>(m_inputs.size() + m_result.nodes.size()) - 1;
    }
    const Task& task() const override { return m_task; }

    const std::vector<Shape>& m_inputs;
    const Task& m_task;
    OpExpansion m_result;
};

} // namespace

OpExpansion expandOp(const OpEntry& entry, const Settings& settings, const std::vector<Shape>& inputs, const Task& task)
{
    const int given = static_cast<int>(inputs.size());
    if (given < entry.minInputs || given > entry.maxInputs)
        throw Error(ErrorCode::Config, fmt::format("{} expects {} to {} inputs, found {}", entry.id, entry.minInputs,
                                                   entry.maxInputs, given));
    return Expander(inputs, task).run(entry, settings);
}

OpExpansion expandInput(const Task& task)
{
    OpExpansion expansion;
    expansion.op = kInputOp;
    expansion.params = Json::object();
    expansion.shape = task.input;
    expansion.nodes.push_back({Input{}, {}, task.input, traitsOf(Input{}, task.input)});
    return expansion;
}

void appendOp(Architecture& architecture, std::vector<int>& outputs, const OpExpansion& expansion, std::string name,
              std::string label, std::vector<int> inputs)
{
    const auto op = static_cast<int>(architecture.ops.size());
    const auto first = static_cast<int>(architecture.primitives.size());
    const auto placed = [&](int reference) {
        return reference < expansion.inputCount
                   ? outputs[static_cast<std::size_t>(inputs[static_cast<std::size_t>(reference)])]
                   : first + reference - expansion.inputCount;
    };
    for (const OpExpansion::Node& node : expansion.nodes) {
        PrimitiveNode& placedNode =
            architecture.primitives.emplace_back(PrimitiveNode{node.primitive, {}, node.shape, op});
        placedNode.inputs.reserve(node.inputs.size());
        for (const int input : node.inputs)
            placedNode.inputs.push_back(placed(input));
    }
    outputs.push_back(placed(expansion.output));
    architecture.ops.push_back({.name = std::move(name),
                                .op = expansion.op,
                                .label = std::move(label),
                                .params = expansion.params,
                                .inputs = std::move(inputs),
                                .shape = expansion.shape,
                                .parameters = expansion.parameters,
                                .macs = expansion.macs});
}

} // namespace cw::space
