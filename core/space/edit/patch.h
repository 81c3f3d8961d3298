// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <memory>

#include "core/space/search_space.h"

namespace cw::space {

/// The difference between two states of a document, blocks that stayed the same left out, so that a thousand undo steps
/// of a large space stay small.
class SpacePatch {
public:
    SpacePatch(const SearchSpace& before, const SearchSpace& after);
    ~SpacePatch();
    SpacePatch(SpacePatch&&) noexcept;
    SpacePatch& operator=(SpacePatch&&) noexcept;

    bool isEmpty() const;
    /// The state it was made from becomes the one it was made to; another state is a bug.
    void redo(SearchSpace& space) const;
    void undo(SearchSpace& space) const;
    /// How many blocks and links it holds.
    std::size_t size() const;

private:
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

} // namespace cw::space
