// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/base/registry.h"
#include "core/space/primitive.h"
#include "core/space/shape.h"

namespace cw::space {

enum class OpFamily {
    Convolution,
    Pooling,
    Normalisation,
    Activation,
    Attention,
    Recurrent,
    Linear,
    Structure,
    Identity,
    Zero
};
std::string_view toText(OpFamily family);

/// Where an op puts its primitives. References are indices; inputs of the op come first.
class Expansion {
public:
    virtual ~Expansion() = default;

    virtual int inputCount() const = 0;
    /// Reference of the op's i-th input.
    virtual int input(int i) const = 0;
    virtual const Shape& shape(int reference) const = 0;
    /// Adds a primitive. Errors: throws Error(Config) when the shapes do not fit
    virtual int add(const Primitive& primitive, const std::vector<int>& inputs) = 0;
    int add(const Primitive& primitive, int input) { return add(primitive, std::vector<int>{input}); }
    /// What the network is for: the head needs the classes, an embedding the vocabulary.
    virtual const Task& task() const = 0;
};

/// One op of the catalogue: a torch-free file in ops/ and one line in ops/registry.cpp.
struct OpEntry : EntryInfo {
    OpFamily family = OpFamily::Structure;
    std::string shortTitle; ///< on a card: "conv 3x3"
    int minInputs = 1;
    int maxInputs = 1; ///< several inputs are refused above this
    /// Adds the primitives and returns the reference of the output. Errors: throws Error(Config)
    int (*expand)(const Settings& parameters, Expansion& into) = nullptr;
};

using OpRegistry = Registry<OpEntry>;

/// The built-in catalogue; made once, const afterwards.
const OpRegistry& opCatalogue();

} // namespace cw::space
