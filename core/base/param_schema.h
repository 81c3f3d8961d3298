// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/json.h"
#include "core/base/result.h"

namespace cw {

enum class ParamType { Bool, Int, Real, Choice, Text };

/// One setting of a strategy, an estimator, a scheduler or an op: from it follow the form, `list` and the help page.
struct ParamSpec {
    std::string name; ///< as in files and `--set name=value`
    ParamType type = ParamType::Int;
    Json defaultValue;                                     ///< of the type above; Choice and Text hold a string
    std::string title;                                     ///< label in a form; the name when empty
    std::string help;                                      ///< one sentence for the tooltip
    std::string unit;                                      ///< "epochs", "s", "%"; empty when a plain number
    double min = -std::numeric_limits<double>::infinity(); ///< Int and Real: smallest legal value
    double max = std::numeric_limits<double>::infinity();  ///< Int and Real: largest legal value
    std::vector<std::string> choices = {};                 ///< Choice: the legal values
    bool scalesWithWidth = false; ///< op parameters: multiplied by the fidelity `width` (a number of channels)
};

/// A value for every parameter of a schema; reading a name that the schema lacks is a bug.
class Settings {
public:
    Settings() = default;
    explicit Settings(Json values)
        : m_values(std::move(values))
    {
    }

    bool flag(std::string_view name) const;
    std::int64_t integer(std::string_view name) const;
    double real(std::string_view name) const;
    const std::string& text(std::string_view name) const;
    const Json& json() const { return m_values; }

    bool operator==(const Settings&) const = default;

private:
    const Json& at(std::string_view name) const;

    Json m_values = Json::object();
};

class ParamSchema {
public:
    ParamSchema() = default;
    ParamSchema(std::initializer_list<ParamSpec> specs)
        : m_specs(specs)
    {
    }
    explicit ParamSchema(std::vector<ParamSpec> specs)
        : m_specs(std::move(specs))
    {
    }

    const std::vector<ParamSpec>& specs() const { return m_specs; }
    const ParamSpec* find(std::string_view name) const;

    /// Defaults, overridden by `given` (an object, or null for none).
    /// Errors: Config: unknown name (with the known ones), wrong type, outside its range; names `where`
    Result<Settings> resolve(const Json& given, const std::string& where) const;
    /// A value from the command line. Errors: Usage
    Result<Json> parse(std::string_view name, std::string_view text, const std::string& where) const;
    /// [{name, type, default, min, max, choices, unit, help}]
    Json toJson() const;

private:
    std::vector<ParamSpec> m_specs;
};

/// "a, b, c": for messages that name what was expected.
std::string joinNames(const std::vector<std::string>& names);

} // namespace cw
