// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/space/edit/decision_numbers.h"
#include "core/space/search_space.h"

namespace cw::space {

/// Lets the constraints of a space follow its decisions through an edit: a decision is called by its block, or by a
/// path where two blocks are called alike, so that a change in one place may rename decisions in another; and what it
/// chooses from is called by numbers, which are others when alternatives are moved.
/// Made before the edit; marks blocks and alternatives meanwhile (in their unknown keys), which its end takes away.
class DecisionNames {
public:
    /// Does nothing where there are no constraints.
    explicit DecisionNames(SearchSpace& space);
    ~DecisionNames();
    DecisionNames(const DecisionNames&) = delete;
    DecisionNames& operator=(const DecisionNames&) = delete;

    /// After the edit: writes the new names and numbers into the constraints. Errors: Config: a name or a number in a
    /// constraint would mean something else; the space is then as before the edit, and pointers into it are void
    Result<Done> follow();

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
        bool hidden = false;   ///< something before it has the same name in constraints
        NumberedValues values; ///< of one that constraints use
    };
    std::vector<Named> named() const;
    bool isUsed(const Named& decision) const;
    Result<std::vector<std::string>> followed() const;

    SearchSpace* m_space;
    std::set<std::string> m_used; ///< the words of the constraints
    std::vector<Named> m_before;
    std::set<Key> m_usedKeys;
    std::unique_ptr<SearchSpace> m_whole; ///< as it was, where constraints use decisions
};

} // namespace cw::space
