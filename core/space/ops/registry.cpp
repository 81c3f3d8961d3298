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
    static const OpRegistry catalogue("op", {
                                                ops::conv2d(),
                                                ops::reluConvBn(),
                                                ops::sepConv(),
                                                ops::dilConv(),
                                                ops::conv1x7x1(),
                                                ops::residual(),
                                                ops::bottleneck(),
                                                ops::mbconv(),
                                                ops::fire(),
                                                ops::residualReduction(),
                                                ops::factorisedReduction(),
                                                ops::align(),
                                                ops::avgPool(),
                                                ops::maxPool(),
                                                ops::globalPool(),
                                                ops::batchNorm(),
                                                ops::layerNorm(),
                                                ops::groupNorm(),
                                                ops::activation(),
                                                ops::squeezeExcite(),
                                                ops::linear(),
                                                ops::head(),
                                                ops::flatten(),
                                                ops::dropout(),
                                                ops::dropPath(),
                                                ops::sum(),
                                                ops::concat(),
                                                ops::multiply(),
                                                ops::identity(),
                                                ops::skip(),
                                                ops::zero(),
                                                ops::conv1d(),
                                                ops::sepConv1d(),
                                                ops::avgPool1d(),
                                                ops::maxPool1d(),
                                                ops::toSequence(),
                                                ops::patches(),
                                                ops::embedding(),
                                                ops::positionalEncoding(),
                                                ops::attention(),
                                                ops::transformerBlock(),
                                                ops::lstm(),
                                                ops::gru(),
                                                ops::recurrentCell(),
                                            });
    return catalogue;
}

} // namespace cw::space
