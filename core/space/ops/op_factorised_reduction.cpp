// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/ops/ops.h"
#include "core/space/ops/parameters.h"

namespace cw::space::ops {

namespace {

int expandFactorisedReduction(const Settings& parameters, Expansion& into)
{
    expectImage("factorised-reduction", into);
    const int input = into.input(0);
    return addFactorisedReduction(filtersOr(parameters, into.shape(input)), input, into);
}

} // namespace

OpEntry factorisedReduction()
{
    OpEntry entry;
    entry.id = "factorised-reduction";
    entry.title = "Factorised reduction";
    entry.summary =
        "Halves height and width: ReLU, two 1x1 convolutions that take the even and the odd pixels, batch norm.";
    entry.paper = "Zoph et al., NASNet, CVPR 2018; Liu et al., DARTS, ICLR 2019";
    entry.family = OpFamily::Convolution;
    entry.shortTitle = "fact. reduction";
    entry.schema = ParamSchema{filtersParameter()};
    entry.expand = expandFactorisedReduction;
    return entry;
}

} // namespace cw::space::ops
