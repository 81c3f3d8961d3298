// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/ops/ops.h"
#include "core/space/ops/parameters.h"

namespace cw::space::ops {

namespace {

int expandLinear(const Settings& parameters, Expansion& into)
{
    const std::int64_t features = parameters.integer("features");
    const Linear linear{.outFeatures = features == 0 ? into.task().classes : features, .bias = parameters.flag("bias")};
    return addActivation(parameters.text("activation"), into.add(linear, into.input(0)), into);
}

} // namespace

OpEntry linear()
{
    OpEntry entry;
    entry.id = "linear";
    entry.title = "Linear";
    entry.summary = "A fully connected layer with optional activation; on a sequence at every step.";
    entry.paper = "Rosenblatt, Psychological Review 1958; Rumelhart et al., Nature 1986";
    entry.family = OpFamily::Linear;
    entry.shortTitle = "linear";
    entry.schema = ParamSchema{{.name = "features",
                                .type = ParamType::Int,
                                .defaultValue = 0,
                                .title = "Features",
                                .help = "Number of outputs; 0: the classes of the data set.",
                                .min = 0,
                                .max = 65536,
                                .scalesWithWidth = true},
                               biasParameter(true),
                               activationParameter("none")};
    entry.expand = expandLinear;
    return entry;
}

} // namespace cw::space::ops
