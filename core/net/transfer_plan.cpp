// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/transfer_plan.h"

#include <algorithm>

namespace cw::net {

namespace {

using space::PrimitiveNode;

bool isZero(const PrimitiveNode& node)
{
    return std::holds_alternative<space::Zero>(node.primitive);
}

class Planner {
public:
    Planner(const Kinship& kinship, ChannelMaps& maps)
        : m_kinship(kinship)
        , m_maps(maps)
        , m_rules(kinship, maps)
    {
        m_plan.nodes.resize(kinship.child->primitives.size());
    }

    TransferPlan run();

private:
    NodePlan& plan(int node) { return m_plan.nodes[std::size_t(node)]; }
    bool isMeant(int input, int parentValue);
    bool inputsAgree(int node);
    bool insertedKeeps(int node);
    bool sumKeeps(int node);
    int zeroable(int input) const;
    void setZero(int node);
    void forget(int node);

    const Kinship& m_kinship;
    ChannelMaps& m_maps;
    KeepingRules m_rules;
    TransferPlan m_plan;
};

/// Whether a child's value is that of the parent.
bool Planner::isMeant(int input, int parentValue)
{
    const int meant = m_kinship.means[std::size_t(input)];
    return plan(input).keeps && meant >= 0 && m_kinship.root(meant) == m_kinship.root(parentValue);
}

bool Planner::inputsAgree(int node)
{
    const std::vector<int>& mine = m_kinship.childNode(node).inputs;
    const std::vector<int>& theirs = m_kinship.parentNode(m_kinship.same[std::size_t(node)]).inputs;
    bool agree = mine.size() == theirs.size();
    for (std::size_t k = 0; agree && k < mine.size(); ++k)
        agree = isMeant(mine[k], theirs[k]);
    return agree;
}

/// The inserted node at the end of a branch whose weights can make it zero, or -1.
int Planner::zeroable(int input) const
{
    const auto usedOnce = [&](int node) { return m_kinship.users[std::size_t(node)] == 1; };
    while (isPassing(m_kinship.childNode(input)) && usedOnce(input))
        input = m_kinship.childNode(input).inputs.front();
    const PrimitiveNode& node = m_kinship.childNode(input);
    const auto* norm = std::get_if<space::BatchNorm>(&node.primitive);
    const bool hasWeights = (norm != nullptr && norm->affine) || std::holds_alternative<space::Conv>(node.primitive) ||
                            std::holds_alternative<space::Linear>(node.primitive);
    return hasWeights && usedOnce(input) && m_kinship.isInserted(input) ? input : -1;
}

void Planner::setZero(int node)
{
    forget(node);
    plan(node).filling = Filling::Zero;
}

/// Layers that only lead to a zero start as new ones do: identities would make all their channels alike.
void Planner::forget(int node)
{
    if (!m_kinship.isInserted(node) || m_kinship.users[std::size_t(node)] != 1)
        return;
    plan(node) = {.idle = true};
    for (const int input : m_kinship.childNode(node).inputs)
        forget(input);
}

/// Every summand must be one of the parent's, in any order; inserted branches may be made zero.
bool Planner::sumKeeps(int node)
{
    std::vector<int> wanted;
    if (m_kinship.isInserted(node)) {
        wanted.push_back(m_kinship.means[std::size_t(node)]);
    } else {
        for (const int input : m_kinship.parentNode(m_kinship.same[std::size_t(node)]).inputs) {
            if (!isZero(m_kinship.parentNode(input)))
                wanted.push_back(input);
        }
    }
    const auto take = [&](int input) {
        const auto found =
            std::find_if(wanted.begin(), wanted.end(), [&](int parentValue) { return isMeant(input, parentValue); });
        if (found == wanted.end())
            return false;
        wanted.erase(found);
        return true;
    };
    bool fits = true;
    std::vector<int> branches;
    for (const int input : m_kinship.childNode(node).inputs) {
        if (isZero(m_kinship.childNode(input)))
            continue;
        if (zeroable(input) >= 0)
            branches.push_back(input);
        else
            fits = take(input) && fits;
    }
    std::vector<int> zeros;
    for (const int branch : branches) {
        if (!take(branch))
            zeros.push_back(zeroable(branch));
    }
    if (!fits || !wanted.empty())
        return false;
    for (const int zero : zeros)
        setZero(zero);
    return true;
}

bool Planner::insertedKeeps(int node)
{
    const PrimitiveNode& mine = m_kinship.childNode(node);
    const int meant = m_kinship.means[std::size_t(node)];
    if (meant < 0 || mine.inputs.empty())
        return false;
    const int input = mine.inputs.front();
    const bool arrives = plan(input).keeps;
    if (isPassing(mine))
        return arrives;
    if (const auto* activation = std::get_if<space::Activation>(&mine.primitive))
        return arrives && m_rules.leavesAsIs(activation->kind, meant);
    if (std::holds_alternative<space::BatchNorm>(mine.primitive)) {
        plan(node).filling = Filling::Identity;
        return arrives && std::get<space::BatchNorm>(mine.primitive).affine;
    }
    if (!canBeIdentity(m_kinship.child->primitives, mine))
        return false;
    plan(node).filling = Filling::Identity;
    const auto* conv = std::get_if<space::Conv>(&mine.primitive);
    const bool apart = conv != nullptr && conv->groups > 1; // depthwise: its channels are those of its input
    return arrives && (apart || isComplete(m_maps.map(input, meant), m_kinship.parentNode(meant).shape.channels()));
}

TransferPlan Planner::run()
{
    const int count = int(m_plan.nodes.size());
    for (int node = 0; node < count; ++node) {
        const bool inserted = m_kinship.isInserted(node);
        const bool sum = std::holds_alternative<space::Add>(m_kinship.childNode(node).primitive);
        if (!inserted)
            plan(node).filling = Filling::Copy;
        if (sum && !isPassing(m_kinship.childNode(node)))
            plan(node).keeps = m_kinship.means[std::size_t(node)] >= 0 && sumKeeps(node);
        else
            plan(node).keeps = inserted ? insertedKeeps(node) : inputsAgree(node) && m_rules.keeps(node);
    }
    const int last = count - 1;
    const int theirs = int(m_kinship.parent->primitives.size()) - 1;
    const std::int64_t outputs = m_kinship.parentNode(theirs).shape.channels();
    m_plan.preserved = isMeant(last, theirs) && isOneToOne(m_maps.map(last, theirs), outputs);
    for (int node = 0; node < count && !m_plan.preserved && m_plan.firstChange < 0; ++node) {
        if (!plan(node).keeps && !plan(node).idle)
            m_plan.firstChange = node;
    }
    return std::move(m_plan);
}

} // namespace

TransferPlan planTransfer(const Kinship& kinship, ChannelMaps& maps)
{
    return Planner(kinship, maps).run();
}

} // namespace cw::net
