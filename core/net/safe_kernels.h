// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace cw::net {

/// Keeps LibTorch's convolution library (oneDNN) from its AVX2 kernels: those in LibTorch 1.13 of Debian 12 write
/// beyond their memory in the backward pass of a 1 x 7 convolution with few channels. Machines with AVX-512 use other
/// kernels and are left alone; so is a user who chose (ONEDNN_MAX_CPU_ISA). The fused engine does not use that library.
/// Takes effect before the first convolution of the process only. Thread: any; does its work once
void avoidBrokenKernels();

} // namespace cw::net
