// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "core/space/binding.h"
#include "core/space/builder.h"
#include "core/space/inputs_plan.h"
#include "core/space/realise.h"

namespace cw::space {

/// Walks the drawing once, taking at every open thing what the candidate says.
class Realiser {
public:
    Realiser(const SearchSpace& space, const RealiseOptions& options);

    Realised run(const DecisionTree& tree, const Candidate& candidate);

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
        bool selective = false; ///< some block is not always needed, or some merge takes loose ends only
    };
    /// What the candidate leaves of a graph.
    struct Selection {
        std::vector<char> needed;             ///< by block
        std::vector<char> used;               ///< by block: something but a merge of loose ends takes it
        std::vector<std::vector<char>> taken; ///< by Inputs block, for each of its sources
    };
    using Wires = std::vector<int>;
    using Environment = std::map<std::string, Json, std::less<>>;

    void readValues(const DecisionTree& tree, const Candidate& candidate);
    void report(const std::string& where, std::string what, std::string fix = {});
    const double* valueOf(int scope, const void* item, const std::string& path);
    const Plan& planOf(const Graph& graph, const std::string& path);

    // realiser_settings.cpp
    const Settings* settingsOf(const Block& block, const OpEntry& entry, Place place, const std::string& path);
    std::optional<Json> paramOf(const ParamSpec* spec, const ParamValue& value, Place place, const std::string& path);
    int environmentOf(const Block& use, Place place, const std::string& path);
    int given(const Block& block, std::size_t index, int environment);
    int givenByInputs(const Graph& graph, const Selection& selection, int environment);
    void scaleWidth(const OpEntry& entry, Settings& settings) const;
    void training();
    void checkDropout();

    // realiser_graph.cpp
    int graph(const Graph& graph, Place place, const std::string& path, const std::string& label, const Wires& inputs);
    int linkedGraph(const Graph& graph, const Plan& plan, Place place, const std::string& path, const Wires& inputs);
    std::vector<char> takenOf(const Graph& graph, const Plan& plan, int block, Place place, const std::string& path);
    Selection select(const Graph& graph, const Plan& plan, Place place, const std::string& path);
    Wires wiresInto(const Graph& graph, const Plan& plan, const Selection& selection, int block,
                    const std::vector<Ends>& ends) const;

    // realiser.cpp
    const std::string* mergeOf(const Block& block, Place place, const std::string& path);
    Ends block(const Block& block, Place place, const std::string& path, const std::string& label, const Wires& inputs);
    int op(const Block& block, Place place, const std::string& path, const std::string& label, const Wires& inputs);
    int merge(const std::string& how, const std::string& path, const Wires& inputs);
    int choice(const Block& block, Place place, const std::string& path, const Wires& inputs);
    int optional(const Block& block, Place place, const std::string& path, const Wires& inputs);
    Ends repeat(const Block& block, Place place, const std::string& path, Wires inputs);
    int cell(const Block& block, Place place, const std::string& path, const Wires& inputs);
    int addOp(const OpEntry& entry, const Settings& settings, const std::string& path, const std::string& label,
              const Wires& inputs);

    // realiser_recurrent.cpp
    int recurrent(const Block& block, Place place, const std::string& path, const std::string& label,
                  const Wires& inputs);
    std::vector<int> recurrentGraph(const Graph& graph, Place place, const std::string& path, int state);
    int recurrentBlock(const Block& block, Place place, const std::string& path, int state);
    int recurrentNode(const std::string& function, int predecessor);

    const SearchSpace& m_space;
    const RealiseOptions& m_options;
    Binding m_binding;
    ArchitectureBuilder m_builder;
    std::vector<double> m_values; ///< by decision of m_binding.tree
    std::unordered_map<const Graph*, Plan> m_plans;
    std::unordered_map<Binding::Key, std::optional<Settings>, Binding::KeyHash> m_settings; ///< copy: environment
    std::unordered_map<Binding::Key, int, Binding::KeyHash> m_environmentOf;
    std::map<std::tuple<const Block*, std::size_t, int>, int> m_given; ///< by block, index and environment outside
    std::vector<Environment> m_environments{Environment{}};
    Json m_training = Json::object();
    Json m_dropout;                   ///< of the training block; null: none
    bool m_dropped = false;           ///< some op took it
    std::vector<std::string> m_nodes; ///< of the recurrent cell that is being built
    Issues m_issues;
    int m_depth = 0;
    int m_visits = 0;
    bool m_tooLarge = false;
};

} // namespace cw::space
