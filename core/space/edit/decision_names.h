// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "core/space/search_space.h"

namespace cw::space {

/// Lets the constraints of a space follow its decisions through an edit: a decision is called by its block, or by a
/// path where two blocks are called alike, so that a change in one place may rename decisions in another.
/// Made before the edit; marks the blocks meanwhile (in their unknown keys), which its end takes away.
class DecisionNames {
public:
    /// Does nothing where there are no constraints.
    explicit DecisionNames(SearchSpace& space);
    ~DecisionNames();
    DecisionNames(const DecisionNames&) = delete;
    DecisionNames& operator=(const DecisionNames&) = delete;

    /// After the edit: writes the new names into the constraints. Returns why it cannot: a name that a constraint uses
    /// would then mean something else; the constraints are then as before.
    std::string follow() const;

private:
    /// Which decision: mark of the block, what of it, the how-manieth of these.
    struct Key {
        std::int64_t mark = 0;
        std::string what;
        int count = 0;
        auto operator<=>(const Key&) const = default; // NOLINT(modernize-use-nullptr): clang-tidy 14 is mistaken
    };
    struct Named {
        Key key;
        std::string variable;
        bool hidden = false; ///< something before it has the same name in constraints
    };
    std::vector<Named> named() const;

    SearchSpace* m_space;
    std::vector<Named> m_before;
};

} // namespace cw::space
