// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/ops/ops.h"
#include "core/space/ops/parameters.h"

namespace cw::space::ops {

namespace {

int expandToSequence(const Settings&, Expansion& into)
{
    return into.add(ToSequence{}, into.input(0));
}

} // namespace

OpEntry toSequence()
{
    OpEntry entry;
    entry.id = "to-sequence";
    entry.title = "To sequence";
    entry.summary = "Every pixel of an image, or every number of a vector, becomes a step of a sequence.";
    entry.paper = "Le et al., 2015";
    entry.family = OpFamily::Structure;
    entry.shortTitle = "to sequence";
    entry.expand = expandToSequence;
    return entry;
}

} // namespace cw::space::ops
