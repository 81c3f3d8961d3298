// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/document/edit_step.h"

#include <utility>

namespace cw::ui {

namespace {

constexpr int kMergeable = 1; // Qt asks mergeWith() only of commands with equal ids

} // namespace

EditStep::EditStep(SpaceDocument& document, const QString& text, space::SpacePatch patch, SpacePtr after, QString merge)
    : QUndoCommand(text)
    , m_document(document)
    , m_patch(std::move(patch))
    , m_after(std::move(after))
    , m_merge(std::move(merge))
{
}

void EditStep::undo()
{
    auto state = std::make_shared<space::SearchSpace>(*m_document.space());
    m_patch.undo(*state);
    m_document.setSpace(std::move(state));
}

void EditStep::redo()
{
    if (m_after) {
        m_document.setSpace(std::exchange(m_after, nullptr));
        return;
    }
    auto state = std::make_shared<space::SearchSpace>(*m_document.space());
    m_patch.redo(*state);
    m_document.setSpace(std::move(state));
}

int EditStep::id() const
{
    return m_merge.isEmpty() ? -1 : kMergeable;
}

bool EditStep::mergeWith(const QUndoCommand* later)
{
    const auto* step = dynamic_cast<const EditStep*>(later);
    if (step == nullptr || step->m_merge != m_merge)
        return false;
    const space::SearchSpace& after = *m_document.space(); // the later step has been made
    space::SearchSpace before = after;
    step->m_patch.undo(before);
    m_patch.undo(before);
    m_patch = space::SpacePatch(before, after);
    setText(step->text());
    setObsolete(m_patch.isEmpty()); // typed and taken back: no step
    return true;
}

} // namespace cw::ui
