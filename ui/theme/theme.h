// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QFont>
#include <QIcon>
#include <QObject>
#include <QString>

#include "core/base/states.h"
#include "core/space/op.h"

namespace cw::ui {

class SystemScheme;

/// Every colour of the window, light or dark; the derived ones are mixes of the tokens.
struct Colors {
    bool dark = false;
    QColor window, surface, line, text, muted, accent;
    QColor onAccent;           ///< text on a filled accent
    QColor hover;              ///< surface + 6 % text
    QColor selected;           ///< surface + 8 % accent (dark 18 %)
    QColor disabledText;       ///< surface + 55 % muted
    QColor wire;               ///< line + 75 % muted
    QColor grid;               ///< surface + 55 % line
    QColor cardBorder;         ///< line + 35 % muted
    QColor good, warning, bad; ///< marks and fills only, never letters

    static Colors make(bool dark);

    /// Of the bar on a card, the same on light and dark.
    QColor family(space::OpFamily family) const;
    /// Of the icon: on dark mixed with text, so that it can be seen.
    QColor opIcon(space::OpFamily family) const;
    QColor state(TrialState state) const;
    QColor state(RunState state) const;
    /// i-th group of a comparison (colour-blind safe order).
    QColor group(int i) const;
};

/// Share `part` in [0, 1] of `b` mixed into `a`.
QColor mix(const QColor& a, const QColor& b, double part);

/// Sizes in px at 96 dpi, from the design: spacing 4/8/12/16/24, radius 6.
struct Metrics {
    static constexpr int kMenuBar = 40, kRail = 64, kStatusBar = 32, kDockTitle = 36, kPageHeader = 56, kLiveStrip = 64;
    static constexpr int kPalette = 200, kInspector = 288, kRunList = 256, kArchitecture = 336;
    static constexpr int kControl = 28, kPrimary = 40, kRadius = 6, kTableRow = 24, kTableHead = 28, kListRow = 28,
                         kRunRow = 48;
    static constexpr int kCardWidth = 168, kCardHeight = 52;
};

enum class TextRole { PageTitle, Subject, Body, PanelTitle, Secondary, Caption, Mono };

/// Icon in resources/icons of a state: "state-finished".
QString stateIconName(TrialState state);
QString stateIconName(RunState state);

/// Owns the palette and the style sheet; everything painted by hand asks it.
/// The style sheet knows these dynamic properties: QLabel "role" = pageTitle, subject, panelTitle, secondary, caption,
/// mono, figure, problem; QPushButton "kind" = primary, link; QWidget "surface" = window, surface, card;
/// QFrame "rule" = line (a hairline).
/// Thread: GUI
class Theme : public QObject {
    Q_OBJECT
public:
    /// System: as the desktop says, followed while the program runs.
    enum class Mode { System, Light, Dark };

    explicit Theme(QObject* parent = nullptr);

    Mode mode() const { return m_mode; }
    void setMode(Mode mode); ///< applies palette and style sheet to the application, then changed()
    const Colors& colors() const { return m_colors; }
    QFont font(TextRole role) const;
    /// A breeze icon by name, or one of resources/icons, recoloured to `color` (default: text).
    QIcon icon(const QString& name, const QColor& color = {}) const;

Q_SIGNALS:
    void changed();

private:
    void apply();

    Mode m_mode = Mode::System;
    SystemScheme* m_system;
    QString m_family;
    Colors m_colors;
};

} // namespace cw::ui
