// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/session_state.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/base/hash.h"
#include "core/train/checkpoint.h"

namespace cw::train {

namespace {

std::string hashOf(const Json& json)
{
    return fmt::format("{:016x}", fnv1a64(json.dump()));
}

/// Differing facts, for a message.
std::string differences(const Json& expected, const Json& found)
{
    std::vector<std::string> names;
    for (const auto& [name, value] : expected.items()) {
        if (!found.is_object() || found.find(name) == found.end() || found.at(name) != value)
            names.push_back(name);
    }
    return joinNames(names);
}

std::vector<float> toVector(const torch::Tensor& tensor)
{
    const torch::Tensor flat = tensor.detach().to(torch::kCPU).contiguous();
    return {flat.data_ptr<float>(), flat.data_ptr<float>() + flat.numel()};
}

SessionState stateOf(const Json& facts, const std::string& where)
{
    SessionState state;
    try {
        state.epoch = facts.at("epoch").get<std::int64_t>();
        state.stepInEpoch = facts.at("step").get<std::int64_t>();
        state.lossSum = facts.at("loss_sum").get<double>();
        for (const Json& epoch : facts.at("epochs"))
            state.epochs.push_back({epoch.at(0).get<double>(), epoch.at(1).get<double>(), epoch.at(2).get<double>()});
    } catch (const Json::exception& exception) {
        throw Error(ErrorCode::Format, fmt::format("damaged checkpoint: {}", exception.what()), where);
    }
    return state;
}

void checkFits(const Checkpoint& checkpoint, const SessionRequest& request, const std::vector<torch::Tensor>& tensors,
               const std::string& where)
{
    const Json expected = identityOf(request);
    const auto found = checkpoint.facts.find("identity");
    std::string problem = differences(expected, found == checkpoint.facts.end() ? Json() : *found);
    if (!problem.empty())
        throw Error(ErrorCode::Format, "the checkpoint belongs to another training, which differs in " + problem,
                    where);
    bool fits = checkpoint.arrays.size() == tensors.size();
    for (std::size_t i = 0; fits && i < tensors.size(); ++i)
        fits = std::int64_t(checkpoint.arrays[i].size()) == tensors[i].numel();
    if (!fits)
        throw Error(ErrorCode::Format, "damaged checkpoint: it has not as many numbers as the network", where);
}

} // namespace

std::int64_t epochsOf(const SessionRequest& request)
{
    return std::max<std::int64_t>(1, std::llround(request.fidelity.epochs));
}

std::int64_t horizonOf(const SessionRequest& request)
{
    return request.horizon > 0 ? std::max<std::int64_t>(1, std::llround(request.horizon)) : epochsOf(request);
}

Json identityOf(const SessionRequest& request)
{
    Json settings = request.settings.json();
    for (const char* limit : {"max_params", "max_memory", "max_seconds", "calibration", "repeats"})
        settings.erase(limit); // no weight depends on them
    Json fidelity = estimate::toJson(request.fidelity);
    fidelity.erase("epochs");
    return {{"architecture", hashOf(space::toJson(*request.architecture))},
            {"settings", hashOf(settings)},
            {"fidelity", fidelity},
            {"data set", request.data->dataSet().id},
            {"seed", request.seed},
            {"trial", request.trial},
            {"horizon", horizonOf(request)}};
}

void saveSession(const std::filesystem::path& file, const SessionRequest& request, const SessionState& state,
                 const std::vector<torch::Tensor>& tensors)
{
    Json epochs = Json::array();
    for (const EpochResult& epoch : state.epochs)
        epochs.push_back({epoch.trainLoss, epoch.validLoss, epoch.validAccuracy});
    Checkpoint checkpoint{{{"identity", identityOf(request)},
                           {"epoch", state.epoch},
                           {"step", state.stepInEpoch},
                           {"loss_sum", state.lossSum},
                           {"epochs", epochs},
                           {"notes", request.notes}},
                          {}};
    for (const torch::Tensor& tensor : tensors)
        checkpoint.arrays.push_back(toVector(tensor));
    writeCheckpoint(file, checkpoint);
}

std::optional<SessionState> loadSession(const std::filesystem::path& file, const SessionRequest& request,
                                        std::int64_t stepsPerEpoch, const std::vector<torch::Tensor>& tensors)
{
    const std::string where = file.string();
    const Result<Checkpoint> read = readCheckpoint(file);
    if (!read && read.error().code() == ErrorCode::NotFound)
        return {};
    const Checkpoint& checkpoint = read.value();
    checkFits(checkpoint, request, tensors, where);
    SessionState state = stateOf(checkpoint.facts, where);
    if (state.epoch < 0 || state.stepInEpoch < 0 || state.stepInEpoch > stepsPerEpoch ||
        std::int64_t(state.epochs.size()) != state.epoch)
        throw Error(ErrorCode::Format,
                    fmt::format("damaged checkpoint: {} epochs of {}, step {} of {}", state.epochs.size(), state.epoch,
                                state.stepInEpoch, stepsPerEpoch),
                    where);
    const std::int64_t epochs = epochsOf(request);
    if (state.epoch > epochs || (state.epoch == epochs && state.stepInEpoch > 0))
        return {};
    for (std::size_t i = 0; i < tensors.size(); ++i) {
        const auto count = std::int64_t(checkpoint.arrays[i].size());
        auto* values = const_cast<float*>(checkpoint.arrays[i].data());
        tensors[i].copy_(torch::from_blob(values, {count}, torch::kFloat));
    }
    return state;
}

} // namespace cw::train
