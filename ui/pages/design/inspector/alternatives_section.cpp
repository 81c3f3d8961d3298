// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/design/inspector/alternatives_section.h"

#include <algorithm>

#include "core/space/block_schema.h"
#include "core/space/edit/edit.h"
#include "ui/canvas/op_words.h"
#include "ui/widgets/labels.h"

namespace cw::ui {

AlternativesSection::AlternativesSection(Inspected& inspected, QWidget* parent)
    : InspectorSection(inspected, tr("Alternatives"), parent)
    , m_list(new AlternativeList(inspected.theme(), this))
    , m_add(addHeadButton(QStringLiteral("add"), tr("Add an alternative")))
    , m_problem(makeLabel({}, "problem", this))
{
    m_problem->setWordWrap(true);
    m_problem->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_problem->hide();
    column().addWidget(m_list);
    column().addWidget(m_problem);
    setTabOrder(m_add, m_list);
    connect(m_add, &QToolButton::clicked, this, &AlternativesSection::openMenu);
    connect(m_list, &AlternativeList::openRequested, this, &AlternativesSection::openRequested);
    connect(m_list, &AlternativeList::moveRequested, this, [this](int from, int to) {
        const Inspected::Selection at = this->inspected().selection();
        edit(tr("Move an alternative"),
             [=](space::SearchSpace& space) { return space::moveAlternative(space, at.at, at.ids.front(), from, to); });
    });
    connect(m_list, &AlternativeList::removeRequested, this, [this](int alternative) {
        const Inspected::Selection at = this->inspected().selection();
        edit(tr("Delete an alternative"), [=](space::SearchSpace& space) {
            return space::removeAlternative(space, at.at, at.ids.front(), alternative);
        });
    });
    connect(m_list, &AlternativeList::renameRequested, this, [this](int alternative, const QString& name) {
        const Inspected::Selection at = this->inspected().selection();
        edit(tr("Rename an alternative"), [=](space::SearchSpace& space) {
            return space::renameAlternative(space, at.at, at.ids.front(), alternative, name.trimmed().toStdString());
        });
    });
    refresh();
}

void AlternativesSection::edit(const QString& step, const SpaceDocument::Edit& edit)
{
    const QString refused = inspected().apply(step, edit).left(300);
    m_problem->setText(refused);
    m_problem->setVisible(!refused.isEmpty());
}

bool AlternativesSection::isInRecurrent() const
{
    space::GraphAddress at = inspected().selection().at;
    while (!at.steps.empty()) {
        const std::string outer = at.steps.back().block;
        at.steps.pop_back();
        const space::Block* around = inspected().find({at, outer});
        if (around != nullptr && around->kind == space::BlockKind::Recurrent)
            return true;
    }
    return false;
}

void AlternativesSection::openMenu()
{
    std::vector<BlockOffer> offers = blockOffers(inspected().space());
    const bool recurrent = isInRecurrent();
    std::erase_if(offers, [&](const BlockOffer& offer) {
        if (recurrent && !space::recurrentProblem(offer.block).empty())
            return true;
        return offer.block.kind != space::BlockKind::Op && offer.block.kind != space::BlockKind::Cell;
    });
    auto* menu = new OfferMenu(inspected().theme(), std::move(offers), this);
    connect(menu, &OfferMenu::chosen, this, &AlternativesSection::add);
    menu->openAt(m_add);
}

void AlternativesSection::add(const BlockOffer& offer)
{
    const Inspected::Selection at = inspected().selection();
    if (at.ids.size() != 1)
        return;
    edit(tr("Add %1").arg(offer.title), [=, block = offer.block](space::SearchSpace& space) {
        return space::addAlternative(space, at.at, at.ids.front(), block);
    });
    m_list->setCurrentRow(m_list->count() - 1);
}

void AlternativesSection::refresh()
{
    const space::Block* block = inspected().block();
    if (block == nullptr)
        return;
    m_list->setAlternatives(block->alternatives);
    m_list->setVisible(!block->alternatives.empty());
}

QStringList AlternativesSection::rows() const
{
    QStringList lines;
    if (const space::Block* block = inspected().block()) {
        for (const space::Alternative& each : block->alternatives)
            lines << alternativeTitle(each) + QStringLiteral(": ") + QString::fromStdString(each.name);
    }
    return lines;
}

} // namespace cw::ui
