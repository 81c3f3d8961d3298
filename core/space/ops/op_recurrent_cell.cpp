// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include <fmt/format.h>

#include "core/space/ops/ops.h"
#include "core/space/ops/parameters.h"

namespace cw::space::ops {

namespace {

constexpr std::size_t kLongestCell = 4096;
constexpr std::array<std::pair<std::string_view, StateFunction>, 4> kFunctions{{
    {"tanh", StateFunction::Tanh},
    {"relu", StateFunction::Relu},
    {"sigmoid", StateFunction::Sigmoid},
    {"identity", StateFunction::Identity},
}};

/// "relu:1" as a node.
StateNode nodeOf(std::string_view text)
{
    const std::size_t colon = text.find(':');
    const std::string_view name = text.substr(0, colon);
    const auto function =
        std::find_if(kFunctions.begin(), kFunctions.end(), [&](const auto& known) { return known.first == name; });
    const std::string_view number = colon == std::string_view::npos ? std::string_view() : text.substr(colon + 1);
    int from = 0;
    const auto [end, problem] = std::from_chars(number.data(), number.data() + number.size(), from);
    if (function == kFunctions.end() || problem != std::errc() || end != number.data() + number.size())
        throw Error(ErrorCode::Config,
                    fmt::format("cell expects nodes such as tanh:0, with tanh, relu, sigmoid or identity and the "
                                "number of an earlier node, found '{}'",
                                text.substr(0, 40)));
    return {function->second, from};
}

int expandRecurrentCell(const Settings& parameters, Expansion& into)
{
    expectSequence("recurrent-cell", into);
    Recurrence cell{
        .hidden = parameters.integer("hidden"), .nodes = {}, .endsOnly = parameters.text("output") == "ends"};
    const std::string_view text = parameters.text("cell");
    if (text.size() > kLongestCell)
        throw Error(ErrorCode::Config,
                    fmt::format("cell expects a text of at most {} characters, found {}", kLongestCell, text.size()));
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find(',', begin), text.size());
        cell.nodes.push_back(nodeOf(text.substr(begin, end - begin)));
        begin = end + 1;
    }
    return into.add(cell, into.input(0));
}

} // namespace

OpEntry recurrentCell()
{
    OpEntry entry;
    entry.id = "recurrent-cell";
    entry.title = "Recurrent cell";
    entry.summary = "The searched recurrent cell: a tree of gated states, each made from an earlier one.";
    entry.paper = "Liu et al., DARTS, ICLR 2019, section 2.1; Pham et al., ENAS, ICML 2018";
    entry.family = OpFamily::Recurrent;
    entry.shortTitle = "recurrent cell";
    entry.schema =
        ParamSchema{hiddenParameter(),
                    {.name = "cell",
                     .type = ParamType::Text,
                     .defaultValue = "sigmoid:0,relu:1,relu:1,identity:1,tanh:2,sigmoid:5,tanh:3,relu:5",
                     .title = "Cell",
                     .help = "The nodes in order, each a function (tanh, relu, sigmoid, identity) and the number of "
                             "the node before it, 0 for the first state."},
                    choiceParameter("output", {"all", "ends"}, "Output",
                                    "The mean of all nodes (DARTS), or of those that no other node uses (ENAS).")};
    entry.expand = expandRecurrentCell;
    return entry;
}

} // namespace cw::space::ops
