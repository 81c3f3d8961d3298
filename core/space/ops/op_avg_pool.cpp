// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/ops/ops.h"
#include "core/space/ops/parameters.h"

namespace cw::space::ops {

namespace {

int expandAvgPool(const Settings& parameters, Expansion& into)
{
    expectImage("avg-pool", into);
    const std::int64_t kernel = parameters.integer("kernel");
    return into.add(Pool{.kind = PoolKind::Average,
                         .kernel = kernel,
                         .stride = parameters.integer("stride"),
                         .padding = (kernel - 1) / 2,
                         .countPadding = parameters.flag("count_padding")},
                    into.input(0));
}

} // namespace

OpEntry avgPool()
{
    OpEntry entry;
    entry.id = "avg-pool";
    entry.title = "Average pool";
    entry.summary = "The mean over a window; the size stays with stride 1 and an odd kernel.";
    entry.paper = "LeCun et al., Proceedings of the IEEE 1998";
    entry.family = OpFamily::Pooling;
    entry.shortTitle = "avg pool";
    entry.schema = ParamSchema{kernelParameter(3),
                               strideParameter(),
                               {.name = "count_padding",
                                .type = ParamType::Bool,
                                .defaultValue = false,
                                .title = "Count padding",
                                .help = "Whether the zeros around the image count in the mean."}};
    entry.expand = expandAvgPool;
    return entry;
}

} // namespace cw::space::ops
