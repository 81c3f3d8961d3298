// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QListWidget>

#include "core/space/search_space.h"

namespace cw::ui {

class Theme;

/// The alternatives of a choice with icon, title and name. Drag or Alt+Up and Alt+Down move one, F2 or a second click
/// renames it, Delete takes it out, Enter or a double click goes to its parameters.
class AlternativeList : public QListWidget {
    Q_OBJECT
public:
    AlternativeList(Theme& theme, QWidget* parent);

    /// Changes only the rows that differ.
    void setAlternatives(const std::vector<space::Alternative>& alternatives);

Q_SIGNALS:
    void moveRequested(int from, int to);
    void removeRequested(int alternative);
    void renameRequested(int alternative, const QString& name);
    void openRequested(int alternative);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

private:
    void setRow(int row, const space::Alternative& alternative);

    Theme& m_theme;
    std::vector<space::Alternative> m_alternatives;
    bool m_loading = false;
};

} // namespace cw::ui
