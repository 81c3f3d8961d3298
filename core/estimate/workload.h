// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "core/space/architecture.h"

namespace cw::estimate {

/// What is computed alike, as far as its speed goes. The same multiplications take several times as long in another
/// kind, and starting an operator once takes from a few to some hundred microseconds.
enum class WorkKind {
    Light,       ///< activations, reshaping, dropping: numbers are read and written once
    Norm,        ///< normalisation and sums
    NormUneven,  ///< those of images whose number of channels four does not divide
    Pool,        ///< of windows
    Plain,       ///< 1 x 1 or 3 x 3 convolution of an image over all channels, stride 1, no bias, channels in eights
    PlainUneven, ///< that with channels in fours
    Convolution, ///< any other over all channels
    Grouped,     ///< convolution in groups of channels
    Dilated,     ///< that with dilation
    Matrix,      ///< linear layers, attention, recurrent layers
};
inline constexpr std::size_t kWorkKinds = 10;
/// "light", "norm", ... as in the text of a calibration.
const char* nameOf(WorkKind kind);

/// The work of one kind in a training step. Of one sample, but `calls` of one batch.
struct Work {
    struct Layer {
        double macs = 0;
        double macsPerNumber = 0; ///< for each number that comes out: the length of the sums
        bool operator==(const Layer&) const = default;
    };
    std::int64_t calls = 0;    ///< operators that are started, those of a recurrent layer at every time step
    std::int64_t numbers = 0;  ///< outputs, of what has no multiply-accumulates
    std::vector<Layer> layers; ///< those with multiply-accumulates
};

struct Workload {
    std::array<Work, kWorkKinds> works; ///< by WorkKind
    std::int64_t parameters = 0;        ///< of the network

    const Work& of(WorkKind kind) const { return works[std::size_t(kind)]; }
    Work& of(WorkKind kind) { return works[std::size_t(kind)]; }
    std::int64_t calls() const;
};
/// Without what is known to be zero and what leads nowhere: the engine leaves it out too.
Workload workloadOf(const space::Architecture& architecture);

} // namespace cw::estimate
