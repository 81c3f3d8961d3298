// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/ops/ops.h"
#include "core/space/ops/parameters.h"

namespace cw::space::ops {

namespace {

int expandPatches(const Settings& parameters, Expansion& into)
{
    expectImage("patches", into);
    const int input = into.input(0);
    const Shape& image = into.shape(input);
    const std::int64_t side = parameters.integer("patch");
    const Conv cut{.outChannels = filtersOr(parameters, image),
                   .kernelHeight = side,
                   .kernelWidth = side,
                   .stride = side,
                   .bias = true,
                   .padding = Padding::None};
    return into.add(ToSequence{}, into.add(cut, input));
}

} // namespace

OpEntry patches()
{
    OpEntry entry;
    entry.id = "patches";
    entry.title = "Patches";
    entry.summary = "Cuts an image into squares and turns each into a step of a sequence by one linear map.";
    entry.paper = "Dosovitskiy et al., ViT, ICLR 2021";
    entry.family = OpFamily::Convolution;
    entry.shortTitle = "patches";
    entry.schema =
        ParamSchema{{.name = "patch",
                     .type = ParamType::Int,
                     .defaultValue = 4,
                     .title = "Patch size",
                     .help = "Height and width of a patch; what is left over at the right and bottom is not seen.",
                     .unit = "px",
                     .min = 1,
                     .max = 255},
                    filtersParameter(64)};
    entry.expand = expandPatches;
    return entry;
}

} // namespace cw::space::ops
