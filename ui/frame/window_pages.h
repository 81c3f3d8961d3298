// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <functional>

#include <QString>

#include "ui/frame/page.h"
#include "ui/frame/services.h"

namespace cw::ui {

class SearchPage;

/// Place in the rail.
enum class PageIndex { Design, Search, Runs, Compare, Data };
inline constexpr int kPageCount = 5;

/// The pages as the frame sees them: it knows no page but the search page by its type.
struct WindowPages {
    std::array<Page*, kPageCount> pages{};
    SearchPage* search = nullptr;                  ///< also in `pages`
    std::function<void(qint64)> showRun;           ///< what the Runs page does to show a run
    std::function<void(const QString&)> openSpace; ///< what the Design page does with a template's id or a path
};

/// Makes the pages, children of the given widget.
using PageMaker = std::function<WindowPages(const Services&, QWidget*)>;

/// The five pages of the program.
WindowPages makePages(const Services& services, QWidget* parent);

} // namespace cw::ui
