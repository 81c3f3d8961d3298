// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/design/inspector/cells_section.h"

#include <algorithm>

#include "core/space/edit/edit.h"
#include "ui/canvas/cell_uses.h"
#include "ui/canvas/themed_icon.h"
#include "ui/widgets/labels.h"

namespace cw::ui {

namespace {

constexpr std::size_t kMostCellRows = 64; ///< more are not drawn; they stay in the document

} // namespace

CellsSection::CellsSection(Inspected& inspected, QWidget* parent)
    : InspectorSection(inspected, tr("Cells"), parent)
    , m_none(makeLabel(tr("None. Ctrl+G turns selected blocks into one."), "secondary", this))
    , m_problem(makeLabel({}, "problem", this))
{
    m_none->setWordWrap(true);
    m_problem->setWordWrap(true);
    m_problem->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_problem->hide();
    column().setSpacing(6);
    column().addWidget(m_none);
    column().addWidget(m_problem);
    refresh();
}

void CellsSection::showProblem(const QString& problem)
{
    m_problem->setText(problem.left(300));
    m_problem->setVisible(!problem.isEmpty());
}

void CellsSection::addRow()
{
    Row row;
    row.area = new QWidget(this);
    auto* line = new QHBoxLayout(row.area);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(8);
    row.name = new CommitField(row.area);
    row.name->setProperty("mono", true);
    row.name->setAccessibleName(tr("Name of cell %1").arg(m_rows.size() + 1));
    row.uses = makeLabel({}, "secondary", row.area);
    row.uses->setMinimumWidth(64);
    row.uses->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    row.remove = makeToolButton(inspected().theme(), QStringLiteral("delete"), tr("Delete this cell"), row.area);
    line->addWidget(row.name, 1);
    line->addWidget(row.uses);
    line->addWidget(row.remove);
    column().insertWidget(column().count() - 1, row.area);
    row.area->show();
    if (!m_rows.empty())
        setTabOrder(m_rows.back().remove, row.name);
    setTabOrder(row.name, row.remove);
    connect(row.name, &CommitField::committed, this, [this, field = row.name](const QString& text) {
        const QString refused = inspected().apply(
            tr("Rename a cell"), [old = field->stored().toStdString(), name = text.trimmed().toStdString()](
                                     space::SearchSpace& space) { return space::renameCell(space, old, name); });
        field->setWrong(!refused.isEmpty());
        showProblem(refused);
    });
    connect(row.name, &CommitField::restored, this, [this] { showProblem({}); });
    connect(row.remove, &QToolButton::clicked, this, [this, field = row.name] {
        showProblem(
            inspected().apply(tr("Delete a cell"), [name = field->stored().toStdString()](space::SearchSpace& space) {
                return space::removeCell(space, name);
            }));
    });
    m_rows.push_back(row);
}

void CellsSection::refresh()
{
    const space::SearchSpace& space = inspected().space();
    const std::map<std::string, CellUses> uses = usesOfCells(space);
    const std::size_t shown = std::min(space.cells.size(), kMostCellRows);
    while (m_rows.size() > shown) {
        m_rows.back().area->hide();
        m_rows.back().area->deleteLater(); // it may be what was clicked
        m_rows.pop_back();
    }
    while (m_rows.size() < shown)
        addRow();
    std::size_t i = 0;
    for (const auto& [name, graph] : space.cells) {
        if (i == shown)
            break;
        const auto used = uses.find(name);
        const CellUses count = used == uses.end() ? CellUses{} : used->second;
        const bool unused = count.blocks == 0;
        const QString copies = copiesText(count);
        Row& row = m_rows[i++];
        // Cells are in the order of their names: after a rename a row may be another's.
        if (row.name->stored() != QString::fromStdString(name))
            row.name->setText(QString::fromStdString(name));
        row.name->setStored(QString::fromStdString(name));
        row.uses->setText(unused             ? tr("unused")
                          : copies.isEmpty() ? usersText(count)
                                             : usersText(count) + QLatin1Char('\n') + copies);
        row.remove->setEnabled(unused);
        row.remove->setToolTip(unused ? tr("Delete this cell") : tr("Only an unused cell can be deleted"));
    }
    m_none->setVisible(space.cells.empty());
}

QStringList CellsSection::rows() const
{
    QStringList lines;
    for (const Row& row : m_rows)
        lines << row.name->stored() + QStringLiteral(": ") + row.uses->text().replace(u'\n', u' ');
    return lines;
}

} // namespace cw::ui
