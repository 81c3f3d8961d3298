// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/runs/workers_panel.h"

#include <limits>

#include "ui/pages/runs/panel_parts.h"
#include "ui/pages/runs/workers_chart.h"
#include "ui/plots/load_plot.h"
#include "ui/widgets/kept.h"

namespace cw::ui {

WorkersPanel::WorkersPanel(Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_choice(new QComboBox(this))
    , m_stack(new QStackedWidget(this))
    , m_chart(new WorkersChart(theme, this))
    , m_load(new LoadPlot(theme, this))
{
    setProperty("surface", "surface");
    setAttribute(Qt::WA_StyledBackground);
    auto* column = makeColumn(this);
    QHBoxLayout* row = addTitle(column, {}, this);
    row->itemAt(0)->widget()->hide(); // the choice is the title
    m_choice->addItems({tr("Workers"), tr("Load")});
    m_choice->setObjectName(QStringLiteral("workersChoice"));
    m_choice->setAccessibleName(tr("What of the workers is shown"));
    m_choice->setToolTip(tr("What each worker did when, or how busy processors and memory are"));
    row->addWidget(m_choice);
    row->addStretch(1);
    m_menu = makeMenuButton(theme, m_load->menu(), tr("More for the load"), this);
    m_menu->setVisible(false);
    row->addWidget(m_menu);
    row->addSpacerItem(new QSpacerItem(1, 28));
    m_stack->addWidget(m_chart);
    m_stack->addWidget(m_load);
    column->addWidget(m_stack, 1);
    connect(m_choice, &QComboBox::currentIndexChanged, this, &WorkersPanel::changed);
    keepChoice(*m_choice, QStringLiteral("runs/workers"));
    connect(&m_sampler, &LoadSampler::sampled, this, &WorkersPanel::showLoad);
}

void WorkersPanel::takeRuns(const RunList& runs)
{
    if (!runs)
        return;
    const double now = wallClock();
    for (const history::RunRow& row : *runs) {
        if (row.hasLiveOwner(now))
            m_owners[row.run] = row.owner;
        if (row.run == m_run)
            setRun(row);
    }
}

void WorkersPanel::setRun(const history::RunRow& row)
{
    m_run = row.run;
    m_started = row.started;
    const bool lives = row.hasLiveOwner(wallClock());
    m_ended = lives ? 0 : row.finished > 0 ? row.finished : row.heartbeat;
    if (lives)
        m_owners[row.run] = row.owner;
    m_sampler.follow(lives ? row.owner : ProcessId());
    showLoad();
}

void WorkersPanel::changed()
{
    m_stack->setCurrentIndex(m_choice->currentIndex());
    m_menu->setVisible(m_stack->currentWidget() == m_load);
    showLoad();
}

QString WorkersPanel::sentence() const
{
    const auto owner = m_owners.find(m_run);
    if (owner == m_owners.end())
        return tr("How busy the machine was is recorded only while this window is open and the run lives.");
    if (owner->second.host != m_sampler.self().host)
        return tr("This run is on another machine, %1: how busy that is cannot be seen from here.")
            .arg(QString::fromStdString(owner->second.host));
    return tr("The first measurement comes in a second.");
}

void WorkersPanel::showLoad()
{
    if (m_stack->currentWidget() != m_load)
        return; // it is asked again when somebody looks
    const auto owner = m_owners.find(m_run);
    const bool isHere = owner != m_owners.end() && owner->second.host == m_sampler.self().host;
    const LoadHistory* history = isHere ? m_sampler.of(owner->second.pid) : nullptr;
    std::vector<LoadSample> samples;
    if (history != nullptr)
        samples = history->between(m_started, m_ended > 0 ? m_ended : std::numeric_limits<double>::infinity());
    m_load->setEmptyHint(sentence());
    m_load->setSamples(std::move(samples), m_started);
}

} // namespace cw::ui
