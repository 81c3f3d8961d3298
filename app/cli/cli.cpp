// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/cli.h"

#include <cstdio>
#include <exception>
#include <new>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "app/cli/commands.h"
#include "core/base/param_schema.h"

namespace cw::cli {

namespace {

struct Command {
    const char* name;
    const char* group;
    const char* help;
    void (*define)(Arguments&, Session&);
};

constexpr Command kCommands[] = {
    {"search", "Searching", "Start a search and wait for its end", defineSearch},
    {"resume", "Searching", "Go on with a run that was stopped, paused or interrupted", defineResume},
    {"pause", "Searching", "Ask the program that runs a search to pause it", definePause},
    {"stop", "Searching", "Ask the program that runs a search to stop it", defineStop},
    {"steer", "Searching", "Change a search while it runs: try a candidate, pin a decision", defineSteer},
    {"runs", "History", "List the runs of the history", defineRuns},
    {"show", "History", "Show a run, its configuration and its best trial", defineShow},
    {"trials", "History", "List the trials of a run", defineTrials},
    {"export", "History", "Write an architecture in another format", defineExport},
    {"delete", "History", "Move a run out of sight, or delete it for good", defineDelete},
    {"estimate", "Benchmarks", "Judge a list of candidates by an estimator, and compare", defineEstimate},
    {"tabular", "Benchmarks", "Measure a strategy on a benchmark table, many times over", defineTabular},
    {"space", "Building blocks", "Look into a search space", defineSpace},
    {"space-info", "Building blocks", "The same as 'space info'", defineSpaceInfo},
    {"train", "Building blocks", "Train one architecture, or a trial of the history", defineTrain},
    {"list", "Building blocks", "List what there is", defineList},
};

/// Errors are promised to be one line, whatever a library says.
int fail(const std::string& message, int code)
{
    std::string line = message;
    for (char& c : line) {
        if (c == '\n' || c == '\r')
            c = ' ';
    }
    fmt::print(stderr, "cellwright-cli: {}\n", line);
    return code;
}

/// The sub-command that the parser had come to.
const CLI::App& chosen(const CLI::App& app)
{
    const auto below = app.get_subcommands();
    return below.empty() ? app : chosen(*below.front());
}

std::string chosenName(const CLI::App& app)
{
    const CLI::App* parent = app.get_parent();
    return parent == nullptr ? app.get_name() : fmt::format("{} {}", chosenName(*parent), app.get_name());
}

/// CLI11 says "A subcommand is required" also where one was given that it does not know.
std::string problemOf(const CLI::ParseError& error, const CLI::App& app)
{
    const auto left = app.remaining();
    const bool lacksCommand = error.get_name() == "RequiredError" && app.get_require_subcommand_min() > 0;
    if (lacksCommand && left.empty())
        return fmt::format("a sub-command is required (see {} --help)", chosenName(app));
    if (!lacksCommand)
        return fmt::format("{} (see {} --help)", error.what(), chosenName(app));
    std::vector<std::string> known;
    for (const CLI::App* below : app.get_subcommands(nullptr))
        known.push_back(below->get_name());
    const std::string where = app.get_parent() == nullptr ? std::string() : app.get_name() + ": ";
    return fmt::format("{}unknown sub-command '{}', expected one of {}", where, left.front(), joinNames(known));
}

/// Output that could not be written (a full disk, a closed pipe) is a failed job, not a silent one.
int finish(int code)
{
    const bool failed = std::fflush(stdout) != 0 || std::ferror(stdout) != 0;
    return failed && code == kDone ? fail("stdout: cannot write the output", kFailed) : code;
}

} // namespace

int runProgram(int argc, const char* const* argv)
{
    Session session;
    std::function<int()> action;
    CLI::App app("Neural architecture search: start searches, watch them, find them again.", "cellwright-cli");
    app.set_version_flag("--version", std::string("cellwright ") + CELLWRIGHT_VERSION);
    app.require_subcommand(1);
    addGlobals(app, session.globals);
    for (const Command& command : kCommands) {
        Arguments arguments(*app.add_subcommand(command.name, command.help)->group(command.group), session.globals,
                            action);
        command.define(arguments, session);
    }
    try {
        app.parse(argc, argv);
        return finish(action());
    } catch (const CLI::Success& success) {
        return app.exit(success); // --help and --version
    } catch (const CLI::ParseError& error) {
        return fail(problemOf(error, chosen(app)), kUsage);
    } catch (const Error& error) {
        return fail(error.what(), exitCodeOf(error));
    } catch (const std::bad_alloc&) {
        return fail("out of memory", kFailed);
    } catch (const std::exception& error) {
        return fail(fmt::format("unexpected error: {}", error.what()), kFailed);
    }
}

} // namespace cw::cli
