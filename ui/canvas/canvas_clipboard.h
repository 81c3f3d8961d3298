// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/space/edit/fragment.h"

namespace cw::ui {

/// The clipboard's own kind of content; the same is there as text.
inline constexpr const char* kFragmentMime = "application/x-cellwright-fragment";

/// Thread: GUI
void copyToClipboard(const space::Fragment& fragment);
/// Hostile until checked. Errors: Format, one sentence: nothing there, or not something that can be pasted
Result<space::Fragment> fragmentOnClipboard();

} // namespace cw::ui
