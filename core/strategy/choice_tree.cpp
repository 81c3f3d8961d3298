// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/strategy/choice_tree.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/strategy/encoding.h"
#include "core/strategy/learner_state.h"

namespace cw::strategy {

namespace {

constexpr const char* kTreeWhere = "strategy state";
constexpr double kMostVisits = 1e15;

} // namespace

double uctScore(double sum, double visits, double pending, double total, double exploration)
{
    const double tried = visits + pending;
    return sum / tried + exploration * std::sqrt(std::log(total) / tried);
}

ChoiceTree::ChoiceTree(const Slots& slots, double exploration, std::size_t maxNodes)
    : m_slots(&slots)
    , m_exploration(exploration)
    , m_maxNodes(maxNodes)
{
    if (slots.size() > 0)
        addNode(0); // the first slot belongs to a decision without a condition
}

std::size_t ChoiceTree::addNode(std::size_t slot)
{
    m_nodes.push_back({.slot = slot, .first = m_edges.size()});
    m_edges.resize(m_edges.size() + std::size_t((*m_slots)[slot].arms));
    return m_nodes.size() - 1;
}

int ChoiceTree::choose(const Node& node, Rng& rng) const
{
    const int arms = (*m_slots)[node.slot].arms;
    const Edge* edges = &m_edges[node.first];
    double total = 0;
    for (int arm = 0; arm < arms; ++arm)
        total += edges[arm].visits + edges[arm].pending;
    // With nothing open left in the whole space, all of it is.
    const bool open = std::any_of(edges, edges + arms, [](const Edge& edge) { return !edge.closed; });
    const int start = int(rng.below(std::uint64_t(arms)));
    int best = -1;
    double most = 0;
    for (int i = 0; i < arms; ++i) {
        const int arm = (start + i) % arms;
        const Edge& edge = edges[arm];
        if (edge.closed && open)
            continue;
        if (edge.visits + edge.pending == 0)
            return arm;
        const double score = uctScore(edge.sum, edge.visits, edge.pending, total, m_exploration);
        if (best < 0 || score > most) {
            most = score;
            best = arm;
        }
    }
    return best;
}

int ChoiceTree::Walk::choose(std::size_t slot)
{
    // Below a subset that was mended the tree may ask for another slot than the candidate does.
    if (m_node == kNone || m_tree.m_nodes.empty() || m_tree.m_nodes[std::size_t(m_node)].slot != slot) {
        leave();
        return Slots::kNoArm;
    }
    const Node& node = m_tree.m_nodes[std::size_t(m_node)];
    const int arm = m_tree.choose(node, m_rng);
    m_node = m_tree.m_edges[node.first + std::size_t(arm)].child;
    return arm;
}

/// Calls visit(edge) from the root on while there are nodes.
template <class Visit>
void ChoiceTree::along(const std::vector<int>& arms, Visit&& visit)
{
    std::int64_t node = m_nodes.empty() ? kNone : 0;
    while (node != kNone) {
        const Node& at = m_nodes[std::size_t(node)];
        if (arms[at.slot] == Slots::kNoArm)
            return;
        const std::size_t edge = at.first + std::size_t(arms[at.slot]);
        node = m_edges[edge].child;
        if (!visit(edge))
            return;
    }
}

std::size_t ChoiceTree::addPending(const std::vector<int>& arms, std::size_t most)
{
    std::size_t edges = 0;
    along(arms, [&](std::size_t edge) {
        if (edges == most)
            return false;
        m_edges[edge].pending += 1;
        ++edges;
        return true;
    });
    return edges;
}

void ChoiceTree::removePending(const std::vector<int>& arms, std::size_t edges)
{
    along(arms, [&](std::size_t edge) {
        if (edges-- == 0)
            return false;
        m_edges[edge].pending -= 1;
        return true;
    });
}

void ChoiceTree::learn(const std::vector<int>& arms, double reward)
{
    std::size_t last = 0;
    bool any = false;
    along(arms, [&](std::size_t edge) {
        m_edges[edge].sum += reward;
        m_edges[edge].visits += 1;
        last = edge;
        any = true;
        return true;
    });
    if (!any || m_nodes.size() >= m_maxNodes || m_edges[last].child != kNone)
        return;
    // The next active slot after the one of that edge.
    const auto node = std::upper_bound(m_nodes.begin(), m_nodes.end(), last,
                                       [](std::size_t edge, const Node& other) { return edge < other.first; }) -
                      1;
    for (std::size_t slot = node->slot + 1; slot < arms.size(); ++slot) {
        if (arms[slot] == Slots::kNoArm)
            continue;
        m_edges[last].child = std::int64_t(addNode(slot));
        return;
    }
}

void ChoiceTree::close(const std::vector<int>& arms)
{
    std::vector<std::size_t> path;
    along(arms, [&](std::size_t edge) {
        path.push_back(edge);
        return true;
    });
    if (path.empty())
        return;
    std::size_t slot = 0; // the last active one
    for (std::size_t i = 0; i < arms.size(); ++i)
        slot = arms[i] != Slots::kNoArm ? i : slot;
    for (std::size_t i = path.size(); i-- > 0;) {
        const auto node = std::upper_bound(m_nodes.begin(), m_nodes.end(), path[i],
                                           [](std::size_t edge, const Node& other) { return edge < other.first; }) -
                          1;
        if (i + 1 == path.size() && node->slot != slot)
            return; // the tree does not reach down to the candidate
        m_edges[path[i]].closed = true;
        const Edge* edges = edgesOf(*node);
        if (!std::all_of(edges, edges + (*m_slots)[node->slot].arms, [](const Edge& edge) { return edge.closed; }))
            return;
    }
}

std::vector<ChoiceTree::Choice> ChoiceTree::mostVisited() const
{
    std::vector<Choice> choices;
    std::int64_t at = m_nodes.empty() ? kNone : 0;
    while (at != kNone) {
        const Node& node = m_nodes[std::size_t(at)];
        Choice& choice = choices.emplace_back(Choice{.slot = node.slot, .visits = {}, .means = {}});
        const Edge* best = &m_edges[node.first];
        for (int arm = 0; arm < (*m_slots)[node.slot].arms; ++arm) {
            const Edge& edge = m_edges[node.first + std::size_t(arm)];
            choice.visits.push_back(edge.visits);
            choice.means.push_back(edge.visits > 0 ? edge.sum / edge.visits : std::nan(""));
            if (edge.visits > best->visits)
                best = &edge;
        }
        at = best->child;
    }
    return choices;
}

std::vector<double> ChoiceTree::rootVisits() const
{
    std::vector<double> visits;
    for (int arm = 0; !m_nodes.empty() && arm < (*m_slots)[0].arms; ++arm)
        visits.push_back(m_edges[std::size_t(arm)].visits);
    return visits;
}

Json ChoiceTree::state() const
{
    Json nodes = Json::array();
    for (const Node& node : m_nodes) {
        Json edges = Json::array();
        for (int arm = 0; arm < (*m_slots)[node.slot].arms; ++arm) {
            const Edge& edge = m_edges[node.first + std::size_t(arm)];
            edges.push_back({edge.sum, edge.visits, edge.child, edge.closed ? 1 : 0});
        }
        nodes.push_back({{"slot", node.slot}, {"edges", edges}});
    }
    return nodes;
}

void ChoiceTree::restore(const Json& state)
{
    const auto check = [](bool ok) {
        if (!ok)
            throw Error(ErrorCode::Format, "expected a tree of the choices of this space", kTreeWhere);
    };
    check(state.is_array() && state.size() <= std::max(m_maxNodes, std::size_t(1)) && state.empty() == m_nodes.empty());
    ChoiceTree fresh(*m_slots, m_exploration, m_maxNodes);
    fresh.m_nodes.clear();
    fresh.m_edges.clear();
    std::vector<char> named(state.size(), 0); // a node has one parent, and comes after it
    for (std::size_t i = 0; i < state.size(); ++i) {
        const auto slot = std::size_t(stateInteger(state[i], "slot", 0));
        check(slot < m_slots->size() && (i > 0 ? named[i] != 0 : slot == 0));
        const Json& edges = stateMember(state[i], "edges");
        check(edges.is_array() && edges.size() == std::size_t((*m_slots)[slot].arms));
        fresh.addNode(slot);
        for (std::size_t arm = 0; arm < edges.size(); ++arm) {
            const Json& item = edges[arm];
            check(item.is_array() && item.size() == 4);
            check(item[0].is_number() && item[1].is_number() && item[2].is_number_integer() && item[3].is_number());
            Edge& edge = fresh.m_edges[fresh.m_nodes[i].first + arm];
            edge = {.sum = item[0].get<double>(),
                    .visits = item[1].get<double>(),
                    .child = item[2].get<std::int64_t>(),
                    .closed = item[3] != 0};
            check(edge.visits >= 0 && edge.visits <= kMostVisits && std::abs(edge.sum) <= kMostVisits);
            check(edge.child == kNone || (edge.child > std::int64_t(i) && edge.child < std::int64_t(state.size()) &&
                                          named[std::size_t(edge.child)] == 0));
            if (edge.child != kNone)
                named[std::size_t(edge.child)] = 1;
        }
    }
    for (const Node& node : fresh.m_nodes) {
        for (int arm = 0; arm < (*m_slots)[node.slot].arms; ++arm) {
            const std::int64_t child = fresh.m_edges[node.first + std::size_t(arm)].child;
            check(child == kNone || fresh.m_nodes[std::size_t(child)].slot > node.slot);
        }
    }
    *this = std::move(fresh);
}

} // namespace cw::strategy
