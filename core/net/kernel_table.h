// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/kernel_norm.h"
#include "core/net/kernel_winograd.h"
#include "core/net/kernels.h"

// The table of one vector width, from the templates; see kernel_vector.h for the linkage.
namespace cw::net {
namespace {

/// [out][in][taps^2] -> [taps^2][rows][lanes], where lanes are outputs, or inputs when reversed.
inline void lanesLast(const ConvShape& shape, const float* weights, bool reversed, float* sorted)
{
    const std::int64_t taps = std::int64_t{shape.taps} * shape.taps;
    const std::int64_t all = shape.in * shape.out;
    for (std::int64_t k = 0; k < shape.out; ++k) {
        for (std::int64_t c = 0; c < shape.in; ++c) {
            const float* from = weights + (k * shape.in + c) * taps;
            float* to = sorted + (reversed ? k * shape.in + c : c * shape.out + k);
            for (std::int64_t tap = 0; tap < taps; ++tap)
                to[(reversed ? taps - 1 - tap : tap) * all] = from[tap];
        }
    }
}

template <int W>
void transformWeights(const ConvShape& shape, const float* weights, bool reversed, float* transformed, float* scratch)
{
    const std::int64_t all = shape.in * shape.out;
    if (shape.taps == 1) {
        lanesLast(shape, weights, reversed, transformed);
        return;
    }
    lanesLast(shape, weights, reversed, scratch);
    for (std::int64_t at = 0; at < all; at += W) {
        Vector<W> half[18];
        for (int j = 0; j < 3; ++j) {
            Vector<W> g[3];
            for (int i = 0; i < 3; ++i)
                g[i] = load<W>(scratch + (i * 3 + j) * all + at);
            transformWeight<W>(g, 1, half + j, 3);
        }
        for (int i = 0; i < 6; ++i) {
            Vector<W> u[6];
            transformWeight<W>(half + i * 3, 1, u, 1);
            for (int j = 0; j < 6; ++j)
                store<W>(transformed + (i * 6 + j) * shape.weightStride() + at, u[j]);
        }
    }
}

template <int W>
void weightGradient(const ConvShape& shape, const float* transformed, float* gradient, float* scratch)
{
    const std::int64_t all = shape.in * shape.out;
    const float* sorted = transformed;
    if (shape.taps == 3) {
        for (std::int64_t at = 0; at < all; at += W) {
            Vector<W> half[18];
            for (int j = 0; j < 6; ++j) {
                Vector<W> u[6];
                for (int i = 0; i < 6; ++i)
                    u[i] = load<W>(transformed + (i * 6 + j) * shape.weightStride() + at);
                transformWeightBack<W>(u, 1, half + j, 6);
            }
            for (int i = 0; i < 3; ++i) {
                Vector<W> g[3];
                transformWeightBack<W>(half + i * 6, 1, g, 1);
                for (int j = 0; j < 3; ++j)
                    store<W>(scratch + (i * 3 + j) * all + at, g[j]);
            }
        }
        sorted = scratch;
    }
    const std::int64_t taps = std::int64_t{shape.taps} * shape.taps;
    for (std::int64_t k = 0; k < shape.out; ++k) {
        for (std::int64_t c = 0; c < shape.in; ++c) {
            for (std::int64_t tap = 0; tap < taps; ++tap)
                gradient[(k * shape.in + c) * taps + tap] += sorted[tap * all + c * shape.out + k];
        }
    }
}

/// Pixels of a 1x1 convolution, with the rectifier applied; the input itself where there is none.
template <int W>
const float* pointInput(const ConvShape& shape, std::int64_t pixels, const float* x, bool relu, float* scratch)
{
    if (!relu)
        return x;
    for (std::int64_t i = 0; i < pixels * shape.in; i += W)
        store<W>(scratch + i, positive<W>(load<W>(x + i)));
    return scratch;
}

template <int W>
void convolve(const ConvShape& shape, std::int64_t images, const float* x, bool relu, const float* transformed,
              float* y, float* scratch)
{
    if (shape.taps == 3)
        return winograd<W>(shape, images, x, relu, transformed, nullptr, false, y, scratch);
    const std::int64_t pixels = images * shape.height * shape.width;
    multiply<W>(pointInput<W>(shape, pixels, x, relu, scratch), transformed, pixels, shape.in, shape.out, y);
}

template <int W>
void convolveBack(const ConvShape& reversed, std::int64_t images, const float* dy, const float* transformed,
                  const float* mask, bool accumulate, float* dx, float* scratch)
{
    if (reversed.taps == 3)
        return winograd<W>(reversed, images, dy, false, transformed, mask, accumulate, dx, scratch);
    const std::int64_t pixels = images * reversed.height * reversed.width;
    multiply<W>(dy, transformed, pixels, reversed.in, reversed.out, scratch);
    for (std::int64_t i = 0; i < pixels * reversed.out; i += W) {
        Vector<W> value = load<W>(scratch + i);
        if (mask != nullptr)
            value = load<W>(mask + i) > Vector<W>{} ? value : Vector<W>{};
        if (accumulate)
            value += load<W>(dx + i);
        store<W>(dx + i, value);
    }
}

template <int W>
void correlate(const ConvShape& shape, std::int64_t images, const float* x, bool relu, const float* dy, float* gradient,
               float* scratch)
{
    if (shape.taps == 3)
        return winogradCorrelate<W>(shape, images, x, relu, dy, gradient, scratch);
    const std::int64_t pixels = images * shape.height * shape.width;
    multiplyTransposed<W>(pointInput<W>(shape, pixels, x, relu, scratch), dy, pixels, shape.in, shape.out, gradient);
}

template <int W>
constexpr KernelTable tableOf()
{
    return {.width = W,
            .transformWeights = transformWeights<W>,
            .weightGradient = weightGradient<W>,
            .convolve = convolve<W>,
            .convolveBack = convolveBack<W>,
            .correlate = correlate<W>,
            .moments = channelMoments<W>,
            .sum = sumTerms<W>,
            .normSums = gradientSums<W>,
            .normBack = gradientThroughNorm<W>};
}

} // namespace
} // namespace cw::net
