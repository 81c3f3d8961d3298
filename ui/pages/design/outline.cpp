// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/design/outline.h"

#include <QScopedValueRollback>

#include "ui/pages/design/outline_delegate.h"

namespace cw::ui {

Outline::Outline(Theme& theme, QWidget* parent)
    : Panel(theme, tr("Outline"), parent)
    , m_view(new QTreeView(this))
    , m_model(new OutlineModel(this))
{
    m_view->setModel(m_model);
    m_view->setItemDelegate(new OutlineDelegate(theme, m_view));
    m_view->setAccessibleName(tr("Outline of the space"));
    m_view->setHeaderHidden(true);
    m_view->setIndentation(16);
    m_view->setUniformRowHeights(true);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    column().addWidget(m_view, 1);
    const auto choose = [this](const QModelIndex& index) {
        const auto place = m_model->place(index);
        if (place && !m_selecting)
            Q_EMIT chosen(*place);
    };
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, choose);
    connect(m_view, &QTreeView::clicked, this, choose); // the current one again: it may have been left in the drawing
    connect(&theme, &Theme::changed, m_view->viewport(), qOverload<>(&QWidget::update));
}

void Outline::setSpace(const std::shared_ptr<const space::SearchSpace>& space)
{
    const QScopedValueRollback selecting(m_selecting, true);
    // A step that adds or removes something makes the tree anew: what was open and current stays so.
    std::vector<OutlineModel::Place> open;
    const auto collect = [&](const auto& self, const QModelIndex& parent) -> void {
        for (int i = 0; i < m_model->rowCount(parent); ++i) {
            const QModelIndex index = m_model->index(i, 0, parent);
            if (!m_view->isExpanded(index))
                continue;
            open.push_back(*m_model->place(index));
            self(self, index);
        }
    };
    collect(collect, {});
    const auto current = m_model->place(m_view->currentIndex());
    const bool first = m_model->rowCount() == 0;
    m_model->setSpace(space);
    if (first) {
        m_view->expandToDepth(0);
        return;
    }
    for (const OutlineModel::Place& place : open)
        m_view->expand(m_model->indexOf(place));
    if (current && !m_view->currentIndex().isValid())
        m_view->setCurrentIndex(m_model->indexOf(*current));
}

void Outline::select(const OutlineModel::Place& place)
{
    const QScopedValueRollback selecting(m_selecting, true);
    const QModelIndex index = m_model->indexOf(place);
    if (!index.isValid())
        m_view->clearSelection();
    else if (index != m_view->currentIndex() || !m_view->selectionModel()->isSelected(index))
        m_view->setCurrentIndex(index); // opens what it stands in
}

} // namespace cw::ui
