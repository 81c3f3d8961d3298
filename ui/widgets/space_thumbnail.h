// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include <QWidget>

#include "core/space/op.h"
#include "core/space/search_space.h"
#include "ui/canvas/layered_layout.h"

namespace cw::ui {

class Theme;

/// A space at a glance: its cell (or the whole graph) as small boxes in the colours of their families, nothing to read.
class SpaceThumbnail : public QWidget {
    Q_OBJECT
public:
    explicit SpaceThumbnail(const Theme& theme, QWidget* parent = nullptr);

    void setSpace(const space::SearchSpace& space);
    QSize sizeHint() const override { return {120, 72}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    struct Look {
        bool round; ///< an input, output or sum
        space::OpFamily family;
    };

    const Theme& m_theme;
    std::vector<Look> m_looks; ///< per node
    std::vector<LayoutNode> m_nodes;
    std::optional<Layout> m_layout;
};

} // namespace cw::ui
