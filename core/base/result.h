// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <utility>
#include <variant>

#include "core/base/assert.h"
#include "core/base/error.h"

namespace cw {

/// An ordinary outcome that may fail: parse, load, look-up. Names are those of C++23's std::expected,
/// which GCC 12 does not have.
template <class T>
class [[nodiscard]] Result {
public:
    Result(T value)
        : m_state(std::in_place_index<0>, std::move(value))
    {
    }
    Result(Error error)
        : m_state(std::in_place_index<1>, std::move(error))
    {
    }

    bool has_value() const noexcept { return m_state.index() == 0; }
    explicit operator bool() const noexcept { return has_value(); }

    /// Throws the error when there is no value.
    T& value() &
    {
        throwIfError();
        return std::get<0>(m_state);
    }
    const T& value() const&
    {
        throwIfError();
        return std::get<0>(m_state);
    }
    T&& value() &&
    {
        throwIfError();
        return std::move(std::get<0>(m_state));
    }
    T& operator*() & { return unchecked(); }
    const T& operator*() const& { return const_cast<Result*>(this)->unchecked(); }
    T&& operator*() && { return std::move(unchecked()); }
    T* operator->() { return &unchecked(); }
    const T* operator->() const { return &const_cast<Result*>(this)->unchecked(); }
    T value_or(T other) const& { return has_value() ? std::get<0>(m_state) : std::move(other); }

    const Error& error() const
    {
        CW_ASSERT(!has_value());
        return std::get<1>(m_state);
    }

private:
    void throwIfError() const
    {
        if (!has_value())
            throw Error(std::get<1>(m_state));
    }
    T& unchecked()
    {
        CW_ASSERT(has_value());
        return std::get<0>(m_state);
    }

    std::variant<T, Error> m_state;
};

/// For outcomes without a value: `return Done{};`.
struct Done {};

} // namespace cw
