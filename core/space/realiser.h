// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "core/space/inputs_plan.h"
#include "core/space/op_cache.h"
#include "core/space/path.h"
#include "core/space/realise_plan.h"
#include "core/space/sketch.h"

namespace cw::space {

/// Walks the drawing once for each candidate, taking at every open thing what the candidate says.
/// Thread: one at a time      Determinism: as realise(), whatever candidates came before
class Realiser {
public:
    /// `plan` must outlive it.
    explicit Realiser(const RealisePlan& plan);

    Realised realise(const Candidate& candidate);
    Costs costs(const Candidate& candidate, Issues& issues);

private:
    static constexpr int kNowhere = -1; ///< what comes out of a block that could not be built, or is not needed

    /// Where in the drawing: which decisions hold, and which values the parameters of the enclosing cell have.
    struct Place {
        int scope = 0;
        int environment = 0;
    };
    /// What a block gives.
    struct Ends {
        int result = kNowhere;
        int previous = kNowhere;
    };
    struct Plan {
        GraphPlan graph;
        std::vector<Chooser> choosers;
        std::vector<std::optional<DomainKind>> decides; ///< by block: how an Inputs block decides on its sources
        bool selective = false; ///< some block is not always needed, or some merge takes loose ends only
        Issues issues;          ///< named from the graph itself
    };
    /// What the names in a block stand for.
    struct Target {
        const OpEntry* op = nullptr;
        const Graph* cell = nullptr;
        int scope = 0;
    };
    /// What the candidate leaves of a graph.
    struct Selection {
        std::vector<char> needed;             ///< by block
        std::vector<char> used;               ///< by block: something but a merge of loose ends takes it
        std::vector<std::vector<char>> taken; ///< by Inputs block, for each of its sources
    };
    using Wires = std::vector<int>;
    /// A graph as it was built once; the same graph on the same shapes gives the same again.
    struct Stamp {
        int first = 0;
        int end = 0;
        int result = kNowhere;
        int visits = 0;
        Wires inputs;
        std::size_t prefix = 0; ///< length of its path
    };

    void walk(const Candidate& candidate, bool named);
    void report(const Path& where, std::string what, std::string fix);
    void report(Issue issue);
    const double* valueOf(int scope, const void* item, const Path& path);

    // realiser_settings.cpp
    bool appendValues(const std::map<std::string, ParamValue>& params, Place place, const Path& path);
    const OpSettings* settingsOf(const Block& block, const OpEntry& entry, Place place, const Path& path);
    std::optional<Json> paramOf(const ParamSpec* spec, const ParamValue& value, Place place, const Path& path);
    int environmentOf(const Block& use, Place place, const Path& path);
    int given(const Block& block, std::size_t index, int environment);
    int givenByInputs(const Graph& graph, const Selection& selection, int environment);
    void training();
    void checkDropout();
    void scaleWidth(const OpEntry& entry, Settings& settings) const;

    // realiser_graph.cpp
    const Plan& planOf(const Graph& graph, const Path& path);
    int graph(const Graph& graph, Place place, const Path& path, const std::string* label, const Wires& inputs);
    int stampedGraph(const Graph& graph, const Plan& plan, Place place, const Path& path, const Wires& inputs);
    std::optional<int> repeatStamp(const Stamp& stamp, const Path& path, const Wires& inputs);
    int linkedGraph(const Graph& graph, const Plan& plan, Place place, const Path& path, const Wires& inputs);
    std::vector<char> takenOf(const Graph& graph, const Plan& plan, int block, Place place, const Path& path);
    Selection select(const Graph& graph, const Plan& plan, Place place, const Path& path);
    Wires wiresInto(const Graph& graph, const Plan& plan, const Selection& selection, int block,
                    const std::vector<Ends>& ends) const;

    // realiser.cpp
    const Target* targetOf(const Block& block, const Path& path);
    const std::string* mergeOf(const Block& block, Place place, const Path& path);
    Ends block(const Block& block, Place place, const Path& path, const std::string* label, const Wires& inputs);
    int op(const Block& block, Place place, const Path& path, const std::string* label, const Wires& inputs);
    int merge(const std::string& how, const Path& path, const Wires& inputs);
    int choice(const Block& block, Place place, const Path& path, const Wires& inputs);
    int optional(const Block& block, Place place, const Path& path, const Wires& inputs);
    Ends repeat(const Block& block, Place place, const Path& path, Wires inputs);
    int cell(const Block& block, Place place, const Path& path, const Wires& inputs);
    int addOp(const OpSettings& settings, const Path& path, const std::string* label, const Wires& inputs);

    // realiser_recurrent.cpp
    int recurrent(const Block& block, Place place, const Path& path, const std::string* label, const Wires& inputs);
    std::vector<int> recurrentGraph(const Graph& graph, Place place, const Path& path, int state);
    int recurrentBlock(const Block& block, Place place, const Path& path, int state);
    int recurrentNode(const std::string& function, int predecessor);
    const OpSettings* withNodes(const OpSettings& settings, bool endsOnly, const Path& path);

    const RealisePlan& m_plan;
    // Kept from candidate to candidate.
    OpCache m_cache;
    std::unordered_map<const Graph*, Plan> m_plans;
    std::unordered_map<const Block*, Target> m_targets;
    CostCounter m_counter;
    // Of one candidate.
    std::vector<double> m_values; ///< by decision of the binding's tree
    Sketch m_sketch;
    WordMap<Stamp> m_stamps;
    std::unordered_set<const void*> m_reported; ///< plans and settings whose issues are told
    Json m_training = Json::object();
    Json m_dropout;                   ///< of the training block; null: none
    bool m_dropped = false;           ///< some op took it
    std::vector<std::string> m_nodes; ///< of the recurrent cell that is being built
    Issues m_issues;
    int m_depth = 0;
    int m_visits = 0;
    bool m_tooLarge = false;
    int m_output = kNowhere;
    // Kept for their memory.
    std::vector<std::uint64_t> m_key;
    std::vector<const OpExpansion*> m_inputs;
};

} // namespace cw::space
