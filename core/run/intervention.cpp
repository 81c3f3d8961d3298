// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/intervention.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/run/run_config.h"

namespace cw::run {

namespace {

constexpr std::size_t kMostShown = 400; ///< bytes

std::int64_t numberOf(const Json& argument, const char* key, std::int64_t most)
{
    const Json value = argument.is_object() ? argument.value(key, Json()) : argument;
    return value.is_number_integer() && value >= 1 && value <= most ? value.get<std::int64_t>() : 0;
}

std::string textIn(const Json& argument, const char* key)
{
    const Json value = argument.is_object() ? argument.value(key, Json()) : Json();
    return value.is_string() ? value.get<std::string>() : std::string();
}

} // namespace

std::int64_t evaluationsOf(const Json& argument)
{
    return numberOf(argument, "evaluations", kMaxEvaluations);
}

int workersOf(const Json& argument)
{
    return static_cast<int>(numberOf(argument, "workers", kMaxWorkers));
}

std::string noteOf(const Json& argument)
{
    const Json value = argument.is_object() ? argument.value("note", Json()) : argument;
    return value.is_string() ? value.get<std::string>() : std::string();
}

Json enqueueArgument(const std::string& candidate)
{
    return {{"candidate", candidate}};
}

Result<std::string> candidateOf(const Json& argument)
{
    std::string text = textIn(argument, "candidate");
    if (text.empty())
        return Error(ErrorCode::Config, "expected a candidate as text, found none");
    if (text.size() > kMaxCandidateText)
        return Error(ErrorCode::Config,
                     fmt::format("expected a candidate of at most {} bytes, found {}", kMaxCandidateText, text.size()));
    return text;
}

Json pinArgument(const PinRequest& request)
{
    return {{"decision", request.decision}, {"value", request.value ? Json(*request.value) : Json()}};
}

Result<PinRequest> pinOf(const Json& argument)
{
    PinRequest request{.decision = textIn(argument, "decision"), .value = {}};
    if (request.decision.empty())
        return Error(ErrorCode::Config, "expected the name of a decision, found none");
    if (!argument.contains("value"))
        return Error(ErrorCode::Config, fmt::format("expected a value for '{}', found none", request.decision));
    const Json& value = argument.at("value");
    if (value.is_string())
        request.value = value.get<std::string>();
    else if (value.is_number())
        request.value = value.dump();
    else if (!value.is_null())
        return Error(ErrorCode::Config,
                     fmt::format("expected a value for '{}' as text, found {}", request.decision, value.type_name()));
    return request;
}

bool isOfSearch(history::InterventionKind kind)
{
    return kind == history::InterventionKind::Enqueue || kind == history::InterventionKind::Pin;
}

Json carriedOut(std::int64_t intervention, std::int64_t step)
{
    return {{"intervention", intervention}, {"step", step}};
}

Json refused(std::int64_t intervention, const std::string& reason)
{
    return {{"intervention", intervention}, {"refused", reason}};
}

std::string shortened(const std::string& text)
{
    if (text.size() <= kMostShown)
        return text;
    std::size_t end = kMostShown;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) // not in the middle of a character
        --end;
    return text.substr(0, end) + "...";
}

std::vector<Intervention> interventionsOf(history::Reader& reader, std::int64_t run)
{
    std::vector<Intervention> all;
    for (history::InterventionRow& row : reader.interventions(run, false))
        all.push_back({std::move(row), {}});
    // After the rows: what counts as applied has its outcome.
    std::map<std::int64_t, Outcome> outcomes;
    for (const history::EventRow& event : reader.events(run)) {
        const Json id =
            event.kind == kOutcomeEvent && event.data.is_object() ? event.data.value("intervention", Json()) : Json();
        if (!id.is_number_integer())
            continue;
        const Json step = event.data.value("step", Json());
        outcomes[id.get<std::int64_t>()] = {step.is_number_integer() ? step.get<std::int64_t>() : 0,
                                            textIn(event.data, "refused")};
    }
    for (Intervention& each : all) {
        const auto found = outcomes.find(each.row.id);
        if (each.row.appliedAtJob >= 0 && isOfSearch(each.row.kind) && found != outcomes.end())
            each.outcome = found->second;
    }
    return all;
}

std::vector<Intervention> stepsOf(history::Reader& reader, std::int64_t run)
{
    std::vector<Intervention> steps = interventionsOf(reader, run);
    std::erase_if(steps, [](const Intervention& each) { return each.outcome.step <= 0; });
    std::sort(steps.begin(), steps.end(),
              [](const Intervention& a, const Intervention& b) { return a.outcome.step < b.outcome.step; });
    return steps;
}

std::map<std::string, std::string> pinsOf(const std::vector<Intervention>& all)
{
    std::map<std::int64_t, PinRequest> steps;
    for (const Intervention& each : all) {
        const auto request = each.row.kind == history::InterventionKind::Pin && each.outcome.step > 0
                                 ? pinOf(each.row.argument)
                                 : Error(ErrorCode::Config, "no pin");
        if (request)
            steps[each.outcome.step] = *request;
    }
    std::map<std::string, std::string> pins;
    for (const auto& [step, request] : steps) {
        if (request.value)
            pins[request.decision] = *request.value;
        else
            pins.erase(request.decision);
    }
    return pins;
}

} // namespace cw::run
