// SPDX-License-Identifier: GPL-3.0-or-later
#include <torch/torch.h>

#include "core/estimate/trainer.h"

extern "C" void cellwrightRegisterTorch(cw::estimate::TorchLibrary& library) { library.version = TORCH_VERSION; }
