// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/design/inspector/alternative_list.h"

#include <algorithm>

#include <QContextMenuEvent>
#include <QDropEvent>
#include <QKeyEvent>
#include <QMenu>

#include "ui/canvas/op_words.h"
#include "ui/pages/design/inspector/alternative_delegate.h"
#include "ui/pages/design/inspector/block_words.h"
#include "ui/theme/theme.h"

namespace cw::ui {

namespace {

constexpr int kMostRows = 12; ///< shown without a scroll bar

} // namespace

AlternativeList::AlternativeList(Theme& theme, QWidget* parent)
    : QListWidget(parent)
    , m_theme(theme)
{
    setAccessibleName(tr("Alternatives"));
    setItemDelegate(new AlternativeDelegate(theme, this));
    setDragDropMode(QAbstractItemView::InternalMove);
    setDefaultDropAction(Qt::MoveAction);
    setEditTriggers(QAbstractItemView::EditKeyPressed | QAbstractItemView::SelectedClicked);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setMouseTracking(true);
    setTabKeyNavigation(false);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(this, &QListWidget::itemChanged, this, [this](const QListWidgetItem* item) {
        if (m_loading)
            return;
        const int at = row(item);
        const QString name = item->text();
        setRow(at, m_alternatives[static_cast<std::size_t>(at)]); // until the document has it
        Q_EMIT renameRequested(at, name);
    });
    connect(&theme, &Theme::changed, this, [this] {
        for (int i = 0; i < count(); ++i)
            setRow(i, m_alternatives[static_cast<std::size_t>(i)]);
    });
    connect(this, &QListWidget::itemDoubleClicked, this,
            [this](const QListWidgetItem* item) { Q_EMIT openRequested(row(item)); });
}

void AlternativeList::setRow(int row, const space::Alternative& alternative)
{
    const bool loading = std::exchange(m_loading, true);
    QListWidgetItem* item = this->item(row);
    const auto [icon, family] = alternativeIcon(alternative);
    item->setIcon(m_theme.icon(icon, m_theme.colors().opIcon(family)));
    item->setText(QString::fromStdString(alternative.name));
    item->setData(AlternativeDelegate::kTitleRole, alternativeTitle(alternative));
    item->setToolTip(tr("%1\nDrag or Alt+Up, Alt+Down: move. F2: rename. Delete: take out. Enter: its parameters.")
                         .arg(item->text()));
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsEditable | Qt::ItemIsDragEnabled);
    m_loading = loading;
}

void AlternativeList::setAlternatives(const std::vector<space::Alternative>& alternatives)
{
    const std::vector<space::Alternative> before = std::exchange(m_alternatives, alternatives);
    const int current = currentRow();
    m_loading = true;
    while (count() > static_cast<int>(alternatives.size()))
        delete takeItem(count() - 1);
    while (count() < static_cast<int>(alternatives.size()))
        addItem(new QListWidgetItem);
    m_loading = false;
    for (std::size_t i = 0; i < alternatives.size(); ++i) {
        if (i >= before.size() || !(before[i] == alternatives[i]) || item(static_cast<int>(i))->text().isEmpty())
            setRow(static_cast<int>(i), alternatives[i]);
    }
    if (current >= 0)
        setCurrentRow(std::min(current, count() - 1));
    if (before.size() != alternatives.size())
        updateGeometry();
    setFixedHeight(sizeHint().height());
}

QSize AlternativeList::sizeHint() const
{
    return {120, std::clamp(count(), 1, kMostRows) * Metrics::kListRow + 2 * frameWidth()};
}

void AlternativeList::keyPressEvent(QKeyEvent* event)
{
    const int row = currentRow();
    const bool alt = event->modifiers() == Qt::AltModifier;
    if (row >= 0 && alt && (event->key() == Qt::Key_Up || event->key() == Qt::Key_Down)) {
        const int to = row + (event->key() == Qt::Key_Up ? -1 : 1);
        if (to >= 0 && to < count()) {
            Q_EMIT moveRequested(row, to);
            setCurrentRow(to);
        }
    } else if (row >= 0 && event->matches(QKeySequence::Delete)) {
        Q_EMIT removeRequested(row);
    } else if (row >= 0 && event->modifiers() == Qt::NoModifier && event->key() == Qt::Key_Backspace) {
        Q_EMIT removeRequested(row);
    } else if (row >= 0 && state() != EditingState &&
               (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)) {
        Q_EMIT openRequested(row);
    } else {
        QListWidget::keyPressEvent(event);
    }
}

void AlternativeList::contextMenuEvent(QContextMenuEvent* event)
{
    const int row = currentRow();
    if (row < 0)
        return;
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Parameters"), this, [this, row] { Q_EMIT openRequested(row); });
    menu->addAction(tr("Rename"), this, [this, row] { editItem(item(row)); });
    menu->addSeparator();
    menu->addAction(tr("Move up"), this, [this, row] { Q_EMIT moveRequested(row, row - 1); })->setEnabled(row > 0);
    menu->addAction(tr("Move down"), this, [this, row] { Q_EMIT moveRequested(row, row + 1); })
        ->setEnabled(row + 1 < count());
    menu->addSeparator();
    menu->addAction(tr("Delete"), this, [this, row] { Q_EMIT removeRequested(row); });
    menu->popup(event->globalPos());
}

/// The document moves the alternative; the rows then follow it.
void AlternativeList::dropEvent(QDropEvent* event)
{
    const int from = currentRow();
    const QModelIndex over = indexAt(event->position().toPoint());
    int to = over.isValid() ? over.row() : count() - 1;
    if (over.isValid()) {
        const bool below = event->position().y() > visualRect(over).center().y();
        to += below && to < from ? 1 : !below && to > from ? -1 : 0;
    }
    event->setDropAction(Qt::IgnoreAction); // nothing is taken out of the list by the drag itself
    event->accept();
    if (from < 0 || to == from || event->source() != this)
        return;
    Q_EMIT moveRequested(from, to);
    setCurrentRow(to);
}

} // namespace cw::ui
