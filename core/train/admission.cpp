// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/admission.h"

#include <algorithm>
#include <new>
#include <string_view>
#include <variant>
#include <vector>

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/train/calibrate.h"
#include "core/train/session_state.h"

namespace cw::train {

namespace {

constexpr const char* kWhere = "setting 'calibration'";

} // namespace

std::string Admission::problem(const SessionRequest& request)
{
    const Settings& settings = request.settings;
    std::string tooLarge =
        estimate::parametersProblem(request.architecture->costs.parameters, settings.integer("max_params"));
    if (!tooLarge.empty())
        return tooLarge;
    const double limit = settings.real("max_memory");
    if (request.device == "cpu" || limit > 0) {
        std::string tooMuch = memoryProblem(*request.architecture, memoryUse(settings, request.threads), limit);
        if (!tooMuch.empty())
            return tooMuch;
    }
    return settings.real("max_seconds") > 0 ? timeProblem(request) : std::string();
}

std::string Admission::timeProblem(const SessionRequest& request)
{
    const Settings& settings = request.settings;
    const auto train = std::int64_t(request.data->trainIndices(request.fidelity.data).size());
    const auto valid = request.data->validIndices(request.fidelity.data, settings.integer("valid_min")).size();
    const std::int64_t batch = std::min(settings.integer("batch"), train);
    const std::vector<space::PrimitiveNode>& nodes = request.architecture->primitives;
    const bool hasNorms = std::any_of(nodes.begin(), nodes.end(), [](const space::PrimitiveNode& node) {
        return std::holds_alternative<space::BatchNorm>(node.primitive);
    });
    const estimate::TrainingPlan plan{.batch = batch,
                                      .steps = train / batch,
                                      .validSamples = std::int64_t(valid),
                                      .normBatches =
                                          hasNorms ? std::min(settings.integer("norm_batches"), train / batch) : 0,
                                      .epochs = epochsOf(request),
                                      .repeats = settings.integer("repeats")};
    const double seconds =
        secondsOfTraining(estimate::workloadOf(*request.architecture), calibrationFor(request), plan);
    return estimate::timeProblem(seconds, settings.real("max_seconds"));
}

estimate::Calibration Admission::calibrationFor(const SessionRequest& request)
{
    const std::string& given = request.settings.text("calibration");
    const std::string& precision = request.settings.text("precision");
    if (!given.empty()) {
        const Json json = parseJson(given, kWhere).value();
        estimate::Calibration calibration = estimate::calibrationFromJson(json, kWhere).value();
        if (calibration.device != request.device || calibration.threads != request.threads ||
            calibration.precision != precision)
            throw Error(ErrorCode::Config,
                        fmt::format("it is of {}, {} threads, {}; the training runs on {}, {} threads, {}",
                                    calibration.device, calibration.threads, calibration.precision, request.device,
                                    request.threads, precision),
                        kWhere);
        return calibration;
    }
    const auto isOfThis = [&](const Json& json) {
        const Result<estimate::Calibration> kept = estimate::calibrationFromJson(json, kWhere);
        return kept && kept->device == request.device && kept->threads == request.threads &&
               kept->precision == precision;
    };
    const auto measure = [&] { return estimate::toJson(calibrate(request.device, request.threads, precision)); };
    const std::string key = fmt::format("{}, {} threads, {}", request.device, request.threads, precision);
    const std::lock_guard lock(m_mutex);
    auto found = m_measured.find(key);
    if (found == m_measured.end()) {
        const Json json = request.calibrationOf ? request.calibrationOf(key, isOfThis, measure) : measure();
        found = m_measured.emplace(key, estimate::calibrationFromJson(json, kWhere).value()).first;
    }
    return found->second;
}

bool isOutOfMemory(const std::exception& problem)
{
    if (dynamic_cast<const std::bad_alloc*>(&problem) != nullptr)
        return true;
    const std::string_view text = problem.what();
    return text.find("can't allocate memory") != std::string_view::npos ||
           text.find("out of memory") != std::string_view::npos;
}

} // namespace cw::train
