// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/frame/log_dialog.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

#include "ui/frame/log_delegate.h"
#include "ui/widgets/format.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/table_header.h"

namespace cw::ui {

void LogFilter::setLeast(LogLevel level)
{
    m_least = level;
    invalidateFilter();
}

void LogFilter::setText(const QString& text)
{
    m_text = text.trimmed();
    invalidateFilter();
}

bool LogFilter::filterAcceptsRow(int row, const QModelIndex& parent) const
{
    const QModelIndex message = sourceModel()->index(row, LogBook::Message, parent);
    if (message.data(LogBook::LevelRole).toInt() < static_cast<int>(m_least))
        return false;
    return m_text.isEmpty() || message.data(LogBook::TextRole).toString().contains(m_text, Qt::CaseInsensitive) ||
           message.siblingAtColumn(LogBook::Source).data().toString().contains(m_text, Qt::CaseInsensitive);
}

LogDialog::LogDialog(LogBook& log, Theme& theme, QWidget* parent)
    : QDialog(parent)
    , m_log(log)
    , m_level(new QComboBox(this))
    , m_find(new QLineEdit(this))
    , m_count(makeLabel({}, "secondary", this))
    , m_empty(makeLabel({}, "secondary", this))
    , m_stack(new QStackedWidget(this))
    , m_table(new QTableView(this))
    , m_shown(new LogFilter(m_table))
    , m_whole(new QPlainTextEdit(this))
    , m_copy(new QPushButton(tr("Copy"), this))
    , m_show(new QPushButton(tr("Show the run"), this))
{
    setWindowTitle(tr("Log"));
    resize(880, 560);
    m_shown->setSourceModel(&log);
    m_level->setObjectName(QStringLiteral("logLevel"));
    m_level->setAccessibleName(tr("Level"));
    m_level->addItems({tr("Everything"), tr("Warnings and errors"), tr("Errors")});
    m_find->setObjectName(QStringLiteral("findInLog"));
    m_find->setPlaceholderText(tr("Find in the messages …"));
    m_find->setAccessibleName(tr("Find in the messages"));
    m_find->setClearButtonEnabled(true);
    auto* choices = new QHBoxLayout;
    choices->setSpacing(8);
    choices->addWidget(m_level);
    choices->addWidget(m_find, 1);
    choices->addWidget(m_count);
    m_whole->setObjectName(QStringLiteral("wholeMessage"));
    m_whole->setAccessibleName(tr("The selected message"));
    m_whole->setPlaceholderText(tr("Select a message to read all of it."));
    m_whole->setReadOnly(true);
    m_whole->setFixedHeight(72);
    m_copy->setObjectName(QStringLiteral("copyLog"));
    m_copy->setToolTip(tr("The selected messages, or all that are shown, as text"));
    m_show->setObjectName(QStringLiteral("showRun"));
    auto* close = new QPushButton(tr("Close"), this);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(m_copy);
    buttons->addWidget(m_show);
    buttons->addStretch(1);
    buttons->addWidget(close);
    for (QPushButton* button : {m_copy, m_show, close})
        button->setAutoDefault(false);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 20, 24, 16);
    column->setSpacing(12);
    column->addWidget(makeLabel(tr("What happened since the program was started"), "subject", this));
    column->addLayout(choices);
    column->addWidget(makeTable(theme), 1);
    column->addWidget(m_whole);
    column->addLayout(buttons);
    connect(m_level, &QComboBox::currentIndexChanged, this,
            [this](int level) { m_shown->setLeast(static_cast<LogLevel>(level)); });
    connect(m_find, &QLineEdit::textChanged, this, [this](const QString& text) { m_shown->setText(text); });
    connect(m_copy, &QPushButton::clicked, this, &LogDialog::copy);
    connect(m_show, &QPushButton::clicked, this,
            [this] { Q_EMIT runChosen(m_table->currentIndex().data(LogBook::RunRole).toLongLong()); });
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    showState();
    showCurrent();
    m_table->scrollToBottom();
    m_find->setFocus();
}

QWidget* LogDialog::makeTable(Theme& theme)
{
    m_table->setObjectName(QStringLiteral("logMessages"));
    m_table->setAccessibleName(tr("Messages"));
    m_table->setModel(m_shown);
    QHeaderView* header = TableHeader::install(*m_table, theme);
    m_table->setItemDelegate(new LogDelegate(theme, m_table));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setShowGrid(false);
    m_table->setMouseTracking(true);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setMinimumSectionSize(Metrics::kTableRow);
    m_table->verticalHeader()->setDefaultSectionSize(Metrics::kTableRow);
    header->setSectionsClickable(false);
    header->setStretchLastSection(true);
    m_table->setColumnWidth(LogBook::Time, LogDelegate::widthOf(theme, QStringLiteral("Www 00:00:00")));
    m_table->setColumnWidth(LogBook::Level, LogDelegate::levelWidth(theme));
    m_table->setColumnWidth(LogBook::Source, LogDelegate::widthOf(theme, tr("run %1").arg(10'000)));
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_empty->setObjectName(QStringLiteral("emptyLog"));
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_empty);
    const auto isAtEnd = [this] {
        const QScrollBar* bar = m_table->verticalScrollBar();
        return bar->value() >= bar->maximum();
    };
    // A person who reads further up is not moved away from there.
    connect(m_shown, &QAbstractItemModel::rowsAboutToBeInserted, this,
            [this, isAtEnd] { m_table->setProperty("follows", isAtEnd()); });
    connect(m_shown, &QAbstractItemModel::rowsInserted, this, [this] {
        if (m_table->property("follows").toBool())
            QMetaObject::invokeMethod(m_table, &QTableView::scrollToBottom, Qt::QueuedConnection);
        showState();
    });
    connect(m_shown, &QAbstractItemModel::rowsRemoved, this, &LogDialog::showState);
    connect(m_shown, &QAbstractItemModel::dataChanged, this, &LogDialog::showCurrent);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &LogDialog::showCurrent);
    connect(m_table, &QTableView::doubleClicked, m_show, &QPushButton::click);
    return m_stack;
}

void LogDialog::showState()
{
    const int shown = m_shown->rowCount();
    const int all = m_log.rowCount();
    m_stack->setCurrentIndex(shown > 0 ? 0 : 1);
    m_empty->setText(all == 0
                         ? tr("Nothing has happened yet. What becomes of runs, which of their trials fail and why, "
                              "and what the program warns of is written here.")
                         : tr("No message fits. Choose another level, or clear the search."));
    m_count->setText(tr("%1 of %2").arg(countText(shown), countText(all)));
    m_copy->setEnabled(shown > 0);
}

void LogDialog::showCurrent()
{
    const QModelIndex current = m_table->currentIndex();
    m_show->setEnabled(current.data(LogBook::RunRole).toLongLong() > 0);
    const QString text = current.data(LogBook::TextRole).toString();
    if (text != m_whole->toPlainText())
        m_whole->setPlainText(text);
}

QString LogDialog::text() const
{
    const bool hasSelection = m_table->selectionModel()->hasSelection();
    QStringList lines;
    for (int row = 0; row < m_shown->rowCount(); ++row) {
        if (!hasSelection || m_table->selectionModel()->isRowSelected(row))
            lines << m_log.lineOf(m_shown->mapToSource(m_shown->index(row, 0)).row());
    }
    return lines.join(QLatin1Char('\n'));
}

void LogDialog::copy()
{
    QApplication::clipboard()->setText(text());
}

void LogDialog::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Copy) && m_table->hasFocus()) {
        copy();
        return;
    }
    QDialog::keyPressEvent(event);
}

} // namespace cw::ui
