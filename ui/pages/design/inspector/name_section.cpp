// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/design/inspector/name_section.h"

#include "core/space/edit/edit.h"
#include "ui/widgets/labels.h"

namespace cw::ui {

namespace {

constexpr qsizetype kMostShown = 48; ///< characters of an id in a note

QString shortName(const std::string& name)
{
    const QString text = QString::fromStdString(name);
    return text.size() > kMostShown ? text.left(kMostShown) + QChar(0x2026) : text;
}

} // namespace

NameSection::NameSection(Inspected& inspected, QWidget* parent)
    : InspectorSection(inspected, tr("Name"), parent)
    , m_id(new CommitField(this))
    , m_idRow(new FormRow(inspected.selection().alternative >= 0 ? tr("name") : tr("id"), m_id, this))
    , m_note(makeLabel({}, "caption", this))
{
    m_id->setObjectName(QStringLiteral("id"));
    m_id->setProperty("mono", true);
    m_note->setWordWrap(true);
    m_note->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_idRow->controls().addWidget(m_note);
    m_idRow->controls().setSpacing(3);
    column().addWidget(m_idRow);
    connect(m_id, &CommitField::committed, this, &NameSection::takeId);
    connect(m_id, &CommitField::restored, this, [this] { m_idRow->setProblem({}); });
    if (inspected.selection().alternative < 0) {
        m_title = new CommitField(this);
        m_title->setObjectName(QStringLiteral("title"));
        m_titleRow = new FormRow(tr("title"), m_title, this);
        m_titleRow->setHelp(tr("Shown on the card in place of the id"));
        column().addWidget(m_titleRow);
        connect(m_title, &CommitField::committed, this, &NameSection::takeTitle);
        connect(m_title, &CommitField::restored, this, [this] { m_titleRow->setProblem({}); });
    }
    refresh();
}

const space::Alternative* NameSection::alternative() const
{
    const space::Block* block = inspected().block();
    const auto chosen = static_cast<std::size_t>(inspected().selection().alternative);
    return block != nullptr && inspected().selection().alternative >= 0 && chosen < block->alternatives.size()
               ? &block->alternatives[chosen]
               : nullptr;
}

QString NameSection::note(const space::Block& block) const
{
    using space::BlockKind;
    const QString id = shortName(block.id);
    switch (block.kind) {
    case BlockKind::Choice:
    case BlockKind::Optional:
        return tr("names the decision: %1").arg(id);
    case BlockKind::Repeat:
        return block.low < block.high ? tr("names the decision: %1").arg(id) : QString();
    case BlockKind::Inputs:
        return block.merge == "searched" ? tr("names the decisions: %1 and %1.merge").arg(id)
                                         : tr("names the decision: %1").arg(id);
    default:
        break;
    }
    QStringList names;
    for (const auto& [name, value] : block.params) {
        if (value.domain)
            names << id + QLatin1Char('.') + shortName(name);
    }
    if (names.isEmpty())
        return {};
    return names.size() == 1 ? tr("names the decision: %1").arg(names.front())
                             : tr("names the decisions: %1").arg(names.join(QStringLiteral(", ")));
}

void NameSection::refresh()
{
    const space::Block* block = inspected().block();
    if (block == nullptr)
        return;
    if (const space::Alternative* chosen = alternative()) {
        m_id->setStored(QString::fromStdString(chosen->name));
        m_note->setText(tr("in files, tables and constraints"));
        return;
    }
    m_id->setStored(QString::fromStdString(block->id));
    const QString words = note(*block);
    m_note->setText(words);
    m_note->setVisible(!words.isEmpty());
    if (m_title != nullptr) {
        m_title->setStored(QString::fromStdString(block->title));
        m_title->setPlaceholderText(blockTitle(*block).left(kMostShown));
        m_titleRow->setChanged(!block->title.empty());
    }
}

void NameSection::takeId(const QString& id)
{
    const space::Block* block = inspected().block();
    if (block == nullptr)
        return;
    const Inspected::Selection selection = inspected().selection();
    const std::string name = id.trimmed().toStdString();
    QString refused;
    if (selection.alternative >= 0) {
        refused = inspected().apply(tr("Rename an alternative"), [=](space::SearchSpace& space) {
            return space::renameAlternative(space, selection.at, selection.ids.front(), selection.alternative, name);
        });
    } else {
        refused = inspected().rename(name);
    }
    m_id->setWrong(!refused.isEmpty());
    m_idRow->setProblem(refused);
}

void NameSection::takeTitle(const QString& title)
{
    const Inspected::Selection selection = inspected().selection();
    if (selection.ids.size() != 1)
        return;
    const QString refused = inspected().apply(
        tr("Set the title of %1").arg(QString::fromStdString(selection.ids.front())), [=](space::SearchSpace& space) {
            return space::setTitle(space, selection.at, selection.ids.front(), title.toStdString());
        });
    m_title->setWrong(!refused.isEmpty());
    m_titleRow->setProblem(refused);
}

QStringList NameSection::rows() const
{
    QStringList lines{m_idRow->label()->text() + QStringLiteral(": ") + m_id->stored()};
    if (m_title != nullptr && !m_title->stored().isEmpty())
        lines << m_titleRow->label()->text() + QStringLiteral(": ") + m_title->stored();
    return lines;
}

} // namespace cw::ui
