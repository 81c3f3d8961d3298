// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/space_view.h"

#include <QPushButton>
#include <QVBoxLayout>

#include "ui/canvas/minimap.h"
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
    connect(m_graph, &GraphView::viewChanged, this,
            [this] { m_zoom->setText(tr("%1 %").arg(qRound(m_graph->zoom() * 100))); });
}

QWidget* SpaceView::makeBar()
{
    auto* bar = new QWidget(this);
    bar->setProperty("surface", "surface");
    bar->setAttribute(Qt::WA_StyledBackground);
    bar->setFixedHeight(Metrics::kDockTitle - 1);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(8, 0, 12, 0);
    row->setSpacing(4);
    m_crumbs = new QHBoxLayout;
    m_crumbs->setSpacing(0);
    row->addLayout(m_crumbs);
    row->addStretch(1);
    QToolButton* out = makeToolButton(m_theme, QStringLiteral("subtract"), tr("Zoom out"), bar);
    m_zoom = makeLabel(tr("%1 %").arg(100), "secondary", bar);
    m_zoom->setMinimumWidth(48);
    m_zoom->setAlignment(Qt::AlignCenter);
    QToolButton* in = makeToolButton(m_theme, QStringLiteral("add"), tr("Zoom in"), bar);
    QToolButton* fit = makeToolButton(m_theme, QStringLiteral("fit"), tr("Show all (Home)"), bar);
    QToolButton* map = makeToolButton(m_theme, QStringLiteral("minimap"), tr("Overview"), bar);
    map->setCheckable(true);
    map->setChecked(true);
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

void SpaceView::fillBreadcrumb()
{
    while (QLayoutItem* item = m_crumbs->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    if (!m_space)
        return;
    for (int i = 0; i < depth(); ++i) {
        const GraphPlace& step = m_path[static_cast<std::size_t>(i)];
        if (i > 0)
            m_crumbs->addWidget(makeLabel(QStringLiteral("›"), "secondary", this));
        if (i + 1 == depth()) {
            QLabel* here = makeLabel(step.title, "panelTitle", this);
            here->setContentsMargins(8, 0, 8, 0);
            m_crumbs->addWidget(here);
            if (!step.note.isEmpty())
                m_crumbs->addWidget(makeLabel(step.note, "chip", this));
            continue;
        }
        auto* back = new QPushButton(step.title, this);
        back->setProperty("kind", "link");
        // Queued: the button is deleted by what it does.
        connect(
            back, &QPushButton::clicked, this, [this, i] { leaveTo(i + 1); }, Qt::QueuedConnection);
        m_crumbs->addWidget(back);
    }
}

void SpaceView::setSpace(SpacePtr space, const QString& message)
{
    m_space = std::move(space);
    m_facts.clear();
    m_graph->clear();
    m_message->setText(message);
    m_path = {m_space ? topOf(*m_space) : GraphPlace{}};
    if (const GraphPlace cell = m_space ? onlyOpenCell(*m_space) : GraphPlace{}; cell.graph != nullptr)
        m_path.push_back(cell);
    fillBreadcrumb();
    if (!m_space || m_space->graph.blocks.empty()) {
        m_layout.cancel();
        m_graph->clear();
        m_stack->setCurrentWidget(m_message);
        if (m_space && message.isEmpty())
            m_message->setText(tr("This space has decisions but no blocks to draw."));
        Q_EMIT selectionChanged();
        return;
    }
    drawPlace();
}

void SpaceView::setFacts(FactsByBlock facts)
{
    m_facts = std::move(facts);
    if (m_space && !m_space->graph.blocks.empty())
        drawPlace();
}

void SpaceView::drawPlace()
{
    fillBreadcrumb();
    const int selected = m_graph->selectedNode();
    const bool same = m_graph->drawing().drawing.nodes.size() == place().graph->blocks.size();
    const int row = m_graph->selectedRow();
    m_layout.start([space = m_space, here = place(), facts = m_facts](
                       std::stop_token stop) { return placeDrawing(drawGraph(here, facts), std::move(stop)); },
                   [this, selected, same, row](Result<std::optional<PlacedDrawing>> placed) {
                       if (!placed || !*placed) {
                           m_message->setText(placed ? QString() : QString::fromStdString(placed.error().what()));
                           m_stack->setCurrentWidget(m_message);
                           return;
                       }
                       m_graph->setDrawing(std::move(**placed));
                       m_stack->setCurrentWidget(m_graph);
                       m_minimap->place();
                       if (!m_toSelect.empty())
                           selectPath(std::exchange(m_toSelect, {}));
                       else if (same && selected >= 0)
                           m_graph->select(selected, row);
                       Q_EMIT selectionChanged();
                       Q_EMIT drawn();
                   });
}

void SpaceView::enter(int node, int row)
{
    if (!m_space || node < 0 || static_cast<std::size_t>(node) >= place().graph->blocks.size())
        return;
    const GraphPlace inner = enterBlock(*m_space, place(), place().graph->blocks[static_cast<std::size_t>(node)], row);
    if (inner.graph == nullptr)
        return;
    m_path.push_back(inner);
    m_graph->clear();
    drawPlace();
}

void SpaceView::leaveTo(int depth)
{
    if (!m_space || depth < 1 || depth >= this->depth())
        return;
    m_path.resize(static_cast<std::size_t>(depth));
    m_graph->clear();
    drawPlace();
}

const space::Block* SpaceView::selectedBlock() const
{
    const int node = m_graph->selectedNode();
    const GraphPlace& here = m_path.back();
    return node < 0 || here.graph == nullptr ? nullptr : &here.graph->blocks[static_cast<std::size_t>(node)];
}

void SpaceView::selectPath(const std::string& path)
{
    if (!m_space)
        return;
    const std::string id = path.substr(path.rfind('/') + 1).substr(0, path.substr(path.rfind('/') + 1).find('['));
    for (std::size_t i = 0; i < place().graph->blocks.size(); ++i) {
        if (place().graph->blocks[i].id == id) {
            m_graph->select(static_cast<int>(i));
            return;
        }
    }
    for (const auto& [name, graph] : m_space->cells) {
        if (graph.find(id) == nullptr || place().graph == &graph)
            continue;
        m_path = {topOf(*m_space), {&graph, QString::fromStdString(name), "cell:" + name + '/', {}}};
        m_toSelect = id;
        m_graph->clear();
        drawPlace();
        return;
    }
}

} // namespace cw::ui
