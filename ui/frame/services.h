// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace cw::ui {

class HistoryFeed;
class RunQueue;
class RunService;
class Theme;

/// What pages are given. Owned by the main window's creator, outlive every page.
struct Services {
    Theme& theme;
    HistoryFeed& feed;
    RunService& runs;
    RunQueue& queue;
};

} // namespace cw::ui
