// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/state_words.h"

#include <QCoreApplication>

namespace cw::ui {
namespace {

struct StateWords {
    Q_DECLARE_TR_FUNCTIONS(StateWords)
};

} // namespace

QString stateText(TrialState state)
{
    switch (state) {
    case TrialState::Queued:
        return StateWords::tr("queued");
    case TrialState::Running:
        return StateWords::tr("running");
    case TrialState::Paused:
        return StateWords::tr("paused");
    case TrialState::Finished:
        return StateWords::tr("finished");
    case TrialState::Stopped:
        return StateWords::tr("stopped");
    case TrialState::Pruned:
        return StateWords::tr("pruned");
    case TrialState::Failed:
        return StateWords::tr("failed");
    case TrialState::Rejected:
        return StateWords::tr("rejected");
    case TrialState::Duplicate:
        return StateWords::tr("duplicate");
    }
    return {};
}

QString stateText(RunState state)
{
    switch (state) {
    case RunState::Queued:
        return StateWords::tr("queued");
    case RunState::Running:
        return StateWords::tr("running");
    case RunState::Paused:
        return StateWords::tr("paused");
    case RunState::Finished:
        return StateWords::tr("finished");
    case RunState::Stopped:
        return StateWords::tr("stopped");
    case RunState::Interrupted:
        return StateWords::tr("interrupted");
    case RunState::Failed:
        return StateWords::tr("failed");
    }
    return {};
}

} // namespace cw::ui
