// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/design/inspector/inspected.h"

#include <string_view>
#include <unordered_map>
#include <utility>

#include <QCoreApplication>

#include "core/space/edit/edit.h"

namespace cw::ui {

void Inspected::setSelection(Selection selection)
{
    if (selection == m_selection)
        return;
    m_selection = std::move(selection);
    ++m_subject;
}

const space::Graph* Inspected::graph() const
{
    return m_document ? space::graphAt(space(), m_selection.at) : nullptr;
}

const space::Block* Inspected::block() const
{
    const space::Graph* here = graph();
    return here == nullptr || m_selection.ids.size() != 1 ? nullptr : here->find(m_selection.ids.front());
}

const space::Block* Inspected::find(const space::BlockAddress& address) const
{
    const space::Graph* here = m_document ? space::graphAt(space(), address.graph) : nullptr;
    return here == nullptr ? nullptr : here->find(address.block);
}

std::vector<space::BlockAddress> Inspected::blocks() const
{
    std::vector<space::BlockAddress> found;
    for (const space::Block* block : selectedBlocks())
        found.push_back({m_selection.at, block->id});
    return found;
}

std::vector<const space::Block*> Inspected::selectedBlocks() const
{
    std::vector<const space::Block*> found;
    const space::Graph* here = graph();
    if (here == nullptr)
        return found;
    if (m_selection.ids.size() == 1) {
        if (const space::Block* one = here->find(m_selection.ids.front()))
            found.push_back(one);
        return found;
    }
    // Thousands may be selected: they are not looked for one by one.
    std::unordered_map<std::string_view, const space::Block*> known;
    for (const space::Block& block : here->blocks)
        known.emplace(block.id, &block);
    for (const std::string& id : m_selection.ids) {
        if (const auto block = known.find(id); block != known.end())
            found.push_back(block->second);
    }
    return found;
}

std::vector<const space::Block*> Inspected::heldBlocks() const
{
    if (m_selection.alternative < 0)
        return selectedBlocks();
    std::vector<const space::Block*> found;
    for (const space::BlockAddress& address : holders()) {
        if (const space::Block* block = find(address))
            found.push_back(block);
    }
    return found;
}

std::vector<space::BlockAddress> Inspected::holders() const
{
    const space::Block* one = block();
    const auto chosen = static_cast<std::size_t>(m_selection.alternative);
    if (one == nullptr || m_selection.alternative < 0 || chosen >= one->alternatives.size())
        return blocks();
    const std::vector<space::Graph>& body = one->alternatives[chosen].body;
    if (body.size() != 1 || body.front().blocks.size() != 1)
        return {};
    space::BlockAddress inner{m_selection.at, body.front().blocks.front().id};
    inner.graph.steps.push_back({one->id, m_selection.alternative});
    return {inner};
}

space::BlockAddress Inspected::around() const
{
    space::BlockAddress outer{m_selection.at, {}};
    if (!outer.graph.steps.empty()) {
        outer.block = outer.graph.steps.back().block;
        outer.graph.steps.pop_back();
    }
    return outer;
}

QString Inspected::apply(const QString& text, const SpaceDocument::Edit& edit, const QString& merge)
{
    if (!m_document)
        return {};
    const std::optional<Error> refused = m_document->apply(text, edit, merge);
    return refused ? QString::fromStdString(refused->problem()) : QString();
}

QString Inspected::rename(const std::string& newId)
{
    if (m_selection.ids.size() != 1 || m_renaming)
        return {};
    const space::GraphAddress at = m_selection.at;
    const std::string old = std::exchange(m_selection.ids.front(), newId); // it is looked for during the step
    m_renaming = true;
    const QString refused =
        apply(QCoreApplication::translate("Inspected", "Rename %1").arg(QString::fromStdString(old)),
              [=](space::SearchSpace& space) { return space::renameBlock(space, at, old, newId); });
    m_renaming = false;
    if (!refused.isEmpty())
        m_selection.ids.front() = old;
    else if (m_whenRenamed)
        m_whenRenamed(newId);
    return refused;
}

} // namespace cw::ui
