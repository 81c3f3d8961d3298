// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/ops/ops.h"
#include "core/space/ops/parameters.h"

namespace cw::space::ops {

namespace {

int expandMaxPool(const Settings& parameters, Expansion& into)
{
    expectImage("max-pool", into);
    const std::int64_t kernel = parameters.integer("kernel");
    return into.add(Pool{.kind = PoolKind::Max,
                         .kernel = kernel,
                         .stride = parameters.integer("stride"),
                         .padding = (kernel - 1) / 2},
                    into.input(0));
}

} // namespace

OpEntry maxPool()
{
    OpEntry entry;
    entry.id = "max-pool";
    entry.title = "Max pool";
    entry.summary = "The largest value of a window.";
    entry.paper = "Scherer et al., ICANN 2010";
    entry.family = OpFamily::Pooling;
    entry.shortTitle = "max pool";
    entry.schema = ParamSchema{kernelParameter(2), strideParameter(2)};
    entry.expand = expandMaxPool;
    return entry;
}

} // namespace cw::space::ops
