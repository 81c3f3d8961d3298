// SPDX-License-Identifier: GPL-3.0-or-later
#include <torch/torch.h>
