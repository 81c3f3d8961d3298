// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/strategy/ensemble.h"

#include <algorithm>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <numeric>

#include <fmt/format.h>

#include "core/base/assert.h"
#include "core/base/normal.h"
#include "core/strategy/fitness.h"

namespace cw::strategy {

namespace {

constexpr std::size_t kDigits = 8; // of one number
constexpr const char* kNetworksWhere = "strategy state: networks";

Json toHex(const std::vector<float>& numbers)
{
    std::string text;
    text.reserve(numbers.size() * kDigits);
    for (const float number : numbers)
        fmt::format_to(std::back_inserter(text), "{:08x}", std::bit_cast<std::uint32_t>(number));
    return text;
}

std::vector<float> fromHex(const Json& state, std::size_t size)
{
    const Error bad(ErrorCode::Format, fmt::format("expected {} hexadecimal digits", size * kDigits), kNetworksWhere);
    if (!state.is_string() || state.get_ref<const std::string&>().size() != size * kDigits)
        throw bad;
    const char* text = state.get_ref<const std::string&>().data();
    std::vector<float> numbers;
    for (std::size_t i = 0; i < size; ++i, text += kDigits) {
        std::uint32_t bits = 0;
        const auto [end, failure] = std::from_chars(text, text + kDigits, bits, 16);
        numbers.push_back(std::bit_cast<float>(bits));
        if (failure != std::errc() || end != text + kDigits || !std::isfinite(numbers.back()))
            throw bad;
    }
    return numbers;
}

} // namespace

std::vector<float> rankTargets(const std::vector<Record>& records, std::size_t objectives)
{
    const std::size_t n = records.size();
    std::vector<float> targets(n * objectives);
    std::vector<std::size_t> order(n);
    for (std::size_t k = 0; k < objectives; ++k) {
        const auto score = [&](std::size_t i) { return records[i].scores.empty() ? kWorst : records[i].scores[k]; };
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return score(a) < score(b); });
        for (std::size_t first = 0; first < n;) {
            std::size_t end = first + 1;
            while (end < n && score(order[end]) == score(order[first]))
                ++end;
            const double rank = double(first + end - 1) / 2;
            const auto target = float(normalQuantile((rank + 0.5) / double(n)));
            for (; first < end; ++first)
                targets[order[first] * objectives + k] = target;
        }
    }
    return targets;
}

// A space may have no decisions: one constant input keeps the networks networks.
Ensemble::Ensemble(const space::DecisionTree& tree, const Shape& shape)
    : m_features(tree)
    , m_objectives(shape.objectives)
    , m_ensemble({.networks = shape.networks,
                  .inputs = m_features.size() + 1,
                  .width = shape.width,
                  .outputs = shape.objectives})
{
}

void Ensemble::addInputs(const space::Candidate& candidate, std::vector<float>& inputs) const
{
    for (const double number : m_features.of(candidate))
        inputs.push_back(float(number));
    inputs.push_back(1);
}

void Ensemble::fit(const std::vector<Record>& records, const Mlp::Training& training, Rng& rng)
{
    CW_ASSERT(!records.empty());
    std::vector<float> inputs;
    for (const Record& record : records)
        addInputs(record.candidate, inputs);
    m_ensemble.fit(inputs, rankTargets(records, m_objectives), training, rng);
    m_isFitted = true;
}

std::vector<Ensemble::Prediction> Ensemble::predict(const std::vector<space::Candidate>& candidates) const
{
    std::vector<float> inputs;
    for (const space::Candidate& candidate : candidates)
        addInputs(candidate, inputs);
    return m_ensemble.predict(inputs);
}

Json Ensemble::state() const
{
    Json networks = Json::array();
    for (const Mlp& network : m_ensemble.networks()) {
        if (m_isFitted)
            networks.push_back(toHex(network.parameters()));
    }
    return networks;
}

void Ensemble::restore(const Json& state)
{
    const std::vector<Mlp>& networks = m_ensemble.networks();
    if (!state.is_array() || (!state.empty() && state.size() != networks.size()))
        throw Error(ErrorCode::Format, fmt::format("expected a list of none or {} networks", networks.size()),
                    kNetworksWhere);
    std::vector<std::vector<float>> parameters;
    for (const Json& network : state)
        parameters.push_back(fromHex(network, networks.front().parameters().size()));
    m_isFitted = !parameters.empty();
    if (m_isFitted)
        m_ensemble.setParameters(std::move(parameters));
}

} // namespace cw::strategy
