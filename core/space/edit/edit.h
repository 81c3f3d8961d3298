// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/space/edit/address.h"
#include "core/space/issue.h"

namespace cw::space {

/// What a person does to a drawing, as functions on the document. They keep the document consistent (links and names
/// follow), but not complete: a half-drawn space is a state.
/// All: Errors: Config with a sentence for people (what, expected, found); the space is then as before.
///      Determinism: pure functions      Thread: any

/// A point on the canvas.
struct CanvasPoint {
    double x = 0;
    double y = 0;
};

// --- Blocks

/// Adds a block, its id made unique ("conv", "conv-2"); returns the id. A graph that holds one bare op gets an input
/// and an output around it first.
Result<std::string> addBlock(SearchSpace& space, const GraphAddress& at, Block block);
/// Adds a block in the middle of a link.
Result<std::string> insertBlock(SearchSpace& space, const GraphAddress& at, const Link& link, Block block);
/// Removes blocks and their links; `heal` links what led to a block with what followed it (one or more to one, or one
/// to more). The last input and output of a graph stay.
Result<Done> removeBlocks(SearchSpace& space, const GraphAddress& at, const std::vector<std::string>& ids, bool heal);
/// Takes a block out of the wires it is on, which close behind it; the block stays where it is, unlinked.
Result<Done> detachBlock(SearchSpace& space, const GraphAddress& at, const std::string& id);
Result<Done> moveBlocks(SearchSpace& space, const GraphAddress& at, const std::map<std::string, CanvasPoint>& places);
/// Copies with the links among them, shifted; returns the new ids in the order of `ids`.
Result<std::vector<std::string>> duplicateBlocks(SearchSpace& space, const GraphAddress& at,
                                                 const std::vector<std::string>& ids, CanvasPoint shift);
/// The id of a block, which names its decisions too: links, "of" references and constraints follow.
Result<Done> renameBlock(SearchSpace& space, const GraphAddress& at, const std::string& id, const std::string& newId);
Result<Done> setTitle(SearchSpace& space, const GraphAddress& at, const std::string& id, const std::string& title);

// --- Links

/// Why there can be no such link, in one sentence: into an input, out of an output, a cycle, there already, one input
/// only. Empty: there can. Shapes are told by the caller, who has sampled a network, see shapeProblem().
std::string linkProblem(const SearchSpace& space, const GraphAddress& at, const Link& link);
Result<Done> addLink(SearchSpace& space, const GraphAddress& at, const Link& link);
Result<Done> removeLinks(SearchSpace& space, const GraphAddress& at, const std::vector<Link>& links);

/// Why a block cannot take these shapes, naming what it needs and what comes; empty: it can, or nothing is known.
std::string shapeProblem(const SearchSpace& space, const Block& block, const std::vector<Shape>& inputs);

// --- Properties

/// Null takes the parameter back to its default. Errors: also an unknown name, a value or a domain that the op cannot
/// have; what a reference means is not checked.
Result<Done> setParam(SearchSpace& space, const GraphAddress& at, const std::string& id, const std::string& name,
                      const std::optional<ParamValue>& value);
/// The same for several blocks at once: the names of decisions are looked at once, not once for each.
Result<Done> setParam(SearchSpace& space, const std::vector<BlockAddress>& blocks, const std::string& name,
                      const std::optional<ParamValue>& value);
/// Repeat: copies; Inputs: sources (more than lead to it is an issue, not an error).
Result<Done> setRange(SearchSpace& space, const GraphAddress& at, const std::string& id, int low, int high);
Result<Done> setTied(SearchSpace& space, const GraphAddress& at, const std::string& id, bool tied);
Result<Done> setStage(SearchSpace& space, const GraphAddress& at, const std::string& id, bool stage);
Result<Done> setMerge(SearchSpace& space, const GraphAddress& at, const std::string& id, const std::string& merge);
Result<Done> setLooseEnds(SearchSpace& space, const GraphAddress& at, const std::string& id, bool looseEnds);
/// Repeat: by copy; Inputs that takes one: by source.
Result<Done> setGives(SearchSpace& space, const GraphAddress& at, const std::string& id,
                      const std::map<std::string, std::vector<Json>>& gives);
/// Parameters that the other cell does not have go.
Result<Done> setCell(SearchSpace& space, const GraphAddress& at, const std::string& id, const std::string& cell);

// --- Choices

/// A bare op as a new alternative, named after the op where `name` is empty (made unique).
Result<Done> addAlternative(SearchSpace& space, const GraphAddress& at, const std::string& id, Block op,
                            const std::string& name = {});
Result<Done> removeAlternative(SearchSpace& space, const GraphAddress& at, const std::string& id, int alternative);
Result<Done> moveAlternative(SearchSpace& space, const GraphAddress& at, const std::string& id, int from, int to);
Result<Done> renameAlternative(SearchSpace& space, const GraphAddress& at, const std::string& id, int alternative,
                               const std::string& name);

// --- Structure

/// A block becomes the body of a Choice (its only alternative so far), an Optional or a Repeat (of one copy) in its
/// place. An op or the use of a cell hands on its id and title, as it bears the path of the body from then on; around
/// another block the new one gets an id of its own, and the links lead to that.
Result<Done> wrapBlock(SearchSpace& space, const GraphAddress& at, const std::string& id, BlockKind kind);
/// The body (or the given alternative) of a block takes its place; values that a repeat gives are then those of its
/// first copy. Takes wrapBlock() back.
Result<Done> unwrapBlock(SearchSpace& space, const GraphAddress& at, const std::string& id, int alternative = 0);
/// Several blocks become a new cell, used in their place; returns the id of the use. Names the cell uniquely. Refuses
/// where the networks or the decisions would change: several ends, a way out and in again, independent copies around.
Result<std::string> groupBlocks(SearchSpace& space, const GraphAddress& at, const std::vector<std::string>& ids,
                                const std::string& name);
/// The use of a cell is replaced by a copy of its blocks; an unused cell stays. Returns the new ids.
Result<std::vector<std::string>> ungroupCell(SearchSpace& space, const GraphAddress& at, const std::string& id);
/// A new cell, an input and an output in it; returns its name, made unique.
Result<std::string> addCell(SearchSpace& space, const std::string& name);
Result<Done> renameCell(SearchSpace& space, const std::string& cell, const std::string& name);
/// Errors: also when it is used.
Result<Done> removeCell(SearchSpace& space, const std::string& cell);

// --- The space

Result<Done> setConstraints(SearchSpace& space, const std::vector<std::string>& constraints);
Result<Done> setTask(SearchSpace& space, const Task& task);
Result<Done> setNames(SearchSpace& space, const std::string& name, const std::string& title);
Result<Done> setPaper(SearchSpace& space, const std::string& paper);
/// "nas-bench-201" or empty: the published form in which candidates are written.
Result<Done> setTextForm(SearchSpace& space, const std::string& form);

/// An input, an output and nothing else: where a new document begins.
SearchSpace emptySpace(const std::string& name);

/// What mends an issue for certain, as a sentence for the button ("Remove the link"), or empty: a person must decide.
std::string fixTitle(const SearchSpace& space, const Issue& issue);
/// Errors: also when there is no certain fix.
Result<Done> applyFix(SearchSpace& space, const Issue& issue);

} // namespace cw::space
