// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/edit/patch.h"

#include "core/space/edit/space_diff.h"

namespace cw::space {

struct SpacePatch::Parts {
    SpaceDiff diff;
};

SpacePatch::SpacePatch(const SearchSpace& before, const SearchSpace& after)
    : m_parts(std::make_unique<Parts>(Parts{diffOf(before, after)}))
{
}

SpacePatch::~SpacePatch() = default;
SpacePatch::SpacePatch(SpacePatch&&) noexcept = default;
SpacePatch& SpacePatch::operator=(SpacePatch&&) noexcept = default;

bool SpacePatch::isEmpty() const
{
    return m_parts->diff.isEmpty();
}

void SpacePatch::redo(SearchSpace& space) const
{
    apply(m_parts->diff, space, true);
}

void SpacePatch::undo(SearchSpace& space) const
{
    apply(m_parts->diff, space, false);
}

std::size_t SpacePatch::size() const
{
    return m_parts->diff.size();
}

} // namespace cw::space
