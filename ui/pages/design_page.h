// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <memory>

#include <QListWidget>
#include <QTableWidget>
#include <QUndoGroup>

#include "ui/canvas/space_editor.h"
#include "ui/canvas/space_view.h"
#include "ui/document/open_documents.h"
#include "ui/frame/page.h"
#include "ui/frame/services.h"
#include "ui/pages/design/design_actions.h"
#include "ui/pages/design/problem.h"

namespace cw::ui {

class DockArea;
class DocumentDesk;
class DocumentTabs;
class Inspector;
class LiveFacts;
class LiveStrip;
class Notices;
class Outline;
class Palette;
class Panel;
class PanelToggles;
class ProblemsPanel;
class SamplePanel;

/// Search spaces as drawings, each in a tab: what can be added at the left, the canvas, an inspector of what is
/// selected, and below them problems, size and costs of the space, computed in the background.
/// Thread: GUI
class DesignPage : public Page {
    Q_OBJECT
public:
    explicit DesignPage(const Services& services, QWidget* parent = nullptr);
    ~DesignPage() override;

    QString title() const override { return tr("Design"); }
    QString iconName() const override { return QStringLiteral("design"); }
    bool isBusy() const override;
    void resetLayout() override;
    QList<QAction*> menuActions(PageMenu menu) const override;
    bool prepareToClose() override;
    std::shared_ptr<QObject> handOver() override;
    void takeOver(const std::shared_ptr<QObject>& documents) override;

    /// A template's id or the path of a .cwspace file. What is wrong with it is shown in place of the drawing.
    void open(const QString& templateOrPath);
    SpaceView& view() { return *m_view; }
    SpaceEditor& editor() { return *m_editor; }
    Inspector& inspector() { return *m_inspector; }
    LiveStrip& strip() { return *m_strip; }
    Palette& palette() { return *m_palette; }
    Outline& outline() { return *m_outline; }
    SamplePanel& samplePanel() { return *m_sample; }
    Notices& notices() { return *m_notices; }
    DocumentTabs& tabs() { return *m_tabs; }
    DockArea& docks() { return *m_docks; }
    OpenDocuments& documents() { return *m_documents; }
    DocumentDesk& desk() { return *m_desk; }
    DesignActions& actions() { return *m_actions; }
    QListWidget& templates();
    QTableWidget& problems();
    /// Null: none is open, or it could not be read.
    SpaceDocument* document() const;

Q_SIGNALS:
    void opened(const QString& templateOrPath);
    void factsShown();
    /// A search in this space (a path, or the document itself), which tries these candidates first.
    void searchAsked(const cw::Json& space, const QStringList& candidates);

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    QWidget* makeCentre();
    Panel* makeUndoList();
    void connectPanels();
    void connectActions();
    void connectDocuments();
    void connectLive();
    void makeTools();
    void begin();
    void setTab(int index);
    void showCurrent();
    void follow();
    void updateActions();
    void showProblems(const Problems& problems, const ProblemCounts& counts, bool open);
    void tellSize();
    void shareSelection();
    void exportCurrent();
    void askForSearch(const QStringList& candidates);
    void stepTab(int by);
    void nextSample();

    Services m_services;
    std::shared_ptr<OpenDocuments> m_documents;
    QUndoGroup m_steps;
    DesignActions* m_actions;
    DocumentTabs* m_tabs;
    Notices* m_notices;
    DocumentDesk* m_desk;
    SpaceView* m_view;
    SpaceEditor* m_editor;
    Inspector* m_inspector;
    Palette* m_palette;
    Outline* m_outline;
    SamplePanel* m_sample;
    ProblemsPanel* m_problems;
    LiveStrip* m_strip;
    LiveFacts* m_live;
    PanelToggles* m_toggles;
    DockArea* m_docks;
    const OpenDocument* m_shown = nullptr;                  ///< only compared
    const SpaceDocument* m_large = nullptr;                 ///< which the note about its size is of; only compared
    std::map<const OpenDocument*, SpaceViewState> m_states; ///< of those that are not shown
    bool m_begun = false;
    bool m_fresh = false; ///< the shown document's facts have not come yet
    bool m_sharing = false;
};

} // namespace cw::ui
