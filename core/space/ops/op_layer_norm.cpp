// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/ops/ops.h"
#include "core/space/ops/parameters.h"

namespace cw::space::ops {

namespace {

int expandLayerNorm(const Settings&, Expansion& into)
{
    return into.add(LayerNorm{}, into.input(0));
}

} // namespace

OpEntry layerNorm()
{
    OpEntry entry;
    entry.id = "layer-norm";
    entry.title = "Layer norm";
    entry.summary = "The channels of each position to mean 0 and variance 1, then scaled and shifted.";
    entry.paper = "Ba et al., 2016";
    entry.family = OpFamily::Normalisation;
    entry.shortTitle = "layer norm";
    entry.expand = expandLayerNorm;
    return entry;
}

} // namespace cw::space::ops
