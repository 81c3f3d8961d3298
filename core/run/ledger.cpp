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
    CW_ASSERT(job.number == m_asked + 1 && job.trial >= 1 && job.trial <= trials() + 1);
    const bool goesOn = job.trial <= trials();
    if (goesOn) {
        const Trial& trial = m_trials[static_cast<std::size_t>(job.trial - 1)];
        job.candidate = trial.known->told.candidate;
        job.parent = trial.parent;
    }
    auto known = std::make_shared<Known>();
    known->told.trial = job.trial;
    known->told.candidate = job.candidate;
    known->told.fidelity = job.fidelity;
    const auto [place, isNew] = m_memory.insert(std::move(known));
    if (!goesOn)
        m_trials.push_back({.known = *place, .parent = job.parent});
    ++m_asked;
    Entry& entry = m_window.emplace_back();
    entry.job = std::move(job);
    entry.known = *place;
    entry.duplicate = !isNew;
    if (goesOn) {
        const Trial& trial = m_trials[static_cast<std::size_t>(entry.job.trial - 1)];
        entry.before = trial.last;
        entry.secondsBefore = trial.seconds;
    }
    if (entry.duplicate && entry.done())
        count(entry);
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
        if (other.known == entry.known) {
            done.push_back(&other);
            count(other);
        }
    }
    return done;
}

void Ledger::count(const Entry& entry)
{
    ++m_done;
    if (entry.job.rung == 0)
        ++m_trialsDone;
    Trial& trial = m_trials[static_cast<std::size_t>(entry.job.trial - 1)];
    trial.last = entry.known;
    if (!entry.duplicate)
        trial.seconds += entry.known->told.estimate.seconds;
}

std::size_t Ledger::seenByAll() const
{
    for (const Entry& entry : m_window) { // later jobs see more
        if (!entry.done())
            return entry.seen.size();
    }
    return m_store.view().size();
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
    return &m_trials[static_cast<std::size_t>(trial - 1)].known->told.candidate;
}

} // namespace cw::run
