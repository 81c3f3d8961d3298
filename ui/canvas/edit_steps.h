// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <QObject>
#include <QPointer>

#include "core/space/edit/comments.h"
#include "core/space/edit/edit.h"
#include "ui/canvas/space_view.h"
#include "ui/document/space_document.h"

namespace cw::ui {

/// Where a new block goes, and what it is linked with.
struct NewPlace {
    QPointF at;                                                             ///< of the drawing
    enum class Anchor { Middle, In, Out, Outline } anchor = Anchor::Middle; ///< what of the card lies there
    std::string from;                                                       ///< links from this block; empty: none
    std::string to;                                                         ///< links to this one
    std::optional<space::Link> into;                                        ///< goes into the middle of this link
    std::string choice; ///< becomes an alternative of this Choice instead
};

/// Steps of the document that is drawn, at the place that is shown. Before the first that a person takes in a place
/// without positions of its own, what is shown is written down, as part of that step: nothing jumps.
/// Thread: GUI
class EditSteps : public QObject {
    Q_OBJECT
public:
    using Edit = std::function<Result<Done>(space::SearchSpace&, const space::GraphAddress&)>;

    explicit EditSteps(SpaceView& view);

    void setDocument(SpaceDocument* document) { m_document = document; }
    SpaceDocument* document() const { return m_document; }
    /// Whether there is something to edit, and it is drawn.
    bool canEdit() const { return m_document != nullptr && m_view.isShown(); }

    /// False when it was refused, which refused() has told.
    bool apply(const QString& text, const Edit& edit, const QString& merge = {});
    void refuse(const QString& why) { Q_EMIT refused(why); }
    /// One sentence for people, which is no refusal.
    void tell(const QString& what) { Q_EMIT told(what); }

    bool add(space::Block block, const QString& title, const NewPlace& place);
    /// `places` in the document's coordinates; none comes to lie exactly on another block.
    bool move(const QString& text, BlockPlaces places, const std::map<int, space::CommentBox>& comments,
              const QString& merge = {});
    bool insertMoved(const std::string& id, space::CanvasPoint to, const space::Link& into, bool pulled);

    // What is shown, by the numbers of its drawing.
    const space::Block& block(int node) const { return m_view.place().graph->blocks[static_cast<std::size_t>(node)]; }
    QString titleOf(int node) const { return blockTitle(block(node)); }
    space::Link linkOf(int wire) const;
    /// "conv", "3 blocks"
    QString titleOf(const std::vector<int>& nodes) const;
    /// "a comment", "2 comments"
    static QString commentsTitle(int count);
    /// Of all that is selected: "3 blocks and a comment"
    QString selectionTitle() const;
    space::CommentBox boxOf(int comment) const;
    space::CanvasPoint placeOf(int node) const;
    QString linkRefusal(int from, int to) const;
    /// What leaves a block in the candidate that was drawn last.
    std::optional<space::Shape> shapeOf(const std::string& id) const;

Q_SIGNALS:
    void refused(const QString& why);
    void told(const QString& what);

private:
    QPointF cardAt(const space::Block& block, const NewPlace& place) const;

    SpaceView& m_view;
    QPointer<SpaceDocument> m_document;
};

} // namespace cw::ui
