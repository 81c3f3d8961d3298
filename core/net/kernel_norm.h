// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/kernel_vector.h"
#include "core/net/kernels.h"

// Passes over [pixels][channels] for batch norms and sums; see kernel_vector.h for the linkage. Channels are done a
// vector at a time, with several pixels in flight, since a sum waits for the one before it.
namespace cw::net {
namespace {

template <int W>
void channelMoments(const float* x, std::int64_t pixels, std::int64_t channels, float* mean, float* squares)
{
    constexpr int kFlight = 4;
    for (std::int64_t c = 0; c < channels; c += W) {
        Vector<W> sums[kFlight]{};
        std::int64_t i = 0;
        for (; i + kFlight <= pixels; i += kFlight) {
            for (int k = 0; k < kFlight; ++k)
                sums[k] += load<W>(x + (i + k) * channels + c);
        }
        for (; i < pixels; ++i)
            sums[0] += load<W>(x + i * channels + c);
        const Vector<W> center = ((sums[0] + sums[1]) + (sums[2] + sums[3])) / float(pixels);
        Vector<W> spread[kFlight]{};
        for (i = 0; i + kFlight <= pixels; i += kFlight) {
            for (int k = 0; k < kFlight; ++k) {
                const Vector<W> off = load<W>(x + (i + k) * channels + c) - center;
                spread[k] += off * off;
            }
        }
        for (; i < pixels; ++i) {
            const Vector<W> off = load<W>(x + i * channels + c) - center;
            spread[0] += off * off;
        }
        store<W>(mean + c, center);
        store<W>(squares + c, (spread[0] + spread[1]) + (spread[2] + spread[3]));
    }
}

template <int W>
void sumTerms(const SumTerm* terms, int count, std::int64_t pixels, std::int64_t channels, float* out)
{
    for (int t = 0; t < count; ++t) {
        const SumTerm& term = terms[t];
        for (std::int64_t c = 0; c < channels; c += W) {
            const Vector<W> scale = term.scale != nullptr ? load<W>(term.scale + c) : Vector<W>{} + 1.0F;
            const Vector<W> shift = term.scale != nullptr ? load<W>(term.shift + c) : Vector<W>{};
            for (std::int64_t i = 0; i < pixels; ++i) {
                const std::int64_t at = i * channels + c;
                Vector<W> value = scale * load<W>(term.x + at) + shift;
                if (t > 0)
                    value += load<W>(out + at);
                store<W>(out + at, value);
            }
        }
    }
}

template <int W>
void gradientSums(const float* dy, const float* x, const float* mean, std::int64_t pixels, std::int64_t channels,
                  float* sumDy, float* sumDyX)
{
    constexpr int kFlight = 4;
    for (std::int64_t c = 0; c < channels; c += W) {
        const Vector<W> center = load<W>(mean + c);
        Vector<W> plain[kFlight]{};
        Vector<W> weighted[kFlight]{};
        std::int64_t i = 0;
        for (; i + kFlight <= pixels; i += kFlight) {
            for (int k = 0; k < kFlight; ++k) {
                const Vector<W> g = load<W>(dy + (i + k) * channels + c);
                plain[k] += g;
                weighted[k] += g * (load<W>(x + (i + k) * channels + c) - center);
            }
        }
        for (; i < pixels; ++i) {
            const Vector<W> g = load<W>(dy + i * channels + c);
            plain[0] += g;
            weighted[0] += g * (load<W>(x + i * channels + c) - center);
        }
        store<W>(sumDy + c, (plain[0] + plain[1]) + (plain[2] + plain[3]));
        store<W>(sumDyX + c, (weighted[0] + weighted[1]) + (weighted[2] + weighted[3]));
    }
}

template <int W>
void gradientThroughNorm(const float* dy, const float* x, const NormGradient& norm, std::int64_t pixels,
                         std::int64_t channels, bool accumulate, float* dx)
{
    for (std::int64_t c = 0; c < channels; c += W) {
        const Vector<W> mean = load<W>(norm.mean + c);
        const Vector<W> a = load<W>(norm.a + c);
        const Vector<W> b = load<W>(norm.b + c);
        const Vector<W> constant = load<W>(norm.c + c);
        for (std::int64_t i = 0; i < pixels; ++i) {
            const std::int64_t at = i * channels + c;
            Vector<W> value = a * load<W>(dy + at) + (b * (load<W>(x + at) - mean) + constant);
            if (accumulate)
                value += load<W>(dx + at);
            store<W>(dx + at, value);
        }
    }
}

} // namespace
} // namespace cw::net
