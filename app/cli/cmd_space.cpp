// SPDX-License-Identifier: GPL-3.0-or-later
#include <functional>

#include <fmt/format.h>

#include "app/cli/commands.h"
#include "app/cli/output.h"
#include "app/cli/space_count.h"
#include "core/space/genotype.h"
#include "core/space/realise.h"

namespace cw::cli {

namespace {

struct SpaceOptions {
    std::string space;
    std::string candidate;
    std::string genotype;
    std::optional<std::int64_t> count;
    std::optional<std::uint64_t> seed;
};

Json issuesJson(const space::Issues& issues)
{
    Json list = Json::array();
    for (const space::Issue& issue : issues)
        list.push_back({{"where", issue.where}, {"what", issue.what}, {"fix", issue.fix}});
    return list;
}

void printIssues(const space::Issues& issues)
{
    for (const space::Issue& issue : issues)
        fmt::print("{}{}{}{}{}\n", issue.where, issue.where.empty() ? "" : ": ", issue.what,
                   issue.fix.empty() ? "" : "; ", issue.fix);
}

std::string domainText(const space::Domain& domain)
{
    switch (domain.kind) {
    case space::DomainKind::Categorical:
        return "one of " + joinNames(domain.choices);
    case space::DomainKind::Subset:
        return fmt::format("{} to {} of {}", domain.minSize, domain.maxSize, joinNames(domain.choices));
    case space::DomainKind::Integer:
        return fmt::format("{} to {} in steps of {}", domain.low, domain.high, domain.step);
    case space::DomainKind::Real:
        return fmt::format("{} to {}", domain.low, domain.high);
    case space::DomainKind::LogReal:
        return fmt::format("{} to {}, logarithmic", domain.low, domain.high);
    }
    return {};
}

/// compile(), with a look at whether the constraints admit anything.
space::Compiled compiledOf(const space::SearchSpace& space)
{
    space::Compiled compiled = space::compile(space);
    if (compiled.issues.empty() && !space.constraints.empty())
        compiled.issues = space::drawIssues(*space::candidatesOf(space, {}).value());
    return compiled;
}

Json infoJson(const space::SearchSpace& space, const space::DecisionTree& tree, const SpaceCount& count,
              const space::Issues& issues)
{
    Json names = Json::array();
    for (const space::Decision& decision : tree.decisions)
        names.push_back(decision.name);
    return {{"name", space.name},
            {"title", space.title},
            {"decisions", tree.size()},
            {"decision_names", std::move(names)},
            {"candidates", count.candidates},
            {"distinct", count.distinct},
            {"issues", issuesJson(issues)}};
}

/// A document that cannot be read is an issue too, for those who ask for issues; `refused` makes the answer.
/// Errors: throws what openSpace() says, with its exit code, after the answer
space::SearchSpace opened(const Session& session, const SpaceOptions& options,
                          const std::function<Json(const space::Issues&)>& refused)
{
    space::Issue issue;
    auto space = space::openSpace(options.space, &issue);
    if (!space && space.error().code() == ErrorCode::Format && session.globals.json)
        session.printJson(refused({issue}));
    return std::move(space).value();
}

int info(Session& session, const SpaceOptions& options)
{
    const space::SearchSpace space = opened(session, options, [](const space::Issues& issues) {
        return infoJson({}, {}, {"0", "0"}, issues);
    });
    const space::Compiled compiled = compiledOf(space);
    const SpaceCount count = compiled.issues.empty() ? countSpace(space, compiled.tree) : SpaceCount{"0", "0"};
    if (session.globals.json) {
        session.printJson(infoJson(space, compiled.tree, count, compiled.issues));
        return kDone;
    }
    fmt::print("{}{}{}\n", space.title.empty() ? space.name : space.title, space.paper.empty() ? "" : ", ",
               space.paper);
    fmt::print("decisions: {}\ncandidates: {}\ndistinct networks: {}\n", compiled.tree.size(), count.candidates,
               count.distinct);
    std::vector<std::vector<std::string>> table;
    for (const space::Decision& decision : compiled.tree.decisions)
        table.push_back({"  " + decision.name, domainText(decision.domain)});
    fmt::print("{}", columns(table, {}));
    printIssues(compiled.issues);
    return kDone;
}

int validate(Session& session, const SpaceOptions& options)
{
    const space::SearchSpace space = opened(session, options, [](const space::Issues& issues) -> Json {
        return {{"valid", false}, {"issues", issuesJson(issues)}};
    });
    const space::Compiled compiled = compiledOf(space);
    if (session.globals.json)
        session.printJson({{"valid", compiled.issues.empty()}, {"issues", issuesJson(compiled.issues)}});
    else if (compiled.issues.empty())
        fmt::print("{}: valid, {} decision{}\n", options.space, compiled.tree.size(),
                   compiled.tree.size() == 1 ? "" : "s");
    else
        printIssues(compiled.issues);
    return compiled.issues.empty() ? kDone : kFailed;
}

struct Sample {
    std::string candidate;
    space::Architecture architecture;
    Hash128 hash;
};

Sample sampleOf(const space::SearchSpace& space, const space::DecisionTree& tree, const space::Candidate& candidate)
{
    Sample sample{
        space::candidateText(space, tree, candidate), space::realiseOrError(space, tree, candidate).value(), {}};
    sample.hash = space::canonicalHash(sample.architecture);
    return sample;
}

/// The candidate that a genotype is; if it is none, the network on the skeleton of the space.
Sample sampleOf(const space::SearchSpace& space, const space::DecisionTree& tree, const space::Genotype& genotype)
{
    const auto candidate = space::genotypeCandidate(genotype, tree);
    if (candidate)
        return sampleOf(space, tree, *candidate);
    const auto built = space::withGenotype(space, genotype);
    if (!built)
        throw Error(candidate.error().code(), candidate.error().problem(), candidate.error().where());
    return sampleOf(*built, space::compileOrError(*built).value(), space::Candidate{});
}

/// The network that --candidate or --genotype names, or the only one of the space; nothing where there are several.
std::optional<Sample> namedSample(const space::SearchSpace& space, const space::DecisionTree& tree,
                                  const SpaceOptions& options, const char* command)
{
    if (!options.genotype.empty()) {
        if (!options.candidate.empty())
            throw Error(ErrorCode::Usage, "expected one of --candidate and --genotype, found both", command);
        return sampleOf(space, tree, space::readGenotype(options.genotype).value());
    }
    if (options.candidate.empty() && tree.size() > 0)
        return {};
    return sampleOf(space, tree, space::parseCandidate(space, tree, options.candidate).value());
}

std::vector<Sample> samplesOf(const SpaceOptions& options)
{
    const space::SearchSpace space = space::openSpace(options.space).value();
    const space::DecisionTree tree = space::compileOrError(space).value();
    if (auto named = namedSample(space, tree, options, "space sample"))
        return {std::move(*named)};
    const auto candidates = space::candidatesOf(space, {}).value();
    Rng rng(options.seed.value_or(1), 0, "space sample");
    std::vector<Sample> samples;
    for (std::int64_t i = 0; i < options.count.value_or(1); ++i)
        samples.push_back(sampleOf(space, tree, candidates->sample(rng)));
    return samples;
}

int sample(Session& session, const SpaceOptions& options)
{
    const auto samples = samplesOf(options);
    if (session.globals.json) {
        Json list = Json::array();
        for (const Sample& one : samples) {
            const space::Costs& costs = one.architecture.costs;
            list.push_back({{"candidate", one.candidate},
                            {"parameters", costs.parameters},
                            {"macs", costs.macs},
                            {"depth", costs.depth},
                            {"hash", one.hash.text()}});
        }
        session.printJson(list);
        return kDone;
    }
    std::vector<std::vector<std::string>> table{{"parameters", "MACs", "depth", "hash", "candidate"}};
    for (const Sample& one : samples) {
        const space::Costs& costs = one.architecture.costs;
        table.push_back({grouped(costs.parameters), grouped(costs.macs), std::to_string(costs.depth), one.hash.text(),
                         one.candidate});
    }
    fmt::print("{}", columns(table, {true, true, true, false, false}));
    return kDone;
}

int hash(Session& session, const SpaceOptions& options)
{
    const space::SearchSpace space = space::openSpace(options.space).value();
    const space::DecisionTree tree = space::compileOrError(space).value();
    const auto named = namedSample(space, tree, options, "space hash");
    if (!named)
        throw Error(ErrorCode::Usage,
                    "expected --candidate TEXT or --genotype FILE[:NAME], as the space has decisions, found none",
                    "space hash");
    if (session.globals.json)
        session.printJson({{"hash", named->hash.text()}});
    else
        fmt::print("{}\n", named->hash.text());
    return kDone;
}

using Action = int (*)(Session&, const SpaceOptions&);

void defineOne(Arguments& arguments, Session& session, Action run, bool takesCandidate, bool draws)
{
    const auto options = std::make_shared<SpaceOptions>();
    arguments.requiredText("SPACE", options->space, "A .cwspace file or a template");
    if (takesCandidate) {
        arguments.text("--candidate", options->candidate, "TEXT",
                       "decision=value;... or the published form of the template");
        arguments.text("--genotype", options->genotype, "FILE[:NAME]",
                       "A DARTS-style genotype, of JSON or as printed: its candidate, or else its network");
    }
    if (draws) {
        arguments.whole("-n", options->count, 1, "Candidates to draw", 1'000'000);
        arguments.seed("--seed", options->seed, "Seed of the draws");
    }
    arguments.action([options, run, &session] { return run(session, *options); });
}

} // namespace

void defineSpace(Arguments& arguments, Session& session)
{
    arguments.child("info", "Decisions, candidates, distinct networks and problems",
                    [&](Arguments& below) { defineOne(below, session, info, false, false); });
    arguments.child("validate", "Check it: exit code 0 when it can be searched",
                    [&](Arguments& below) { defineOne(below, session, validate, false, false); });
    arguments.child("sample", "Draw candidates and print what they cost",
                    [&](Arguments& below) { defineOne(below, session, sample, true, true); });
    arguments.child("hash", "The canonical hash of a candidate's network",
                    [&](Arguments& below) { defineOne(below, session, hash, true, false); });
}

void defineSpaceInfo(Arguments& arguments, Session& session)
{
    defineOne(arguments, session, info, false, false);
}

} // namespace cw::cli
