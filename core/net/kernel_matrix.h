// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/kernel_vector.h"

// Small matrix products whose operands lie in the cache; see kernel_vector.h for the linkage.
namespace cw::net {
namespace {

// NOLINTBEGIN(bugprone-implicit-widening-of-multiplication-result): offsets inside a tile, some hundred floats at most

/// R rows times Q vectors of outputs, all in registers.
template <int W, int R, int Q>
[[gnu::always_inline]] inline void block(const float* a, std::int64_t aRow, std::int64_t aStep, const float* b,
                                         std::int64_t bRow, std::int64_t depth, float* c, std::int64_t cRow, bool add)
{
    Vector<W> sums[R][Q];
    for (int r = 0; r < R; ++r) {
        for (int q = 0; q < Q; ++q)
            sums[r][q] = add ? load<W>(c + r * cRow + q * W) : Vector<W>{};
    }
    for (std::int64_t k = 0; k < depth; ++k) {
        Vector<W> right[Q];
        for (int q = 0; q < Q; ++q)
            right[q] = load<W>(b + k * bRow + q * W);
        for (int r = 0; r < R; ++r) {
            const float left = a[r * aRow + k * aStep];
            for (int q = 0; q < Q; ++q)
                sums[r][q] += left * right[q];
        }
    }
    for (int r = 0; r < R; ++r) {
        for (int q = 0; q < Q; ++q)
            store<W>(c + r * cRow + q * W, sums[r][q]);
    }
}

template <int W, int Q>
[[gnu::noinline]] void rows(int count, const float* a, std::int64_t aRow, std::int64_t aStep, const float* b,
                            std::int64_t bRow, std::int64_t depth, float* c, std::int64_t cRow, bool add)
{
    switch (count) {
    case 1:
        return block<W, 1, Q>(a, aRow, aStep, b, bRow, depth, c, cRow, add);
    case 2:
        return block<W, 2, Q>(a, aRow, aStep, b, bRow, depth, c, cRow, add);
    case 3:
        return block<W, 3, Q>(a, aRow, aStep, b, bRow, depth, c, cRow, add);
    case 4:
        return block<W, 4, Q>(a, aRow, aStep, b, bRow, depth, c, cRow, add);
    case 5:
        return block<W, 5, Q>(a, aRow, aStep, b, bRow, depth, c, cRow, add);
    case 6:
        return block<W, 6, Q>(a, aRow, aStep, b, bRow, depth, c, cRow, add);
    case 7:
        return block<W, 7, Q>(a, aRow, aStep, b, bRow, depth, c, cRow, add);
    default:
        return block<W, 8, Q>(a, aRow, aStep, b, bRow, depth, c, cRow, add);
    }
}

/// c[m][n] (+)= sum over k of a[m * aRow + k * aStep] * b[k][n]; rows in blocks of nearly equal size, at most 8.
template <int W>
void product(const float* a, std::int64_t aRow, std::int64_t aStep, const float* b, std::int64_t m, std::int64_t depth,
             std::int64_t n, float* c, bool add)
{
    const std::int64_t blocks = (m + 7) / 8;
    for (std::int64_t i = 0; i < blocks; ++i) {
        const std::int64_t from = m * i / blocks;
        const int count = int(m * (i + 1) / blocks - from);
        const float* left = a + from * aRow;
        float* out = c + from * n;
        std::int64_t j = 0;
        for (; j + 2 * W <= n; j += 2 * W)
            rows<W, 2>(count, left, aRow, aStep, b + j, n, depth, out + j, n, add);
        if (j < n)
            rows<W, 1>(count, left, aRow, aStep, b + j, n, depth, out + j, n, add);
    }
}

/// c[m][n] = a[m][depth] b[depth][n].
template <int W>
void multiply(const float* a, const float* b, std::int64_t m, std::int64_t depth, std::int64_t n, float* c)
{
    product<W>(a, depth, 1, b, m, depth, n, c, false);
}

/// c[m][n] += transposed(a[depth][m]) b[depth][n].
template <int W>
void multiplyTransposed(const float* a, const float* b, std::int64_t depth, std::int64_t m, std::int64_t n, float* c)
{
    product<W>(a, 1, m, b, m, depth, n, c, true);
}

// NOLINTEND(bugprone-implicit-widening-of-multiplication-result)
} // namespace
} // namespace cw::net
