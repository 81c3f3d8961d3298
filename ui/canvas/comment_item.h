// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <vector>

#include <QGraphicsItem>
#include <QTextLayout>

#include "ui/canvas/drawing.h"
#include "ui/theme/theme.h"

namespace cw::ui {

/// A comment in the scene, under wires and cards. As much of its text as there is room for; the rest is in its tooltip.
class CommentItem final : public QGraphicsItem {
public:
    explicit CommentItem(const Theme& theme);
    ~CommentItem() override;

    void setComment(const DrawComment& comment);
    /// While it is being dragged.
    void setBox(const QRectF& box);
    void setSelected(bool selected);
    /// Its corner can be taken.
    void setEditable(bool editable) { m_editable = editable; }
    /// Whether the text did not fit when it was painted last.
    bool isCut() const { return m_cut; }

    QRectF boundingRect() const override { return m_box.adjusted(-4, -4, 4, 4); }
    void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

protected:
    void hoverEnterEvent(QGraphicsSceneHoverEvent* event) override;
    void hoverMoveEvent(QGraphicsSceneHoverEvent* event) override;
    void hoverLeaveEvent(QGraphicsSceneHoverEvent* event) override;

private:
    QRectF textRect() const;
    void layOutText();
    void paintText(QPainter& painter);
    void paintCorner(QPainter& painter) const;

    const Theme& m_theme;
    QRectF m_box;
    QString m_text;
    std::vector<std::unique_ptr<QTextLayout>> m_paragraphs; ///< as far as they are seen
    QSizeF m_laidOut;                                       ///< for this room; empty: not yet
    bool m_cut = false;
    bool m_selected = false;
    bool m_hovered = false;
    bool m_editable = false;
};

} // namespace cw::ui
