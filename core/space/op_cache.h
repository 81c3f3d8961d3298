// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "core/space/op_expansion.h"
#include "core/space/word_key.h"

namespace cw::space {

/// An op with a value for every parameter.
struct OpSettings {
    const OpEntry* entry = nullptr;
    Settings settings;
    std::string problem; ///< why there is none; then `settings` is empty
};

/// What one candidate has in common with the next: settings of ops, expansions, shapes. Everything stays where it is
/// until clear().
/// Thread: one at a time
class OpCache {
public:
    using Environment = std::map<std::string, Json, std::less<>>; ///< the values of a cell's parameters

    explicit OpCache(const Task& task);

    /// Whether clear() is due: continuous values never come again, and memory must not grow with the candidates.
    bool isLarge() const;
    void clear();

    const OpExpansion& input() const { return *m_input; }
    /// The expansion of that op on those shapes, made at first need; null and why not, where they do not fit.
    struct Found {
        const OpExpansion* expansion = nullptr;
        const std::string* problem = nullptr;
    };
    Found expand(const OpSettings& settings, std::span<const OpExpansion* const> inputs);

    const OpSettings* findSettings(Words key) const;
    const OpSettings& keepSettings(Words key, OpSettings settings);
    /// An op with the defaults of its parameters: what merges wires.
    const OpSettings& plain(const OpEntry& entry);

    const Environment& environment(int index) const { return m_environments[static_cast<std::size_t>(index)]; }
    /// -1: none is known by that key.
    int findEnvironment(Words key) const;
    int keepEnvironment(Words key, Environment environment);

private:
    struct Expanded {
        std::unique_ptr<OpExpansion> expansion;
        std::string problem;
    };
    std::unique_ptr<OpExpansion> kept(OpExpansion expansion);

    Task m_task;
    std::unique_ptr<OpExpansion> m_input;
    WordMap<std::unique_ptr<OpSettings>> m_settings;
    WordMap<Expanded> m_expansions;
    WordMap<int> m_shapes;
    WordMap<int> m_environmentOf;
    std::unordered_map<std::string, int> m_sameEnvironment; ///< by content
    std::vector<Environment> m_environments;
    std::vector<std::uint64_t> m_key; ///< kept for its memory
};

} // namespace cw::space
