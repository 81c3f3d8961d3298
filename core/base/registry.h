// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "core/base/param_schema.h"
#include "core/base/result.h"

namespace cw {

/// What every registered thing has; the combo box, the form, `list`, the help page and the contract tests follow.
struct EntryInfo {
    std::string id;      ///< in files and on the command line
    std::string title;   ///< for people
    std::string summary; ///< one sentence
    std::string paper;   ///< "Real et al., AAAI 2019"; empty when there is none
    ParamSchema schema;
};

/// An explicit table, filled in the folder's registry.cpp; Entry derives from EntryInfo and adds its factory.
/// Thread: filled before it is shared, then only read.
template <class Entry>
class Registry {
public:
    /// `kind` is the word for messages: "strategy".
    Registry(std::string kind, std::vector<Entry> entries)
        : m_kind(std::move(kind))
        , m_entries(std::move(entries))
    {
    }

    const std::vector<Entry>& entries() const { return m_entries; }
    void add(Entry entry) { m_entries.push_back(std::move(entry)); }
    const Entry* find(std::string_view id) const
    {
        for (const Entry& entry : m_entries) {
            if (entry.id == id)
                return &entry;
        }
        return nullptr;
    }
    /// Errors: Config, naming what is known
    Result<const Entry*> get(std::string_view id) const
    {
        if (const Entry* entry = find(id))
            return entry;
        std::vector<std::string> known;
        for (const Entry& entry : m_entries)
            known.push_back(entry.id);
        return Error(ErrorCode::Config,
                     fmt::format("unknown {} '{}', expected one of {}", m_kind, id, joinNames(known)));
    }

private:
    std::string m_kind;
    std::vector<Entry> m_entries;
};

} // namespace cw
