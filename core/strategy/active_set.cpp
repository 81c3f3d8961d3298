// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/strategy/active_set.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/base/assert.h"
#include "core/strategy/encoding.h"
#include "core/strategy/fitness.h"

namespace cw::strategy {

namespace {

constexpr const char* kRecordsWhere = "strategy state: known trials";

bool dominates(const std::vector<double>& a, const std::vector<double>& b)
{
    bool better = false;
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (a[i] < b[i])
            return false;
        better = better || a[i] > b[i];
    }
    return better;
}

Json recordToState(const Record& record, std::uint64_t age)
{
    Json scores = Json::array();
    for (const double score : record.scores)
        scores.push_back(encodeNumber(score));
    return {{"candidate", candidateToState(record.candidate)},
            {"scores", std::move(scores)},
            {"trial", record.trial},
            {"age", age}};
}

Record recordFromState(const Json& state, const space::CandidateSet& candidates, std::size_t objectives)
{
    if (!state.is_object())
        throw Error(ErrorCode::Format, fmt::format("expected an object, found {}", state.type_name()), kRecordsWhere);
    Record record;
    record.candidate = candidateFromState(stateMember(state, "candidate"), candidates);
    record.trial = stateInteger(state, "trial", 0);
    const Json& scores = stateMember(state, "scores");
    if (!scores.is_array() || (!scores.empty() && scores.size() != objectives))
        throw Error(ErrorCode::Format, fmt::format("'scores': expected none or {} numbers", objectives), kRecordsWhere);
    for (const Json& score : scores) {
        record.scores.push_back(decodeNumber(score, kRecordsWhere).value());
        if (std::isnan(record.scores.back()))
            throw Error(ErrorCode::Format, "'scores': expected numbers, found NaN", kRecordsWhere);
    }
    return record;
}

} // namespace

double Record::fitness() const
{
    return scores.empty() ? kWorst : scores.front();
}

ActiveSet::ActiveSet(std::size_t capacity, std::size_t objectives)
    : m_capacity(capacity)
    , m_objectives(objectives)
{
    CW_ASSERT(capacity >= 4 && objectives >= 1);
}

void ActiveSet::add(Record record)
{
    CW_ASSERT(record.scores.empty() || record.scores.size() == m_objectives);
    const std::size_t at = freePlace();
    m_records[at] = std::move(record);
    m_ages[at] = m_added++;
    if (m_objectives == 1)
        file(at);
}

/// Puts a record among the best quarter if it belongs there; whom it drives out joins the others.
void ActiveSet::file(std::size_t at)
{
    m_best.insert(keyOf(at));
    if (m_best.size() <= m_capacity / 4)
        return;
    Key last = *m_best.rbegin();
    m_best.erase(last);
    last.loss = 0;
    m_rest.insert(last);
}

std::size_t ActiveSet::freePlace()
{
    if (m_records.size() < m_capacity) {
        m_records.emplace_back();
        m_ages.push_back(0);
        return m_records.size() - 1;
    }
    if (m_objectives > 1)
        return oldestDominated();
    const std::size_t at = m_rest.begin()->at;
    m_rest.erase(m_rest.begin());
    return at;
}

std::size_t ActiveSet::oldestDominated() const
{
    std::size_t oldest = 0;
    std::size_t found = m_records.size();
    for (std::size_t i = 0; i < m_records.size(); ++i) {
        if (m_ages[i] < m_ages[oldest])
            oldest = i;
        if (found < m_records.size() && m_ages[i] > m_ages[found])
            continue;
        const std::vector<double>& scores = m_records[i].scores;
        const bool dominated = scores.empty() || std::any_of(m_records.begin(), m_records.end(), [&](const Record& r) {
                                   return !r.scores.empty() && dominates(r.scores, scores);
                               });
        if (dominated)
            found = i;
    }
    return found < m_records.size() ? found : oldest;
}

std::ptrdiff_t ActiveSet::best() const
{
    std::ptrdiff_t best = -1;
    for (std::size_t i = 0; i < m_records.size(); ++i) {
        if (m_records[i].scores.empty())
            continue;
        if (best < 0 || keyOf(i) < keyOf(std::size_t(best)))
            best = std::ptrdiff_t(i);
    }
    return best;
}

Json ActiveSet::state() const
{
    Json records = Json::array();
    for (std::size_t i = 0; i < m_records.size(); ++i)
        records.push_back(recordToState(m_records[i], m_ages[i]));
    return {{"added", m_added}, {"records", std::move(records)}};
}

void ActiveSet::restore(const Json& state, const space::CandidateSet& candidates)
{
    if (!state.is_object())
        throw Error(ErrorCode::Format, fmt::format("expected an object, found {}", state.type_name()), kRecordsWhere);
    ActiveSet restored(m_capacity, m_objectives);
    restored.m_added = std::uint64_t(stateInteger(state, "added", 0));
    const Json& records = stateMember(state, "records");
    if (!records.is_array() || records.size() != std::min<std::uint64_t>(restored.m_added, m_capacity))
        throw Error(ErrorCode::Format,
                    fmt::format("expected {} records", std::min<std::uint64_t>(restored.m_added, m_capacity)),
                    kRecordsWhere);
    std::set<std::uint64_t> ages;
    for (const Json& item : records) {
        restored.m_records.push_back(recordFromState(item, candidates, m_objectives));
        restored.m_ages.push_back(std::uint64_t(stateInteger(item, "age", 0)));
        if (restored.m_ages.back() >= restored.m_added || !ages.insert(restored.m_ages.back()).second)
            throw Error(ErrorCode::Format, "'age': expected different numbers below 'added'", kRecordsWhere);
        if (m_objectives == 1)
            restored.file(restored.m_records.size() - 1);
    }
    *this = std::move(restored);
}

} // namespace cw::strategy
