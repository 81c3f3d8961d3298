// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/warm_start.h"

#include <iterator>
#include <sstream>

#include <fmt/format.h>

#include "core/history/reader.h"
#include "core/run/assemble.h"
#include "core/run/beginning.h"

namespace cw::cli {

namespace {

/// Values of another data set or fidelity still rank candidates, but not on the scale of this run.
std::string caveat(const Json& earlier, const run::RunConfig& config)
{
    const auto before = run::runConfigFromJson(earlier, "stored configuration");
    if (!before)
        return {};
    if (before->dataset != config.dataset)
        return fmt::format(", measured on {}", before->dataset.empty() ? "no data set" : before->dataset);
    if (!(before->fidelity == config.fidelity))
        return fmt::format(", measured at {}", estimate::toText(before->fidelity));
    return {};
}

} // namespace

void warmStart(Session& session, const std::vector<std::string>& runs, run::RunConfig& config)
{
    if (runs.empty())
        return;
    const space::DecisionTree tree = run::decisionsOf(config, session.catalogue()).value();
    history::Reader reader(session.historyPath());
    for (const std::string& list : runs) {
        std::istringstream parts(list);
        for (std::string part; std::getline(parts, part, ',');) {
            const std::int64_t number = parseWhole(part, "--warm-start", 1);
            auto known = run::knownTrialsOf(reader, number, tree, config.objectives).value();
            if (!session.globals.quiet)
                fmt::print(stderr, "warm start: {} of run {}{}\n",
                           known.size() == 1 ? "one trial" : fmt::format("{} trials", known.size()), number,
                           caveat(reader.run(number).info.config, config));
            config.known.insert(config.known.end(), std::make_move_iterator(known.begin()),
                                std::make_move_iterator(known.end()));
        }
    }
}

} // namespace cw::cli
