// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/state_words.h"

#include <QCoreApplication>

namespace cw::ui {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(StateWords)
};

} // namespace

QString stateText(TrialState state)
{
    switch (state) {
    case TrialState::Queued:
        return Words::tr("queued");
    case TrialState::Running:
        return Words::tr("running");
    case TrialState::Paused:
        return Words::tr("paused");
    case TrialState::Finished:
        return Words::tr("finished");
    case TrialState::Stopped:
        return Words::tr("stopped");
    case TrialState::Pruned:
        return Words::tr("pruned");
    case TrialState::Failed:
        return Words::tr("failed");
    case TrialState::Rejected:
        return Words::tr("rejected");
    case TrialState::Duplicate:
        return Words::tr("duplicate");
    }
    return {};
}

QString stateText(RunState state)
{
    switch (state) {
    case RunState::Queued:
        return Words::tr("queued");
    case RunState::Running:
        return Words::tr("running");
    case RunState::Paused:
        return Words::tr("paused");
    case RunState::Finished:
        return Words::tr("finished");
    case RunState::Stopped:
        return Words::tr("stopped");
    case RunState::Interrupted:
        return Words::tr("interrupted");
    case RunState::Failed:
        return Words::tr("failed");
    }
    return {};
}

} // namespace cw::ui
