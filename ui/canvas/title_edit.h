// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>

namespace cw::ui {

class GraphView;

/// A small line edit over a node's title. Enter, Tab or a click elsewhere takes the name, Escape leaves it. Goes by
/// itself. Thread: GUI
class TitleEdit : public QLineEdit {
    Q_OBJECT
public:
    TitleEdit(GraphView& view, int node, int row, const QString& name);

    void end(bool take);

protected:
    bool focusNextPrevChild(bool next) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    void place();

    GraphView& m_view;
    int m_node;
    int m_row;
    QString m_id;     ///< the node's, should the drawing change meanwhile
    QString m_before; ///< the name
    bool m_ended = false;
};

} // namespace cw::ui
