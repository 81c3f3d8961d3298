// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/model.h"
#include "core/net/transfer.h"

namespace cw::net {

Weights weightsOf(const Model& model);
/// Errors: throws Error(Format, Data) when they are not weights of that model
void setWeights(Model& model, const Weights& weights);
/// Lays the parent's weights into a new model of the transfer's child. Errors: as Transfer::fill()
void transferInto(Model& child, const Transfer& transfer, const Weights& parent);

} // namespace cw::net
