// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme.h"

namespace cw::ui {

QColor mix(const QColor& a, const QColor& b, double part)
{
    const auto channel = [part](float x, float y) { return static_cast<float>(x + (y - x) * part); };
    return QColor::fromRgbF(channel(a.redF(), b.redF()), channel(a.greenF(), b.greenF()), channel(a.blueF(), b.blueF()));
}

} // namespace cw::ui
