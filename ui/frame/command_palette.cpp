// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/frame/command_palette.h"

#include <QAction>
#include <QApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QVBoxLayout>

#include "ui/frame/command_delegate.h"
#include "ui/frame/command_model.h"
#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"

namespace cw::ui {

namespace {

constexpr int kWidth = 560, kHeight = 440, kPageStep = 8;

} // namespace

CommandPalette::CommandPalette(const Theme& theme, CommandSource source, QWidget* window)
    : QFrame(window)
    , m_theme(theme)
    , m_source(std::move(source))
    , m_model(new CommandModel(this))
    , m_edit(new QLineEdit(this))
    , m_list(new QListView(this))
    , m_count(makeLabel({}, "caption", this))
    , m_glass(m_edit->addAction(QIcon(), QLineEdit::LeadingPosition))
{
    setObjectName(QStringLiteral("commandPalette"));
    m_edit->setPlaceholderText(tr("Type a command or find …"));
    m_edit->setAccessibleName(tr("Command palette"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new CommandDelegate(theme, m_list));
    m_list->setMouseTracking(true);
    m_list->setUniformItemSizes(true);
    m_list->setFocusPolicy(Qt::NoFocus);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(1, 1, 1, 1);
    column->setSpacing(0);
    auto* head = new QVBoxLayout;
    head->setContentsMargins(8, 8, 8, 6);
    head->setSpacing(6);
    head->addWidget(m_edit);
    m_count->setContentsMargins(8, 0, 8, 0);
    head->addWidget(m_count);
    column->addLayout(head);
    column->addWidget(m_list, 1);
    buildFooter(column);
    connect(m_edit, &QLineEdit::textChanged, this, &CommandPalette::typed);
    connect(m_list, &QListView::clicked, this, &CommandPalette::activate);
    m_edit->installEventFilter(this);
    hide();
}

void CommandPalette::buildFooter(QVBoxLayout* column)
{
    column->addSpacing(4);
    column->addWidget(makeRule(this));
    auto* footer = new QHBoxLayout;
    footer->setContentsMargins(12, 6, 12, 6);
    footer->setSpacing(6);
    for (const auto& [key, word] :
         {std::pair{QStringLiteral("↑↓"), tr("choose")}, std::pair{QStringLiteral("Enter"), tr("run")},
          std::pair{QStringLiteral("Esc"), tr("cancel")}}) {
        footer->addWidget(makeLabel(key, "keycap", this));
        footer->addWidget(makeLabel(word, "caption", this));
        footer->addSpacing(12);
    }
    footer->addStretch();
    column->addLayout(footer);
}

void CommandPalette::openUnder(const QWidget* anchor)
{
    m_glass->setIcon(m_theme.icon(QStringLiteral("find"), m_theme.colors().muted));
    m_model->setCommands(m_source());
    m_edit->clear();
    typed({});
    const QWidget* window = parentWidget();
    const int width = qMin(kWidth, window->width() - 32);
    const QPoint corner = anchor->mapTo(window, QPoint(anchor->width(), anchor->height() + 4));
    setGeometry(corner.x() - width, corner.y(), width, qMin(kHeight, window->height() - corner.y() - 48));
    show();
    raise();
    m_edit->setFocus(Qt::ShortcutFocusReason);
    qApp->installEventFilter(this);
}

void CommandPalette::typed(const QString& text)
{
    m_model->setTyped(text);
    m_list->setCurrentIndex(m_model->index(0, 0));
    m_count->setText(m_model->rowCount() == 0 ? tr("Nothing is called that; try fewer letters")
                                              : tr("%1 of %2").arg(m_model->rowCount()).arg(m_model->total()));
}

void CommandPalette::step(int by)
{
    const int last = m_model->rowCount() - 1;
    const QModelIndex next = m_model->index(qBound(0, m_list->currentIndex().row() + by, last), 0);
    if (next.isValid())
        m_list->setCurrentIndex(next);
}

void CommandPalette::activate(const QModelIndex& index)
{
    const Command* command = m_model->command(index);
    if (!command)
        return;
    const auto run = command->run; // closing may change the list
    shut();
    run();
}

void CommandPalette::shut()
{
    qApp->removeEventFilter(this);
    hide();
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_edit && event->type() == QEvent::KeyPress) {
        switch (static_cast<QKeyEvent*>(event)->key()) {
        case Qt::Key_Down:
            step(1);
            return true;
        case Qt::Key_Up:
            step(-1);
            return true;
        case Qt::Key_PageDown:
            step(kPageStep);
            return true;
        case Qt::Key_PageUp:
            step(-kPageStep);
            return true;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            activate(m_list->currentIndex());
            return true;
        case Qt::Key_Escape:
            shut();
            return true;
        default:
            break;
        }
    }
    if (watched == parentWidget() && event->type() == QEvent::Resize)
        shut(); // it would hang where the field was
    if (event->type() == QEvent::MouseButtonPress && isVisible()) {
        const auto* widget = qobject_cast<QWidget*>(watched);
        if (widget && widget != this && !isAncestorOf(widget))
            shut();
    }
    return QFrame::eventFilter(watched, event);
}

} // namespace cw::ui
