// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace cw::ui {

/// Text from a file for a tooltip: shown as it is, though Qt would take "<b>" in it for markup, and cut off where
/// nobody reads on.
QString plainTip(const QString& text);

} // namespace cw::ui
