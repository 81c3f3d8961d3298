// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/space/ops/ops.h"
#include "core/space/ops/parameters.h"

namespace cw::space::ops {

namespace {

int expandSqueezeExcite(const Settings& parameters, Expansion& into)
{
    expectNoLookAhead("squeeze-excite", into);
    const int input = into.input(0);
    const auto channels = static_cast<double>(into.shape(input).channels());
    const auto hidden = std::max<std::int64_t>(1, static_cast<std::int64_t>(parameters.real("ratio") * channels));
    return addSqueezeExcite(hidden, ActivationKind::Relu, ActivationKind::Sigmoid, input, into);
}

} // namespace

OpEntry squeezeExcite()
{
    OpEntry entry;
    entry.id = "squeeze-excite";
    entry.title = "Squeeze and excite";
    entry.summary = "Scales each channel by what two small layers make of the means of all channels.";
    entry.paper = "Hu et al., CVPR 2018";
    entry.family = OpFamily::Attention;
    entry.shortTitle = "squeeze-excite";
    entry.schema = ParamSchema{{.name = "ratio",
                                .type = ParamType::Real,
                                .defaultValue = 0.0625,
                                .title = "Ratio",
                                .help = "Channels between the two layers, as a share of the input's.",
                                .min = 0.001,
                                .max = 1}};
    entry.expand = expandSqueezeExcite;
    return entry;
}

} // namespace cw::space::ops
