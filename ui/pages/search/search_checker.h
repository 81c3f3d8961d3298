// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/canvas/background_task.h"
#include "ui/pages/search/search_check.h"

namespace cw::ui {

/// The check of the newest configuration; older ones are dropped.
class SearchChecker : public BackgroundTask<SearchCheck> {};

} // namespace cw::ui
