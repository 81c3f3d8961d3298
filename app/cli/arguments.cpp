// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/arguments.h"

#include <charconv>
#include <cmath>
#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "core/base/error.h"

namespace cw::cli {

namespace {

template <class T>
std::optional<T> parseAll(const std::string& text)
{
    T value{};
    const char* end = text.data() + text.size();
    const auto [stop, failure] = std::from_chars(text.data(), end, value);
    if (failure != std::errc() || stop != end)
        return std::nullopt;
    return value;
}

Error wrongNumber(const std::string& where, const std::string& expected, const std::string& found)
{
    return Error(ErrorCode::Usage, fmt::format("expected {}, found '{}'", expected, found), where);
}

std::string rangeText(std::int64_t low, std::int64_t high)
{
    if (high == std::numeric_limits<std::int64_t>::max())
        return fmt::format("a whole number from {}", low);
    return fmt::format("a whole number from {} to {}", low, high);
}

/// One value as text; an empty one is refused, as no option means anything by it.
CLI::Option* addText(CLI::App& app, const std::string& name, const std::string& value, const std::string& help,
                     std::function<void(const std::string&)> take)
{
    const auto set = [name, take = std::move(take)](const std::string& text) {
        if (text.empty())
            throw Error(ErrorCode::Usage, "expected a value, found an empty one", name);
        take(text);
    };
    return app.add_option_function<std::string>(name, set, help)->type_name(value);
}

} // namespace

std::int64_t parseWhole(const std::string& text, const std::string& where, std::int64_t low, std::int64_t high)
{
    const auto value = parseAll<std::int64_t>(text);
    if (!value || *value < low || *value > high)
        throw wrongNumber(where, rangeText(low, high), text);
    return *value;
}

void addGlobals(CLI::App& app, Globals& globals)
{
    const char* group = "Everywhere";
    app.add_option("--history", globals.history, "Use this history instead of the default one")
        ->type_name("FILE")
        ->group(group);
    app.add_flag("--json", globals.json, "Print one JSON document")->group(group);
    app.add_flag("--quiet", globals.quiet, "No progress on stderr")->group(group);
}

Arguments::Arguments(CLI::App& app, Globals& globals, std::function<int()>& action)
    : m_app(app)
    , m_globals(globals)
    , m_action(action)
{
    addGlobals(app, globals);
}

void Arguments::text(const std::string& name, std::string& into, const std::string& value, const std::string& help)
{
    addText(m_app, name, value, help, [&into](const std::string& given) { into = given; });
}

void Arguments::text(const std::string& name, std::optional<std::string>& into, const std::string& value,
                     const std::string& help)
{
    addText(m_app, name, value, help, [&into](const std::string& given) { into = given; });
}

void Arguments::texts(const std::string& name, std::vector<std::string>& into, const std::string& value,
                      const std::string& help)
{
    m_app.add_option(name, into, help)->type_name(value)->expected(1)->take_all()->allow_extra_args(false);
}

void Arguments::whole(const std::string& name, std::optional<std::int64_t>& into, std::int64_t low,
                      const std::string& help, std::int64_t high)
{
    addText(m_app, name, "N", help,
            [&into, name, low, high](const std::string& given) { into = parseWhole(given, name, low, high); });
}

void Arguments::seed(const std::string& name, std::optional<std::uint64_t>& into, const std::string& help)
{
    addText(m_app, name, "N", help, [&into, name](const std::string& given) {
        into = parseAll<std::uint64_t>(given);
        if (!into)
            throw wrongNumber(name, "a whole number from 0 to 18446744073709551615", given);
    });
}

void Arguments::real(const std::string& name, std::optional<double>& into, double low, const std::string& help)
{
    addText(m_app, name, "X", help, [&into, name, low](const std::string& given) {
        into = parseAll<double>(given);
        if (!into || !std::isfinite(*into) || *into < low)
            throw wrongNumber(name, std::isfinite(low) ? fmt::format("a number from {}", low) : "a number", given);
    });
}

void Arguments::flag(const std::string& name, bool& into, const std::string& help)
{
    m_app.add_flag(name, into, help);
}

void Arguments::requiredText(const std::string& name, std::string& into, const std::string& help)
{
    addText(m_app, name, "", help, [&into](const std::string& given) { into = given; })->required();
}

void Arguments::requiredRun(const std::string& name, std::int64_t& into, const std::string& help)
{
    addText(m_app, name, "", help, [&into, name](const std::string& given) {
        into = parseWhole(given, name, 1);
    })->required();
}

void Arguments::child(const std::string& name, const std::string& help, const std::function<void(Arguments&)>& define)
{
    m_app.require_subcommand(1);
    Arguments below(*m_app.add_subcommand(name, help), m_globals, m_action);
    define(below);
}

void Arguments::action(std::function<int()> run)
{
    m_app.callback([this_ = &m_action, run = std::move(run)] { *this_ = run; });
}

} // namespace cw::cli
