// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/validate.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <set>

#include <fmt/format.h>

#include "core/space/block_schema.h"
#include "core/space/domain_json.h"
#include "core/space/graph_plan.h"
#include "core/space/limits.h"
#include "core/space/op.h"
#include "core/space/saturating.h"
#include "core/space/text_form.h"

namespace cw::space {

namespace {

constexpr std::size_t kAny = SIZE_MAX;

/// The names under which the blocks behind `block` find what it gives.
void addGiven(const Block& block, std::set<std::string>& names)
{
    for (const auto& [name, values] : block.gives)
        names.insert(paramPath(block.id, name));
}

/// Walks every graph of the document once: copies and uses do not matter here.
class Validator {
public:
    explicit Validator(const SearchSpace& space)
        : m_space(space)
    {
    }

    Issues run();

private:
    /// Where a graph stands: how many links lead to it (kAny for a cell, whose uses say that), and in what.
    struct Where {
        std::size_t inputs = 1;
        int depth = 0;
        const std::string* cell = nullptr; ///< null outside of cells
        bool macro = false;
        std::set<std::string> given = {}; ///< "<block>.<name>" of what encloses it
        bool recurrent = false;           ///< inside a recurrent cell
    };
    struct Use {
        std::string path;
        const Block* block;
        std::size_t inputs;
    };

    void graph(const Graph& graph, const std::string& path, const Where& where);
    void block(const Block& block, std::size_t inputs, const std::string& path, const Where& where);
    void body(const Block& block, std::size_t inputs, const std::string& path, const Where& where);
    void merge(const Block& block, const std::string& path, const Where& where);
    void params(const Block& block, const std::string& path);
    void training(const Block& block, const std::string& path, const Where& where);
    void inputs(const Block& block, std::size_t count, const std::string& path);
    void gives(const Block& block, const std::string& path);
    void references(const Block& block, const std::string& path, const Where& where);
    void choice(const Block& block, std::size_t inputs, const std::string& path, const Where& where);
    void repeat(const Block& block, std::size_t inputs, const std::string& path, const Where& where);
    void uses();
    void decisions();
    bool hasRecursion();
    bool findRecursion(const std::string& cell, std::vector<std::string>& chain, std::set<std::string>& done);
    std::int64_t largest(const Graph& graph);
    std::int64_t largest(const Block& block);
    void report(const std::string& path, std::string what, std::string fix)
    {
        m_issues.push_back({path, std::move(what), std::move(fix)});
    }

    const SearchSpace& m_space;
    Issues m_issues;
    bool m_tooDeep = false;
    bool m_trained = false; ///< a Training block was met
    std::vector<Use> m_uses;
    std::map<std::string, std::set<std::string>> m_parameters; ///< of a cell
    std::map<std::string, std::int64_t> m_largest;             ///< ops of a cell
};

void Validator::graph(const Graph& graph, const std::string& path, const Where& where)
{
    if (where.depth > kMaxNesting) {
        if (!m_tooDeep)
            report(path, fmt::format("blocks are nested deeper than {} levels", kMaxNesting),
                   "take blocks out of those around them");
        m_tooDeep = true;
        return;
    }
    const GraphPlan plan = planGraph(graph, path, m_issues);
    if (!plan.single && !plan.inputs.empty() && where.inputs != kAny && plan.inputs.size() != where.inputs)
        report(path,
               where.macro
                   ? fmt::format("a network has one input block, found {}", plan.inputs.size())
                   : fmt::format("it has {} input blocks, {} links lead to it", plan.inputs.size(), where.inputs),
               "make these numbers equal");
    Where here = where;
    for (const Block& block : graph.blocks) {
        if (block.kind == BlockKind::Inputs)
            addGiven(block, here.given);
    }
    for (std::size_t i = 0; i < graph.blocks.size(); ++i) {
        const Block& inner = graph.blocks[i];
        const std::size_t inputs = plan.single ? where.inputs : plan.sources[i].size();
        const std::string at = blockPath(graph, inner, path);
        if (const std::string problem = idProblem(inner.id); !problem.empty())
            report(at, problem, "rename it");
        gives(inner, at);
        references(inner, at, here);
        block(inner, inputs, at, here);
    }
}

void Validator::gives(const Block& block, const std::string& path)
{
    const bool takesOne = block.kind == BlockKind::Inputs && block.low == 1 && block.high == 1;
    if (!block.gives.empty() && !takesOne && block.kind != BlockKind::Repeat)
        report(path, "only a repeat, or a block that takes one of its inputs, can give values", "delete \"gives\"");
    for (const auto& [name, values] : block.gives) {
        if (values.empty())
            report(path, fmt::format("it gives no value for '{}'", name), "add one");
    }
}

/// Notes which parameters of its cell a block refers to, beside those that a block around or before it gives.
void Validator::references(const Block& block, const std::string& path, const Where& where)
{
    for (const auto& [name, value] : block.params) {
        if (value.of.empty() || where.given.count(value.of) > 0)
            continue;
        if (where.cell == nullptr)
            report(paramPath(path, name),
                   fmt::format("it is to be the parameter '{}' of a cell, but stands in none", value.of),
                   "give it a value");
        else
            m_parameters[*where.cell].insert(value.of);
    }
}

void Validator::merge(const Block& block, const std::string& path, const Where& where)
{
    std::vector<std::string> ways{"sum", "concat"};
    if (where.recurrent) {
        if (block.kind == BlockKind::Inputs)
            return; // one node is merged with nothing
        ways = {"mean"};
    } else if (block.kind == BlockKind::Inputs) {
        ways.push_back("searched");
    }
    if (std::find(ways.begin(), ways.end(), block.merge) == ways.end())
        report(path, fmt::format("expected to merge by {}, found '{}'", fmt::join(ways, " or "), block.merge),
               fmt::format("let it merge by {}", ways.front()));
}

void Validator::inputs(const Block& block, std::size_t count, const std::string& path)
{
    if (count > kMaxSubset)
        report(path, fmt::format("'{}' chooses from {} inputs, at most {} are possible", block.id, count, kMaxSubset),
               "link fewer blocks to it");
    else if (count > 0 && count != kAny &&
             (block.low < 1 || block.high < block.low || block.high > static_cast<int>(count)))
        report(path,
               fmt::format("'{}' takes {} to {} of {} inputs, expected from 1 to {}", block.id, block.low, block.high,
                           count, count),
               "change how many it takes, or link more blocks to it");
}

void Validator::body(const Block& block, std::size_t inputs, const std::string& path, const Where& where)
{
    std::set<std::string> given = where.given;
    addGiven(block, given);
    if (block.body.size() != 1)
        report(path, fmt::format("a {} block has one graph inside, found {}", toText(block.kind), block.body.size()),
               "give it one graph");
    else
        graph(block.body.front(), path,
              {.inputs = inputs,
               .depth = where.depth + 1,
               .cell = where.cell,
               .given = std::move(given),
               .recurrent = where.recurrent || block.kind == BlockKind::Recurrent});
}

void Validator::params(const Block& block, const std::string& path)
{
    const Issues found = validateParams(block, path);
    m_issues.insert(m_issues.end(), found.begin(), found.end());
}

void Validator::training(const Block& block, const std::string& path, const Where& where)
{
    if (!where.macro || m_trained)
        report(path, "a training block stands in the network's own graph, and only once", "delete this one");
    m_trained = true;
    params(block, path);
}

void Validator::block(const Block& block, std::size_t inputs, const std::string& path, const Where& where)
{
    std::size_t most = 1;
    if (where.recurrent) {
        if (const std::string problem = recurrentProblem(block); !problem.empty())
            return report(path, problem, kRecurrentFix);
    }
    switch (block.kind) {
    case BlockKind::Input:
        return;
    case BlockKind::Merge:
    case BlockKind::Output:
        return merge(block, path, where);
    case BlockKind::Inputs:
        merge(block, path, where);
        return this->inputs(block, inputs, path);
    case BlockKind::Training:
        return training(block, path, where);
    case BlockKind::Op: {
        params(block, path);
        if (const OpEntry* op = opCatalogue().find(block.op))
            most = static_cast<std::size_t>(op->maxInputs);
        break;
    }
    case BlockKind::Choice:
        return choice(block, inputs, path, where);
    case BlockKind::Repeat:
        return repeat(block, inputs, path, where);
    case BlockKind::Recurrent:
        params(block, path);
        [[fallthrough]];
    case BlockKind::Optional:
        body(block, inputs, path, where);
        break;
    case BlockKind::Cell:
        m_uses.push_back({path, &block, inputs});
        return;
    }
    if (inputs > most && inputs != kAny)
        report(path, fmt::format("'{}' takes {} input, {} links lead to it", block.id, most, inputs),
               "merge them in a merge block first");
}

/// Every use of a cell has to bring the inputs and the parameters that the cell asks for.
void Validator::uses()
{
    for (const Use& use : m_uses) {
        const auto found = m_space.cells.find(use.block->cell);
        if (found == m_space.cells.end()) {
            report(use.path, fmt::format("there is no cell '{}'", use.block->cell), "choose a cell of this space");
            continue;
        }
        const auto& blocks = found->second.blocks;
        const auto wanted = static_cast<std::size_t>(
            std::count_if(blocks.begin(), blocks.end(), [](const Block& b) { return b.kind == BlockKind::Input; }));
        if (wanted > 0 && use.inputs != kAny && use.inputs > 0 && wanted != use.inputs)
            report(use.path,
                   fmt::format("the cell '{}' has {} inputs, {} links lead to '{}'", found->first, wanted, use.inputs,
                               use.block->id),
                   "make these numbers equal");
        const std::set<std::string>& names = m_parameters[found->first];
        for (const std::string& name : names) {
            if (use.block->params.count(name) == 0)
                report(use.path, fmt::format("the cell '{}' needs a value for its parameter '{}'", found->first, name),
                       "give it in this block");
        }
        for (const auto& [name, value] : use.block->params) {
            if (names.count(name) == 0)
                report(use.path, fmt::format("the cell '{}' has no parameter '{}'", found->first, name), "delete it");
            if (value.domain) {
                if (const std::string problem = domainProblem(*value.domain); !problem.empty())
                    report(paramPath(use.path, name), problem, domainFix(*value.domain));
            }
        }
    }
}

void Validator::choice(const Block& block, std::size_t inputs, const std::string& path, const Where& where)
{
    const Where inside{.inputs = inputs,
                       .depth = where.depth + 1,
                       .cell = where.cell,
                       .given = where.given,
                       .recurrent = where.recurrent};
    if (block.alternatives.empty())
        report(path, fmt::format("the choice '{}' has no alternatives", block.id), "add one");
    std::set<std::string> names;
    for (const Alternative& alternative : block.alternatives) {
        const std::string at = joinPath(path, alternative.name);
        if (const std::string problem = idProblem(alternative.name); !problem.empty())
            report(at, problem, "rename it");
        if (!names.insert(alternative.name).second)
            report(at, fmt::format("two alternatives of '{}' are called '{}'", block.id, alternative.name),
                   "rename one of them");
        if (alternative.body.size() != 1)
            report(at, fmt::format("an alternative stands for one graph, found {}", alternative.body.size()),
                   "give it one graph");
        else
            graph(alternative.body.front(), at, inside);
    }
}

void Validator::repeat(const Block& block, std::size_t inputs, const std::string& path, const Where& where)
{
    if (block.low < 0 || block.high < block.low || block.high > kMaxCopies || block.high < 1)
        report(path,
               fmt::format("expected a number of copies from 0 or more to at most {}, found {} to {}", kMaxCopies,
                           block.low, block.high),
               fmt::format("write \"low\" and \"high\" from 0 to {}, low first", kMaxCopies));
    body(block, inputs, path, where);
}

bool Validator::findRecursion(const std::string& cell, std::vector<std::string>& chain, std::set<std::string>& done)
{
    const auto again = std::find(chain.begin(), chain.end(), cell);
    if (again != chain.end()) {
        std::string text;
        for (auto it = again; it != chain.end(); ++it)
            text += *it + " -> ";
        report(cell, fmt::format("the cell '{}' uses itself: {}{}", cell, text, cell), "remove one of these uses");
        return true;
    }
    const auto found = m_space.cells.find(cell);
    if (found == m_space.cells.end() || !done.insert(cell).second)
        return false;
    chain.push_back(cell);
    std::vector<const Graph*> graphs{&found->second};
    while (!graphs.empty()) {
        const Graph* at = graphs.back();
        graphs.pop_back();
        for (const Block& block : at->blocks) {
            if (block.kind == BlockKind::Cell && findRecursion(block.cell, chain, done))
                return true;
            for (const Alternative& alternative : block.alternatives) {
                for (const Graph& body : alternative.body)
                    graphs.push_back(&body);
            }
            for (const Graph& body : block.body)
                graphs.push_back(&body);
        }
    }
    chain.pop_back();
    return false;
}

bool Validator::hasRecursion()
{
    std::set<std::string> done;
    for (const auto& [name, graph] : m_space.cells) {
        std::vector<std::string> chain;
        if (findRecursion(name, chain, done))
            return true;
    }
    return false;
}

std::int64_t Validator::largest(const Block& block)
{
    std::int64_t most = 1;
    switch (block.kind) {
    case BlockKind::Choice:
        for (const Alternative& alternative : block.alternatives)
            most = std::max(most, alternative.body.empty() ? 1 : largest(alternative.body.front()));
        return most;
    case BlockKind::Optional:
        return block.body.empty() ? 1 : largest(block.body.front());
    case BlockKind::Repeat:
        return block.body.empty() ? 1 : saturatingMultiply(std::max(1, block.high), largest(block.body.front()));
    case BlockKind::Cell: {
        const auto known = m_largest.find(block.cell);
        if (known != m_largest.end())
            return known->second;
        const auto found = m_space.cells.find(block.cell);
        return m_largest[block.cell] = found == m_space.cells.end() ? 1 : largest(found->second);
    }
    default:
        return 1;
    }
}

std::int64_t Validator::largest(const Graph& graph)
{
    std::int64_t total = 0;
    for (const Block& block : graph.blocks)
        total = saturatingAdd(total, largest(block));
    return total;
}

void Validator::decisions()
{
    std::set<std::string> names;
    for (const Decision& decision : m_space.decisions) {
        std::string problem = nameProblem(decision.name);
        std::string fix = "rename it";
        if (problem.empty()) {
            problem = domainProblem(decision.domain);
            fix = domainFix(decision.domain);
        }
        if (problem.empty() && !names.insert(decision.name).second) {
            problem = fmt::format("two decisions are called '{}'", decision.name);
            fix = "rename one of them";
        }
        if (!problem.empty())
            m_issues.push_back({{}, problem, fix, "decision " + decision.name});
    }
}

Issues Validator::run()
{
    decisions();
    if (!isTextForm(m_space.textForm))
        m_issues.push_back({{},
                            fmt::format("unknown text form '{}', expected nas-bench-201 or none", m_space.textForm),
                            "delete it",
                            "text_form"});
    // A table used alone is a space without a drawing.
    if (!m_space.graph.blocks.empty() || m_space.decisions.empty())
        graph(m_space.graph, "", {.macro = true});
    for (const auto& [name, cell] : m_space.cells)
        graph(cell, name, {.inputs = kAny, .cell = &name});
    uses();
    if (hasRecursion() || m_tooDeep)
        return std::move(m_issues); // the size of such a drawing has no end
    if (const std::int64_t ops = largest(m_space.graph); ops > kMaxOps)
        report("", fmt::format("the largest network has {} ops, more than the limit of {}", ops, kMaxOps),
               "allow fewer copies");
    return std::move(m_issues);
}

} // namespace

Issues validateStructure(const SearchSpace& space)
{
    return Validator(space).run();
}

} // namespace cw::space
