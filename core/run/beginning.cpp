// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/beginning.h"

#include <cmath>
#include <filesystem>
#include <map>
#include <unordered_set>

#include <fmt/format.h>

#include "core/space/realise.h"

namespace cw::run {

namespace {

/// Empty when both trees admit the same candidates in the same text form.
std::string difference(const space::DecisionTree& earlier, const space::DecisionTree& now)
{
    if (earlier.size() != now.size())
        return fmt::format("it has {} decisions, this space {}", earlier.size(), now.size());
    for (std::size_t i = 0; i < now.size(); ++i) {
        const space::Decision& a = earlier.decisions[i];
        const space::Decision& b = now.decisions[i];
        if (a.name != b.name)
            return fmt::format("its decision {} is '{}', here it is '{}'", i + 1, a.name, b.name);
        if (!(a.domain == b.domain) || !(a.condition == b.condition))
            return fmt::format("its decision '{}' has other values or conditions", b.name);
    }
    return {};
}

bool hasEvery(const std::vector<estimate::Objective>& objectives, const estimate::Metrics& metrics)
{
    for (const double value : estimate::orientedValues(objectives, metrics)) {
        if (std::isnan(value))
            return false;
    }
    return true;
}

/// Files of weights that a run has kept, by trial.
std::map<std::int64_t, std::string> weightsOf(history::Reader& reader, std::int64_t run)
{
    std::map<std::int64_t, std::string> files;
    for (const history::CheckpointRow& row : reader.checkpoints(run)) {
        std::error_code none;
        if (std::filesystem::exists(row.path, none))
            files[row.trial] = std::filesystem::absolute(row.path).string();
    }
    return files;
}

} // namespace

Result<Beginning> beginningOf(const RunConfig& config, const space::SearchSpace& space, const space::DecisionTree& tree,
                              const space::CandidateSet& candidates)
{
    Beginning beginning;
    for (const std::string& text : config.enqueue) {
        const std::string where = fmt::format("enqueue {}", beginning.enqueued.size() + 1);
        auto candidate = space::parseCandidate(space, tree, text);
        if (!candidate)
            return Error(ErrorCode::Config, candidate.error().problem(), where);
        if (!candidates.contains(*candidate))
            return Error(ErrorCode::Config, fmt::format("the constraints or the table do not admit '{}'", text), where);
        beginning.enqueued.push_back(std::move(*candidate));
    }
    for (const KnownTrial& trial : config.known) {
        const std::string where = fmt::format("known {}", beginning.known.size() + 1);
        auto candidate = space::candidateFromText(tree, trial.candidate, where);
        if (!candidate)
            return candidate.error();
        if (!hasEvery(config.objectives, trial.metrics))
            return Error(ErrorCode::Config, "expected a value for every objective, found none for one of them", where);
        beginning.known.push_back(trial);
        beginning.knownCandidates.push_back(std::move(*candidate));
    }
    return beginning;
}

Result<std::vector<KnownTrial>> knownTrialsOf(history::Reader& reader, std::int64_t run,
                                              const space::DecisionTree& tree,
                                              const std::vector<estimate::Objective>& objectives)
{
    try {
        const std::string where = fmt::format("warm start from run {}", run);
        const auto space = space::spaceFromJson(reader.run(run).info.space, where);
        if (!space)
            return space.error();
        const auto earlier = space::compileOrError(*space);
        if (!earlier)
            return earlier.error();
        if (const std::string differs = difference(*earlier, tree); !differs.empty())
            return Error(ErrorCode::Config, fmt::format("expected a run on the same space, but {}", differs), where);
        const auto weights = weightsOf(reader, run);
        const estimate::Fidelity fidelity = runConfigFromJson(reader.run(run).info.config, where).value().fidelity;
        std::vector<KnownTrial> known;
        std::unordered_set<std::string> seen;
        for (history::TrialRow& row : reader.trials(run)) {
            if (row.state != TrialState::Finished || !hasEvery(objectives, row.metrics))
                continue;
            const space::Candidate candidate{std::move(row.values)};
            space::checkCandidate(tree, candidate, fmt::format("{}, trial {}", where, row.trial)).value();
            std::string text = space::toText(tree, candidate);
            if (!seen.insert(text).second)
                continue;
            known.push_back({std::move(text), std::move(row.metrics)});
            if (const auto kept = weights.find(row.trial); kept != weights.end()) {
                known.back().weights = kept->second;
                known.back().fidelity = fidelity;
            }
        }
        if (known.empty())
            return Error(ErrorCode::Config,
                         fmt::format("expected a finished trial with a value for {}, found none",
                                     estimate::toText(objectives.front())),
                         where);
        return known;
    } catch (const Error& error) {
        return error;
    }
}

} // namespace cw::run
