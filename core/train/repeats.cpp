// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/repeats.h"

#include <cmath>
#include <numeric>

#include <fmt/format.h>

#include "core/base/rng.h"
#include "core/estimate/checkpoint_files.h"

namespace cw::train {

namespace {

class Repeats {
public:
    explicit Repeats(const SessionRequest& request)
        : m_request(request)
        , m_count(request.settings.integer("repeats"))
    {
    }

    RepeatsResult run()
    {
        RepeatsResult result;
        for (std::int64_t repeat = 0; repeat < m_count && result.state == TrialState::Finished; ++repeat) {
            SessionResult session = trainSession(requestOf(repeat));
            result.state = session.state;
            if (!session.reason.empty())
                result.reason = m_count == 1 ? session.reason
                                             : fmt::format("repeat {} of {}: {}", repeat + 1, m_count, session.reason);
            m_curves.push_back(std::move(session.epochs));
            if (m_count > 1 && result.state == TrialState::Finished)
                result.epochs = average();
        }
        if (m_count == 1)
            result.epochs = m_curves.front();
        else if (result.state != TrialState::Finished)
            result.epochs.clear();
        if (result.state == TrialState::Finished) {
            for (const std::vector<EpochResult>& curve : m_curves)
                result.finalAccuracies.push_back(curve.back().validAccuracy);
        }
        tidy(result.state);
        return result;
    }

private:
    SessionRequest requestOf(std::int64_t repeat)
    {
        SessionRequest one = m_request;
        if (repeat > 0)
            one.seed = Rng(m_request.seed, std::uint64_t(m_request.trial), "repeat", std::uint64_t(repeat)).next();
        one.checkpoint = estimate::checkpointOfRepeat(m_request.checkpoint, repeat + 1);
        one.continueFrom = estimate::checkpointOfRepeat(m_request.continueFrom, repeat + 1);
        one.keep = m_request.keep || m_count > 1;
        if (m_count > 1 && m_request.progress)
            one.progress = [this, repeat](const estimate::Progress& news) { report(news, repeat); };
        return one;
    }

    bool isText() const { return m_request.data->dataSet().kind == data::DataKind::Text; }

    /// One job to the outside. A point is the mean of this training and of those before it: later ones replace it.
    void report(const estimate::Progress& news, std::int64_t repeat) const
    {
        estimate::Progress progress{.step = repeat * news.steps + news.step,
                                    .steps = m_count * news.steps,
                                    .fraction = (double(repeat) + news.fraction) / double(m_count)};
        for (estimate::CurvePoint point : news.points) {
            for (const std::vector<EpochResult>& curve : m_curves) {
                for (const estimate::CurvePoint& earlier :
                     pointsOf(curve.at(std::size_t(point.step - 1)), point.step, isText()))
                    point.value += earlier.metric == point.metric ? earlier.value : 0;
            }
            point.value /= double(m_curves.size() + 1);
            progress.points.push_back(std::move(point));
        }
        m_request.progress(progress);
    }

    /// The means over the trainings so far, which are told: one that was finished before a pause shows no epochs.
    std::vector<EpochResult> average() const
    {
        const auto epochs = std::int64_t(m_curves.front().size());
        estimate::Progress progress{.step = std::int64_t(m_curves.size()) * epochs,
                                    .steps = m_count * epochs,
                                    .fraction = double(m_curves.size()) / double(m_count)};
        std::vector<EpochResult> means;
        for (std::int64_t i = 0; i < epochs; ++i) {
            means.push_back(meanAt(std::size_t(i)));
            for (const estimate::CurvePoint& point : pointsOf(means.back(), i + 1, isText()))
                progress.points.push_back(point);
        }
        if (m_request.progress)
            m_request.progress(progress);
        return means;
    }

    EpochResult meanAt(std::size_t number) const
    {
        EpochResult mean;
        for (const std::vector<EpochResult>& curve : m_curves) {
            mean.trainLoss += curve.at(number).trainLoss;
            mean.validLoss += curve.at(number).validLoss;
            mean.validAccuracy += curve.at(number).validAccuracy;
        }
        const auto count = double(m_curves.size());
        return {mean.trainLoss / count, mean.validLoss / count, mean.validAccuracy / count};
    }

    /// Sessions leave what finished trainings need to be told again; nobody asks for it once the job is over.
    void tidy(TrialState state) const
    {
        const bool over = state == TrialState::Failed || (state == TrialState::Finished && !m_request.keep);
        if (m_count == 1 || m_request.checkpoint.empty() || !over)
            return;
        for (std::int64_t repeat = 0; repeat < m_count; ++repeat)
            std::filesystem::remove(estimate::checkpointOfRepeat(m_request.checkpoint, repeat + 1));
    }

    const SessionRequest& m_request;
    const std::int64_t m_count;
    std::vector<std::vector<EpochResult>> m_curves;
};

} // namespace

RepeatsResult trainRepeatedly(const SessionRequest& request)
{
    return Repeats(request).run();
}

double deviationOf(const std::vector<double>& values)
{
    if (values.size() < 2)
        return 0;
    const double mean = std::accumulate(values.begin(), values.end(), 0.0) / double(values.size());
    double squares = 0;
    for (const double value : values)
        squares += (value - mean) * (value - mean);
    return std::sqrt(squares / double(values.size() - 1));
}

} // namespace cw::train
