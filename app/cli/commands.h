// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/arguments.h"
#include "app/cli/session.h"

namespace cw::cli {

// Each declares the options of one sub-command and sets what it does; one file per family, one line each in cli.cpp.
void defineSearch(Arguments& arguments, Session& session);
void defineResume(Arguments& arguments, Session& session);
void defineStop(Arguments& arguments, Session& session);
void definePause(Arguments& arguments, Session& session);
void defineSteer(Arguments& arguments, Session& session);
void defineRuns(Arguments& arguments, Session& session);
void defineShow(Arguments& arguments, Session& session);
void defineTrials(Arguments& arguments, Session& session);
void defineDelete(Arguments& arguments, Session& session);
void defineEstimate(Arguments& arguments, Session& session);
void defineTabular(Arguments& arguments, Session& session);
void defineSpace(Arguments& arguments, Session& session);
void defineSpaceInfo(Arguments& arguments, Session& session);
void defineTrain(Arguments& arguments, Session& session);
void defineExport(Arguments& arguments, Session& session);
void defineList(Arguments& arguments, Session& session);

} // namespace cw::cli
