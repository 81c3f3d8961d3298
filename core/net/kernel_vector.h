// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

// Included by the kernel files only, each compiled with flags of its own: everything here has internal linkage, so that
// the linker cannot pick a version for another processor.
namespace cw::net {
namespace {

/// W floats that the compiler turns into one vector register (or several narrower ones).
template <int W>
struct Lanes {
    using Type [[gnu::vector_size(W * sizeof(float))]] = float;
    using Memory [[gnu::vector_size(W * sizeof(float)), gnu::aligned(sizeof(float)), gnu::may_alias]] = float;
};

template <int W>
using Vector = typename Lanes<W>::Type;

template <int W>
[[gnu::always_inline]] inline Vector<W> load(const float* p)
{
    return *reinterpret_cast<const typename Lanes<W>::Memory*>(p);
}

template <int W>
[[gnu::always_inline]] inline void store(float* p, Vector<W> v)
{
    *reinterpret_cast<typename Lanes<W>::Memory*>(p) = v;
}

template <int W>
[[gnu::always_inline]] inline Vector<W> positive(Vector<W> v)
{
    const Vector<W> zero{};
    return v > zero ? v : zero;
}

} // namespace
} // namespace cw::net
