// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <QPointer>
#include <QString>

#include "core/space/edit/address.h"
#include "ui/canvas/space_graph.h"
#include "ui/document/space_document.h"

namespace cw::ui {

class Theme;

/// What an inspector shows and edits: some blocks of a document, or the document itself. Its sections hold on to it,
/// and find the blocks anew in each state of the document. Thread: GUI
class Inspected {
public:
    explicit Inspected(Theme& theme)
        : m_theme(theme)
    {
    }

    /// What is selected: nothing, one block (or an alternative of it), several blocks of one graph.
    struct Selection {
        space::GraphAddress at;
        std::vector<std::string> ids;
        int alternative = -1;

        bool operator==(const Selection&) const = default;
    };

    void setDocument(SpaceDocument* document) { m_document = document; }
    SpaceDocument* document() const { return m_document; }
    void setSelection(Selection selection);
    const Selection& selection() const { return m_selection; }
    void setFacts(std::optional<BlockFacts> facts) { m_facts = std::move(facts); }
    const std::optional<BlockFacts>& facts() const { return m_facts; }
    Theme& theme() const { return m_theme; }

    /// There is a document.
    const space::SearchSpace& space() const { return *m_document->space(); }
    /// Where the selected blocks stand, or null.
    const space::Graph* graph() const;
    /// The only selected block, or null.
    const space::Block* block() const;
    const space::Block* find(const space::BlockAddress& address) const;
    /// The selected blocks that are there.
    std::vector<space::BlockAddress> blocks() const;
    /// Those whose parameters are edited: the op of the selected alternative in place of its choice.
    std::vector<space::BlockAddress> holders() const;
    /// The blocks of holders(), in the same order.
    std::vector<const space::Block*> heldBlocks() const;
    /// The block whose body the selection stands in, or an empty id.
    space::BlockAddress around() const;

    /// Returns why it was refused, for people; empty: it was done.
    QString apply(const QString& text, const SpaceDocument::Edit& edit, const QString& merge = {});
    /// The only selected block goes by another id from now on. Returns why it was refused; empty: it was done.
    QString rename(const std::string& newId);
    /// The canvas, which looks for the old id, is not to be listened to.
    bool isRenaming() const { return m_renaming; }
    /// What to do after a rename: the canvas has to follow.
    void whenRenamed(std::function<void(const std::string&)> then) { m_whenRenamed = std::move(then); }
    /// A number for each thing that was selected; an id that changes does not count.
    int subject() const { return m_subject; }
    /// A number for each visit of the focus: what is typed in one becomes one step.
    int visit() const { return m_visit; }
    void beginVisit() { ++m_visit; }

private:
    std::vector<const space::Block*> selectedBlocks() const;

    Theme& m_theme;
    QPointer<SpaceDocument> m_document;
    Selection m_selection;
    std::optional<BlockFacts> m_facts;
    int m_visit = 0;
    int m_subject = 0;
    bool m_renaming = false;
    std::function<void(const std::string&)> m_whenRenamed;
};

} // namespace cw::ui
