// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/weights.h"

#include <charconv>
#include <cmath>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "core/estimate/checkpoint_files.h"

namespace cw::run {

namespace fs = std::filesystem;

fs::path weightsPath(const fs::path& folder, std::int64_t trial, double epochs)
{
    return folder.empty() ? fs::path() : folder / fmt::format("trial{}-{}.ckpt", trial, epochs);
}

namespace {

/// Of a path that weightsPath() has made; 0: of none.
double epochsOf(const fs::path& path)
{
    const std::string name = path.stem().string();
    const auto dash = name.rfind('-');
    double epochs = 0;
    if (dash != std::string::npos)
        std::from_chars(name.data() + dash + 1, name.data() + name.size(), epochs);
    return epochs;
}

} // namespace

std::int64_t BestTrials::add(const estimate::ToldResult& told)
{
    const auto found = told.estimate.metrics.find(m_objective.metric);
    if (m_capacity == 0 || told.estimate.state != TrialState::Finished || found == told.estimate.metrics.end() ||
        std::isnan(found->second))
        return 0;
    const Key key{-told.fidelity.epochs, -m_objective.oriented(found->second), told.trial};
    if (const auto before = m_byTrial.find(told.trial); before != m_byTrial.end()) {
        m_keys.erase(before->second);
        m_byTrial.erase(before);
    }
    m_keys.insert(key);
    m_byTrial.emplace(told.trial, key);
    if (m_keys.size() <= m_capacity)
        return 0;
    const std::int64_t worst = std::prev(m_keys.end())->trial;
    m_keys.erase(std::prev(m_keys.end()));
    m_byTrial.erase(worst);
    return worst;
}

double BestTrials::epochs(std::int64_t trial) const
{
    const auto found = m_byTrial.find(trial);
    return found == m_byTrial.end() ? 0 : -found->second.epochs;
}

std::vector<std::int64_t> BestTrials::trials() const
{
    std::vector<std::int64_t> all;
    for (const Key& key : m_keys)
        all.push_back(key.trial);
    return all;
}

Weights::Weights(std::shared_ptr<history::Writer> writer, std::int64_t run, fs::path folder,
                 const estimate::Objective& objective, std::size_t keep, double fullEpochs)
    : m_writer(std::move(writer))
    , m_run(run)
    , m_folder(std::move(folder))
    , m_fullEpochs(fullEpochs)
    , m_best(keep, objective)
{
}

void Weights::takeOver(const std::vector<history::CheckpointRow>& rows, const Ledger& ledger)
{
    const ToldStore::View all = ledger.toldResults();
    for (std::size_t i = 0; i < all.size(); ++i) {
        const estimate::ToldResult& told = all.at(i);
        m_best.add(told);
        if (told.estimate.state == TrialState::Finished && told.fidelity.epochs < m_fullEpochs)
            m_waiting.insert(told.trial);
        else
            m_waiting.erase(told.trial);
    }
    m_told = std::int64_t(all.size());
    // By the rows and not by what was told: a result may be there that was not told yet, or a file without a result.
    for (const history::CheckpointRow& row : rows)
        m_newest[row.trial] = epochsOf(row.path);
}

void Weights::written(const Job& job)
{
    m_newest[job.trial] = job.fidelity.epochs;
}

void Weights::told(const Entry& entry)
{
    if (entry.duplicate)
        return;
    ++m_told;
    const estimate::ToldResult& told = entry.known->told;
    const std::int64_t left = m_best.add(told);
    if (told.estimate.state == TrialState::Finished && told.fidelity.epochs < m_fullEpochs)
        m_waiting.insert(told.trial);
    else
        m_waiting.erase(told.trial);
    if (entry.job.from > 0 && m_best.epochs(told.trial) != entry.job.from)
        leave(told.trial, entry.job.from); // it has gone on from there, or failed to and is not among the best
    dropIfUseless(told.trial);
    if (left > 0 && left != told.trial)
        dropIfUseless(left);
}

void Weights::retire(const std::vector<std::int64_t>& trials)
{
    for (const std::int64_t trial : trials) {
        if (m_waiting.erase(trial) > 0)
            dropIfUseless(trial);
    }
}

void Weights::dropIfUseless(std::int64_t trial)
{
    const auto newest = m_newest.find(trial);
    if (newest != m_newest.end() && m_best.epochs(trial) == 0 && !m_waiting.contains(trial))
        leave(trial, newest->second);
}

void Weights::leave(std::int64_t trial, double epochs)
{
    m_leaving.push_back({trial, epochs, m_told});
}

void Weights::sweep(const Ledger& ledger)
{
    const std::size_t seenByAll = ledger.seenByAll();
    while (!m_leaving.empty() && std::size_t(m_leaving.front().told) <= seenByAll) {
        const Leaving leaving = m_leaving.front();
        m_leaving.pop_front();
        remove(leaving.trial, leaving.epochs);
    }
}

void Weights::remove(std::int64_t trial, double epochs)
{
    const fs::path path = weightsPath(m_folder, trial, epochs);
    const auto newest = m_newest.find(trial);
    const auto deleteIt = [path] { estimate::removeCheckpoint(path); };
    if (newest == m_newest.end())
        return;
    if (newest->second == epochs) {
        m_newest.erase(newest);
        m_writer->postCheckpointGone(m_run, trial, deleteIt);
    } else {
        m_writer->postWhenCommitted(deleteIt); // the row names the trial's newer file
    }
}

void Weights::keepBestOnly()
{
    std::set<fs::path> kept;
    for (const std::int64_t trial : m_best.trials())
        kept.insert(weightsPath(m_folder, trial, m_best.epochs(trial)));
    for (auto at = m_newest.begin(); at != m_newest.end();) {
        const auto [trial, epochs] = *at++;
        if (!kept.contains(weightsPath(m_folder, trial, epochs)))
            remove(trial, epochs);
    }
    m_leaving.clear();
    m_writer->postWhenCommitted([folder = m_folder, kept = std::move(kept)] {
        std::set<fs::path> stay;
        for (const fs::path& checkpoint : kept) {
            const std::vector<fs::path> files = estimate::filesOfCheckpoint(checkpoint);
            stay.insert(files.begin(), files.end());
        }
        std::error_code ignored;
        for (const fs::directory_entry& file : fs::directory_iterator(folder, ignored)) {
            if (!stay.contains(file.path()))
                fs::remove(file.path(), ignored);
        }
    });
}

} // namespace cw::run
