// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/title_edit.h"

#include <algorithm>

#include <QKeyEvent>

#include "ui/canvas/graph_view.h"

namespace cw::ui {
namespace {

constexpr int kLongest = 200; // letters; a document may hold longer names, nobody types one

} // namespace

TitleEdit::TitleEdit(GraphView& view, int node, int row, const QString& name)
    : QLineEdit(view.viewport())
    , m_view(view)
    , m_node(node)
    , m_row(row)
    , m_id(view.drawing().drawing.nodes[static_cast<std::size_t>(node)].id)
    , m_before(name)
{
    setMaxLength(std::max<int>(kLongest, static_cast<int>(name.size())));
    setText(name);
    selectAll();
    setAccessibleName(tr("Name"));
    connect(&view, &GraphView::viewChanged, this, &TitleEdit::place);
    place();
    show();
    setFocus();
}

void TitleEdit::place()
{
    const auto& nodes = m_view.drawing().drawing.nodes;
    if (static_cast<std::size_t>(m_node) >= nodes.size() || nodes[static_cast<std::size_t>(m_node)].id != m_id) {
        end(false); // another drawing
        return;
    }
    const QRect card = m_view.nodeRect(m_node);
    const DrawNode& node = nodes[static_cast<std::size_t>(m_node)];
    const bool small = node.shape == NodeShape::Circle || node.shape == NodeShape::Port;
    const int height = 28;
    QRect place(card.left() + (small ? card.width() / 2 - 50 : 8), card.top() + (small ? card.height() / 2 - 14 : 4),
                small ? 100 : std::max(120, card.width() - 16), height);
    if (m_row >= 0) {
        const QPointF middle = m_view.drawing().positions[static_cast<std::size_t>(m_node)] + rowMiddle(node, m_row);
        place.moveTop(m_view.mapFromScene(middle).y() - height / 2);
    }
    setGeometry(place);
}

/// Asked of the canvas, which keeps Tab for its list, the key would do nothing here.
bool TitleEdit::focusNextPrevChild(bool /*next*/)
{
    end(true);
    return true;
}

void TitleEdit::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        end(true);
    else if (event->key() == Qt::Key_Escape)
        end(false);
    else
        QLineEdit::keyPressEvent(event);
}

void TitleEdit::focusOutEvent(QFocusEvent* event)
{
    QLineEdit::focusOutEvent(event);
    if (event->reason() != Qt::PopupFocusReason && event->reason() != Qt::ActiveWindowFocusReason)
        end(true);
}

void TitleEdit::end(bool take)
{
    if (m_ended)
        return;
    m_ended = true;
    hide();
    deleteLater();
    m_view.setFocus();
    if (take && text() != m_before && m_view.canvasActions() != nullptr)
        m_view.canvasActions()->rename(m_node, m_row, text());
}

} // namespace cw::ui
