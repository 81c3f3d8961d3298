// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/design_page.h"

#include <utility>

#include <QDragEnterEvent>
#include <QMimeData>
#include <QScopedValueRollback>
#include <QTimer>
#include <QToolButton>
#include <QUndoView>
#include <QVBoxLayout>

#include "core/space/edit/edit.h"
#include "ui/pages/design/dock_area.h"
#include "ui/pages/design/document_desk.h"
#include "ui/pages/design/document_tabs.h"
#include "ui/pages/design/drawing_export.h"
#include "ui/pages/design/inspector.h"
#include "ui/pages/design/live_facts.h"
#include "ui/pages/design/live_strip.h"
#include "ui/pages/design/notices.h"
#include "ui/pages/design/outline.h"
#include "ui/pages/design/palette.h"
#include "ui/pages/design/panel_toggles.h"
#include "ui/pages/design/problems_panel.h"
#include "ui/pages/design/sample_panel.h"
#include "ui/widgets/labels.h"

namespace cw::ui {
namespace {

constexpr const char* kFirstTemplate = "nas-bench-201";

/// Local files of a drag that can be spaces.
QStringList spaceFiles(const QMimeData& data)
{
    QStringList files;
    for (const QUrl& url : data.urls()) {
        if (url.isLocalFile())
            files << url.toLocalFile();
    }
    return files;
}

} // namespace

DesignPage::DesignPage(const Services& services, QWidget* parent)
    : Page(parent)
    , m_services(services)
    , m_documents(std::make_shared<OpenDocuments>(RecoveryFolder()))
    , m_actions(new DesignActions(services.theme, m_steps, this))
    , m_tabs(new DocumentTabs(services.theme, this))
    , m_notices(new Notices(services.theme, this))
    , m_desk(new DocumentDesk(*m_documents, *m_notices, services.theme, *this))
    , m_view(new SpaceView(services.theme, this))
    , m_editor(new SpaceEditor(*m_view, services.theme))
    , m_inspector(new Inspector(services.theme, this))
    , m_palette(new Palette(services.theme, this))
    , m_outline(new Outline(services.theme, this))
    , m_sample(new SamplePanel(services.theme, this))
    , m_problems(new ProblemsPanel(services.theme, this))
    , m_strip(new LiveStrip(services.theme, this))
    , m_live(new LiveFacts(this))
    , m_toggles(new PanelToggles(this))
    , m_docks(new DockArea(services.theme, this))
{
    setAcceptDrops(true);
    m_docks->setCentralWidget(makeCentre());
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_docks, 1);
    column->addWidget(makeRule(this));
    column->addWidget(m_strip);
    makeTools();
    connectPanels();
    connectActions();
    connectLive();
    connectDocuments();
    m_inspector->show(*m_view);
    updateActions();
    // Later: a page that takes documents over opens none of its own.
    QTimer::singleShot(0, this, &DesignPage::begin);
}

DesignPage::~DesignPage()
{
    m_docks->save();
    m_documents->disconnect(this);
    m_editor->setDocument(nullptr); // documents go before widgets
    m_inspector->setDocument(nullptr);
}

Panel* DesignPage::makeUndoList()
{
    auto* panel = new Panel(m_services.theme, tr("Undo list"), this);
    auto* steps = new QUndoView(&m_steps, panel);
    steps->setAccessibleName(tr("Undo list"));
    steps->setEmptyLabel(tr("As opened"));
    panel->column().addWidget(steps, 1);
    return panel;
}

QWidget* DesignPage::makeCentre()
{
    auto* area = new QWidget(this);
    auto* column = new QVBoxLayout(area);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_tabs);
    column->addWidget(m_notices);
    column->addWidget(m_view, 1);
    return area;
}

void DesignPage::makeTools()
{
    QHBoxLayout& row = m_view->toolRow();
    const auto add = [&](QAction* action) {
        auto* button = new QToolButton(this);
        button->setDefaultAction(action);
        button->setToolButtonStyle(Qt::ToolButtonIconOnly);
        button->setFixedSize(28, 28);
        button->setFocusPolicy(Qt::TabFocus);
        row.addWidget(button);
    };
    add(m_actions->get(DesignCommand::Undo));
    add(m_actions->get(DesignCommand::Redo));
    row.addSpacing(8);
    add(m_editor->action(EditCommand::LayOut));
    add(m_editor->action(EditCommand::Tidy));
    row.addSpacing(8);
}

void DesignPage::connectPanels()
{
    const auto get = [this](DesignCommand command) { return m_actions->get(command); };
    using enum DesignCommand;
    const auto keep = [&](DesignCommand command, Panel* panel, const char* key, Qt::DockWidgetArea side, int width,
                          bool shown) {
        const QString name = QLatin1String(key);
        m_toggles->keep(get(command), m_docks->add(panel, name, side, width), name, shown);
    };
    keep(ShowPalette, m_palette, "palette", Qt::LeftDockWidgetArea, Metrics::kPalette, true);
    keep(ShowOutline, m_outline, "outline", Qt::LeftDockWidgetArea, Metrics::kPalette, false);
    keep(ShowSteps, makeUndoList(), "steps", Qt::LeftDockWidgetArea, Metrics::kPalette, false);
    PanelDock* sample =
        m_docks->add(m_sample, QStringLiteral("sample"), Qt::RightDockWidgetArea, Metrics::kArchitecture);
    keep(ShowInspector, m_inspector, "inspector", Qt::RightDockWidgetArea, Metrics::kInspector, true);
    PanelDock* problems = m_docks->add(m_problems, QStringLiteral("problems"), Qt::BottomDockWidgetArea,
                                       m_problems->minimumSizeHint().height());
    m_toggles->keep(get(ShowOverview), &m_view->overview(), QStringLiteral("overview"), true);
    m_toggles->join(get(ShowOverview), m_view->overviewButton());
    m_toggles->forNow(get(ShowSample), sample, m_strip->sampleButton());
    m_toggles->forNow(get(ShowProblems), problems, m_strip->problemsButton());
    connect(m_actions->get(DesignCommand::ShowSample), &QAction::toggled, this,
            [this](bool on) { m_sample->setSpace(on && document() ? document()->space() : nullptr); });
    connect(m_actions->get(DesignCommand::ShowOutline), &QAction::toggled, this, [this](bool on) {
        m_outline->setSpace(on && document() ? document()->space() : nullptr);
        shareSelection();
    });
    connect(m_palette, &Palette::templateChosen, this, &DesignPage::open);
    connect(m_palette, &Palette::chosen, this, [this](const BlockOffer& offer) {
        if (document() != nullptr)
            m_editor->add(offer.block);
    });
    connect(m_outline, &Outline::chosen, this, [this](const OutlineModel::Place& place) {
        if (m_sharing || document() == nullptr)
            return;
        const QScopedValueRollback sharing(m_sharing, true);
        const std::string& block = place.address.block;
        m_view->goTo(place.address.graph, block.empty() ? std::vector<std::string>() : std::vector{block},
                     place.alternative);
    });
    connect(m_inspector, &Inspector::alternativeChosen, this,
            [this](int alternative) { m_view->selectBlocks(m_view->selectedBlocks(), alternative); });
    connect(m_inspector, &Inspector::blockRenamed, this,
            [this](const QString& id) { m_view->selectBlocks({id.toStdString()}); });
    connect(m_sample, &SamplePanel::sendAsked, this, [this](const QString& candidate) { askForSearch({candidate}); });
    connect(m_problems, &ProblemsPanel::placeChosen, m_view, &SpaceView::selectPath);
    connect(m_problems, &ProblemsPanel::fixAsked, this, [this](const space::Issue& issue) {
        if (document() == nullptr)
            return;
        const QString text = QString::fromStdString(space::fixTitle(*document()->space(), issue));
        const auto refused =
            document()->apply(text, [&issue](space::SearchSpace& space) { return space::applyFix(space, issue); });
        if (refused)
            m_notices->put({QStringLiteral("failed"), QString::fromStdString(refused->problem()), {}});
    });
    connect(m_view, &SpaceView::selectionChanged, this, [this] {
        m_inspector->show(*m_view);
        shareSelection();
    });
    connect(&m_services.theme, &Theme::changed, this, [this] { m_inspector->show(*m_view); });
    connect(&m_view->graph(), &GraphView::spaceTapped, this, &DesignPage::nextSample);
}

void DesignPage::connectActions()
{
    const auto on = [this](DesignCommand command, auto run) {
        connect(m_actions->get(command), &QAction::triggered, this, run);
    };
    on(DesignCommand::New, [this] { m_documents->create(); });
    on(DesignCommand::FromTemplate, [this] { m_desk->fromTemplate(); });
    on(DesignCommand::Open, [this] { m_desk->open(); });
    on(DesignCommand::Save, [this] { m_desk->save(); });
    on(DesignCommand::SaveAs, [this] { m_desk->saveAs(); });
    on(DesignCommand::Close, [this] { m_desk->close(m_documents->currentIndex()); });
    on(DesignCommand::Export, [this] { exportCurrent(); });
    on(DesignCommand::SearchThis, [this] { askForSearch({}); });
    on(DesignCommand::NextTab, [this] { stepTab(1); });
    on(DesignCommand::PreviousTab, [this] { stepTab(-1); });
    connect(m_actions, &DesignActions::recentChosen, this, &DesignPage::open);
    connect(m_tabs, &DocumentTabs::newAsked, this, [this] { m_documents->create(); });
    connect(m_tabs, &DocumentTabs::chosen, this, [this](int index) { m_documents->setCurrent(index); });
    connect(m_tabs, &DocumentTabs::closeAsked, this, [this](int index) { m_desk->close(index); });
    connect(m_tabs, &DocumentTabs::moved, this, [this](int from, int to) { m_documents->move(from, to); });
}

void DesignPage::connectDocuments()
{
    OpenDocuments* documents = m_documents.get();
    connect(documents, &OpenDocuments::inserted, this, [this](int index) {
        m_tabs->insert(index, {}, {}, false);
        setTab(index);
        SpaceDocument* document = m_documents->at(index).document.get();
        if (document == nullptr)
            return;
        m_steps.addStack(&document->steps());
        connect(document, &SpaceDocument::changed, this, [this, document] {
            if (document == this->document())
                follow();
        });
    });
    connect(documents, &OpenDocuments::aboutToRemove, this, [this](int index) {
        m_tabs->remove(index);
        const OpenDocument* document = &m_documents->at(index);
        m_states.erase(document);
        if (document != m_shown)
            return;
        m_shown = nullptr;
        m_large = nullptr;
        m_editor->setDocument(nullptr);
        m_inspector->setDocument(nullptr);
    });
    connect(documents, &OpenDocuments::titleChanged, this, [this](int index) {
        setTab(index);
        updateActions();
    });
    connect(documents, &OpenDocuments::currentChanged, this, &DesignPage::showCurrent);
    connect(documents, &OpenDocuments::opened, this, &DesignPage::opened);
}

void DesignPage::begin()
{
    if (std::exchange(m_begun, true))
        return;
    m_documents->restore(QLatin1String(kFirstTemplate));
    m_desk->offerLeftBehind();
}

std::shared_ptr<QObject> DesignPage::handOver()
{
    return m_documents;
}

void DesignPage::takeOver(const std::shared_ptr<QObject>& documents)
{
    auto taken = std::dynamic_pointer_cast<OpenDocuments>(documents);
    if (!taken)
        return;
    m_begun = true;
    delete m_desk;
    m_documents = std::move(taken);
    m_desk = new DocumentDesk(*m_documents, *m_notices, m_services.theme, *this);
    connectDocuments();
    for (int i = 0; i < m_documents->count(); ++i)
        Q_EMIT m_documents->inserted(i);
    showCurrent();
    m_desk->offerLeftBehind();
}

bool DesignPage::isBusy() const
{
    return !m_begun || m_documents->isBusy() || m_live->isBusy() || m_palette->isBusy() || m_sample->isBusy() ||
           m_desk->isBusy() || m_view->isBusy();
}

void DesignPage::resetLayout()
{
    m_toggles->reset();
    m_docks->reset();
}

void DesignPage::showEvent(QShowEvent* event)
{
    Page::showEvent(event);
    m_docks->restore();
    m_docks->setWindowsShown(true);
}

void DesignPage::hideEvent(QHideEvent* event)
{
    Page::hideEvent(event);
    if (event->spontaneous())
        return; // made small with the whole window
    m_docks->save();
    m_docks->setWindowsShown(false);
}

QList<QAction*> DesignPage::menuActions(PageMenu menu) const
{
    switch (menu) {
    case PageMenu::File:
        return m_actions->file();
    case PageMenu::View:
        return m_actions->view();
    case PageMenu::Edit: {
        QList<QAction*> actions{m_actions->get(DesignCommand::Undo), m_actions->get(DesignCommand::Redo), nullptr};
        for (QAction* action : m_editor->menuActions())
            actions << action;
        return actions;
    }
    }
    return {};
}

bool DesignPage::prepareToClose()
{
    return m_desk->prepareToClose([this] { window()->close(); });
}

QListWidget& DesignPage::templates()
{
    return m_palette->templates();
}

QTableWidget& DesignPage::problems()
{
    return m_problems->table();
}

SpaceDocument* DesignPage::document() const
{
    const OpenDocument* current = m_documents->current();
    return current == nullptr ? nullptr : current->document.get();
}

void DesignPage::open(const QString& templateOrPath)
{
    m_documents->open(templateOrPath);
}

void DesignPage::setTab(int index)
{
    const OpenDocument& document = m_documents->at(index);
    const QString path = document.document ? document.document->path() : document.origin;
    m_tabs->set(index, document.title(), path.isEmpty() ? tr("Not in a file yet") : path, document.isModified());
}

void DesignPage::showCurrent()
{
    const OpenDocument* current = m_documents->current();
    m_tabs->setCurrent(m_documents->currentIndex());
    if (current == m_shown && current != nullptr)
        return;
    if (m_shown != nullptr && m_view->space())
        m_states[m_shown] = m_view->state();
    m_shown = current;
    SpaceDocument* document = this->document();
    const SpacePtr space = document != nullptr ? document->space() : nullptr;
    m_fresh = true;
    m_steps.setActiveStack(document != nullptr ? &document->steps() : nullptr);
    showProblems({}, {}, false);
    m_strip->setWaiting(); // also whether there are any
    tellSize();
    m_editor->setDocument(nullptr);
    m_inspector->setDocument(document, true);
    if (current == nullptr) {
        m_view->setSpace(nullptr, tr("No space is open. Choose a template at the left, or make an empty space with the "
                                     "+ above."));
    } else if (!space) {
        const space::Issue& problem = current->problem;
        m_view->setSpace(nullptr, QStringLiteral("%1: %2").arg(QString::fromStdString(problem.where),
                                                               QString::fromStdString(problem.what)));
        const Problems problems{{problem}};
        showProblems(problems, countsOf(problems), true);
    } else {
        m_editor->setDocument(document, m_states[current]);
    }
    m_inspector->show(*m_view);
    m_palette->setSpace(space.get());
    m_palette->setTemplate(current != nullptr ? current->origin : QString());
    if (m_actions->get(DesignCommand::ShowOutline)->isChecked())
        m_outline->setSpace(space);
    m_sample->setSpace(nullptr); // what is pinned there is of another space
    if (m_actions->get(DesignCommand::ShowSample)->isChecked())
        m_sample->setSpace(space);
    m_live->setSpace(space);
    updateActions();
}

void DesignPage::follow()
{
    const SpacePtr space = document()->space(); // the editor and the inspector follow by themselves
    m_palette->setSpace(space.get());
    if (m_actions->get(DesignCommand::ShowOutline)->isChecked())
        m_outline->setSpace(space);
    if (m_actions->get(DesignCommand::ShowSample)->isChecked())
        m_sample->setSpace(space);
    m_strip->forgetDistinct();
    tellSize();
    m_live->setSpace(space);
}

void DesignPage::updateActions()
{
    const bool any = m_documents->current() != nullptr;
    const bool drawn = document() != nullptr;
    m_actions->get(DesignCommand::Close)->setEnabled(any);
    for (const DesignCommand command : {DesignCommand::SaveAs, DesignCommand::Export, DesignCommand::SearchThis})
        m_actions->get(command)->setEnabled(drawn);
    m_actions->get(DesignCommand::Save)
        ->setEnabled(drawn && (document()->isModified() || document()->path().isEmpty()));
    for (const DesignCommand command : {DesignCommand::NextTab, DesignCommand::PreviousTab})
        m_actions->get(command)->setEnabled(m_documents->count() > 1);
}

void DesignPage::shareSelection()
{
    if (m_sharing || document() == nullptr || !m_actions->get(DesignCommand::ShowOutline)->isChecked())
        return;
    const space::Block* block = m_view->selectedBlock();
    m_outline->select({{m_view->place().address, block != nullptr ? block->id : std::string()},
                       block != nullptr ? m_view->selectedAlternative() : -1});
}

void DesignPage::exportCurrent()
{
    if (document() == nullptr)
        return;
    const QString problem = askAndExport(this, *m_view->graph().scene(), m_services.theme, document()->title());
    if (!problem.isEmpty())
        m_notices->put({QStringLiteral("failed"), problem, {}});
}

void DesignPage::askForSearch(const QStringList& candidates)
{
    if (document() == nullptr)
        return;
    const bool inFile = !document()->path().isEmpty() && !document()->isModified();
    Q_EMIT searchAsked(inFile ? Json(document()->path().toStdString()) : space::toJson(*document()->space()),
                       candidates);
}

void DesignPage::stepTab(int by)
{
    const int count = m_documents->count();
    if (count > 1)
        m_documents->setCurrent((m_documents->currentIndex() + by + count) % count);
}

void DesignPage::nextSample()
{
    QAction* action = m_actions->get(DesignCommand::ShowSample);
    if (action->isChecked())
        m_sample->next();
    else
        action->setChecked(true);
}

void DesignPage::dragEnterEvent(QDragEnterEvent* event)
{
    if (!spaceFiles(*event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void DesignPage::dropEvent(QDropEvent* event)
{
    for (const QString& file : spaceFiles(*event->mimeData()))
        open(file);
    event->acceptProposedAction();
}

} // namespace cw::ui
