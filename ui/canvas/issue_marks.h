// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>

#include <QString>

#include "core/space/edit/address.h"
#include "core/space/issue.h"

namespace cw::ui {

/// What is wrong with a block (a cross), or only with something that it holds (an exclamation mark).
struct IssueMark {
    QString text; ///< one issue a line
    bool inside = true;
};

/// By block id, for the blocks of one place.
using IssueMarks = std::map<std::string, IssueMark>;
IssueMarks marksOf(const space::SearchSpace& space, const space::GraphAddress& place, const space::Issues& issues);

} // namespace cw::ui
