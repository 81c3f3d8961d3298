// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "core/base/json.h"
#include "core/run/intervention.h"

namespace cw::run {

/// Reads the keys of one object; the first problem wins and later reads do nothing.
class KeyReader {
public:
    KeyReader(const Json& json, std::string where)
        : m_json(json)
        , m_where(std::move(where))
    {
    }

    void text(const char* key, std::string& into)
    {
        if (const Json* value = find(key); value != nullptr && check(key, *value, value->is_string(), "text"))
            into = value->get<std::string>();
    }
    void whole(const char* key, std::int64_t& into)
    {
        const Json* value = find(key);
        if (value == nullptr || !check(key, *value, value->is_number_integer(), "a whole number"))
            return;
        const bool fits = !value->is_number_unsigned() ||
                          value->get<std::uint64_t>() <= std::uint64_t(std::numeric_limits<std::int64_t>::max());
        if (check(key, *value, fits, "a smaller number"))
            into = value->get<std::int64_t>();
    }
    void small(const char* key, int& into)
    {
        std::int64_t number = into;
        whole(key, number);
        if (m_error)
            return;
        if (number < std::numeric_limits<int>::min() || number > std::numeric_limits<int>::max())
            fail(key, fmt::format("expected a smaller number, found {}", number));
        else
            into = static_cast<int>(number);
    }
    void seed(const char* key, std::uint64_t& into)
    {
        if (const Json* value = find(key);
            value != nullptr &&
            check(key, *value, value->is_number_unsigned() || (value->is_number_integer() && *value >= 0),
                  "a whole number from 0"))
            into = value->get<std::uint64_t>();
    }
    void real(const char* key, double& into)
    {
        if (const Json* value = find(key); value != nullptr && check(key, *value, value->is_number(), "a number"))
            into = value->get<double>();
    }
    void texts(const char* key, std::vector<std::string>& into)
    {
        const Json* value = find(key);
        if (value == nullptr || !check(key, *value, value->is_array(), "a list of texts"))
            return;
        into.clear();
        for (const Json& item : *value) {
            if (!check(key, item, item.is_string(), "a list of texts"))
                return;
            into.push_back(item.get<std::string>());
        }
    }
    /// "random" or {"id": "random", "settings": {...}}.
    void part(const char* key, std::string& id, Json& settings)
    {
        const Json* value = find(key);
        if (value != nullptr)
            part(key, *value, id, settings);
    }
    /// The same of a value that stands in a list.
    void part(const char* key, const Json& value, std::string& id, Json& settings)
    {
        if (!check(key, value, value.is_string() || value.is_object(), "an id or {\"id\", \"settings\"}"))
            return;
        if (value.is_string()) {
            id = value.get<std::string>();
            return;
        }
        for (const auto& [name, member] : value.items()) {
            if (name == "id" && check(key, member, member.is_string(), "\"id\" to be text"))
                id = member.get<std::string>();
            else if (name == "settings" && check(key, member, member.is_object(), "\"settings\" to be an object"))
                settings = member;
            else if (name != "id" && name != "settings")
                fail(key, fmt::format("expected the keys id and settings, found '{}'", shortened(name)));
        }
    }
    const Json* find(const char* key) const
    {
        if (m_error)
            return nullptr;
        const auto found = m_json.find(key);
        return found == m_json.end() ? nullptr : &*found;
    }
    std::string place(const char* key) const { return fmt::format("{}: {}", m_where, key); }
    void fail(Error error)
    {
        if (!m_error)
            m_error = std::move(error);
    }
    const std::optional<Error>& error() const { return m_error; }
    bool check(const char* key, const Json& value, bool right, const char* expected)
    {
        if (!right)
            fail(key, fmt::format("expected {}, found {}", expected, shown(value)));
        return right;
    }
    void fail(const char* key, const std::string& what) { fail(Error(ErrorCode::Config, what, place(key))); }

private:
    /// A value may be as long as the file.
    static std::string shown(const Json& value)
    {
        if (value.is_array())
            return fmt::format("a list of {}", value.size());
        return value.is_object() ? "an object" : shortened(value.dump(-1, ' ', false, Json::error_handler_t::replace));
    }

    const Json& m_json;
    std::string m_where;
    std::optional<Error> m_error;
};

} // namespace cw::run
