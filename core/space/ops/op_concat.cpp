// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/ops/ops.h"

namespace cw::space::ops {

namespace {

int expand(const Settings&, Expansion& into)
{
    std::vector<int> inputs;
    for (int i = 0; i < into.inputCount(); ++i)
        inputs.push_back(into.input(i));
    return into.add(Concat{}, inputs);
}

} // namespace

OpEntry concat()
{
    OpEntry entry;
    entry.id = "concat";
    entry.title = "Concatenation";
    entry.summary = "Several inputs side by side, along the channels.";
    entry.family = OpFamily::Structure;
    entry.shortTitle = "concat";
    entry.maxInputs = kManyInputs;
    entry.expand = expand;
    return entry;
}

} // namespace cw::space::ops
