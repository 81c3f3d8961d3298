// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include "app/cli/commands.h"
#include "app/cli/output.h"
#include "core/data/dataset.h"
#include "core/space/op.h"
#include "core/space/search_space.h"

namespace cw::cli {

namespace {

Json entryJson(const EntryInfo& info)
{
    return {{"id", info.id},
            {"title", info.title},
            {"summary", info.summary},
            {"paper", info.paper},
            {"parameters", info.schema.toJson()}};
}

template <class Entry>
Json registryJson(const Registry<Entry>& registry)
{
    Json list = Json::array();
    for (const Entry& entry : registry.entries())
        list.push_back(entryJson(entry));
    return list;
}

Json strategies(Session& session)
{
    return registryJson(session.catalogue().strategies);
}
Json estimators(Session& session)
{
    return registryJson(session.catalogue().estimators);
}
Json schedulers(Session& session)
{
    return registryJson(session.catalogue().schedulers);
}

Json ops(Session&)
{
    Json list = registryJson(space::opCatalogue());
    for (std::size_t i = 0; i < list.size(); ++i)
        list[i]["family"] = space::toText(space::opCatalogue().entries()[i].family);
    return list;
}

std::string summaryOf(const data::DataSetInfo& set)
{
    const bool text = set.kind == data::DataKind::Text;
    return fmt::format("{} {} of {}{}, {} for tests, {} {}", grouped(set.trainSize),
                       text ? "windows" : data::toText(set.kind), fmt::join(set.shape, " x "), text ? " tokens" : "",
                       grouped(set.testSize), set.classes.size(), text ? "different tokens" : "classes");
}

Json datasets(Session&)
{
    Json list = Json::array();
    for (const data::DataSetInfo& set : data::knownDataSets()) {
        std::string summary = set.problem.empty() ? summaryOf(set) : set.problem;
        list.push_back({{"id", set.id},
                        {"title", set.title},
                        {"summary", std::move(summary)},
                        {"paper", ""},
                        {"parameters", Json::array()},
                        {"kind", data::toText(set.kind)},
                        {"shape", set.shape},
                        {"classes", set.classes},
                        {"train", set.trainSize},
                        {"test", set.testSize},
                        {"location", set.location.string()},
                        {"problem", set.problem}});
    }
    return list;
}

Json templates(Session&)
{
    Json list = Json::array();
    for (const space::TemplateInfo& info : space::templates())
        list.push_back({{"id", info.id},
                        {"title", info.title},
                        {"summary", info.paper},
                        {"paper", info.paper},
                        {"parameters", Json::array()}});
    return list;
}

Json devices(Session& session)
{
    Json list = Json::array();
    for (const estimate::DeviceInfo& device : session.catalogue().torch().trainer->devices()) {
        list.push_back(
            {{"id", device.id},
             {"title", device.title},
             {"summary",
              device.memoryBytes > 0 ? fmt::format("{:.1f} GiB", double(device.memoryBytes) / (1 << 30)) : ""},
             {"paper", ""},
             {"parameters", Json::array()},
             {"memory_bytes", device.memoryBytes}});
    }
    return list;
}

struct Kind {
    const char* name;
    Json (*list)(Session&);
};

constexpr Kind kKinds[] = {
    {"strategies", strategies}, {"estimators", estimators}, {"schedulers", schedulers}, {"ops", ops},
    {"datasets", datasets},     {"templates", templates},   {"devices", devices}};

std::string kindNames()
{
    std::vector<std::string> names;
    for (const Kind& kind : kKinds)
        names.emplace_back(kind.name);
    return joinNames(names);
}

/// What it is in one line, with its paper.
std::string lineOf(const Json& entry)
{
    const auto summary = entry["summary"].get<std::string>();
    const auto paper = entry["paper"].get<std::string>();
    return paper.empty() || paper == summary ? summary : fmt::format("{} [{}]", summary, paper);
}

int list(Session& session, const std::string& what)
{
    for (const Kind& kind : kKinds) {
        if (what != kind.name)
            continue;
        const Json entries = kind.list(session);
        if (session.globals.json) {
            session.printJson(entries);
            return kDone;
        }
        std::vector<std::vector<std::string>> table;
        for (const Json& entry : entries)
            table.push_back({entry["id"].get<std::string>(), entry["title"].get<std::string>(), lineOf(entry)});
        fmt::print("{}", columns(table, {}));
        return kDone;
    }
    throw Error(ErrorCode::Usage, fmt::format("expected one of {}, found '{}'", kindNames(), what), "list");
}

} // namespace

void defineList(Arguments& arguments, Session& session)
{
    const auto what = std::make_shared<std::string>();
    arguments.requiredText("KIND", *what, kindNames());
    arguments.action([what, &session] { return list(session, *what); });
}

} // namespace cw::cli
