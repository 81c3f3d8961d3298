// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/runs/plot_selection.h"

#include "ui/canvas/themed_icon.h"
#include "ui/plots/plot.h"
#include "ui/widgets/action_keys.h"
#include "ui/widgets/format.h"

namespace cw::ui {

PlotSelection::PlotSelection(Theme& theme, QWidget* area)
    : QObject(area)
    , m_theme(theme)
    , m_tool(new QAction(tr("&Lasso: pick trials in a plot"), this))
    , m_clear(new QAction(tr("Show &all trials again, not only those picked"), this))
{
    m_clear->setProperty("english", QStringLiteral("Show all trials again, not only those picked"));
    m_tool->setProperty("english", QStringLiteral("Lasso: pick trials in a plot"));
    m_tool->setProperty("iconName", QStringLiteral("lasso"));
    m_tool->setCheckable(true);
    m_tool->setShortcut(QKeySequence(QStringLiteral("Ctrl+Shift+L")));
    nameKeys(m_tool, QStringLiteral("Lasso: pick trials in a plot"));
    const auto draw = [this] { m_tool->setIcon(m_theme.icon(QStringLiteral("lasso"), m_theme.colors().muted)); };
    draw();
    connect(&theme, &Theme::changed, m_tool, draw);
    connect(m_tool, &QAction::toggled, this, [this](bool on) {
        for (const QPointer<Plot>& plot : m_plots) {
            if (plot && plot->lasso() != nullptr)
                plot->lasso()->setTool(on);
        }
    });
    m_clear->setShortcut(QKeySequence(Qt::Key_Escape));
    nameKeys(m_clear, QStringLiteral("Show all trials again, not only those picked"));
    m_clear->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    m_clear->setEnabled(false); // Esc means other things then
    area->addAction(m_clear);
    connect(m_clear, &QAction::triggered, this, &PlotSelection::clear);
}

void PlotSelection::add(Plot& plot)
{
    std::erase_if(m_plots, [](const QPointer<Plot>& each) { return each.isNull(); });
    m_plots.emplace_back(&plot);
    plot.setPicked(m_picked);
    if (plot.lasso() == nullptr)
        return;
    plot.lasso()->setTool(m_tool->isChecked());
    plot.menu()->insertAction(plot.menu()->actions().value(0), m_tool);
    connect(&plot, &Plot::trialsPicked, this, &PlotSelection::set);
}

void PlotSelection::set(const TrialSet& picked)
{
    if (picked.isEmpty() && m_picked.isEmpty())
        return;
    m_picked = picked;
    m_clear->setEnabled(!picked.isEmpty());
    for (const QPointer<Plot>& plot : m_plots) {
        if (plot)
            plot->setPicked(picked);
    }
    showCount();
    Q_EMIT changed(picked);
}

void PlotSelection::showCount()
{
    if (!m_button)
        return;
    m_button->setVisible(!m_picked.isEmpty());
    m_button->setText(tr("selected in plot (%1)").arg(countText(static_cast<std::int64_t>(m_picked.size()))));
    m_button->setAccessibleName(m_button->text());
}

QToolButton* PlotSelection::makeButton(QWidget* parent)
{
    m_button = new QToolButton(parent);
    m_button->setObjectName(QStringLiteral("pickedInPlot"));
    m_button->setProperty("kind", "segment");
    m_button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    setThemedIcon(m_theme, m_button, QStringLiteral("close"));
    m_button->setToolTip(tr("Only the trials picked with the lasso are shown. Click, or Esc, shows all again."));
    connect(m_button, &QToolButton::clicked, this, &PlotSelection::clear);
    showCount();
    return m_button;
}

QToolButton* PlotSelection::makeToolSwitch(QWidget* parent)
{
    QToolButton* button = makeToolButton(m_theme, QStringLiteral("lasso"),
                                         tr("Lasso: draw a line around trials to pick them (Shift and drag does so "
                                            "too)"),
                                         parent);
    button->setObjectName(QStringLiteral("lassoTool"));
    button->setCheckable(true);
    connect(button, &QToolButton::toggled, m_tool, &QAction::setChecked);
    connect(m_tool, &QAction::toggled, button, &QToolButton::setChecked);
    return button;
}

} // namespace cw::ui
