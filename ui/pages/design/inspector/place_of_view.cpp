// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/design/inspector/place_of_view.h"

namespace cw::ui {

Inspected::Selection selectionOf(const SpaceView& view)
{
    Inspected::Selection selection;
    if (!view.space())
        return selection;
    selection.at = view.place().address;
    selection.ids = view.selectedBlocks();
    const space::Block* block = view.selectedBlock();
    if (selection.ids.size() == 1 && block != nullptr && block->kind == space::BlockKind::Choice)
        selection.alternative = view.selectedAlternative();
    return selection;
}

} // namespace cw::ui
