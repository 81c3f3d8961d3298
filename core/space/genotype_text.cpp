// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <charconv>
#include <filesystem>
#include <map>

#include <fmt/format.h>

#include "core/base/file.h"
#include "core/base/param_schema.h"
#include "core/space/genotype.h"

namespace cw::space {

namespace {

constexpr std::size_t kLargestFile = 1 << 20;
constexpr std::size_t kMostEdges = 2000;
constexpr int kMostNodes = 1000;
constexpr std::string_view kCall = "Genotype";

bool isWord(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/// The little of Python that these files use: NAME = Genotype(key = [('op', 1), ...], key = range(2, 6)), NAME = NAME.
class Parser {
public:
    Parser(std::string_view text, std::string where)
        : m_text(text)
        , m_where(std::move(where))
    {
    }

    /// Every genotype of the file by its name; one without a name under "".
    std::map<std::string, Genotype> all()
    {
        std::map<std::string, Genotype> found;
        for (skipTo(); m_at < m_text.size(); skipTo()) {
            const std::string name = word();
            skipSpace();
            if (name == kCall && peek() == '(') {
                found[""] = genotype();
            } else if (peek() == '=') {
                ++m_at;
                skipSpace();
                const std::string value = word();
                skipSpace();
                if (value == kCall && peek() == '(') {
                    found[name] = genotype();
                    found[name].name = name;
                } else if (const auto same = found.find(value); same != found.end()) {
                    found.emplace(name, same->second);
                }
            }
        }
        return found;
    }

private:
    [[noreturn]] void fail(const std::string& expected) const
    {
        const std::string_view before = m_text.substr(0, std::min(m_at, m_text.size()));
        const auto line = std::count(before.begin(), before.end(), '\n') + 1;
        const std::string found =
            m_at < m_text.size() ? fmt::format("'{}'", m_text.substr(m_at, 20)) : std::string("the end");
        throw Error(ErrorCode::Format, fmt::format("expected {}, found {}", expected, found),
                    fmt::format("{}: line {}", m_where, line));
    }
    char peek() const { return m_at < m_text.size() ? m_text[m_at] : '\0'; }
    void skipSpace()
    {
        while (m_at < m_text.size()) {
            if (m_text[m_at] == '#')
                m_at = std::min(m_text.find('\n', m_at), m_text.size());
            else if (m_text[m_at] == ' ' || m_text[m_at] == '\t' || m_text[m_at] == '\n' || m_text[m_at] == '\r')
                ++m_at;
            else
                return;
        }
    }
    /// To the next word outside of comments and strings.
    void skipTo()
    {
        for (skipSpace(); m_at < m_text.size() && !isWord(m_text[m_at]); skipSpace()) {
            const char quote = m_text[m_at++];
            if (quote == '\'' || quote == '"')
                m_at = std::min(m_text.find(quote, m_at), m_text.size() - 1) + 1;
        }
    }
    std::string word()
    {
        const std::size_t begin = m_at;
        while (m_at < m_text.size() && isWord(m_text[m_at]))
            ++m_at;
        return std::string(m_text.substr(begin, m_at - begin));
    }
    void expect(char wanted)
    {
        skipSpace();
        if (peek() != wanted)
            fail(fmt::format("'{}'", wanted));
        ++m_at;
    }
    /// True and past it when the next sign is that one.
    bool accept(char wanted)
    {
        skipSpace();
        if (peek() != wanted)
            return false;
        ++m_at;
        return true;
    }
    int number()
    {
        skipSpace();
        int value = -1;
        const auto [end, problem] = std::from_chars(m_text.data() + m_at, m_text.data() + m_text.size(), value);
        if (problem != std::errc() || value < 0 || value > kMostNodes)
            fail(fmt::format("the number of a node from 0 to {}", kMostNodes));
        m_at = static_cast<std::size_t>(end - m_text.data());
        return value;
    }
    std::string quoted()
    {
        skipSpace();
        const char quote = peek();
        const std::size_t end = m_at < m_text.size() ? m_text.find(quote, m_at + 1) : std::string_view::npos;
        if ((quote != '\'' && quote != '"') || end == std::string_view::npos)
            fail("the name of an op in quotes");
        std::string text(m_text.substr(m_at + 1, end - m_at - 1));
        m_at = end + 1;
        return text;
    }
    Genotype::Edges edges()
    {
        Genotype::Edges result;
        expect('[');
        while (!accept(']')) {
            expect('(');
            std::string op = quoted();
            expect(',');
            const int from = number();
            expect(')');
            accept(',');
            result.emplace_back(std::move(op), from);
            if (result.size() > kMostEdges)
                fail(fmt::format("at most {} edges", kMostEdges));
        }
        return result;
    }
    std::vector<int> nodes()
    {
        std::vector<int> result;
        skipSpace();
        if (accept('[')) {
            while (!accept(']')) {
                result.push_back(number());
                accept(',');
                if (result.size() > kMostEdges)
                    fail(fmt::format("at most {} nodes", kMostEdges));
            }
            return result;
        }
        if (word() != "range")
            fail("a list of nodes or range(first, end)");
        expect('(');
        int begin = 0;
        int end = number();
        if (accept(',')) {
            begin = end;
            end = number();
        }
        expect(')');
        for (int node = begin; node < end; ++node)
            result.push_back(node);
        return result;
    }
    Genotype genotype()
    {
        Genotype result;
        expect('(');
        while (!accept(')')) {
            skipSpace();
            const std::string key = word();
            expect('=');
            skipSpace();
            if (key == "normal")
                result.normal = edges();
            else if (key == "reduce")
                result.reduce = edges();
            else if (key == "recurrent")
                result.recurrent = edges();
            else if (key == "normal_concat")
                result.normalConcat = nodes();
            else if (key == "reduce_concat")
                result.reduceConcat = nodes();
            else if (key == "concat")
                result.concat = nodes();
            else
                fail("normal, normal_concat, reduce, reduce_concat, recurrent or concat");
            accept(',');
        }
        return result;
    }

    std::string_view m_text;
    std::string m_where;
    std::size_t m_at = 0;
};

Genotype::Edges edgesFrom(const Json& json, const char* key, const std::string& where)
{
    Genotype::Edges result;
    if (!json.contains(key))
        return result;
    const auto bad = [&](const std::string& found) {
        return Error(ErrorCode::Format,
                     fmt::format("expected \"{}\" to be a list of [\"op\", node], found {}", key, found), where);
    };
    if (!json[key].is_array() || json[key].size() > kMostEdges)
        throw bad(json[key].type_name());
    for (const Json& edge : json[key]) {
        if (!edge.is_array() || edge.size() != 2 || !edge[0].is_string() || !edge[1].is_number_integer() ||
            edge[1] < 0 || edge[1] > kMostNodes)
            throw bad(edge.dump().substr(0, 60));
        result.emplace_back(edge[0].get<std::string>(), edge[1].get<int>());
    }
    return result;
}

std::vector<int> nodesFrom(const Json& json, const char* key, const std::string& where)
{
    std::vector<int> result;
    if (!json.contains(key))
        return result;
    const auto bad = [&](const std::string& found) {
        return Error(ErrorCode::Format, fmt::format("expected \"{}\" to be a list of nodes, found {}", key, found),
                     where);
    };
    if (!json[key].is_array() || json[key].size() > kMostEdges)
        throw bad(json[key].type_name());
    for (const Json& node : json[key]) {
        if (!node.is_number_integer() || node < 0 || node > kMostNodes)
            throw bad(node.dump().substr(0, 60));
        result.push_back(node.get<int>());
    }
    return result;
}

template <typename Map>
Error notFound(const Map& found, const std::string& name, const std::string& where)
{
    std::vector<std::string> names;
    for (const auto& [known, value] : found) {
        if (!known.empty())
            names.push_back(known);
    }
    return Error(ErrorCode::NotFound,
                 name.empty() ? fmt::format("expected one genotype or FILE:NAME, found {}",
                                            names.empty() ? std::string("none") : joinNames(names))
                              : fmt::format("no genotype '{}', expected one of {}", name, joinNames(names)),
                 where);
}

} // namespace

Result<Genotype> genotypeFromText(std::string_view text, const std::string& name, const std::string& where)
{
    try {
        const auto found = Parser(text, where).all();
        const auto wanted = name.empty() && found.size() == 1 ? found.begin() : found.find(name);
        if (wanted == found.end())
            return notFound(found, name, where);
        return wanted->second;
    } catch (const Error& problem) {
        return problem;
    }
}

Result<Genotype> genotypeFromJson(const Json& json, const std::string& name, const std::string& where)
{
    if (!json.is_object())
        return Error(ErrorCode::Format, fmt::format("expected an object of genotypes, found {}", json.type_name()),
                     where);
    const auto wanted = name.empty() && json.size() == 1 ? json.begin() : json.find(name);
    if (wanted == json.end())
        return notFound(json.get<std::map<std::string, Json>>(), name, where);
    const std::string at = where + ": " + wanted.key();
    if (!wanted->is_object())
        return Error(ErrorCode::Format, fmt::format("expected a genotype, found {}", wanted->type_name()), at);
    try {
        return Genotype{.name = wanted.key(),
                        .normal = edgesFrom(*wanted, "normal", at),
                        .reduce = edgesFrom(*wanted, "reduce", at),
                        .recurrent = edgesFrom(*wanted, "recurrent", at),
                        .normalConcat = nodesFrom(*wanted, "normal_concat", at),
                        .reduceConcat = nodesFrom(*wanted, "reduce_concat", at),
                        .concat = nodesFrom(*wanted, "concat", at)};
    } catch (const Error& problem) {
        return problem;
    }
}

Result<Genotype> readGenotype(const std::string& fileAndName)
{
    std::string file = fileAndName;
    std::string name;
    std::error_code failure;
    if (const auto colon = file.rfind(':'); colon != std::string::npos && !std::filesystem::exists(file, failure)) {
        name = file.substr(colon + 1);
        file.resize(colon);
    }
    if (file.ends_with(".json")) {
        const auto json = readJsonFile(file);
        if (!json)
            return json.error();
        return genotypeFromJson(*json, name, file);
    }
    const auto text = readTextFile(file, kLargestFile);
    if (!text)
        return text.error();
    return genotypeFromText(*text, name, file);
}

} // namespace cw::space
