// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>

#include "core/space/ops/ops.h"

namespace cw::space {

namespace {

constexpr std::array<std::string_view, 10> kFamilies{"convolution", "pooling",   "normalisation", "activation",
                                                     "attention",   "recurrent", "linear",        "structure",
                                                     "identity",    "zero"};

} // namespace

std::string_view toText(OpFamily family)
{
    return kFamilies[static_cast<std::size_t>(family)];
}

const OpRegistry& opCatalogue()
{
    static const OpRegistry catalogue(
        "op", {
                  ops::conv2d(),   ops::reluConvBn(), ops::sepConv(),    ops::dilConv(),   ops::conv1x7x1(),
                  ops::residual(), ops::bottleneck(), ops::mbconv(),     ops::fire(),      ops::residualReduction(),
                  ops::avgPool(),  ops::maxPool(),    ops::globalPool(), ops::batchNorm(), ops::activation(),
                  ops::linear(),   ops::head(),       ops::flatten(),    ops::dropout(),   ops::sum(),
                  ops::concat(),   ops::identity(),   ops::zero(),
              });
    return catalogue;
}

} // namespace cw::space
