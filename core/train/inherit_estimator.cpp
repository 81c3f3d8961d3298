// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/inherit_estimator.h"

#include <algorithm>

#include "core/net/transfer_model.h"
#include "core/train/checkpoint.h"

namespace cw::train {

namespace {

constexpr std::size_t kMostTries = 10;
constexpr const char* kFrom = "inherited_from";
constexpr const char* kFromPast = "inherited_from_known";
constexpr const char* kPart = "inherited_part";
constexpr const char* kUnusable = "unusable_weights";

/// The settings that belong to the training itself.
estimate::EstimatorSetup withoutOwnSettings(estimate::EstimatorSetup setup)
{
    Json values = setup.settings.json();
    for (const ParamSpec& own : estimate::inheritParameters())
        values.erase(own.name);
    setup.settings = Settings(std::move(values));
    return setup;
}

/// What the checkpoint from which this training goes on notes about its parent, or nothing. Whether it can be used is
/// for the session to judge.
Json earlierNotes(const estimate::Context& context)
{
    for (const std::filesystem::path& file : {context.checkpoint, context.continueFrom}) {
        if (file.empty() || !std::filesystem::exists(file))
            continue;
        const Result<Checkpoint> checkpoint = readCheckpoint(file);
        const Json none = Json::object();
        const Json notes = checkpoint ? checkpoint->facts.value("notes", none) : none;
        Json known{{kFrom, 0.0}, {kPart, 0.0}};
        for (const char* name : {kFrom, kFromPast, kPart, kUnusable}) {
            const auto found = notes.find(name);
            if (found != notes.end() && found->is_number())
                known[name] = *found;
        }
        return known;
    }
    return {};
}

} // namespace

InheritEstimator::InheritEstimator(const estimate::EstimatorSetup& setup)
    : TrainEstimator(withoutOwnSettings(setup))
    , m_minPart(setup.settings.real("min_part"))
    , m_noise(setup.settings.real("noise"))
    , m_rateFactor(setup.settings.real("rate_factor"))
{
}

/// Whether weights can come from that relative; then it is the heritage.
bool InheritEstimator::take(const Relative& relative, const SessionRequest& request, Heritage& heritage) const
{
    Result<space::Architecture> realised = realise(relative.candidate, relative.fidelity);
    if (!realised) { // a candidate that this space no longer has
        ++heritage.unusable;
        return false;
    }
    const auto parent = std::make_shared<const space::Architecture>(std::move(*realised));
    const net::TransferOptions options{.seed = request.seed, .trial = request.trial, .noise = m_noise};
    auto transfer = std::make_shared<const net::Transfer>(parent, request.architecture, options);
    if (!transfer->report().preserved && transfer->report().inheritedPart < m_minPart)
        return false;
    Result<net::Weights> weights = readWeights(relative.weights);
    if (!weights || !net::checkWeights(*parent, *weights)) {
        ++heritage.unusable;
        return false;
    }
    heritage.from = relative.trial;
    heritage.part = transfer->report().inheritedPart;
    heritage.transfer = std::move(transfer);
    heritage.weights = std::make_shared<const net::Weights>(std::move(*weights));
    return true;
}

InheritEstimator::Heritage InheritEstimator::choose(const space::Candidate& candidate, const estimate::Context& context,
                                                    const SessionRequest& request) const
{
    Heritage heritage;
    const std::vector<Relative> relatives =
        relativesOf(candidate, context, setup().objectives.front(), setup().past.get());
    for (std::size_t i = 0; i < std::min(relatives.size(), kMostTries); ++i) {
        if (take(relatives[i], request, heritage))
            break;
    }
    return heritage;
}

void InheritEstimator::adapt(const space::Candidate& candidate, const estimate::Context& context,
                             SessionRequest& request, estimate::Metrics& metrics) const
{
    request.notes = earlierNotes(context);
    if (request.notes.is_null()) {
        const Heritage heritage = choose(candidate, context, request);
        request.notes = {{kFrom, double(std::max<std::int64_t>(0, heritage.from))}, {kPart, heritage.part}};
        if (heritage.from < 0)
            request.notes[kFromPast] = double(-heritage.from);
        if (heritage.unusable > 0)
            request.notes[kUnusable] = double(heritage.unusable);
        if (heritage.transfer) {
            request.initialise = [transfer = heritage.transfer, weights = heritage.weights](net::Model& model) {
                net::transferInto(model, *transfer, *weights);
            };
        }
    }
    for (const auto& [name, value] : request.notes.items())
        metrics[name] = value.get<double>();
    if (metrics[kFrom] == 0 && !metrics.contains(kFromPast))
        return;
    Json values = request.settings.json();
    values["learning_rate"] = request.settings.real("learning_rate") * m_rateFactor;
    request.settings = Settings(std::move(values));
}

} // namespace cw::train
