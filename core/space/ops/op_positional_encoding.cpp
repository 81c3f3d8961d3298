// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/ops/ops.h"
#include "core/space/ops/parameters.h"

namespace cw::space::ops {

namespace {

int expandPositionalEncoding(const Settings& parameters, Expansion& into)
{
    expectSequence("positional-encoding", into);
    return into.add(Position{.learned = parameters.text("kind") == "learned"}, into.input(0));
}

} // namespace

OpEntry positionalEncoding()
{
    OpEntry entry;
    entry.id = "positional-encoding";
    entry.title = "Positional encoding";
    entry.summary = "Adds to every step of a sequence a vector that says where it is.";
    entry.paper = "Vaswani et al., NeurIPS 2017, section 3.5";
    entry.family = OpFamily::Attention;
    entry.shortTitle = "positions";
    entry.schema = ParamSchema{choiceParameter("kind", {"sinusoidal", "learned"}, "Kind",
                                               "Fixed sines and cosines, or a learned vector for each step.")};
    entry.expand = expandPositionalEncoding;
    return entry;
}

} // namespace cw::space::ops
