// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/methods/method_feed.h"

namespace cw::ui {

MethodFeed::MethodFeed(MethodSubject subject)
    : m_subject(std::move(subject))
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
    }
}

MethodShow MethodFeed::make(const MethodView* view, const std::stop_token& stop)
{
    take();
    if (view == nullptr)
        return [](MethodPlot&) {};
    return view->compute({m_subject, m_trials}, stop);
}

} // namespace cw::ui
