// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/strategy/learner_state.h"

#include <fmt/format.h>

#include "core/strategy/encoding.h"

namespace cw::strategy {

namespace {

constexpr const char* kLearnerWhere = "strategy state";

double checked(const Json& value, const char* key, double least, double most)
{
    const double number = decodeNumber(value, kLearnerWhere).value();
    if (!(number >= least && number <= most))
        throw Error(ErrorCode::Format,
                    fmt::format("'{}': expected a number from {} to {}, found {}", key, least, most, number),
                    kLearnerWhere);
    return number;
}

} // namespace

Json numbersToState(const std::vector<double>& numbers)
{
    Json list = Json::array();
    for (const double number : numbers)
        list.push_back(encodeNumber(number));
    return list;
}

std::vector<double> numbersFromState(const Json& state, const char* key, std::size_t size, double least, double most)
{
    const Json& list = stateMember(state, key);
    if (!list.is_array() || list.size() != size)
        throw Error(ErrorCode::Format, fmt::format("'{}': expected a list of {} numbers", key, size), kLearnerWhere);
    std::vector<double> numbers;
    numbers.reserve(size);
    for (const Json& value : list)
        numbers.push_back(checked(value, key, least, most));
    return numbers;
}

double numberFromState(const Json& state, const char* key, double least, double most)
{
    return checked(stateMember(state, key), key, least, most);
}

std::vector<int> armsFromState(const Json& state, const Slots& slots)
{
    const auto bad = [] {
        return Error(ErrorCode::Format, "expected an arm for every slot of this space", kLearnerWhere);
    };
    if (!state.is_array() || state.size() != slots.size())
        throw bad();
    std::vector<int> arms;
    for (const Json& value : state) {
        if (!value.is_number_integer())
            throw bad();
        const auto arm = value.get<std::int64_t>();
        if (arm < Slots::kNoArm || arm >= slots[arms.size()].arms)
            throw bad();
        arms.push_back(static_cast<int>(arm));
    }
    return arms;
}

} // namespace cw::strategy
