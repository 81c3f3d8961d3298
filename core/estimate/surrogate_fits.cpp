// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimate/surrogate_fits.h"

#include <algorithm>
#include <cmath>

#include "core/base/learn/refit_schedule.h"

namespace cw::estimate {

namespace {

constexpr std::size_t kKeptFits = 4;

} // namespace

SurrogateFits::SurrogateFits(const Settings& settings, const space::DecisionTree& tree,
                             const std::vector<PastResult>& past)
    : m_settings(settings)
    , m_tree(tree)
    , m_priors(settings.metrics.size())
{
    for (const PastResult& result : past) {
        if (Row row; read(result.candidate, result.metrics, row))
            m_past.push_back(std::move(row));
    }
}

/// False when there is no real value for every metric.
bool SurrogateFits::read(const space::Candidate& candidate, const Metrics& metrics, Row& row) const
{
    if (const auto predicted = metrics.find("predicted"); predicted != metrics.end() && predicted->second != 0)
        return false;
    if (candidate.values.size() != m_tree.size())
        return false;
    row.candidate = candidate;
    for (const std::string& name : m_settings.metrics) {
        const auto metric = metrics.find(name);
        if (metric == metrics.end() || !std::isfinite(metric->second))
            return false;
        row.values.push_back(metric->second);
    }
    return true;
}

std::size_t SurrogateFits::realAmong(const Told* told, const Fidelity& fidelity)
{
    const std::size_t size = told == nullptr ? 0 : told->size();
    const std::lock_guard lock(m_mutex);
    for (; m_scanned < size; ++m_scanned) {
        const ToldResult& result = told->at(m_scanned);
        Row row;
        if (result.estimate.state != TrialState::Finished || !read(result.candidate, result.estimate.metrics, row))
            continue;
        Real& real = m_real[toText(result.fidelity)];
        real.places.push_back(m_scanned);
        real.rows.push_back(std::move(row));
    }
    const std::vector<std::size_t>& places = m_real[toText(fidelity)].places;
    return std::size_t(std::lower_bound(places.begin(), places.end(), size) - places.begin());
}

/// Of so many real results, how many the model in force has been fitted on.
std::size_t SurrogateFits::rowsFitted(std::size_t real) const
{
    const std::size_t before = m_settings.pastIsPrior ? 0 : m_past.size();
    RefitSchedule schedule(m_settings.growth);
    std::size_t fitted = before;
    for (schedule.markFitted(before); schedule.isDue(before + real); schedule.markFitted(fitted))
        fitted = std::size_t(schedule.next());
    return fitted - before;
}

std::shared_ptr<const SurrogateFits::Fit> SurrogateFits::fitFor(std::size_t real, const Fidelity& fidelity)
{
    const std::lock_guard lock(m_mutex);
    Real& known = m_real[toText(fidelity)];
    const std::size_t count = rowsFitted(real);
    auto& found = known.fits[count];
    if (found == nullptr)
        found = fit(known.rows, count);
    std::shared_ptr<const Fit> wanted = found;
    while (known.fits.size() > kKeptFits)
        known.fits.erase(known.fits.begin());
    return wanted;
}

/// The newest: of the rows first, then of the past unless that is a prior.
KnownValues SurrogateFits::knownValues(const std::vector<Row>& rows, std::size_t count, std::size_t metric) const
{
    std::vector<const Row*> all;
    for (const Row& row : m_past) {
        if (!m_settings.pastIsPrior)
            all.push_back(&row);
    }
    for (std::size_t i = 0; i < count; ++i)
        all.push_back(&rows[i]);
    KnownValues known;
    for (std::size_t i = all.size() - std::min(all.size(), m_settings.mostKnown); i < all.size(); ++i) {
        known.candidates.push_back(&all[i]->candidate);
        known.values.push_back(all[i]->values[metric]);
    }
    return known;
}

std::shared_ptr<const SurrogateFits::Fit> SurrogateFits::fit(const std::vector<Row>& rows, std::size_t count)
{
    auto fit = std::make_shared<Fit>();
    for (std::size_t metric = 0; metric < m_settings.metrics.size(); ++metric) {
        std::shared_ptr<const ValueModel>& prior = m_priors[metric];
        if (m_settings.pastIsPrior && prior == nullptr && !m_past.empty()) {
            KnownValues known;
            for (std::size_t i = m_past.size() - std::min(m_past.size(), m_settings.mostKnown); i < m_past.size();
                 ++i) {
                known.candidates.push_back(&m_past[i].candidate);
                known.values.push_back(m_past[i].values[metric]);
            }
            auto model = std::make_shared<ValueModel>(m_settings.learner, m_tree);
            Rng rng(m_settings.seed, 0, "surrogate-prior", metric);
            model->fit(known.candidates, known.values, rng);
            prior = std::move(model);
        }
        const KnownValues known = knownValues(rows, count, metric);
        Rng rng(m_settings.seed, count, "surrogate", metric);
        fit->models.emplace_back(m_settings.learner, m_tree, known, prior, rng);
        fit->known = known.values.size() + (prior != nullptr ? std::min(m_past.size(), m_settings.mostKnown) : 0);
    }
    return fit;
}

} // namespace cw::estimate
