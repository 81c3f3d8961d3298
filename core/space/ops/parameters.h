// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/space/op.h"

namespace cw::space::ops {

// Parameters that several ops share, so that they read alike everywhere.
ParamSpec kernelParameter(std::int64_t byDefault);
ParamSpec strideParameter(std::int64_t byDefault = 1);
ParamSpec dilationParameter();
/// Output channels; 0 keeps those of the input.
ParamSpec filtersParameter(std::int64_t byDefault = 0);
ParamSpec biasParameter(bool byDefault);
/// "none" and the kinds of activation.
ParamSpec activationParameter(const std::string& byDefault);

const std::vector<std::string>& activationNames();
/// The kind of that name, one of activationNames().
ActivationKind activationNamed(const std::string& name);

/// `filters`, or the channels of `input` where it is 0.
std::int64_t filtersOr(const Settings& parameters, const Shape& input);
/// Adds the activation called `name`; "none" adds nothing.
int addActivation(const std::string& name, int input, Expansion& into);
/// A square convolution as the settings kernel, filters, stride and dilation say.
Conv convOf(const Settings& parameters, const Shape& input);
/// ReLU, convolution without bias, batch norm.
int addReluConvBn(const Conv& conv, int input, Expansion& into);

} // namespace cw::space::ops
