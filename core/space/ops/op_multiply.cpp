// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/ops/ops.h"
#include "core/space/ops/parameters.h"

namespace cw::space::ops {

namespace {

int expandMultiply(const Settings&, Expansion& into)
{
    return into.add(Multiply{}, allInputs(into));
}

} // namespace

OpEntry multiply()
{
    OpEntry entry;
    entry.id = "multiply";
    entry.title = "Product";
    entry.summary = "The elementwise product; a vector beside an image or sequence scales its channels.";
    entry.paper = "Hu et al., CVPR 2018";
    entry.family = OpFamily::Structure;
    entry.shortTitle = "product";
    entry.maxInputs = kManyInputs;
    entry.expand = expandMultiply;
    return entry;
}

} // namespace cw::space::ops
