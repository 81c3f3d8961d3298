// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPainter>

#include "ui/canvas/drawing.h"
#include "ui/theme/theme.h"

namespace cw::ui {

/// How a node is shown at the moment.
struct NodeLook {
    bool selected = false;
    int selectedRow = -1; ///< an alternative selected alone
    bool hovered = false;
    double detail = 1; ///< device pixels per drawing pixel: below 0.45 no text, below 0.2 a plain block
    LayoutDirection direction = LayoutDirection::Right;
    bool hasIn = true;
    bool hasOut = true;
    bool inLit = false;  ///< a link may end there
    bool outLit = false; ///< or there
    bool faded = false;  ///< on its way out of its wires
};

/// Paints cards, stacks, circles, brackets; the painter's origin is the outline's top left corner.
/// Thread: GUI
class NodePainter {
public:
    NodePainter(QPainter& painter, const Theme& theme, const NodeLook& look)
        : m_painter(painter)
        , m_theme(theme)
        , m_colors(theme.colors())
        , m_look(look)
    {
    }

    void paint(const DrawNode& node);

private:
    void paintBlock(const DrawNode& node);
    void paintCircle(const DrawNode& node);
    void paintPort(const DrawNode& node);
    void paintChip(const DrawNode& node);
    void paintCard(const DrawNode& node);
    void paintStack(const DrawNode& node);
    void paintInputs(const DrawNode& node);
    void paintHead(const DrawNode& node, const QRectF& card);
    void paintRow(const DrawNode& node, const QRectF& row, std::size_t index);
    void paintFrame(const QRectF& rect, const DrawNode& node);
    void paintBar(const QRectF& bar, space::OpFamily family);
    /// The family's bar along the left side of a card.
    void paintEdge(const QRectF& card, space::OpFamily family);
    void paintBrackets(const DrawNode& node);
    QFont pillFont() const;
    double pillWidth(const DrawNode& node) const; ///< 0: there is none
    void paintPill(const DrawNode& node, QPointF rightTop);
    void paintPorts(const DrawNode& node);
    void paintDot(QPointF centre, bool lit);
    void paintIssue(QPointF centre, bool inside);
    void text(const QRectF& rect, int flags, const QString& text, TextRole role, const QColor& color,
              bool bold = false);
    void icon(const QRectF& rect, const QString& name, space::OpFamily family);
    void icon(const QRectF& rect, const QString& name, const QColor& color);
    bool readable() const { return m_look.detail >= 0.45; }

    QPainter& m_painter;
    const Theme& m_theme;
    const Colors& m_colors;
    NodeLook m_look;
};

/// The fill and the mark of a change; both tell.
QColor changeColor(const Colors& colors, Change change);
/// A round mark: plus, minus or tilde.
void paintChangeBadge(QPainter& painter, const Colors& colors, QPointF centre, Change change, double radius = 9);

/// The row of a Stack at that place (relative to the outline), or -1.
int rowAt(const DrawNode& node, QPointF at);

} // namespace cw::ui
