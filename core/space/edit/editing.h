// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "core/base/result.h"
#include "core/space/edit/address.h"
#include "core/space/edit/size.h"

namespace cw::space {

// What the edits share. Nothing here is for their callers.

inline constexpr double kColumnWidth = 208;       ///< from block to block, as the templates are drawn
inline constexpr std::size_t kLongestTitle = 200; ///< characters

Error refusal(std::string what);

/// Errors: Config when there is no such graph or block
Result<Graph*> graphToEdit(SearchSpace& space, const GraphAddress& at);
Result<Block*> blockToEdit(SearchSpace& space, const GraphAddress& at, const std::string& id);
Block* findBlock(Graph& graph, std::string_view id);

/// Where each block stands; of two of one id the first.
using BlockIndex = std::unordered_map<std::string_view, std::size_t>;
BlockIndex indexOf(const Graph& graph);

/// Calls `visit` with every graph of the document, the outer ones first.
void forEachGraph(const SearchSpace& space, const std::function<void(const Graph&)>& visit);
void forEachGraph(SearchSpace& space, const std::function<void(Graph&)>& visit);
/// This graph and those inside its blocks; not the cells that they use.
void forEachGraphIn(const Graph& graph, const std::function<void(const Graph&)>& visit);
void forEachGraphIn(Graph& graph, const std::function<void(Graph&)>& visit);
std::size_t countBlocks(const Graph& graph);
/// The blocks inside a block.
std::size_t insideOf(const Block& block);

/// Why a text cannot be an id or a title, or empty.
std::string idRefusal(const std::string& id);
std::string textRefusal(const std::string& text, std::string_view what, std::size_t most);
bool isUtf8(std::string_view text);

/// Makes names unique: "conv", "conv-2", "conv-3"; "0-1" becomes "0-1-2".
class UniqueNames {
public:
    UniqueNames() = default;
    explicit UniqueNames(const Graph& graph);

    bool has(const std::string& name) const { return m_taken.count(name) > 0; }
    void add(std::string name) { m_taken.insert(std::move(name)); }
    /// Also takes it.
    std::string make(const std::string& wanted);

private:
    std::unordered_set<std::string> m_taken;
    std::unordered_map<std::string, int> m_next; ///< number to try for a name
};

/// The id for a block that has none: its op, or its kind.
std::string plainId(const Block& block);

/// What a block becomes when the document is saved and read again; a body for a block that must have one.
/// Errors: Config: what the reader of a .cwspace file would refuse
Result<Block> readable(Block block);

/// Whether so much more fits into the document at that place. Errors: Config naming the limit
Result<Done> checkRoom(const SearchSpace& space, const GraphAddress& at, const std::vector<const Block*>& added);
Result<Done> checkCount(const SearchSpace& space, const std::vector<const Block*>& added);
/// Whether that is not too deep inside other blocks. Errors: Config naming the limit
Result<Done> checkNesting(const GraphAddress& at, const std::vector<const Block*>& added);

/// Why a cell that these blocks use cannot be used in that cell (it would use itself), or empty.
std::string recursionProblem(const SearchSpace& space, const std::string& insideCell,
                             const std::vector<const Block*>& blocks);

/// A graph that is one bare block gets an input and an output around it; its inputs are as many as lead to the graph.
void giveEnds(SearchSpace& space, const GraphAddress& at, Graph& graph);
/// One block alone, without input and output, which stands for the whole graph.
bool isBare(const Graph& graph);
/// Puts a block before the output at the end of the list, so that decisions keep the order in which they were drawn.
Block& appendBlock(Graph& graph, Block block);
void insertBlocks(Graph& graph, std::vector<Block> blocks);

/// How many links a block can take; `kAnyLinks` where nothing says.
inline constexpr std::size_t kAnyLinks = SIZE_MAX;
std::size_t mostLinks(const SearchSpace& space, const Block& block);
/// Whether a graph stands inside a recurrent cell.
bool isInRecurrent(const SearchSpace& space, const GraphAddress& at);

} // namespace cw::space
