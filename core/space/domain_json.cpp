// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/domain_json.h"

#include <cmath>
#include <set>

#include <fmt/format.h>

#include "core/space/limits.h"

namespace cw::space {

namespace {

constexpr const char* kExpected = R"(expected {"choice": [...]}, {"int": [low, high, step]}, {"real": [low, high]}, )"
                                  R"({"log": [low, high]} or {"subset": [...], "size": [low, high]})";

Error badDomain(const std::string& what, const std::string& where)
{
    return Error(ErrorCode::Format, what, where);
}

Result<std::vector<double>> readNumbers(const Json& json, std::size_t least, std::size_t most, const std::string& where)
{
    if (!json.is_array() || json.size() < least || json.size() > most)
        return badDomain(fmt::format("expected a list of {} to {} numbers, found {}", least, most, json.dump()), where);
    std::vector<double> numbers;
    for (const Json& item : json) {
        if (!item.is_number() || !std::isfinite(item.get<double>()))
            return badDomain(fmt::format("expected a finite number, found {}", item.dump()), where);
        numbers.push_back(item.get<double>() + 0.0);
    }
    return numbers;
}

Result<std::vector<std::string>> readNames(const Json& json, const std::string& where)
{
    if (!json.is_array() || json.size() > kMaxAlternatives)
        return badDomain(fmt::format("expected a list of at most {} values", kMaxAlternatives), where);
    std::vector<std::string> names;
    for (const Json& item : json) {
        if (item.is_string())
            names.push_back(item.get<std::string>());
        else if (item.is_number() || item.is_boolean())
            names.push_back(item.dump());
        else
            return badDomain(fmt::format("expected text or a number, found {}", item.type_name()), where);
    }
    return names;
}

Result<Domain> readSubset(const Json& json, const std::string& where)
{
    auto names = readNames(json["subset"], where);
    if (!names)
        return names.error();
    Domain domain{.kind = DomainKind::Subset, .choices = std::move(*names)};
    domain.maxSize = static_cast<int>(domain.choices.size());
    if (json.contains("size")) {
        const auto size = readNumbers(json["size"], 2, 2, where);
        if (!size)
            return size.error();
        for (const double bound : *size) {
            if (bound != std::floor(bound) || bound < 0 || bound > domain.maxSize)
                return badDomain(fmt::format("expected sizes from 0 to {}, found {}", domain.maxSize, bound), where);
        }
        domain.minSize = static_cast<int>((*size)[0]);
        domain.maxSize = static_cast<int>((*size)[1]);
    }
    return domain;
}

Result<Domain> readKind(const Json& json, const std::string& where)
{
    if (json.contains("choice")) {
        auto names = readNames(json["choice"], where);
        return names ? Result<Domain>(Domain::categorical(std::move(*names))) : names.error();
    }
    if (json.contains("subset"))
        return readSubset(json, where);
    const bool whole = json.contains("int");
    const char* key = whole ? "int" : json.contains("real") ? "real" : "log";
    const auto numbers = readNumbers(json[key], 2, whole ? 3 : 2, where);
    if (!numbers)
        return numbers.error();
    const double low = (*numbers)[0];
    const double high = (*numbers)[1];
    if (whole)
        return Domain::integer(low, high, numbers->size() > 2 ? (*numbers)[2] : 1);
    return json.contains("real") ? Domain::real(low, high) : Domain::logReal(low, high);
}

std::string problemOf(const std::string& name, std::string_view reserved)
{
    if (name.empty() || name.size() > 128)
        return fmt::format("a name has from 1 to 128 characters, found {}", name.size());
    for (const char c : name) {
        if (static_cast<unsigned char>(c) < 0x20 || reserved.find(c) != std::string_view::npos)
            return fmt::format("the name '{}' may not hold control characters or any of {}", name, reserved);
    }
    return {};
}

std::string choicesProblem(const Domain& domain)
{
    if (domain.choices.empty())
        return "there is nothing to choose from";
    if (std::set<std::string>(domain.choices.begin(), domain.choices.end()).size() != domain.choices.size())
        return fmt::format("a value is listed twice in {}", joinNames(domain.choices));
    for (const std::string& name : domain.choices) {
        if (std::string problem = nameProblem(name); !problem.empty())
            return problem;
        if (domain.kind == DomainKind::Subset && name.find('+') != std::string::npos)
            return fmt::format("the member '{}' of a subset may not hold a +", name);
    }
    if (domain.kind == DomainKind::Subset && domain.choices.size() > kMaxSubset)
        return fmt::format("a subset has at most {} members, found {}", kMaxSubset, domain.choices.size());
    if (domain.kind == DomainKind::Subset && (domain.minSize < 0 || domain.maxSize < domain.minSize ||
                                              domain.maxSize > static_cast<int>(domain.choices.size())))
        return fmt::format("no subset of {} has from {} to {} members", domain.choices.size(), domain.minSize,
                           domain.maxSize);
    return {};
}

} // namespace

std::string nameProblem(const std::string& name)
{
    return problemOf(name, "=;");
}

std::string idProblem(const std::string& id)
{
    return problemOf(id, "=;/[]");
}

std::string domainProblem(const Domain& domain)
{
    if (domain.kind == DomainKind::Categorical || domain.kind == DomainKind::Subset)
        return choicesProblem(domain);
    if (!std::isfinite(domain.low) || !std::isfinite(domain.high) || domain.low > domain.high)
        return fmt::format("the lower bound {} is not below the upper bound {}", domain.low, domain.high);
    if (domain.kind == DomainKind::LogReal && domain.low <= 0)
        return fmt::format("a logarithmic range starts above 0, found {}", domain.low);
    if (domain.kind != DomainKind::Integer)
        return {};
    if (!(domain.step >= 1) || domain.step != std::floor(domain.step) || domain.low != std::floor(domain.low) ||
        domain.high != std::floor(domain.high) || std::abs(domain.low) > kMaxInteger ||
        std::abs(domain.high) > kMaxInteger || domain.step > kMaxInteger)
        return fmt::format("expected whole bounds and a whole step from 1, found {} to {} in steps of {}", domain.low,
                           domain.high, domain.step);
    return {};
}

std::string domainFix(const Domain& domain)
{
    switch (domain.kind) {
    case DomainKind::Categorical:
        return R"(write {"choice": [...]} with each value once)";
    case DomainKind::Subset:
        return R"(write {"subset": [...], "size": [low, high]} with each member once)";
    case DomainKind::Integer:
        return R"(write {"int": [low, high, step]} with low not above high and a step from 1)";
    case DomainKind::Real:
        return R"(write {"real": [low, high]} with low not above high)";
    case DomainKind::LogReal:
        return R"(write {"log": [low, high]} with low above 0 and not above high)";
    }
    return {};
}

Json domainToJson(const Domain& domain, const ParamSpec* spec)
{
    switch (domain.kind) {
    case DomainKind::Integer:
        return {{"int", Json::array({static_cast<std::int64_t>(domain.low), static_cast<std::int64_t>(domain.high),
                                     static_cast<std::int64_t>(domain.step)})}};
    case DomainKind::Real:
        return {{"real", Json::array({domain.low, domain.high})}};
    case DomainKind::LogReal:
        return {{"log", Json::array({domain.low, domain.high})}};
    case DomainKind::Subset:
        return {{"subset", domain.choices}, {"size", Json::array({domain.minSize, domain.maxSize})}};
    case DomainKind::Categorical:
        break;
    }
    Json choices = Json::array();
    for (const std::string& choice : domain.choices) {
        Json value = choice;
        if (spec != nullptr &&
            (spec->type == ParamType::Bool || spec->type == ParamType::Int || spec->type == ParamType::Real)) {
            // Only what reads back as the same text: "yes" is a flag, but would come back as "true".
            Json literal = Json::parse(choice, nullptr, false);
            if ((literal.is_number() || literal.is_boolean()) && literal.dump() == choice)
                value = std::move(literal);
        }
        choices.push_back(std::move(value));
    }
    return {{"choice", std::move(choices)}};
}

Result<Domain> domainFromJson(const Json& json, const std::string& where)
{
    int kinds = 0;
    for (const char* key : {"choice", "int", "real", "log", "subset"})
        kinds += json.is_object() && json.contains(key) ? 1 : 0;
    if (kinds != 1)
        return badDomain(kExpected, where);
    auto domain = readKind(json, where);
    if (!domain)
        return domain;
    if (const std::string problem = domainProblem(*domain); !problem.empty())
        return badDomain(problem, where);
    return domain;
}

} // namespace cw::space
