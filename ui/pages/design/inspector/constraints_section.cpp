// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/design/inspector/constraints_section.h"

#include <algorithm>

#include "core/space/edit/edit.h"
#include "ui/canvas/themed_icon.h"
#include "ui/widgets/labels.h"

namespace cw::ui {

namespace {

constexpr std::size_t kMostRows = 64; ///< more are not drawn; they stay in the document
constexpr qsizetype kMostQuoted = 300;

} // namespace

ConstraintsSection::ConstraintsSection(Inspected& inspected, QWidget* parent)
    : InspectorSection(inspected, tr("Constraints"), parent)
    , m_of(inspected.document())
    , m_add(addHeadButton(QStringLiteral("add"), tr("Add a constraint")))
    , m_none(makeLabel({}, "secondary", this))
{
    m_none->setWordWrap(true);
    m_none->setToolTip(tr("Expressions such as params <= 5e5 or depth <= 12 && macs < 2e7. Names: params, macs, "
                          "activations, depth and the decisions."));
    column().setSpacing(6);
    column().addWidget(m_none);
    connect(m_add, &QToolButton::clicked, this, [this] {
        // One that was begun is gone on with.
        if (!m_begun && m_rows.size() < kMostRows) {
            addRow();
            m_begun = true;
        }
        m_none->setVisible(m_rows.empty());
        if (!m_rows.empty())
            m_rows.back().field->setFocus();
    });
    refresh();
}

std::size_t ConstraintsSection::indexOf(const ConstraintField* field) const
{
    const auto found = std::find_if(m_rows.begin(), m_rows.end(), [&](const Row& row) { return row.field == field; });
    return static_cast<std::size_t>(found - m_rows.begin());
}

void ConstraintsSection::addRow()
{
    Row row;
    row.area = new QWidget(this);
    auto* outer = new QVBoxLayout(row.area);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(4);
    auto* line = new QHBoxLayout;
    line->setSpacing(4);
    row.field = new ConstraintField(m_names, row.area);
    row.field->setAccessibleName(tr("Constraint %1").arg(m_rows.size() + 1));
    row.remove = makeToolButton(inspected().theme(), QStringLiteral("close"), tr("Delete this constraint"), row.area);
    row.remove->setIconSize(QSize(12, 12));
    row.problem = makeLabel({}, "problem", row.area);
    row.problem->setWordWrap(true);
    row.problem->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    row.problem->hide();
    line->addWidget(row.field, 1);
    line->addWidget(row.remove);
    outer->addLayout(line);
    outer->addWidget(row.problem);
    column().addWidget(row.area);
    row.area->show();
    setTabOrder(m_rows.empty() ? m_add : m_rows.back().remove, row.field);
    setTabOrder(row.field, row.remove);
    connect(row.field, &QLineEdit::textEdited, this, [this, field = row.field] {
        m_rows[indexOf(field)].wanted = false;
        check();
    });
    connect(row.field, &CommitField::committed, this,
            [this, field = row.field](const QString& text) { commit(indexOf(field), text); });
    connect(row.field, &CommitField::restored, this, [this, field = row.field] {
        const std::size_t index = indexOf(field);
        if (m_begun && index + 1 == m_rows.size())
            dropRow(index); // left empty
        else
            check();
    });
    connect(row.remove, &QToolButton::clicked, this, [this, field = row.field] {
        const std::size_t index = indexOf(field);
        if (m_begun && index + 1 == m_rows.size())
            dropRow(index);
        else
            store(index, {});
    });
    m_rows.push_back(row);
}

void ConstraintsSection::dropRow(std::size_t index)
{
    if (index >= m_rows.size())
        return;
    m_begun = m_begun && index + 1 < m_rows.size();
    QWidget* area = m_rows[index].area;
    m_rows.erase(m_rows.begin() + static_cast<std::ptrdiff_t>(index));
    area->hide();
    area->deleteLater(); // it may be what was clicked
    m_none->setVisible(m_rows.empty());
}

void ConstraintsSection::refresh()
{
    const std::vector<std::string>& constraints = inspected().space().constraints;
    const std::size_t shown = std::min(constraints.size(), kMostRows);
    const std::size_t begun = m_begun ? 1 : 0; // it stays, last
    while (m_rows.size() > shown + begun)
        dropRow(m_rows.size() - 1 - begun);
    while (m_rows.size() < shown + begun) {
        addRow();
        if (begun > 0) // what was begun goes on being the last
            std::swap(m_rows.back(), m_rows[m_rows.size() - 2]);
    }
    for (std::size_t i = 0; begun > 0 && i < m_rows.size(); ++i)
        column().addWidget(m_rows[i].area);
    for (std::size_t i = 0; i < shown; ++i)
        m_rows[i].field->setStored(QString::fromStdString(constraints[i]));
    const bool more = constraints.size() > shown;
    m_none->setText(more ? tr("%n more are not shown.", nullptr, static_cast<int>(constraints.size() - shown))
                         : tr("None: all candidates are allowed."));
    m_none->setVisible(m_rows.empty() || more);
    check();
}

bool ConstraintsSection::isPending() const
{
    return m_check.isBusy() && std::any_of(m_rows.begin(), m_rows.end(), [](const Row& row) { return row.wanted; });
}

void ConstraintsSection::check()
{
    if (!m_of || inspected().document() != m_of)
        return;
    std::vector<std::string> texts;
    for (const Row& row : m_rows)
        texts.push_back(row.field->text().toStdString());
    m_check.start([space = inspected().document()->space(),
                   texts](std::stop_token stop) { return checkConstraints(*space, texts, stop); },
                  [this, texts](Result<ConstraintCheck> check) {
                      if (check && m_of)
                          takeCheck(*check, texts);
                      Q_EMIT settled();
                  });
}

void ConstraintsSection::takeCheck(const ConstraintCheck& check, const std::vector<std::string>& texts)
{
    if (m_names.stringList() != check.names)
        m_names.setStringList(check.names);
    std::size_t right = m_rows.size();
    for (std::size_t i = 0; i < m_rows.size() && i < texts.size(); ++i) {
        Row& row = m_rows[i];
        if (row.field->text().toStdString() != texts[i])
            continue;
        const QString problem = texts[i].empty() ? QString() : check.problems[static_cast<qsizetype>(i)];
        row.problem->setText(problem.left(kMostQuoted));
        row.problem->setVisible(!problem.isEmpty());
        row.field->setWrong(!problem.isEmpty());
        if (row.wanted && (!problem.isEmpty() || right == m_rows.size())) {
            row.wanted = false;
            right = problem.isEmpty() ? i : right;
        } // others are right as well: the step leads to another check
    }
    if (right < m_rows.size())
        store(right, texts[right]);
}

void ConstraintsSection::commit(std::size_t index, const QString& text)
{
    if (index >= m_rows.size())
        return;
    if (text.trimmed().isEmpty()) {
        store(index, {});
        return;
    }
    m_rows[index].wanted = true;
    check();
}

void ConstraintsSection::store(std::size_t index, const std::string& text)
{
    if (!m_of)
        return;
    std::vector<std::string> constraints = m_of->space()->constraints;
    const bool isNew = m_begun && index + 1 == m_rows.size();
    // Of a section that is about to go, the document may be another by now.
    if (!isNew &&
        (index >= constraints.size() || QString::fromStdString(constraints[index]) != m_rows[index].field->stored()))
        return;
    const auto at = constraints.begin() + static_cast<std::ptrdiff_t>(isNew ? constraints.size() : index);
    if (text.empty() && isNew) {
        dropRow(index);
        return;
    }
    if (text.empty())
        constraints.erase(at);
    else if (isNew)
        constraints.push_back(text);
    else
        *at = text;
    const QString step = text.empty() ? tr("Delete a constraint")
                         : isNew      ? tr("Add a constraint")
                                      : tr("Change a constraint");
    m_begun = m_begun && !isNew;
    // Not of what is inspected: that may be another document by now.
    const std::optional<Error> refused = m_of->apply(
        step, [constraints](space::SearchSpace& space) { return space::setConstraints(space, constraints); });
    if (!refused || index >= m_rows.size())
        return;
    m_begun = m_begun || isNew;
    m_rows[index].wanted = false;
    m_rows[index].problem->setText(QString::fromStdString(refused->problem()).left(kMostQuoted));
    m_rows[index].problem->show();
}

QStringList ConstraintsSection::rows() const
{
    QStringList lines;
    for (const Row& row : m_rows)
        lines << row.field->stored();
    return lines;
}

} // namespace cw::ui
