// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>

#include "ui/theme/theme.h"

namespace cw::ui {

namespace {

// Okabe and Ito's colour-blind safe set; the meaning of each is the design's.
constexpr QRgb kBlue = 0xFF0072B2, kSky = 0xFF56B4E9, kGreen = 0xFF009E73, kAmber = 0xFFE69F00, kVermilion = 0xFFD55E00,
               kPurple = 0xFFCC79A7, kGrey = 0xFF6B7280;

} // namespace

QColor mix(const QColor& a, const QColor& b, double part)
{
    const auto channel = [part](float x, float y) { return static_cast<float>(x + (y - x) * part); };
    return QColor::fromRgbF(channel(a.redF(), b.redF()), channel(a.greenF(), b.greenF()),
                            channel(a.blueF(), b.blueF()));
}

Colors Colors::make(bool dark)
{
    Colors c;
    c.dark = dark;
    c.window = dark ? QColor(0x15, 0x18, 0x1D) : QColor(0xF7, 0xF8, 0xFA);
    c.surface = dark ? QColor(0x1D, 0x22, 0x29) : QColor(0xFF, 0xFF, 0xFF);
    c.line = dark ? QColor(0x33, 0x3B, 0x46) : QColor(0xD9, 0xDE, 0xE5);
    c.text = dark ? QColor(0xE6, 0xEA, 0xF0) : QColor(0x1C, 0x24, 0x30);
    c.muted = dark ? QColor(0x98, 0xA4, 0xB3) : QColor(0x5B, 0x66, 0x75);
    c.accent = QColor(dark ? kSky : kBlue);
    c.onAccent = dark ? c.window : c.surface;
    c.hover = mix(c.surface, c.text, 0.06);
    c.selected = mix(c.surface, c.accent, dark ? 0.18 : 0.08);
    c.disabledText = mix(c.surface, c.muted, 0.55);
    c.wire = mix(c.line, c.muted, 0.75);
    c.grid = mix(c.surface, c.line, 0.55);
    c.cardBorder = mix(c.line, c.muted, 0.35);
    c.good = QColor(kGreen);
    c.warning = QColor(kAmber);
    c.bad = QColor(kVermilion);
    return c;
}

QColor Colors::family(space::OpFamily family) const
{
    switch (family) {
    case space::OpFamily::Convolution:
        return QColor(kBlue);
    case space::OpFamily::Pooling:
        return QColor(kGreen);
    case space::OpFamily::Normalisation:
    case space::OpFamily::Activation:
        return QColor(kSky);
    case space::OpFamily::Attention:
        return QColor(kPurple);
    case space::OpFamily::Recurrent:
        return QColor(kAmber);
    case space::OpFamily::Linear:
        return QColor(kVermilion);
    case space::OpFamily::Structure:
    case space::OpFamily::Identity:
    case space::OpFamily::Zero:
        return QColor(kGrey);
    }
    return QColor(kGrey);
}

QColor Colors::opIcon(space::OpFamily of) const
{
    if (!dark)
        return family(of);
    const bool needsMore = of == space::OpFamily::Convolution || of == space::OpFamily::Structure ||
                           of == space::OpFamily::Identity || of == space::OpFamily::Zero;
    return mix(family(of), text, needsMore ? 0.5 : 0.15);
}

QColor Colors::state(TrialState state) const
{
    switch (state) {
    case TrialState::Running:
    case TrialState::Paused:
        return accent;
    case TrialState::Finished:
        return good;
    case TrialState::Pruned:
        return warning;
    case TrialState::Failed:
        return bad;
    case TrialState::Queued:
    case TrialState::Stopped:
    case TrialState::Rejected:
    case TrialState::Duplicate:
        return muted;
    }
    return muted;
}

QColor Colors::state(RunState state) const
{
    switch (state) {
    case RunState::Running:
    case RunState::Paused:
        return accent;
    case RunState::Finished:
        return good;
    case RunState::Interrupted:
        return warning;
    case RunState::Failed:
        return bad;
    case RunState::Queued:
    case RunState::Stopped:
        return muted;
    }
    return muted;
}

QColor Colors::group(int i) const
{
    static constexpr std::array<QRgb, 7> kLight{kBlue, kVermilion, kGreen, kPurple, kAmber, kSky, kGrey};
    // On dark the two blues change places: the deep one is hard to see on the surface.
    static constexpr std::array<QRgb, 7> kDark{kSky, kVermilion, kGreen, kPurple, kAmber, kBlue, kGrey};
    const auto at = static_cast<std::size_t>(i < 0 ? 0 : i) % kLight.size();
    return QColor(dark ? kDark[at] : kLight[at]);
}

} // namespace cw::ui
