// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/ops/ops.h"
#include "core/space/ops/parameters.h"

namespace cw::space::ops {

namespace {

int expandGru(const Settings& parameters, Expansion& into)
{
    expectSequence("gru", into);
    int output = into.input(0);
    for (std::int64_t layer = 0; layer < parameters.integer("layers"); ++layer)
        output = into.add(Gru{.hidden = parameters.integer("hidden")}, output);
    return output;
}

} // namespace

OpEntry gru()
{
    OpEntry entry;
    entry.id = "gru";
    entry.title = "GRU";
    entry.summary = "Recurrent layers with two gates.";
    entry.paper = "Cho et al., EMNLP 2014";
    entry.family = OpFamily::Recurrent;
    entry.shortTitle = "GRU";
    entry.schema = ParamSchema{hiddenParameter(), layersParameter()};
    entry.expand = expandGru;
    return entry;
}

} // namespace cw::space::ops
