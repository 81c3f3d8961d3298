// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include <QMimeData>
#include <QString>

#include "core/space/op.h"
#include "core/space/search_space.h"

namespace cw::ui {

/// Something that can be put on the canvas: an op of the catalogue, a construct (Choice, Optional, Repeat, Inputs,
/// node, recurrent layer, training), a cell of the document.
struct BlockOffer {
    QString group;  ///< heading in the palette: "Convolution", "Structure", "Cells of this space"
    QString title;  ///< "conv 3×3", "Choice"
    QString detail; ///< one line
    QString words;  ///< more words that find it
    QString icon;
    space::OpFamily family = space::OpFamily::Structure;
    space::Block block; ///< what is added
};

/// In the order of the palette.
std::vector<BlockOffer> blockOffers(const space::SearchSpace& space);

/// Those that match what was typed, best first: every word must be found; the beginning of a title counts most.
std::vector<BlockOffer> findOffers(const std::vector<BlockOffer>& offers, const QString& typed);

/// A drag from the palette to the canvas. Null when it carries something else.
std::unique_ptr<QMimeData> mimeOf(const BlockOffer& offer);
std::optional<space::Block> blockOf(const QMimeData& mime);

} // namespace cw::ui
