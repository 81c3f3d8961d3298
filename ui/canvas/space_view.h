// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <QAbstractButton>
#include <QLabel>
#include <QStackedWidget>
#include <QWidget>

#include "core/space/edit/edit.h"
#include "ui/canvas/background_task.h"
#include "ui/canvas/graph_view.h"
#include "ui/canvas/space_graph.h"

class QHBoxLayout;

namespace cw::ui {

class Breadcrumb;
class Minimap;

using SpacePtr = std::shared_ptr<const space::SearchSpace>;
using BlockPlaces = std::map<std::string, space::CanvasPoint>;

/// What a person looks at in a document, for when they come back to it.
struct SpaceViewState {
    std::vector<space::GraphAddress> path; ///< from the macro graph inwards; empty: never looked at
    std::vector<std::string> selection;
    int alternative = -1;
    double zoom = 0; ///< 0: all of it
    QPointF centre;
};

/// The drawing of a search space: a breadcrumb, the graph that was entered, zoom, overview. Double click or Enter goes
/// into a cell, a repeated body or an alternative, Backspace goes back.
///
/// Where blocks stand: as the document says, if it does. It does not when two blocks have the same place (a document
/// without places has all at 0, 0), or when more than a third of the cards would lie on another as the place is
/// entered; then the place is laid out in the background, and the document knows nothing of it until a person moves or
/// adds something: then what is shown becomes what is written (see SpaceEditor). Wires of blocks that stand as the
/// layout put them are its wires, others are plain curves.
/// Thread: GUI
class SpaceView : public QWidget {
    Q_OBJECT
public:
    SpaceView(Theme& theme, QWidget* parent = nullptr);
    ~SpaceView() override;

    /// Another document. Null shows `message`.
    void setSpace(SpacePtr space, const QString& message = {});
    /// Another document, where it was left.
    void setSpace(SpacePtr space, const SpaceViewState& state);
    /// Another state of the same document: the place, selection, zoom and scroll stay; where the place is gone, the
    /// nearest around it that is not. Shown before this returns.
    void follow(SpacePtr space);
    SpaceViewState state() const;

    /// Shapes and costs of one candidate, for the cards.
    void setFacts(FactsByBlock facts);
    /// Badges on the cards; `warnings`: of some candidates only.
    void setIssues(space::Issues issues, space::Issues warnings = {});
    const SpacePtr& space() const { return m_space; }
    const FactsByBlock& facts() const { return m_facts; }
    const GraphPlace& place() const { return m_path.back(); }
    int depth() const { return static_cast<int>(m_path.size()); }
    void enter(int node, int row);
    void leaveTo(int depth);
    void goTo(const space::GraphAddress& address, const std::vector<std::string>& select = {}, int alternative = -1);

    /// Null when nothing is selected; of several, the one selected last.
    const space::Block* selectedBlock() const;
    int selectedAlternative() const { return m_graph->selectedRow(); }
    /// The ids of all.
    std::vector<std::string> selectedBlocks() const;
    void selectBlocks(const std::vector<std::string>& ids, int alternative = -1);
    /// Goes to and selects a block by a path as Issues and decisions have it: "stage1/cell/0-1".
    void selectPath(const std::string& path);

    /// Whether the blocks stand where the document says.
    bool isPlaced() const { return m_placed; }
    /// Where they stand, as the document would say it.
    BlockPlaces shownPlaces() const;
    /// Lays the place out in the background; laidOut() follows, unless it was edited or left meanwhile.
    void layOut();
    /// The next state that comes moves there instead of jumping.
    void animateNext() { m_animateNext = true; }

    GraphView& graph() { return *m_graph; }
    bool isBusy() const { return m_opening.isBusy() || m_arranging.isBusy() || m_graph->isFilling(); }
    /// False while a place that was entered is not drawn yet.
    bool isShown() const { return m_shown; }
    QWidget& overview();
    /// Shows and hides it.
    QAbstractButton& overviewButton() { return *m_overviewButton; }
    /// For buttons at the left of those for the zoom.
    QHBoxLayout& toolRow() { return *m_tools; }

Q_SIGNALS:
    void selectionChanged();
    void placeChanged();
    void drawn();
    void laidOut(const cw::ui::BlockPlaces& places);

private:
    struct Opened {
        PlacedDrawing placed;
        PlacedDrawing layout;
        bool byDocument = false;
    };
    static std::optional<Opened> openPlace(const GraphPlace& place, const FactsByBlock& facts, const IssueMarks& marks,
                                           std::stop_token stop);

    QWidget* makeBar();
    bool showsNothing(const QString& message);
    void drawPlace();
    /// Not while something is being dragged, or a large drawing is being made: then afterwards.
    void refreshSoon();
    void refresh();
    void relayOut();
    void take(Opened opened);
    void showTaken();
    void cutWires();
    bool standsByDocument() const;
    IssueMarks marks() const;

    Theme& m_theme;
    Breadcrumb* m_crumbs = nullptr;
    QHBoxLayout* m_tools = nullptr;
    QLabel* m_zoom = nullptr;
    QAbstractButton* m_overviewButton = nullptr;
    QLabel* m_message;
    QStackedWidget* m_stack;
    GraphView* m_graph;
    Minimap* m_minimap;
    SpacePtr m_space;
    FactsByBlock m_facts;
    space::Issues m_issues;
    space::Issues m_warnings;
    std::vector<GraphPlace> m_path;
    GraphDrawer m_drawer;
    PlacedDrawing m_layout;                   ///< of the place, whose wires are taken where they fit
    PlacedDrawing m_free;                     ///< as shown when it last stood by no document: where undo leads back
    std::map<std::string, QPointF> m_ignored; ///< the document's places when they could not be used
    bool m_placed = false;
    bool m_shown = false;
    bool m_animateNext = false;
    bool m_crowded = false;  ///< cards cover one another until the layout that was asked for comes
    bool m_stale = false;    ///< facts or issues came while something was being dragged or made
    SpaceViewState m_wanted; ///< selection and zoom of a place that is being drawn
    BackgroundTask<std::optional<Opened>> m_opening;
    BackgroundTask<std::optional<PlacedDrawing>> m_arranging;
    BackgroundTask<std::vector<QPainterPath>> m_cutting;
};

} // namespace cw::ui
