// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/kernel_layout.h"
#include "core/net/kernel_matrix.h"
#include "core/net/kernel_vector.h"

// Winograd F(4x4, 3x3) with the points 0, 1, -1, 2, -2 and infinity; see kernel_vector.h for the linkage.
//   outputs  Y  = A^T [ (G g G^T) . (B^T d B) ] A
//   weights  dg = G^T [ sum over tiles (B^T d B) . (A dY A^T) ] G
namespace cw::net {
namespace {

// NOLINTBEGIN(bugprone-implicit-widening-of-multiplication-result): offsets inside a tile, some hundred floats at most

/// B^T d, of one row or column.
template <int W>
[[gnu::always_inline]] inline void transformInput(const Vector<W>* d, int step, Vector<W>* t, int tStep)
{
    const Vector<W> even1 = d[4 * step] - 4.0F * d[2 * step];
    const Vector<W> odd1 = d[3 * step] - 4.0F * d[step];
    const Vector<W> even2 = d[4 * step] - d[2 * step];
    const Vector<W> odd2 = 2.0F * (d[3 * step] - d[step]);
    t[0] = 4.0F * d[0] - 5.0F * d[2 * step] + d[4 * step];
    t[tStep] = even1 + odd1;
    t[2 * tStep] = even1 - odd1;
    t[3 * tStep] = even2 + odd2;
    t[4 * tStep] = even2 - odd2;
    t[5 * tStep] = 4.0F * d[step] - 5.0F * d[3 * step] + d[5 * step];
}

/// A^T m.
template <int W>
[[gnu::always_inline]] inline void transformOutput(const Vector<W>* m, int step, Vector<W>* y, int yStep)
{
    const Vector<W> sum1 = m[step] + m[2 * step];
    const Vector<W> difference1 = m[step] - m[2 * step];
    const Vector<W> sum2 = m[3 * step] + m[4 * step];
    const Vector<W> difference2 = m[3 * step] - m[4 * step];
    y[0] = m[0] + sum1 + sum2;
    y[yStep] = difference1 + 2.0F * difference2;
    y[2 * yStep] = sum1 + 4.0F * sum2;
    y[3 * yStep] = difference1 + 8.0F * difference2 + m[5 * step];
}

/// A y.
template <int W>
[[gnu::always_inline]] inline void transformGradient(const Vector<W>* y, int step, Vector<W>* z, int zStep)
{
    const Vector<W> even1 = y[0] + y[2 * step];
    const Vector<W> odd1 = y[step] + y[3 * step];
    const Vector<W> even2 = y[0] + 4.0F * y[2 * step];
    const Vector<W> odd2 = 2.0F * y[step] + 8.0F * y[3 * step];
    z[0] = y[0];
    z[zStep] = even1 + odd1;
    z[2 * zStep] = even1 - odd1;
    z[3 * zStep] = even2 + odd2;
    z[4 * zStep] = even2 - odd2;
    z[5 * zStep] = y[3 * step];
}

/// G g.
template <int W>
[[gnu::always_inline]] inline void transformWeight(const Vector<W>* g, int step, Vector<W>* u, int uStep)
{
    const Vector<W> even1 = (-1.0F / 6) * (g[0] + g[2 * step]);
    const Vector<W> odd1 = (-1.0F / 6) * g[step];
    const Vector<W> even2 = (1.0F / 24) * g[0] + (1.0F / 6) * g[2 * step];
    const Vector<W> odd2 = (1.0F / 12) * g[step];
    u[0] = 0.25F * g[0];
    u[uStep] = even1 + odd1;
    u[2 * uStep] = even1 - odd1;
    u[3 * uStep] = even2 + odd2;
    u[4 * uStep] = even2 - odd2;
    u[5 * uStep] = g[2 * step];
}

/// G^T u.
template <int W>
[[gnu::always_inline]] inline void transformWeightBack(const Vector<W>* u, int step, Vector<W>* g, int gStep)
{
    const Vector<W> sum1 = u[step] + u[2 * step];
    const Vector<W> difference1 = u[step] - u[2 * step];
    const Vector<W> sum2 = u[3 * step] + u[4 * step];
    const Vector<W> difference2 = u[3 * step] - u[4 * step];
    g[0] = 0.25F * u[0] - (1.0F / 6) * sum1 + (1.0F / 24) * sum2;
    g[gStep] = (1.0F / 12) * difference2 - (1.0F / 6) * difference1;
    g[2 * gStep] = (1.0F / 6) * (sum2 - sum1) + u[5 * step];
}

/// Copies images into a frame of zeros: one pixel before, and up to whole tiles behind.
template <int W>
void pad(const ConvShape& shape, std::int64_t images, const float* x, std::int64_t channels, bool relu, float* padded)
{
    const std::int64_t rows = paddedRows(shape.height);
    const std::int64_t row = paddedRows(shape.width) * channels;
    const std::int64_t used = shape.width * channels;
    for (std::int64_t image = 0; image < images; ++image) {
        float* to = padded + image * rows * row;
        __builtin_memset(to, 0, std::size_t(row) * sizeof(float));
        __builtin_memset(to + (shape.height + 1) * row, 0,
                         std::size_t((rows - shape.height - 1) * row) * sizeof(float));
        for (std::int64_t h = 0; h < shape.height; ++h) {
            const float* from = x + (image * shape.height + h) * used;
            float* line = to + (h + 1) * row;
            __builtin_memset(line, 0, std::size_t(channels) * sizeof(float));
            line += channels;
            if (relu) {
                for (std::int64_t i = 0; i < used; i += W)
                    store<W>(line + i, positive<W>(load<W>(from + i)));
            } else {
                __builtin_memcpy(line, from, std::size_t(used) * sizeof(float));
            }
            __builtin_memset(line + used, 0, std::size_t(row - used - channels) * sizeof(float));
        }
    }
}

/// Where tile `t` of a group starts.
struct TilePlace {
    std::int64_t image;
    std::int64_t h; ///< first output row
    std::int64_t w;
};

inline TilePlace tilePlace(const ConvShape& shape, std::int64_t t)
{
    const std::int64_t across = tileRows(shape.width);
    const std::int64_t each = tileRows(shape.height) * across;
    const std::int64_t in = t % each;
    return {t / each, in / across * kTile, in % across * kTile};
}

/// B^T d B of `count` tiles from `first` on, as 36 matrices [count][channels].
template <int W>
void inputTiles(const ConvShape& shape, const float* padded, std::int64_t channels, std::int64_t first,
                std::int64_t count, float* out)
{
    const std::int64_t row = paddedRows(shape.width) * channels;
    const std::int64_t stride = tileStride(count, channels);
    for (std::int64_t t = 0; t < count; ++t) {
        const TilePlace place = tilePlace(shape, first + t);
        const float* tile = padded + place.image * paddedRows(shape.height) * row + place.h * row + place.w * channels;
        for (std::int64_t c = 0; c < channels; c += W) {
            Vector<W> half[36];
            for (int i = 0; i < 6; ++i) {
                Vector<W> d[6];
                for (int j = 0; j < 6; ++j)
                    d[j] = load<W>(tile + i * row + j * channels + c);
                transformInput<W>(d, 1, half + i * 6, 1);
            }
            for (int j = 0; j < 6; ++j) {
                Vector<W> v[6];
                transformInput<W>(half + j, 6, v, 1);
                for (int i = 0; i < 6; ++i)
                    store<W>(out + (i * 6 + j) * stride + t * channels + c, v[i]);
            }
        }
    }
}

/// A dY A^T of tiles without their frame.
template <int W>
void gradientTiles(const ConvShape& shape, const float* padded, std::int64_t channels, std::int64_t first,
                   std::int64_t count, float* out)
{
    const std::int64_t row = paddedRows(shape.width) * channels;
    const std::int64_t stride = tileStride(count, channels);
    for (std::int64_t t = 0; t < count; ++t) {
        const TilePlace place = tilePlace(shape, first + t);
        const float* tile =
            padded + place.image * paddedRows(shape.height) * row + (place.h + 1) * row + (place.w + 1) * channels;
        for (std::int64_t c = 0; c < channels; c += W) {
            Vector<W> half[24];
            for (int i = 0; i < 4; ++i) {
                Vector<W> d[4];
                for (int j = 0; j < 4; ++j)
                    d[j] = load<W>(tile + i * row + j * channels + c);
                transformGradient<W>(d, 1, half + i * 6, 1);
            }
            for (int j = 0; j < 6; ++j) {
                Vector<W> z[6];
                transformGradient<W>(half + j, 6, z, 1);
                for (int i = 0; i < 6; ++i)
                    store<W>(out + (i * 6 + j) * stride + t * channels + c, z[i]);
            }
        }
    }
}

/// A^T m A of tiles into [H, W, C], cut at the border, masked and added as asked.
template <int W>
void outputTiles(const ConvShape& shape, const float* m, std::int64_t channels, std::int64_t first, std::int64_t count,
                 const float* mask, bool accumulate, float* out)
{
    const std::int64_t stride = tileStride(count, channels);
    for (std::int64_t t = 0; t < count; ++t) {
        const TilePlace place = tilePlace(shape, first + t);
        const std::int64_t rows = shape.height - place.h < kTile ? shape.height - place.h : kTile;
        const std::int64_t columns = shape.width - place.w < kTile ? shape.width - place.w : kTile;
        const std::int64_t base = ((place.image * shape.height + place.h) * shape.width + place.w) * channels;
        for (std::int64_t c = 0; c < channels; c += W) {
            Vector<W> half[24];
            for (int j = 0; j < 6; ++j) {
                Vector<W> column[6];
                for (int i = 0; i < 6; ++i)
                    column[i] = load<W>(m + (i * 6 + j) * stride + t * channels + c);
                transformOutput<W>(column, 1, half + j, 6);
            }
            for (std::int64_t i = 0; i < rows; ++i) {
                Vector<W> y[4];
                transformOutput<W>(half + i * 6, 1, y, 1);
                for (std::int64_t j = 0; j < columns; ++j) {
                    const std::int64_t at = base + (i * shape.width + j) * channels + c;
                    Vector<W> value = y[j];
                    if (mask != nullptr)
                        value = load<W>(mask + at) > Vector<W>{} ? value : Vector<W>{};
                    if (accumulate)
                        value += load<W>(out + at);
                    store<W>(out + at, value);
                }
            }
        }
    }
}

inline std::int64_t blockOf(std::int64_t tiles)
{
    const std::int64_t blocks = (tiles + kTileBlock - 1) / kTileBlock;
    return (tiles + blocks - 1) / blocks;
}

/// Asks for the memory that the next stage will touch, a slice at a time between matrix products: the stores of tiles
/// jump from row to row, which no processor foresees.
struct Ahead {
    const float* start = nullptr; ///< null: nothing
    std::int64_t floats = 0;

    void slice(std::int64_t part, std::int64_t parts, bool write) const
    {
        if (start == nullptr)
            return;
        constexpr std::int64_t kLine = 16;
        const std::int64_t end = floats * (part + 1) / parts;
        for (std::int64_t i = floats * part / parts; i < end; i += kLine) {
            if (write)
                __builtin_prefetch(start + i, 1, 3);
            else
                __builtin_prefetch(start + i, 0, 2);
        }
    }
};

template <int W>
void winograd(const ConvShape& shape, std::int64_t images, const float* x, bool relu, const float* transformed,
              const float* mask, bool accumulate, float* y, float* scratch)
{
    float* padded = scratch;
    float* v = padded + images * paddedPixels(shape) * shape.in;
    float* m = v + shape.positions() * tileStride(kTileBlock, shape.in);
    pad<W>(shape, images, x, shape.in, relu, padded);
    const std::int64_t tiles = images * tileRows(shape.height) * tileRows(shape.width);
    const std::int64_t block = blockOf(tiles);
    const std::int64_t pixels = images * shape.height * shape.width;
    const Ahead output{y, pixels * shape.out};
    const Ahead masked{mask, pixels * shape.out};
    const Ahead next{x + pixels * shape.in, pixels * shape.in};
    const std::int64_t parts = (tiles + block - 1) / block * shape.positions();
    std::int64_t part = 0;
    for (std::int64_t first = 0; first < tiles; first += block) {
        const std::int64_t count = tiles - first < block ? tiles - first : block;
        inputTiles<W>(shape, padded, shape.in, first, count, v);
        for (std::int64_t p = 0; p < shape.positions(); ++p, ++part) {
            output.slice(part, parts, true);
            masked.slice(part, parts, false);
            next.slice(part, parts, false);
            multiply<W>(v + p * tileStride(count, shape.in), transformed + p * shape.weightStride(), count, shape.in,
                        shape.out, m + p * tileStride(count, shape.out));
        }
        outputTiles<W>(shape, m, shape.out, first, count, mask, accumulate, y);
    }
}

template <int W>
void winogradCorrelate(const ConvShape& shape, std::int64_t images, const float* x, bool relu, const float* dy,
                       float* gradient, float* scratch)
{
    const std::int64_t most = shape.in > shape.out ? shape.in : shape.out;
    float* padded = scratch;
    float* paddedDy = padded + images * paddedPixels(shape) * most;
    float* v = paddedDy + images * paddedPixels(shape) * most;
    float* z = v + shape.positions() * tileStride(kTileBlock, shape.in);
    const std::int64_t tiles = images * tileRows(shape.height) * tileRows(shape.width);
    const std::int64_t block = blockOf(tiles);
    pad<W>(shape, images, x, shape.in, relu, padded);
    pad<W>(shape, images, dy, shape.out, false, paddedDy);
    for (std::int64_t first = 0; first < tiles; first += block) {
        const std::int64_t count = tiles - first < block ? tiles - first : block;
        inputTiles<W>(shape, padded, shape.in, first, count, v);
        gradientTiles<W>(shape, paddedDy, shape.out, first, count, z);
        for (std::int64_t p = 0; p < shape.positions(); ++p)
            multiplyTransposed<W>(v + p * tileStride(count, shape.in), z + p * tileStride(count, shape.out), count,
                                  shape.in, shape.out, gradient + p * shape.weightStride());
    }
}

// NOLINTEND(bugprone-implicit-widening-of-multiplication-result)
} // namespace
} // namespace cw::net
