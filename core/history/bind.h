// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <SQLiteCpp/Statement.h>

namespace cw::history {

// Texts are bound without a copy: they outlive the one step that follows.
inline void bindOne(SQLite::Statement& statement, int index, const std::string& value)
{
    statement.bindNoCopy(index, value);
}
inline void bindOne(SQLite::Statement& statement, int index, std::string_view value)
{
    statement.bind(index, std::string(value));
}
inline void bindOne(SQLite::Statement& statement, int index, std::int64_t value)
{
    statement.bind(index, value);
}
inline void bindOne(SQLite::Statement& statement, int index, int value)
{
    statement.bind(index, value);
}
/// NaN becomes NULL: SQLite has none.
inline void bindOne(SQLite::Statement& statement, int index, double value)
{
    statement.bind(index, value);
}

template <class... Values>
void bindAll(SQLite::Statement& statement, const Values&... values)
{
    int index = 0;
    (bindOne(statement, ++index, values), ...);
}

/// A statement that is not reset keeps its transaction open and its texts borrowed.
class ResetLater {
public:
    explicit ResetLater(SQLite::Statement& statement)
        : m_statement(statement)
    {
    }
    ~ResetLater() { m_statement.tryReset(); }
    ResetLater(const ResetLater&) = delete;
    ResetLater& operator=(const ResetLater&) = delete;

private:
    SQLite::Statement& m_statement;
};

} // namespace cw::history
