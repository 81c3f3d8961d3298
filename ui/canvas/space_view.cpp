// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/space_view.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

#include <QHBoxLayout>
#include <QVBoxLayout>

#include "ui/canvas/breadcrumb.h"
#include "ui/canvas/minimap.h"
#include "ui/canvas/placing.h"
#include "ui/canvas/themed_icon.h"
#include "ui/widgets/labels.h"

namespace cw::ui {

SpaceView::SpaceView(Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_message(makeLabel({}, "secondary", this))
    , m_stack(new QStackedWidget(this))
    , m_graph(new GraphView(theme, this))
    , m_minimap(new Minimap(theme, *m_graph))
    , m_path{GraphPlace{}}
{
    m_graph->setAccessibleName(tr("Drawing of the search space"));
    m_message->setAlignment(Qt::AlignCenter);
    m_message->setWordWrap(true);
    m_message->setMargin(24);
    m_stack->addWidget(m_message);
    m_stack->addWidget(m_graph);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeBar());
    column->addWidget(makeRule(this));
    column->addWidget(m_stack, 1);
    connect(m_graph, &GraphView::selected, this, &SpaceView::selectionChanged);
    connect(m_graph, &GraphView::opened, this, &SpaceView::enter);
    connect(m_graph, &GraphView::leaveRequested, this, [this] { leaveTo(depth() - 1); });
    connect(m_graph, &GraphView::filled, this, &SpaceView::showTaken);
    connect(m_graph, &GraphView::gestureEnded, this, [this] {
        if (m_stale && m_shown)
            refresh();
    });
    connect(m_graph, &GraphView::viewChanged, this,
            [this] { m_zoom->setText(tr("%1 %").arg(qRound(m_graph->zoom() * 100))); });
}

SpaceView::~SpaceView() = default;

QWidget* SpaceView::makeBar()
{
    auto* bar = new QWidget(this);
    bar->setProperty("surface", "surface");
    bar->setAttribute(Qt::WA_StyledBackground);
    bar->setFixedHeight(Metrics::kDockTitle - 1);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(8, 0, 12, 0);
    row->setSpacing(4);
    m_crumbs = new Breadcrumb(bar);
    row->addWidget(m_crumbs);
    row->addStretch(1);
    m_tools = new QHBoxLayout;
    m_tools->setSpacing(4);
    row->addLayout(m_tools);
    QToolButton* out = makeToolButton(m_theme, QStringLiteral("subtract"), tr("Zoom out"), bar);
    m_zoom = makeLabel(tr("%1 %").arg(100), "secondary", bar);
    m_zoom->setMinimumWidth(48);
    m_zoom->setAlignment(Qt::AlignCenter);
    QToolButton* in = makeToolButton(m_theme, QStringLiteral("add"), tr("Zoom in"), bar);
    QToolButton* fit = makeToolButton(m_theme, QStringLiteral("fit"), tr("Show all (Home)"), bar);
    QToolButton* map = makeToolButton(m_theme, QStringLiteral("minimap"), tr("Overview (Alt+M)"), bar);
    m_overviewButton = map;
    map->setCheckable(true);
    map->setChecked(true);
    connect(m_crumbs, &Breadcrumb::leftTo, this, &SpaceView::leaveTo);
    connect(out, &QToolButton::clicked, this, [this] { m_graph->setZoom(m_graph->zoom() / 1.25); });
    connect(in, &QToolButton::clicked, this, [this] { m_graph->setZoom(m_graph->zoom() * 1.25); });
    connect(fit, &QToolButton::clicked, m_graph, &GraphView::fit);
    connect(map, &QToolButton::toggled, m_minimap, &QWidget::setVisible);
    row->addWidget(out);
    row->addWidget(m_zoom);
    row->addWidget(in);
    row->addWidget(fit);
    row->addWidget(map);
    return bar;
}

QWidget& SpaceView::overview()
{
    return *m_minimap;
}

bool SpaceView::showsNothing(const QString& message)
{
    if (m_space && !m_space->graph.blocks.empty())
        return false;
    m_opening.cancel();
    m_cutting.cancel();
    m_arranging.cancel();
    m_shown = false; // what ends with the drawing must not look at the blocks that were in it
    m_graph->clear();
    m_crumbs->setPath(m_space ? m_path : std::vector<GraphPlace>());
    m_message->setText(m_space && message.isEmpty() ? tr("This space has decisions but no blocks to draw.") : message);
    m_stack->setCurrentWidget(m_message);
    Q_EMIT placeChanged();
    Q_EMIT selectionChanged();
    return true;
}

void SpaceView::setSpace(SpacePtr space, const QString& message)
{
    m_space = std::move(space);
    m_facts.clear();
    m_issues.clear();
    m_warnings.clear();
    m_path = {m_space ? topOf(*m_space) : GraphPlace{}};
    if (const GraphPlace cell = m_space ? onlyOpenCell(*m_space) : GraphPlace{}; cell.graph != nullptr)
        m_path.push_back(cell);
    m_wanted = {};
    if (!showsNothing(message))
        drawPlace();
}

void SpaceView::setSpace(SpacePtr space, const SpaceViewState& state)
{
    std::vector<GraphPlace> path;
    for (const space::GraphAddress& address : state.path) {
        const GraphPlace place = space ? placeAt(*space, address) : GraphPlace{};
        if (place.graph == nullptr)
            break;
        path.push_back(place);
    }
    if (path.empty() || !path.front().address.cell.empty()) {
        setSpace(std::move(space), QString());
        return;
    }
    m_space = std::move(space);
    m_facts.clear();
    m_issues.clear();
    m_warnings.clear();
    m_wanted = path.size() == state.path.size() ? state : SpaceViewState{};
    m_path = std::move(path);
    if (!showsNothing({}))
        drawPlace();
}

SpaceViewState SpaceView::state() const
{
    SpaceViewState state;
    if (!m_space)
        return state;
    for (const GraphPlace& step : m_path)
        state.path.push_back(step.address);
    if (!m_shown) { // as it will be
        state.selection = m_wanted.selection;
        state.alternative = m_wanted.alternative;
        state.zoom = m_wanted.zoom;
        state.centre = m_wanted.centre;
        return state;
    }
    state.selection = selectedBlocks();
    state.alternative = m_graph->selectedRow();
    state.zoom = m_graph->zoom();
    state.centre = m_graph->centre();
    return state;
}

void SpaceView::follow(SpacePtr space)
{
    const bool drew = m_space && !m_space->graph.blocks.empty();
    if (!space || !drew) {
        setSpace(std::move(space), QString());
        return;
    }
    const auto before = std::exchange(m_space, std::move(space)); // the path still points into it
    const int depthBefore = depth();
    std::vector<GraphPlace> path;
    for (const GraphPlace& step : m_path) {
        GraphPlace now = placeAt(*m_space, step.address);
        if (now.graph == nullptr)
            break;
        path.push_back(std::move(now));
    }
    m_path = std::move(path);
    if (showsNothing({}))
        return;
    m_arranging.cancel(); // of another state
    if (!m_shown || depth() != depthBefore) {
        if (depth() != depthBefore)
            m_wanted = {};
        drawPlace();
        return;
    }
    m_crumbs->setPath(m_path);
    refresh();
}

void SpaceView::setFacts(FactsByBlock facts)
{
    m_facts = std::move(facts);
    if (!m_space || m_space->graph.blocks.empty())
        return;
    refreshSoon();
    Q_EMIT selectionChanged(); // what is known of it
}

void SpaceView::setIssues(space::Issues issues, space::Issues warnings)
{
    if (issues == m_issues && warnings == m_warnings)
        return;
    m_issues = std::move(issues);
    m_warnings = std::move(warnings);
    if (!m_space || m_space->graph.blocks.empty())
        return;
    refreshSoon();
}

IssueMarks SpaceView::marks() const
{
    IssueMarks marks = m_issues.empty() ? IssueMarks{} : marksOf(*m_space, place().address, m_issues);
    if (m_warnings.empty())
        return marks;
    for (const auto& [block, mark] : marksOf(*m_space, place().address, m_warnings)) {
        const auto [known, isNew] = marks.try_emplace(block, mark);
        if (isNew)
            known->second.inside = true; // the mild mark: not every candidate has it
        else
            known->second.text += QLatin1Char('\n') + mark.text;
    }
    return marks;
}

void SpaceView::enter(int node, int row)
{
    if (!m_space || !m_shown || node < 0 || static_cast<std::size_t>(node) >= place().graph->blocks.size())
        return;
    const GraphPlace inner = enterBlock(*m_space, place(), place().graph->blocks[static_cast<std::size_t>(node)], row);
    if (inner.graph == nullptr)
        return;
    m_path.push_back(inner);
    m_wanted = {};
    drawPlace();
}

void SpaceView::leaveTo(int depth)
{
    if (!m_space || depth < 1 || depth >= this->depth())
        return;
    const space::GraphAddress left = m_path[static_cast<std::size_t>(depth)].address;
    m_path.resize(static_cast<std::size_t>(depth));
    m_wanted = {};
    const auto& outer = place().address.steps.size();
    if (left.cell == place().address.cell && left.steps.size() > outer)
        m_wanted.selection = {left.steps[outer].block}; // where one was
    drawPlace();
}

void SpaceView::goTo(const space::GraphAddress& address, const std::vector<std::string>& select, int alternative)
{
    if (!m_space)
        return;
    if (place().address == address && m_shown) {
        selectBlocks(select, alternative);
        return;
    }
    std::vector<GraphPlace> path = {topOf(*m_space)};
    if (!address.cell.empty())
        path.push_back(placeAt(*m_space, {address.cell, {}}));
    space::GraphAddress way{address.cell, {}};
    for (const space::AddressStep& step : address.steps) {
        way.steps.push_back(step);
        path.push_back(placeAt(*m_space, way));
    }
    if (std::any_of(path.begin(), path.end(), [](const GraphPlace& step) { return step.graph == nullptr; }))
        return;
    m_path = std::move(path);
    m_wanted = {};
    m_wanted.selection = select;
    m_wanted.alternative = alternative;
    if (!showsNothing({}))
        drawPlace();
}

void SpaceView::selectPath(const std::string& path)
{
    if (!m_space)
        return;
    const space::BlockAddress at = space::addressOf(*m_space, path);
    if (!at.block.empty())
        goTo(at.graph, {at.block});
}

const space::Block* SpaceView::selectedBlock() const
{
    const int node = m_graph->selectedNode();
    return node < 0 || !m_shown ? nullptr : &place().graph->blocks[static_cast<std::size_t>(node)];
}

std::vector<std::string> SpaceView::selectedBlocks() const
{
    std::vector<std::string> ids;
    for (const int node : m_graph->selection()) {
        if (m_shown)
            ids.push_back(place().graph->blocks[static_cast<std::size_t>(node)].id);
    }
    return ids;
}

void SpaceView::selectBlocks(const std::vector<std::string>& ids, int alternative)
{
    if (!m_shown) {
        m_wanted.selection = ids;
        m_wanted.alternative = alternative;
        return;
    }
    const std::set<std::string_view> wanted(ids.begin(), ids.end()); // all of thousands, after they were pasted
    std::vector<int> nodes;
    for (std::size_t i = 0; i < place().graph->blocks.size(); ++i) {
        if (wanted.count(place().graph->blocks[i].id) > 0)
            nodes.push_back(static_cast<int>(i));
    }
    m_graph->setSelection(nodes, -1, alternative);
    if (!nodes.empty())
        m_graph->reveal(m_graph->selectedNode());
}

} // namespace cw::ui
