// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/space/op.h"

namespace cw::space::ops {

// Parameters that several ops share, so that they read alike everywhere.
ParamSpec kernelParameter(std::int64_t byDefault);
ParamSpec strideParameter(std::int64_t byDefault = 1);
ParamSpec dilationParameter(std::int64_t byDefault = 1);
/// Output channels; 0 keeps those of the input.
ParamSpec filtersParameter(std::int64_t byDefault = 0);
ParamSpec biasParameter(bool byDefault);
ParamSpec groupsParameter();
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
/// Convolution and batch norm; then the activation called `name`, "none" for none.
int addConvBn(const Conv& conv, const std::string& name, int input, Expansion& into);
/// A square convolution in which every channel is a group of its own.
Conv depthwise(std::int64_t channels, std::int64_t kernel, std::int64_t stride = 1, std::int64_t dilation = 1);
/// The shortcut of a residual block: the input itself, or by a 1x1 convolution with batch norm where its channels
/// change or it is strided (option B of He et al.).
int addShortcut(std::int64_t channels, std::int64_t stride, int input, Expansion& into);
/// All inputs of the op.
std::vector<int> allInputs(const Expansion& into);

} // namespace cw::space::ops
