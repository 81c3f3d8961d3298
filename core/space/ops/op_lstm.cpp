// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/ops/ops.h"
#include "core/space/ops/parameters.h"

namespace cw::space::ops {

namespace {

int expandLstm(const Settings& parameters, Expansion& into)
{
    expectSequence("lstm", into);
    int output = into.input(0);
    for (std::int64_t layer = 0; layer < parameters.integer("layers"); ++layer)
        output = into.add(Lstm{.hidden = parameters.integer("hidden")}, output);
    return output;
}

} // namespace

OpEntry lstm()
{
    OpEntry entry;
    entry.id = "lstm";
    entry.title = "LSTM";
    entry.summary = "Recurrent layers with a memory cell and three gates.";
    entry.paper = "Hochreiter and Schmidhuber, Neural Computation 1997";
    entry.family = OpFamily::Recurrent;
    entry.shortTitle = "LSTM";
    entry.schema = ParamSchema{hiddenParameter(), layersParameter()};
    entry.expand = expandLstm;
    return entry;
}

} // namespace cw::space::ops
