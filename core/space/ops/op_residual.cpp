// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/ops/ops.h"
#include "core/space/ops/parameters.h"

namespace cw::space::ops {

namespace {

int expandResidual(const Settings& parameters, Expansion& into)
{
    expectImage("residual", into);
    const int input = into.input(0);
    const std::int64_t filters = filtersOr(parameters, into.shape(input));
    const std::int64_t stride = parameters.integer("stride");
    const Conv first{.outChannels = filters, .kernelHeight = 3, .kernelWidth = 3, .stride = stride};
    const Conv second{.outChannels = filters, .kernelHeight = 3, .kernelWidth = 3};
    const int body = addConvBn(second, "none", addConvBn(first, "relu", input, into), into);
    return into.add(Activation{ActivationKind::Relu},
                    into.add(Add{}, {body, addShortcut(filters, stride, input, into)}));
}

} // namespace

OpEntry residual()
{
    OpEntry entry;
    entry.id = "residual";
    entry.title = "Residual block";
    entry.summary =
        "Two 3x3 convolutions with batch norm beside a shortcut, which is a 1x1 convolution where the shape changes.";
    entry.paper = "He et al., CVPR 2016";
    entry.family = OpFamily::Convolution;
    entry.shortTitle = "residual";
    entry.schema = ParamSchema{filtersParameter(), strideParameter()};
    entry.expand = expandResidual;
    return entry;
}

} // namespace cw::space::ops
