// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace cw::cli {

/// Options that every sub-command takes, before or after its name.
struct Globals {
    std::string history; ///< empty: the default history
    bool json = false;
    bool quiet = false;
};

/// Describes one sub-command and hides CLI11 (a large header, and its messages do not say what was expected).
/// Targets must live until the action has run. Numbers are checked here: Error(Usage) naming the option.
class Arguments {
public:
    Arguments(CLI::App& app, Globals& globals, std::function<int()>& action);

    /// `name` is "--space" or, for a positional, "run". `value` names what to give in the help text.
    void text(const std::string& name, std::string& into, const std::string& value, const std::string& help);
    void text(const std::string& name, std::optional<std::string>& into, const std::string& value,
              const std::string& help);
    /// May be given several times; each takes one value.
    void texts(const std::string& name, std::vector<std::string>& into, const std::string& value,
               const std::string& help);
    void whole(const std::string& name, std::optional<std::int64_t>& into, std::int64_t low, const std::string& help,
               std::int64_t high = std::numeric_limits<std::int64_t>::max());
    void seed(const std::string& name, std::optional<std::uint64_t>& into, const std::string& help);
    void real(const std::string& name, std::optional<double>& into, double low, const std::string& help);
    void flag(const std::string& name, bool& into, const std::string& help);
    /// Positional arguments that must be given.
    void requiredText(const std::string& name, std::string& into, const std::string& help);
    void requiredRun(const std::string& name, std::int64_t& into, const std::string& help);

    /// A sub-command of this one.
    void child(const std::string& name, const std::string& help, const std::function<void(Arguments&)>& define);
    /// What to do when this sub-command was chosen; returns the exit code.
    void action(std::function<int()> run);

private:
    CLI::App& m_app;
    Globals& m_globals;
    std::function<int()>& m_action;
};

void addGlobals(CLI::App& app, Globals& globals);

/// Errors: throws Error(Usage) naming `where`, what was expected and found
std::int64_t parseWhole(const std::string& text, const std::string& where, std::int64_t low,
                        std::int64_t high = std::numeric_limits<std::int64_t>::max());

} // namespace cw::cli
