// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <vector>

#include <QString>

namespace cw::ui {

/// One thing that the command palette can do.
struct Command {
    QString title;
    QString detail;   ///< in muted text at the right: a shortcut, a paper, a state
    QString group;    ///< "Action", "Template", "Run" ...
    QString iconName; ///< in resources/icons
    std::function<void()> run;
    QString english; ///< the title as in the English window: whoever has read an English page finds it by that too
};

/// Made anew at each opening: runs and enabled actions change.
using CommandSource = std::function<std::vector<Command>()>;

/// How well `text` answers what was typed: all words must occur; larger is better, negative is no match.
int matchScore(const QString& text, const QString& typed);

} // namespace cw::ui
