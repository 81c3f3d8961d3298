// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/ops/ops.h"
#include "core/space/ops/parameters.h"

namespace cw::space::ops {

namespace {

int expandReluConvBn(const Settings& parameters, Expansion& into)
{
    expectImage("relu-conv-bn", into);
    return addReluConvBn(convOf(parameters, into.shape(into.input(0))), into.input(0), into);
}

} // namespace

OpEntry reluConvBn()
{
    OpEntry entry;
    entry.id = "relu-conv-bn";
    entry.title = "ReLU, conv, batch norm";
    entry.summary = "ReLU, a convolution without bias, and batch norm as one op.";
    entry.paper = "Dong and Yang, ICLR 2020";
    entry.family = OpFamily::Convolution;
    entry.shortTitle = "conv";
    entry.schema = ParamSchema{kernelParameter(3), filtersParameter(), strideParameter(), dilationParameter()};
    entry.expand = expandReluConvBn;
    return entry;
}

} // namespace cw::space::ops
