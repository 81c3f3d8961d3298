// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "ui/frame/page.h"
#include "ui/frame/services.h"

namespace cw::ui {

/// The five pages in the order of the rail: design, search, runs, compare, data.
struct PageSet {
    class DesignPage* design = nullptr;
    class SearchPage* search = nullptr;
    class RunsPage* runs = nullptr;
    class ComparePage* compare = nullptr;
    class DataPage* data = nullptr;
};

} // namespace cw::ui
