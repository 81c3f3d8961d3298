// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/ledger.h"

#include "core/base/assert.h"

namespace cw::run {

std::size_t Ledger::KnownHash::operator()(const std::shared_ptr<Known>& known) const
{
    return space::CandidateHash()(known->told.candidate);
}

bool Ledger::KnownEqual::operator()(const std::shared_ptr<Known>& a, const std::shared_ptr<Known>& b) const
{
    return a->told.candidate == b->told.candidate && a->told.fidelity == b->told.fidelity;
}

const Entry* Ledger::due() const
{
    if (m_asked + 1 - m_lag <= m_told)
        return nullptr;
    return &m_window.front();
}

bool Ledger::mayAsk() const
{
    const Entry* entry = due();
    return entry == nullptr || entry->done();
}

void Ledger::markOldestTold()
{
    CW_ASSERT(!m_window.empty() && m_window.front().done());
    const Entry& entry = m_window.front();
    if (!entry.duplicate)
        m_store.append({entry.known, &entry.known->told});
    ++m_told;
    m_window.pop_front();
}

Entry& Ledger::add(Job job)
{
    CW_ASSERT(job.number == m_asked + 1 && job.trial == trials() + 1);
    auto known = std::make_shared<Known>();
    known->told.trial = job.trial;
    known->told.candidate = job.candidate;
    known->told.fidelity = job.fidelity;
    const auto [place, isNew] = m_memory.insert(std::move(known));
    m_trials.push_back(*place);
    ++m_asked;
    Entry& entry = m_window.emplace_back();
    entry.job = std::move(job);
    entry.known = *place;
    entry.duplicate = !isNew;
    if (entry.duplicate && entry.done())
        ++m_done;
    entry.seen = m_store.view();
    return entry;
}

std::vector<Entry*> Ledger::complete(Entry& entry, estimate::Estimate estimate, ArchitectureFacts facts)
{
    CW_ASSERT(!entry.duplicate && !entry.done());
    Known& known = *entry.known;
    known.told.estimate = std::move(estimate);
    known.facts = std::move(facts);
    known.facts.document = nullptr;
    known.done = true;
    std::vector<Entry*> done;
    for (Entry& other : m_window) {
        if (other.known == entry.known)
            done.push_back(&other);
    }
    m_done += static_cast<std::int64_t>(done.size());
    return done;
}

Entry* Ledger::find(std::int64_t job)
{
    const std::int64_t index = job - m_told - 1;
    if (index < 0 || index >= static_cast<std::int64_t>(m_window.size()))
        return nullptr;
    return &m_window[static_cast<std::size_t>(index)];
}

const space::Candidate* Ledger::candidate(std::int64_t trial) const
{
    if (trial < 1 || trial > trials())
        return nullptr;
    return &m_trials[static_cast<std::size_t>(trial - 1)]->told.candidate;
}

} // namespace cw::run
