// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/architecture_view.h"

#include <QVBoxLayout>

namespace cw::ui {

ArchitectureView::ArchitectureView(Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_strip(new StageStrip(theme, this))
    , m_stack(new QStackedWidget(this))
    , m_graph(new GraphView(theme, this))
    , m_message(new QLabel(this))
{
    m_graph->setAccessibleName(tr("Architecture"));
    m_graph->setPlain(true);
    m_message->setProperty("role", "secondary");
    m_message->setAlignment(Qt::AlignCenter);
    m_message->setWordWrap(true);
    m_message->setMargin(24);
    m_stack->addWidget(m_message);
    m_stack->addWidget(m_graph);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* row = new QHBoxLayout;
    row->setContentsMargins(16, 4, 16, 8);
    row->addWidget(m_strip);
    column->addLayout(row);
    column->addWidget(m_stack, 1);
    m_strip->hide();
    connect(m_strip, &StageStrip::currentChanged, this, &ArchitectureView::drawCurrent);
}

void ArchitectureView::setArchitecture(ArchitecturePtr architecture, ArchitecturePtr parent, const QString& message)
{
    const bool sameStages = architecture && m_architecture && m_strip->current() >= 0;
    const int before = m_strip->current();
    m_architecture = std::move(architecture);
    m_parent = std::move(parent);
    m_message->setText(message);
    if (!m_architecture || m_architecture->ops.empty()) {
        m_layout.cancel();
        m_stages.clear();
        m_strip->setStages({}, -1);
        m_graph->clear();
        m_stack->setCurrentWidget(m_message);
        return;
    }
    const std::size_t stagesBefore = m_stages.size();
    m_stages = stagesOf(*m_architecture);
    const bool keep = sameStages && stagesBefore == m_stages.size(); // look at the same stage of the next trial
    m_strip->setStages(m_stages, keep ? before : mainStage(m_stages));
    drawCurrent();
}

void ArchitectureView::drawCurrent()
{
    const Stage stage = m_stages[static_cast<std::size_t>(m_strip->current())];
    m_layout.start(
        [architecture = m_architecture, parent = m_parent, stage](std::stop_token stop) {
            return placeDrawing(drawStage(*architecture, stage, parent.get()), std::move(stop));
        },
        [this](Result<std::optional<PlacedDrawing>> placed) {
            if (!placed || !*placed) {
                m_message->setText(placed ? QString() : QString::fromStdString(placed.error().problem()));
                m_stack->setCurrentWidget(m_message);
                return;
            }
            m_graph->setDrawing(std::move(**placed));
            m_stack->setCurrentWidget(m_graph);
            Q_EMIT drawn();
        });
}

} // namespace cw::ui
