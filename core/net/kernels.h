// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace cw::net {

/// A convolution that the own kernels do: square, 3x3 or 1x1, stride 1, "same" padding, no groups.
/// 3x3 runs as Winograd F(4x4, 3x3): a quarter of the multiplications. Paper: Lavin and Gray, CVPR 2016, section 4.
struct ConvShape {
    std::int64_t height = 0;
    std::int64_t width = 0;
    std::int64_t in = 0;  ///< channels
    std::int64_t out = 0; ///< channels
    int taps = 3;         ///< kernel height and width

    /// Matrices that the weights become, [in][out] each.
    std::int64_t positions() const { return taps == 3 ? 36 : 1; }
    /// From one matrix of transformed weights to the next: not a multiple of a page, at which caches collide.
    std::int64_t weightStride() const { return in * out + (taps == 3 ? 16 : 0); }
    std::int64_t weights() const { return positions() * weightStride(); } ///< transformed, in floats
    /// Seen from its outputs: the convolution that carries gradients back.
    ConvShape reversed() const { return {height, width, out, in, taps}; }
};

/// One addend of a fused sum: x, or scale * x + shift per channel (a batch norm with its numbers known).
struct SumTerm {
    const float* x = nullptr;
    const float* scale = nullptr; ///< null: x itself
    const float* shift = nullptr;
};

/// dx = a * dy + b * (x - mean) + c per channel: the backward pass of a batch norm.
struct NormGradient {
    const float* mean = nullptr;
    const float* a = nullptr;
    const float* b = nullptr;
    const float* c = nullptr;
};

/// Loops over numbers in memory, compiled for several instruction sets. Images are [H, W, C], several in a row are a
/// group; one call works on one group in one thread. `width`: floats per vector; it divides every number of channels.
struct KernelTable {
    int width = 1;

    /// Transforms [out][in][taps][taps]; `reversed` for ConvShape::reversed(), given the forward shape.
    /// `scratch`: 9 * in * out floats.
    void (*transformWeights)(const ConvShape& shape, const float* weights, bool reversed, float* transformed,
                             float* scratch);
    /// Adds the gradient of the weights, from that of the transformed ones.
    void (*weightGradient)(const ConvShape& shape, const float* transformed, float* gradient, float* scratch);
    /// y = conv(relu ? max(x, 0) : x).
    void (*convolve)(const ConvShape& shape, std::int64_t images, const float* x, bool relu, const float* transformed,
                     float* y, float* scratch);
    /// dx (+)= conv(dy) where `mask` > 0; `reversed` is the shape seen from the outputs. `mask` null: everywhere.
    void (*convolveBack)(const ConvShape& reversed, std::int64_t images, const float* dy, const float* transformed,
                         const float* mask, bool accumulate, float* dx, float* scratch);
    /// Adds to the gradient of the transformed weights.
    void (*correlate)(const ConvShape& shape, std::int64_t images, const float* x, bool relu, const float* dy,
                      float* gradient, float* scratch);

    /// Mean, and sum of squared deviations from it, of each channel.
    void (*moments)(const float* x, std::int64_t pixels, std::int64_t channels, float* mean, float* squares);
    void (*sum)(const SumTerm* terms, int count, std::int64_t pixels, std::int64_t channels, float* out);
    /// Sums of dy and of dy * (x - mean) of each channel.
    void (*normSums)(const float* dy, const float* x, const float* mean, std::int64_t pixels, std::int64_t channels,
                     float* sumDy, float* sumDyX);
    void (*normBack)(const float* dy, const float* x, const NormGradient& norm, std::int64_t pixels,
                     std::int64_t channels, bool accumulate, float* dx);
};

/// Floats of scratch memory that convolve, convolveBack and correlate need for a group.
std::int64_t convolutionScratch(const ConvShape& shape, std::int64_t images);
/// Images of a group: enough to keep the matrix products busy, few enough to stay in the cache.
std::int64_t groupSize(const ConvShape& shape);

/// The widest table of this processor whose width divides `channels`; width 1 always does.
const KernelTable& kernelsFor(std::int64_t channels);

/// Each compiled with its own flags; the array is from wide to narrow, `count` long.
const KernelTable* avx512Kernels(int& count);
const KernelTable* avx2Kernels(int& count);
const KernelTable* baseKernels(int& count);

} // namespace cw::net
