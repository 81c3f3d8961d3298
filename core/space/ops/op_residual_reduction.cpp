// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/ops/ops.h"
#include "core/space/ops/parameters.h"

namespace cw::space::ops {

namespace {

/// The shortcut must halve as the convolution does: 2 x 2 for even sides (as published); for odd ones the published
/// pool would be one pixel short, there it covers 3 x 3.
Pool shortcutPool(const Shape& image)
{
    const bool even = image.dims[1] % 2 == 0 && image.dims[2] % 2 == 0;
    return even ? Pool{.kernel = 2, .stride = 2, .padding = 0} : Pool{.kernel = 3, .stride = 2, .padding = 1};
}

int expandResidualReduction(const Settings& parameters, Expansion& into)
{
    expectImage("residual-reduction", into);
    const int input = into.input(0);
    const std::int64_t filters = filtersOr(parameters, into.shape(input));
    const Conv halving{.outChannels = filters, .kernelHeight = 3, .kernelWidth = 3, .stride = 2};
    const Conv keeping{.outChannels = filters, .kernelHeight = 3, .kernelWidth = 3};
    const int residual = addReluConvBn(keeping, addReluConvBn(halving, input, into), into);
    const int shortcut = into.add(Conv{.outChannels = filters}, into.add(shortcutPool(into.shape(input)), input));
    return into.add(Add{}, {shortcut, residual});
}

} // namespace

OpEntry residualReduction()
{
    OpEntry entry;
    entry.id = "residual-reduction";
    entry.title = "Residual reduction";
    entry.summary = "Halves height and width: two 3x3 convolutions beside an average pool with a 1x1 convolution.";
    entry.paper = "Dong and Yang, ICLR 2020";
    entry.family = OpFamily::Convolution;
    entry.shortTitle = "reduction";
    entry.schema = ParamSchema{filtersParameter()};
    entry.expand = expandResidualReduction;
    return entry;
}

} // namespace cw::space::ops
