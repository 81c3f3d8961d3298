// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimate/brackets.h"

#include <algorithm>
#include <utility>

#include "core/base/assert.h"
#include "core/base/error.h"
#include "core/estimate/scheduler_state.h"

namespace cw::estimate {

namespace {

constexpr std::int64_t kMost = 1'000'000'000;

Error wrong(const char* what)
{
    return Error(ErrorCode::Format, what, "scheduler state");
}

} // namespace

Brackets::Brackets(Ladder ladder, std::vector<BracketPlan> plans, std::size_t objectives)
    : Scheduler(ladder.rungs)
    , m_ladder(std::move(ladder))
    , m_plans(std::move(plans))
    , m_objectives(objectives)
{
    CW_ASSERT(!m_plans.empty());
}

void Brackets::begin(std::int64_t trial)
{
    if (m_opened == 0 || !m_brackets.contains(m_opened) || m_brackets.at(m_opened).full) {
        Bracket bracket{.plan = std::size_t(m_opened) % m_plans.size()};
        m_brackets.emplace(++m_opened, std::move(bracket));
    }
    Bracket& bracket = m_brackets.at(m_opened);
    ++bracket.size;
    ++bracket.out;
    bracket.full = bracket.size >= m_plans[bracket.plan].trials;
    m_bracketOf.emplace(trial, m_opened);
}

void Brackets::tell(const RungResult& result)
{
    const auto place = m_bracketOf.find(result.trial);
    if (place == m_bracketOf.end())
        return;
    const std::int64_t number = place->second;
    Bracket& bracket = m_brackets.at(number);
    --bracket.out;
    bracket.told.push_back(result);
    if (!isRankable(result.values))
        bracket.told.back().values.clear();
    settle(number, bracket);
}

/// Which of the results on a rung go on, best first.
std::vector<std::size_t> Brackets::goingOn(const Bracket& bracket) const
{
    std::vector<std::size_t> with;
    std::vector<std::vector<double>> values;
    for (std::size_t i = 0; i < bracket.told.size(); ++i) {
        if (bracket.told[i].values.empty())
            continue;
        with.push_back(i);
        values.push_back(bracket.told[i].values);
    }
    std::vector<std::size_t> best;
    for (const std::size_t rank : ranking(values))
        best.push_back(with[rank]);
    const int first = m_plans[bracket.plan].firstLevel;
    const std::size_t most = m_ladder.handedOn(bracket.told.size(), std::size_t(bracket.rung), first);
    best.resize(std::min(best.size(), std::max<std::size_t>(1, most)));
    return best;
}

/// When everybody is there, the rung is over.
void Brackets::settle(std::int64_t number, Bracket& bracket)
{
    if (!bracket.full || bracket.out > 0)
        return;
    std::vector<std::size_t> best;
    if (bracket.rung < lastRung()) {
        // By number, not by result: nobody may depend on who arrived first.
        std::sort(bracket.told.begin(), bracket.told.end(),
                  [](const RungResult& a, const RungResult& b) { return a.trial < b.trial; });
        best = goingOn(bracket);
    }
    std::vector<bool> stays(bracket.told.size(), true);
    for (const std::size_t at : best) {
        m_ready.push_back({bracket.told[at].trial, bracket.rung + 1});
        stays[at] = false;
    }
    for (std::size_t at = 0; at < stays.size(); ++at) {
        if (!stays[at])
            continue;
        m_retired.push_back(bracket.told[at].trial);
        m_bracketOf.erase(bracket.told[at].trial);
    }
    if (best.empty()) {
        m_brackets.erase(number);
        return;
    }
    ++bracket.rung;
    bracket.out = best.size();
    bracket.told.clear();
}

std::optional<Promotion> Brackets::next(bool closing)
{
    if (m_ready.empty() && closing && m_brackets.contains(m_opened)) {
        Bracket& bracket = m_brackets.at(m_opened);
        // Left as it is when nobody goes on: a run that ends here and is given more to do fills it up.
        if (!bracket.full && bracket.out == 0 && !goingOn(bracket).empty()) {
            bracket.full = true;
            settle(m_opened, bracket);
        }
    }
    if (m_ready.empty())
        return std::nullopt;
    const Promotion promotion = m_ready.front();
    m_ready.pop_front();
    return promotion;
}

std::vector<std::int64_t> Brackets::takeRetired()
{
    return std::exchange(m_retired, {});
}

Json Brackets::state() const
{
    Json brackets = Json::array();
    for (const auto& [number, bracket] : m_brackets) {
        Json told = Json::array();
        for (const RungResult& result : bracket.told)
            told.push_back({{"trial", result.trial}, {"values", valuesToState(result.values)}});
        Json trials = Json::array();
        for (const auto& [trial, at] : m_bracketOf) {
            if (at == number)
                trials.push_back(trial);
        }
        brackets.push_back({{"number", number},
                            {"plan", bracket.plan},
                            {"size", bracket.size},
                            {"full", bracket.full},
                            {"rung", bracket.rung},
                            {"out", bracket.out},
                            {"told", std::move(told)},
                            {"trials", std::move(trials)}});
    }
    Json ready = Json::array();
    for (const Promotion& promotion : m_ready)
        ready.push_back({{"trial", promotion.trial}, {"rung", promotion.rung}});
    return {{"opened", m_opened}, {"brackets", std::move(brackets)}, {"ready", std::move(ready)}};
}

void Brackets::restore(const Json& state)
{
    Brackets read(m_ladder, m_plans, m_objectives);
    read.m_opened = wholeOf(state, "opened", 0, kMost);
    const Json& brackets = memberOf(state, "brackets");
    const Json& ready = memberOf(state, "ready");
    if (!brackets.is_array() || !ready.is_array())
        throw wrong("expected lists of brackets and of trials that go on");
    for (const Json& item : brackets) {
        const std::int64_t number = wholeOf(item, "number", 1, read.m_opened);
        Bracket bracket{.plan = std::size_t(wholeOf(item, "plan", 0, std::int64_t(m_plans.size()) - 1)),
                        .size = wholeOf(item, "size", 0, kMost),
                        .rung = int(wholeOf(item, "rung", 0, lastRung())),
                        .out = std::size_t(wholeOf(item, "out", 0, kMost))};
        const Json& full = memberOf(item, "full");
        const Json& told = memberOf(item, "told");
        const Json& trials = memberOf(item, "trials");
        if (!full.is_boolean() || !told.is_array() || !trials.is_array())
            throw wrong("expected a bracket with 'full', 'told' and 'trials'");
        bracket.full = full.get<bool>();
        for (const Json& result : told)
            bracket.told.push_back(
                {wholeOf(result, "trial", 1, kMost), bracket.rung, valuesFromState(result, "values", m_objectives)});
        for (const Json& trial : trials) {
            if (!trial.is_number_integer())
                throw wrong("'trials': expected numbers of trials");
            read.m_bracketOf.emplace(trial.get<std::int64_t>(), number);
        }
        read.m_brackets.emplace(number, std::move(bracket));
    }
    for (const Json& item : ready)
        read.m_ready.push_back({wholeOf(item, "trial", 1, kMost), int(wholeOf(item, "rung", 1, lastRung()))});
    *this = std::move(read);
}

} // namespace cw::estimate
