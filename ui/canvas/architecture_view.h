// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <vector>

#include <QLabel>
#include <QStackedWidget>
#include <QWidget>

#include "core/space/architecture.h"
#include "ui/canvas/architecture_graph.h"
#include "ui/canvas/background_task.h"
#include "ui/canvas/graph_view.h"
#include "ui/canvas/stage_strip.h"

namespace cw::ui {

using ArchitecturePtr = std::shared_ptr<const space::Architecture>;

/// Draws an architecture: the macro strip of its stages, and the graph of the chosen one, laid out in the background.
/// Ops that differ from a parent are marked.
/// Thread: GUI
class ArchitectureView : public QWidget {
    Q_OBJECT
public:
    explicit ArchitectureView(Theme& theme, QWidget* parent = nullptr);

    /// Null shows `message` instead.
    void setArchitecture(ArchitecturePtr architecture, ArchitecturePtr parent, const QString& message = {});
    const ArchitecturePtr& architecture() const { return m_architecture; }
    StageStrip& strip() { return *m_strip; }
    GraphView& graph() { return *m_graph; }

Q_SIGNALS:
    void drawn(); ///< the graph of the current stage stands

private:
    void drawCurrent();

    Theme& m_theme;
    StageStrip* m_strip;
    QStackedWidget* m_stack;
    GraphView* m_graph;
    QLabel* m_message;
    ArchitecturePtr m_architecture;
    ArchitecturePtr m_parent;
    std::vector<Stage> m_stages;
    BackgroundTask<std::optional<PlacedDrawing>> m_layout;
};

} // namespace cw::ui
