// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/design/panel_dock.h"

#include <QCloseEvent>
#include <QContextMenuEvent>
#include <QLayout>
#include <QMainWindow>
#include <QMenu>
#include <QPainter>

namespace cw::ui {

PanelDock::PanelDock(Theme& theme, Panel* panel, const QString& name, QWidget* parent)
    : QDockWidget(panel->title(), parent)
    , m_theme(theme)
    , m_panel(panel)
{
    setObjectName(name);
    setFeatures(DockWidgetClosable | DockWidgetMovable | DockWidgetFloatable);
    setTitleBarWidget(panel->bar());
    setWidget(panel);
    QToolButton* button = &panel->floatButton();
    connect(button, &QToolButton::clicked, this, &QDockWidget::setFloating);
    connect(this, &QDockWidget::topLevelChanged, button, &QToolButton::setChecked);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void PanelDock::setWish(Qt::Orientation along, int size)
{
    along == Qt::Horizontal ? m_wish.setWidth(size) : m_wish.setHeight(size);
}

void PanelDock::setShown(bool shown)
{
    auto* main = qobject_cast<QMainWindow*>(parentWidget());
    if (main == nullptr || isFloating() || shown == !isHidden()) {
        setVisible(shown);
        return;
    }
    QList<QDockWidget*> docks;
    QList<int> widths;
    const auto keep = [&](PanelDock* dock, int width) {
        docks << dock;
        widths << width;
    };
    for (PanelDock* each : main->findChildren<PanelDock*>(Qt::FindDirectChildrenOnly)) {
        const bool beside = main->dockWidgetArea(each) == main->dockWidgetArea(this);
        if (each != this && beside && !each->isFloating() && each->isVisible())
            keep(each, each->width());
    }
    const bool below = main->dockWidgetArea(this) == Qt::BottomDockWidgetArea;
    if (shown && !below)
        keep(this, m_wish.width());
    if (!shown)
        setWish(below ? Qt::Vertical : Qt::Horizontal, below ? height() : width());
    setVisible(shown);
    main->layout()->activate(); // else that takes the widths back
    main->resizeDocks(docks, widths, Qt::Horizontal);
    if (shown && below)
        main->resizeDocks({this}, {m_wish.height()}, Qt::Vertical);
}

/// The line around a window without the frame of the desktop.
void PanelDock::paintEvent(QPaintEvent* event)
{
    QDockWidget::paintEvent(event);
    if (!isFloating())
        return;
    QPainter painter(this);
    painter.setPen(m_theme.colors().cardBorder);
    painter.setBrush(m_theme.colors().surface);
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

void PanelDock::contextMenuEvent(QContextMenuEvent* event)
{
    if (!titleBarWidget()->geometry().contains(event->pos())) {
        QDockWidget::contextMenuEvent(event);
        return;
    }
    QMenu menu(this);
    QAction* window = menu.addAction(tr("In a window of its own"));
    window->setCheckable(true);
    window->setChecked(isFloating());
    connect(window, &QAction::toggled, this, &QDockWidget::setFloating);
    menu.addSeparator();
    const auto add = [&](const QString& text, Qt::DockWidgetArea area) {
        connect(menu.addAction(text), &QAction::triggered, this, [this, area] { Q_EMIT moveAsked(area); });
    };
    add(tr("To the left"), Qt::LeftDockWidgetArea);
    add(tr("To the right"), Qt::RightDockWidgetArea);
    add(tr("Below"), Qt::BottomDockWidgetArea);
    menu.addSeparator();
    connect(menu.addAction(tr("Close")), &QAction::triggered, m_panel, &Panel::closed);
    menu.exec(event->globalPos());
}

/// By the desktop, where it is a window.
void PanelDock::closeEvent(QCloseEvent* event)
{
    event->ignore(); // the action that shows it does it
    Q_EMIT m_panel->closed();
}

} // namespace cw::ui
