// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/base/result.h"
#include "core/space/decision.h"
#include "core/space/issue.h"
#include "core/space/shape.h"

namespace cw::space {

enum class BlockKind {
    Input,     ///< where an input of the graph arrives, in the order of the blocks (its id is free: "0" in a
               ///< NAS-Bench-201 cell); the macro graph has one
    Output,    ///< where it leaves; merges what arrives by `merge`
    Merge,     ///< a node that only merges: the circles of an op-on-edge cell
    Op,        ///< an op of the catalogue
    Choice,    ///< one of `alternatives`: a decision named by the block's id
    Repeat,    ///< `body` low..high times in a row: a decision when low < high
    Cell,      ///< a use of the named cell; all uses share its decisions
    Optional,  ///< `body` or nothing: a decision on or off
    Inputs,    ///< takes low..high of what leads to it and merges that: a decision on the sources (one: categorical,
               ///< several: a subset), and on the merge when that is "searched"
    Recurrent, ///< a recurrent layer; `body` is its cell: nodes of one function and one predecessor each
    Training,  ///< settings of the training, searched jointly with the network; the macro graph has at most one
};
std::string_view toText(BlockKind kind);

/// A parameter in the document: a fixed value, a domain to search (then a decision "<block>.<name>"), or a value given
/// from outside: by the use of the enclosing cell ({"of": "filters"}), or by a block that `gives` it ({"of":
/// "stage.stride"}).
struct ParamValue {
    Json fixed;
    std::optional<Domain> domain = {};
    std::string of = {};         ///< name of the cell's parameter, or "<block>.<name>"; empty: none
    Json extra = Json::object(); ///< unknown keys, kept

    bool operator==(const ParamValue&) const = default;
};

struct Graph;

/// One alternative of a Choice: a name (as in the published tables) and what it stands for.
struct Alternative {
    std::string name;
    std::vector<Graph> body;     ///< exactly one graph; a single Op block without Input and Output is the common case
    Json extra = Json::object(); ///< unknown keys, kept

    bool operator==(const Alternative&) const;
};

/// One block of the drawing.
struct Block {
    std::string id; ///< unique in its graph
    BlockKind kind = BlockKind::Op;
    std::string title; ///< shown instead of the id when not empty
    std::string op;    ///< Op: id in the catalogue
    std::map<std::string, ParamValue>
        params; ///< Op, Recurrent, Training: those that differ from the default; Cell: a value for each of its own
    std::vector<Alternative> alternatives;          ///< Choice
    std::vector<Graph> body;                        ///< Repeat, Optional, Recurrent: exactly one graph
    int low = 1;                                    ///< Repeat: fewest copies; Inputs: fewest sources
    int high = 1;                                   ///< Repeat: most copies; Inputs: most sources
    bool tied = true;                               ///< Repeat: whether copies share the decisions inside
    bool stage = false;                             ///< Repeat: cut to the fidelity `cells`
    std::map<std::string, std::vector<Json>> gives; ///< values by name. Repeat: for its copies in turn; Inputs that
                                                    ///< takes one: by source; the last holds for the rest
    std::string cell;                               ///< Cell: name in SearchSpace::cells
    std::string merge = "sum";                      ///< Merge, Output, Inputs: a name of mergeNames()
    bool looseEnds = false;                         ///< Merge, Output: only what nothing else in the graph takes
    double x = 0;                                   ///< canvas position
    double y = 0;
    Json extra = Json::object(); ///< unknown keys, kept

    bool operator==(const Block&) const;
};

struct Link {
    std::string from;
    std::string to;
    bool previous = false; ///< from a Repeat with several inputs: what its last copy but one gave

    bool operator==(const Link&) const = default;
};

struct Graph {
    std::vector<Block> blocks;
    std::vector<Link> links;
    Json extra = Json::object(); ///< unknown keys, kept

    const Block* find(std::string_view id) const;
    bool operator==(const Graph&) const = default;
};

/// Ways to merge: sum, concat, mean (only at the output of a recurrent cell), searched (only of Inputs: sum or concat,
/// a decision "<block>.merge").
const std::vector<std::string>& mergeNames();

inline bool Alternative::operator==(const Alternative&) const = default;
inline bool Block::operator==(const Block&) const = default;

/// The document a user draws: a graph of blocks in which some things are left open.
struct SearchSpace {
    std::string name;
    std::string title;
    std::string paper;
    Task task;                            ///< default input and classes; a data set replaces them
    Graph graph;                          ///< the macro graph
    std::map<std::string, Graph> cells;   ///< shared sub-graphs
    std::vector<Decision> decisions;      ///< decisions without a block: those of a benchmark table used alone
    std::vector<std::string> constraints; ///< expressions such as "params <= 5e5"
    std::string textForm;                 ///< published string form of a candidate: "nas-bench-201" or empty
    Json extra = Json::object();          ///< unknown keys, kept; those of the parts follow
    Json taskExtra = Json::object();      ///< with those of its shape under "input"
    std::map<std::string, Json> decisionExtra = {}; ///< by name, with those of the domain under "domain"

    bool operator==(const SearchSpace&) const = default;
};

inline constexpr int kSpaceVersion = 1;

/// Errors: Format (not a space, unknown block kind, NaN or negative numbers, nested too deep), naming the
/// place; `issue` then says the place in the document and what would help
Result<SearchSpace> spaceFromJson(const Json& json, const std::string& where, Issue* issue = nullptr);
Json toJson(const SearchSpace& space);
/// As spaceFromJson(). Errors: also NotFound, Io, Format above 8 MB
Result<SearchSpace> readSpace(const std::filesystem::path& path, Issue* issue = nullptr);

/// A template id ("nas-bench-201"), or the path of a .cwspace file. Errors: NotFound naming the templates
Result<SearchSpace> openSpace(const std::string& templateOrPath, Issue* issue = nullptr);

struct TemplateInfo {
    std::string id;
    std::string title;
    std::string paper;
};
std::vector<TemplateInfo> templates();

} // namespace cw::space
