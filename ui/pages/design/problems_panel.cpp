// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/design/problems_panel.h"

#include <QHeaderView>
#include <QPushButton>

#include "core/space/edit/edit.h"
#include "ui/plots/marks.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/plain_tip.h"

namespace cw::ui {

namespace {

constexpr int kRow = 34;
constexpr int kRowsShown = 3;

} // namespace

ProblemsPanel::ProblemsPanel(Theme& theme, QWidget* parent)
    : Panel(theme, tr("Problems"), parent)
    , m_theme(theme)
    , m_table(new QTableWidget(0, 3, this))
    , m_mark(new QLabel(this))
    , m_count(makeLabel({}, "secondary", this))
{
    head().insertSpacing(0, 8);
    head().insertWidget(1, m_mark);
    head().insertWidget(2, m_count);
    m_table->setAccessibleName(tr("Problems"));
    m_table->setHorizontalHeaderLabels({tr("Where"), tr("What"), tr("What would help")});
    m_table->horizontalHeader()->hide(); // the words explain themselves; screen readers read the labels
    m_table->horizontalHeader()->setSectionResizeMode(1, QHeaderView::Stretch);
    m_table->setColumnWidth(0, 200);
    m_table->setColumnWidth(2, 280);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(kRow);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setFixedHeight(kRowsShown * kRow + 2);
    m_table->setTabKeyNavigation(false);
    column().addWidget(m_table);
    const auto show = [this](int row, int) {
        if (row >= 0 && static_cast<std::size_t>(row) < m_issues.size())
            Q_EMIT placeChosen(m_issues[static_cast<std::size_t>(row)].path);
    };
    connect(m_table, &QTableWidget::cellClicked, this, show);
    connect(m_table, &QTableWidget::cellActivated, this, show);
    connect(&theme, &Theme::changed, this, &ProblemsPanel::draw);
    draw();
}

void ProblemsPanel::setIssues(const space::Issues& issues, const space::SearchSpace* space)
{
    if (issues == m_issues && m_table->rowCount() == static_cast<int>(issues.size()))
        return; // a selected row stays selected while somebody types
    m_issues = issues;
    m_count->setText(issues.empty() ? tr("none") : tr("%n problem(s)", nullptr, static_cast<int>(issues.size())));
    m_table->clearContents();
    m_table->setRowCount(static_cast<int>(issues.size()));
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const space::Issue& issue = issues[static_cast<std::size_t>(row)];
        const std::string* texts[] = {&issue.where, &issue.what, &issue.fix};
        for (int column = 0; column < 3; ++column) {
            auto* item = new QTableWidgetItem(QString::fromStdString(*texts[column]));
            item->setToolTip(plainTip(item->text()));
            m_table->setItem(row, column, item);
        }
        const std::string fix = space == nullptr ? std::string() : space::fixTitle(*space, issue);
        if (fix.empty())
            continue;
        auto* cell = new QWidget(m_table);
        auto* line = new QHBoxLayout(cell);
        line->setContentsMargins(8, 0, 8, 0);
        auto* button = new QPushButton(QString::fromStdString(fix), cell);
        button->setToolTip(plainTip(m_table->item(row, 2)->text()));
        line->addWidget(button, 0, Qt::AlignRight);
        m_table->item(row, 2)->setText({});
        m_table->setCellWidget(row, 2, cell);
        // Queued: the mended space has a table of its own.
        connect(
            button, &QPushButton::clicked, this, [this, issue] { Q_EMIT fixAsked(issue); }, Qt::QueuedConnection);
    }
    draw();
}

void ProblemsPanel::draw()
{
    const Colors& colors = m_theme.colors();
    const bool none = m_issues.empty();
    m_mark->setPixmap(
        markStamp(none ? Mark::Tick : Mark::Cross, 10, none ? colors.good : colors.bad, devicePixelRatioF()));
    for (int row = 0; row < m_table->rowCount(); ++row) {
        m_table->item(row, 0)->setIcon(QIcon(markStamp(Mark::Cross, 10, colors.bad, devicePixelRatioF())));
        m_table->item(row, 0)->setForeground(colors.accent); // a link into the drawing
    }
}

} // namespace cw::ui
