// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include <QWidget>

#include "core/space/search_space.h"
#include "ui/canvas/layered_layout.h"

namespace cw::ui {

class Theme;

/// A space at a glance: its cell (or the whole graph) as small boxes, nothing to read.
class SpaceThumbnail : public QWidget {
    Q_OBJECT
public:
    explicit SpaceThumbnail(const Theme& theme, QWidget* parent = nullptr);

    void setSpace(const space::SearchSpace& space);
    QSize sizeHint() const override { return {120, 72}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Theme& m_theme;
    std::vector<bool> m_round; ///< per node: an input, output or sum
    std::vector<LayoutNode> m_nodes;
    std::optional<Layout> m_layout;
};

} // namespace cw::ui
