// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include <QString>

#include "core/space/search_space.h"

namespace cw::ui {

/// How often a cell is used: by so many blocks of the drawing, which stand for so many copies in a network, as they are
/// repeated or stand in other cells.
struct CellUses {
    int blocks = 0;
    std::int64_t most = 0;
    std::int64_t fewest = 0;
};

/// Of each cell that is used.
std::map<std::string, CellUses> usesOfCells(const space::SearchSpace& space);

/// "used by 3 blocks", and "15 copies" or "up to 15 copies" where that is another number; else empty.
QString usersText(const CellUses& uses);
QString copiesText(const CellUses& uses);

} // namespace cw::ui
