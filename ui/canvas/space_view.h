// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <vector>

#include <QHBoxLayout>
#include <QLabel>
#include <QStackedWidget>
#include <QWidget>

#include "ui/canvas/background_task.h"
#include "ui/canvas/graph_view.h"
#include "ui/canvas/space_graph.h"

namespace cw::ui {

class Minimap;

using SpacePtr = std::shared_ptr<const space::SearchSpace>;

/// The drawing of a search space: a breadcrumb, the graph that was entered, zoom, overview. Double click or Enter goes
/// into a cell, a repeated body or an alternative, Backspace goes back.
/// Thread: GUI
class SpaceView : public QWidget {
    Q_OBJECT
public:
    SpaceView(Theme& theme, QWidget* parent = nullptr);

    /// Null shows `message`.
    void setSpace(SpacePtr space, const QString& message = {});
    /// Shapes and costs of one candidate, for the cards; does not move anything.
    void setFacts(FactsByBlock facts);
    const SpacePtr& space() const { return m_space; }
    const FactsByBlock& facts() const { return m_facts; }
    const GraphPlace& place() const { return m_path.back(); }
    int depth() const { return static_cast<int>(m_path.size()); }
    void enter(int node, int row);
    void leaveTo(int depth);
    /// Null when nothing is selected.
    const space::Block* selectedBlock() const;
    int selectedAlternative() const { return m_graph->selectedRow(); }
    /// Selects a block of the macro graph or of a cell by a path such as "cell/0-1".
    void selectPath(const std::string& path);
    GraphView& graph() { return *m_graph; }
    bool isBusy() const { return m_layout.isBusy(); }

Q_SIGNALS:
    void selectionChanged();
    void drawn();

private:
    QWidget* makeBar();
    void fillBreadcrumb();
    void drawPlace();

    Theme& m_theme;
    QHBoxLayout* m_crumbs = nullptr;
    QLabel* m_zoom = nullptr;
    QLabel* m_message;
    QStackedWidget* m_stack;
    GraphView* m_graph;
    Minimap* m_minimap;
    SpacePtr m_space;
    FactsByBlock m_facts;
    std::vector<GraphPlace> m_path;
    std::string m_toSelect;
    BackgroundTask<std::optional<PlacedDrawing>> m_layout;
};

} // namespace cw::ui
