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
/// "none" or "batch-norm", after a convolution.
ParamSpec normParameter();
// The same for windows over time, in steps.
ParamSpec kernel1dParameter(std::int64_t byDefault);
ParamSpec stride1dParameter(std::int64_t byDefault = 1);
ParamSpec dilation1dParameter();
/// Whether a step may see later ones; "auto": all but in a language model.
ParamSpec causalParameter();
ParamSpec hiddenParameter();
ParamSpec layersParameter();
ParamSpec headsParameter();
ParamSpec probabilityParameter(const std::string& name, double byDefault, const std::string& title,
                               const std::string& help);
/// A number of channels that must be given, scaled with the width.
ParamSpec channelsParameter(const std::string& name, std::int64_t byDefault, const std::string& title,
                            const std::string& help);
ParamSpec choiceParameter(const std::string& name, std::vector<std::string> choices, const std::string& title,
                          const std::string& help);
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
/// ReLU, two 1x1 convolutions with stride 2, the second on the image shifted by a pixel, side by side, and batch norm:
/// halves height and width and sees every second pixel of both diagonals.
int addFactorisedReduction(std::int64_t filters, int input, Expansion& into);
/// Scales each channel by what a small network of two layers makes of all channels' means.
int addSqueezeExcite(std::int64_t hidden, ActivationKind inner, ActivationKind gate, int input, Expansion& into);
/// Queries, keys and values by one linear layer, attention, and a linear layer.
int addAttention(std::int64_t heads, bool causal, int input, Expansion& into);
/// Drop, or nothing where the probability is 0.
int addDrop(double probability, int input, Expansion& into);
/// A convolution over time as the settings kernel, filters, stride, dilation and causal say.
Conv conv1dOf(const Settings& parameters, const Expansion& into);
/// A pool over time as the settings kernel, stride and causal say.
Pool pool1dOf(PoolKind kind, const Settings& parameters, const Expansion& into);
/// What the setting causal says.
bool isCausal(const Settings& parameters, const Expansion& into);
/// Errors: throws Error(Config) if the op's first input is no sequence
void expectSequence(const std::string& op, const Expansion& into);
/// Errors: throws Error(Config) if the op's first input is no image
void expectImage(const std::string& op, const Expansion& into);
/// For ops that mix all steps of a sequence.
/// Errors: throws Error(Config) if that would let a language model see the tokens it is to tell
void expectNoLookAhead(const std::string& op, const Expansion& into);
/// All inputs of the op.
std::vector<int> allInputs(const Expansion& into);

} // namespace cw::space::ops
