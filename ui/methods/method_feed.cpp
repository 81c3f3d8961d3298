// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/methods/method_feed.h"

namespace cw::ui {

namespace {

constexpr std::size_t kMoments = 200; ///< of a run at which is looked what was learnt
constexpr double kMostSeconds = 20;   ///< for telling a run once more

} // namespace

MethodFeed::MethodFeed(MethodSubject subject, std::filesystem::path history, std::int64_t run,
                       const run::Catalogue& catalogue)
    : m_subject(std::move(subject))
    , m_history(std::move(history))
    , m_run(run)
    , m_catalogue(catalogue)
    , m_trials(m_subject.objectives)
{
}

void MethodFeed::add(const TrialList& trials, const StepList& steps)
{
    const std::lock_guard lock(m_mutex);
    m_waiting.emplace_back(trials, steps);
}

std::size_t MethodFeed::waiting() const
{
    const std::lock_guard lock(m_mutex);
    return m_waiting.size();
}

void MethodFeed::take()
{
    std::vector<std::pair<TrialList, StepList>> taken;
    {
        const std::lock_guard lock(m_mutex);
        taken.swap(m_waiting);
    }
    for (const auto& [trials, steps] : taken) {
        if (trials)
            m_trials.take(*trials);
        if (steps)
            m_trials.take(*steps);
        m_learntIsOld = m_learntIsOld || (trials && !trials->empty());
    }
}

MethodShow MethodFeed::make(const MethodView* view, const std::stop_token& stop)
{
    take();
    if (view == nullptr)
        return [](MethodPlot&) {};
    if (view->needsLearnt && m_learntIsOld) {
        m_learnt = std::make_shared<const run::Learnt>(
            run::learntIn(m_history, m_run, m_catalogue, kMoments, kMostSeconds, stop));
        m_learntIsOld = stop.stop_requested(); // what is there then is not all
    }
    return view->compute({m_subject, m_trials, m_learnt}, stop);
}

} // namespace cw::ui
