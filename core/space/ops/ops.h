// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/space/op.h"

namespace cw::space::ops {

inline constexpr int kManyInputs = 1024;

// One entry per op; each is a file of its own and a line in registry.cpp.
OpEntry activation();
OpEntry align();
OpEntry attention();
OpEntry avgPool();
OpEntry avgPool1d();
OpEntry batchNorm();
OpEntry bottleneck();
OpEntry concat();
OpEntry conv1d();
OpEntry conv1x7x1();
OpEntry conv2d();
OpEntry dilConv();
OpEntry dropPath();
OpEntry dropout();
OpEntry embedding();
OpEntry factorisedReduction();
OpEntry fire();
OpEntry flatten();
OpEntry globalPool();
OpEntry groupNorm();
OpEntry gru();
OpEntry head();
OpEntry identity();
OpEntry layerNorm();
OpEntry linear();
OpEntry lstm();
OpEntry maxPool();
OpEntry maxPool1d();
OpEntry mbconv();
OpEntry multiply();
OpEntry patches();
OpEntry positionalEncoding();
OpEntry recurrentCell();
OpEntry reluConvBn();
OpEntry residual();
OpEntry residualReduction();
OpEntry sepConv();
OpEntry sepConv1d();
OpEntry skip();
OpEntry squeezeExcite();
OpEntry sum();
OpEntry toSequence();
OpEntry transformerBlock();
OpEntry zero();

} // namespace cw::space::ops
