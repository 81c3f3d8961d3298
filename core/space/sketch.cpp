// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/sketch.h"

#include <algorithm>

#include "core/base/assert.h"
#include "core/space/builder.h"
#include "core/space/saturating.h"

namespace cw::space {

void Sketch::start(const OpExpansion& input, bool named)
{
    m_ops.clear();
    m_inputs.clear();
    m_names.clear();
    m_named = named;
    add(input, {}, kInputOp, nullptr);
}

std::span<const int> Sketch::inputsOf(std::size_t op) const
{
    return std::span(m_inputs).subspan(m_ops[op].firstInput, static_cast<std::size_t>(m_ops[op].expansion->inputCount));
}

int Sketch::add(const OpExpansion& expansion, std::span<const int> inputs, std::string name, const std::string* label)
{
    CW_ASSERT(static_cast<int>(inputs.size()) == expansion.inputCount);
    m_ops.push_back({&expansion, m_inputs.size(), label});
    m_inputs.insert(m_inputs.end(), inputs.begin(), inputs.end());
    if (m_named)
        m_names.push_back(std::move(name));
    return size() - 1;
}

void Sketch::repeat(int first, int end, std::span<const int> oldInputs, std::span<const int> newInputs,
                    std::size_t oldPrefix, const std::string& newPrefix)
{
    const int shift = size() - first;
    for (auto at = static_cast<std::size_t>(first); at < static_cast<std::size_t>(end); ++at) {
        Op op = m_ops[at];
        const std::size_t from = op.firstInput;
        op.firstInput = m_inputs.size();
        m_ops.push_back(op);
        for (std::size_t i = from; i < from + static_cast<std::size_t>(op.expansion->inputCount); ++i) {
            const int input = m_inputs[i];
            const auto outside = std::find(oldInputs.begin(), oldInputs.end(), input) - oldInputs.begin();
            CW_ASSERT(input >= first || outside < static_cast<std::ptrdiff_t>(oldInputs.size()));
            m_inputs.push_back(input >= first ? input + shift : newInputs[static_cast<std::size_t>(outside)]);
        }
        if (m_named)
            m_names.push_back(newPrefix + m_names[at].substr(oldPrefix));
    }
}

bool Sketch::endsWith(int op) const
{
    const OpExpansion& last = expansion(size() - 1);
    const int primitives = static_cast<int>(last.nodes.size());
    return op == size() - 1 && primitives > 0 && last.output == last.inputCount + primitives - 1;
}

Costs Sketch::costs(CostCounter& counter) const
{
    Costs costs;
    counter.clear();
    m_outputs.clear();
    for (std::size_t op = 0; op < m_ops.size(); ++op) {
        const OpExpansion& expansion = *m_ops[op].expansion;
        const std::span<const int> inputs = inputsOf(op);
        const int first = counter.size() - expansion.inputCount;
        const auto placed = [&](int reference) {
            return reference < expansion.inputCount
                       ? m_outputs[static_cast<std::size_t>(inputs[static_cast<std::size_t>(reference)])]
                       : first + reference;
        };
        for (const OpExpansion::Node& node : expansion.nodes) {
            counter.begin(node.traits);
            for (const int input : node.inputs)
                counter.from(placed(input));
            counter.end();
        }
        m_outputs.push_back(placed(expansion.output));
        costs.parameters = saturatingAdd(costs.parameters, expansion.parameters);
        costs.macs = saturatingAdd(costs.macs, expansion.macs);
    }
    costs.activations = counter.activations();
    costs.depth = counter.depth();
    return costs;
}

Architecture Sketch::architecture(const Task& task) const
{
    CW_ASSERT(m_named);
    Architecture result;
    result.task = task;
    result.ops.reserve(m_ops.size());
    std::size_t primitives = 0;
    for (const Op& op : m_ops)
        primitives += op.expansion->nodes.size();
    result.primitives.reserve(primitives);
    m_outputs.clear();
    for (std::size_t op = 0; op < m_ops.size(); ++op) {
        const std::span<const int> inputs = inputsOf(op);
        appendOp(result, m_outputs, *m_ops[op].expansion, m_names[op],
                 m_ops[op].label == nullptr ? std::string() : *m_ops[op].label, {inputs.begin(), inputs.end()});
    }
    return result;
}

} // namespace cw::space
