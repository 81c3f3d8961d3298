// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/space/op.h"

namespace cw::space::ops {

inline constexpr int kManyInputs = 1024;

// One entry per op; each is a file of its own and a line in registry.cpp.
OpEntry activation();
OpEntry avgPool();
OpEntry batchNorm();
OpEntry bottleneck();
OpEntry concat();
OpEntry conv1x7x1();
OpEntry conv2d();
OpEntry dilConv();
OpEntry dropout();
OpEntry fire();
OpEntry flatten();
OpEntry globalPool();
OpEntry head();
OpEntry identity();
OpEntry linear();
OpEntry maxPool();
OpEntry mbconv();
OpEntry reluConvBn();
OpEntry residual();
OpEntry residualReduction();
OpEntry sepConv();
OpEntry sum();
OpEntry zero();

} // namespace cw::space::ops
