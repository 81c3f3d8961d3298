// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QObject>

#include "ui/canvas/block_search.h"
#include "ui/canvas/edit_steps.h"

namespace cw::ui {

/// Opens the search list for a place, with what fits there, and adds what is chosen.
/// Thread: GUI
class BlockAdder : public QObject {
    Q_OBJECT
public:
    BlockAdder(SpaceView& view, EditSteps& steps, const Theme& theme);

    BlockSearch& search() { return *m_search; }
    void openAt(QPointF at);
    /// Right of the selected block, linked from it; as one more alternative where one of a Choice is selected; without
    /// a selection, in the middle of what is seen.
    void openForSelection();
    /// For one more alternative of the selected Choice.
    void openForChoice();
    /// After a link was let go over nothing.
    void openForLink(int node, bool output, QPointF at);
    /// Where openForSelection() would put it.
    NewPlace placeForSelection() const;

private:
    void open(const NewPlace& place, const QPoint& at);
    std::vector<BlockOffer> offersFor(const NewPlace& place, QString* caption) const;

    SpaceView& m_view;
    EditSteps& m_steps;
    BlockSearch* m_search;
    NewPlace m_place;
};

} // namespace cw::ui
