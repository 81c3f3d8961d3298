// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/judging.h"

#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "core/base/correlation.h"
#include "core/base/rng.h"
#include "core/run/job_runner.h"
#include "core/space/realise.h"

namespace cw::run {

namespace {

/// No result is told here.
class NothingTold final : public estimate::Told {
public:
    std::size_t size() const override { return 0; }
    const estimate::ToldResult& at(std::size_t) const override
    {
        throw Error(ErrorCode::Internal, "nothing was told", "judging");
    }
};

estimate::Estimate judgeOne(const std::string& text, const Parts& parts, estimate::Context& context)
{
    const auto candidate = space::parseCandidate(*parts.space, parts.tree, text);
    if (!candidate)
        throw Error(ErrorCode::Config, candidate.error().problem(), fmt::format("candidate {}", context.trial));
    estimate::Estimate estimate;
    const std::string problem =
        problemOf([&] { estimate = parts.estimator->estimate(*candidate, parts.config.fidelity, context); });
    if (!problem.empty()) {
        estimate = {};
        estimate.state = TrialState::Failed;
        estimate.reason = problem;
    }
    return estimate;
}

} // namespace

Judged judgeCandidate(const Parts& parts, const std::string& candidate, std::int64_t place, const std::stop_token& stop,
                      const std::function<void(const estimate::Progress&)>& progress)
{
    const NothingTold nothing;
    estimate::Context context;
    context.stop = stop;
    context.device = parts.config.devices.front();
    context.threads = parts.config.threads;
    context.seed = parts.config.seed;
    context.trial = place;
    context.told = &nothing;
    context.progress = progress;
    return {candidate, judgeOne(candidate, parts, context)};
}

std::vector<Judged> judgeCandidates(const Parts& parts, const std::vector<std::string>& candidates,
                                    const std::stop_token& stop, const std::function<void(const Judged&)>& each)
{
    parts.estimator->prepare();
    std::vector<Judged> judged;
    for (const std::string& text : candidates) {
        Judged one = judgeCandidate(parts, text, std::int64_t(judged.size()) + 1, stop, {});
        if (stop.stop_requested())
            break;
        each(one);
        judged.push_back(std::move(one));
    }
    return judged;
}

std::string drawCandidate(const Parts& parts, std::int64_t draw)
{
    Rng rng(parts.config.seed, std::uint64_t(draw), "try-one");
    return space::candidateText(*parts.space, parts.tree, parts.candidates->sample(rng));
}

std::vector<KnownTrial> asDecisions(std::vector<KnownTrial> known, const Json& document)
{
    if (!document.is_object())
        return known;
    const space::SearchSpace opened = space::spaceFromJson(document, "space").value();
    const space::DecisionTree tree = space::compileOrError(opened).value();
    for (KnownTrial& trial : known) {
        if (const auto candidate = space::parseCandidate(opened, tree, trial.candidate))
            trial.candidate = space::toText(tree, *candidate);
    }
    return known;
}

std::vector<double> valuesOf(const std::vector<Judged>& judged, const std::string& metric)
{
    std::vector<double> values;
    for (const Judged& one : judged) {
        const auto found = one.estimate.metrics.find(metric);
        const bool has = one.estimate.state == TrialState::Finished && found != one.estimate.metrics.end();
        values.push_back(has ? found->second : std::numeric_limits<double>::quiet_NaN());
    }
    return values;
}

Agreement agreementOf(const std::vector<double>& a, std::vector<double> b)
{
    b.resize(a.size(), std::numeric_limits<double>::quiet_NaN());
    Agreement agreement{.spearman = spearman(a, b), .kendall = kendallTauB(a, b)};
    for (std::size_t i = 0; i < a.size(); ++i)
        agreement.pairs += std::isnan(a[i]) || std::isnan(b[i]) ? 0 : 1;
    return agreement;
}

} // namespace cw::run
