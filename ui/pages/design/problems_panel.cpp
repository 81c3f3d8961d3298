// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/design/problems_panel.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>

#include "core/space/edit/edit.h"
#include "ui/pages/design/severity_counts.h"
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
    , m_counts(new SeverityCounts(theme, true, this))
{
    head().insertSpacing(0, 8);
    head().insertWidget(1, m_counts);
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
    m_table->setMinimumHeight(kRowsShown * kRow + 2);
    m_table->setTabKeyNavigation(false);
    column().addWidget(m_table);
    const auto show = [this](int row, int) {
        if (row >= 0 && static_cast<std::size_t>(row) < m_rows.size())
            Q_EMIT placeChosen(m_rows[static_cast<std::size_t>(row)].issue.path);
    };
    connect(m_table, &QTableWidget::cellClicked, this, show);
    connect(m_table, &QTableWidget::cellActivated, this, show);
    connect(&theme, &Theme::changed, this, &ProblemsPanel::draw);
    draw();
}

void ProblemsPanel::setProblems(const Problems& problems, const ProblemCounts& counts, const space::SearchSpace* space)
{
    m_counts->setCounts(counts);
    if (problems == m_rows && m_table->rowCount() == static_cast<int>(problems.size()))
        return; // a selected row stays selected while somebody types
    m_rows = problems;
    m_table->clearContents();
    m_table->setRowCount(static_cast<int>(problems.size()));
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const space::Issue& issue = problems[static_cast<std::size_t>(row)].issue;
        const std::string* texts[] = {&issue.where, &issue.what, &issue.fix};
        for (int column = 0; column < 3; ++column) {
            auto* item = new QTableWidgetItem(QString::fromStdString(*texts[column]));
            item->setToolTip(plainTip(item->text()));
            m_table->setItem(row, column, item);
        }
        const QString severity = severityText(problems[static_cast<std::size_t>(row)].severity);
        m_table->item(row, 0)->setData(Qt::AccessibleDescriptionRole, severity);
        m_table->item(row, 0)->setToolTip(plainTip(severity + QLatin1Char('\n') + m_table->item(row, 0)->text()));
        const std::string fix = space == nullptr ? std::string() : space::fixTitle(*space, issue);
        if (!fix.empty())
            offerFix(row, QString::fromStdString(fix));
    }
    draw();
}

void ProblemsPanel::offerFix(int row, const QString& title)
{
    auto* cell = new QWidget(m_table);
    auto* line = new QHBoxLayout(cell);
    line->setContentsMargins(8, 0, 8, 0);
    auto* button = new QPushButton(title, cell);
    button->setToolTip(plainTip(m_table->item(row, 2)->text()));
    line->addWidget(button, 0, Qt::AlignRight);
    m_table->item(row, 2)->setText({});
    m_table->setCellWidget(row, 2, cell);
    // Queued: the mended space has a table of its own.
    connect(
        button, &QPushButton::clicked, this,
        [this, issue = m_rows[static_cast<std::size_t>(row)].issue] { Q_EMIT fixAsked(issue); }, Qt::QueuedConnection);
}

void ProblemsPanel::draw()
{
    const Colors& colors = m_theme.colors();
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const Severity severity = m_rows[static_cast<std::size_t>(row)].severity;
        m_table->item(row, 0)->setIcon(
            QIcon(markStamp(markOf(severity), 10, colorOf(colors, severity), devicePixelRatioF())));
        m_table->item(row, 0)->setForeground(colors.accent); // a link into the drawing
    }
}

} // namespace cw::ui
