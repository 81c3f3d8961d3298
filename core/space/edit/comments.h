// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "core/space/edit/edit.h"

namespace cw::space {

// Comments: free texts on the canvas of a graph. In a file they are its "comments": [{"text": ..., "at": [x, y],
// "size": [width, height]}], keys that nothing else reads: no decision, network or hash comes from them.

inline constexpr std::size_t kMaxComments = 200;         ///< of one graph
inline constexpr std::size_t kLongestComment = 10'000;   ///< characters
inline constexpr std::size_t kMaxCommentText = 1u << 20; ///< bytes of all in a document
inline constexpr double kLeastComment = 48;              ///< canvas units, of a side
inline constexpr double kLargestComment = 8000;

struct CommentBox {
    double x = 0; ///< of the top left corner
    double y = 0;
    double width = 240;
    double height = 96;

    bool operator==(const CommentBox&) const = default;
};

struct Comment {
    std::string text; ///< may hold line breaks
    CommentBox box;

    bool operator==(const Comment&) const = default;
};

/// In the order of the file, at most kMaxComments. What is no comment is left out; text and sizes beyond the limits are
/// cut to them. Edits name a comment by its place in this list.
std::vector<Comment> commentsOf(const Graph& graph);

// Edits: as those of edit.h.

/// It becomes the last one. Errors: also a limit, or a text with control characters
Result<Done> addComment(SearchSpace& space, const GraphAddress& at, const Comment& comment);
Result<Done> setCommentText(SearchSpace& space, const GraphAddress& at, int comment, const std::string& text);
Result<Done> placeComments(SearchSpace& space, const GraphAddress& at, const std::map<int, CommentBox>& boxes);
Result<Done> removeComments(SearchSpace& space, const GraphAddress& at, const std::vector<int>& comments);
/// Copies, shifted, become the last ones.
Result<Done> duplicateComments(SearchSpace& space, const GraphAddress& at, const std::vector<int>& comments,
                               CanvasPoint shift);

/// Those of another graph, shifted, become the last ones. Errors: a limit; `moved`: they go there, and their text is
/// counted already
Result<Done> addCommentsOf(SearchSpace& space, const GraphAddress& at, const Graph& other, CanvasPoint shift,
                           bool moved);

/// Makes these the comments of a graph that is no part of a document: of what is copied.
void giveComments(Graph& graph, const std::vector<Comment>& comments);
void forgetComments(Graph& graph);

} // namespace cw::space
