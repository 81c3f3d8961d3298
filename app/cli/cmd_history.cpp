// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstdio>
#include <set>

#include <fmt/format.h>

#include "app/cli/commands.h"
#include "app/cli/output.h"
#include "app/cli/records_json.h"
#include "app/cli/result_table.h"
#include "core/history/writer.h"
#include "core/run/final_training.h"

namespace cw::cli {

namespace {

struct RunsOptions {
    bool archived = false;
};

int runs(Session& session, const RunsOptions& options)
{
    std::vector<history::RunRow> rows;
    // Nobody has searched yet: an empty list, unless a certain file was asked for.
    if (!session.globals.history.empty() || std::filesystem::exists(session.historyPath())) {
        history::Reader reader(session.historyPath());
        session.sayIfNewer(reader);
        rows = reader.runs(options.archived);
    }
    if (session.globals.json) {
        Json list = Json::array();
        for (const history::RunRow& row : rows)
            list.push_back(runJson(row));
        session.printJson(list);
        return kDone;
    }
    std::vector<std::vector<std::string>> table{
        {"run", "state", "strategy", "space", "data set", "seed", "trials", "best", "started", "time", "name"}};
    for (const history::RunRow& row : rows) {
        table.push_back({std::to_string(row.run), std::string(toText(row.effectiveState(wallClock()))),
                         row.info.strategy, row.info.spaceName, row.info.dataset, std::to_string(row.info.seed),
                         fmt::format("{}/{}", row.finishedTrials, row.info.budget),
                         row.best ? shortNumber(*row.best) : "-", localTime(row.started), duration(row.seconds),
                         row.info.name});
    }
    fmt::print("{}", rows.empty()
                         ? "no runs\n"
                         : columns(table, {true, false, false, false, false, true, true, true, false, true, false}));
    return kDone;
}

int show(Session& session, std::int64_t run)
{
    history::Reader reader(session.historyPath());
    session.sayIfNewer(reader);
    if (session.globals.json) {
        session.printJson(showJson(reader, session.historyPath(), run));
        return kDone;
    }
    fmt::print("{}", resultTable(reader, run));
    const history::RunRow row = reader.run(run);
    const Json architecture = row.bestTrial > 0 ? reader.architecture(run, row.bestTrial) : Json();
    if (architecture.is_object() && architecture.contains("ops"))
        fmt::print(
            "architecture of trial {}: {} ops; export it with: cellwright-cli export {}:{} --format dot --out FILE\n",
            row.bestTrial, architecture["ops"].size(), run, row.bestTrial);
    for (const history::FinalTrainingRow& trained : reader.finalTrainings(run))
        fmt::print("{}\n", finalTrainingLine(trained, session.historyPath()));
    if (!row.note.empty())
        fmt::print("note: {}\n", row.note);
    return kDone;
}

void printCsv(const std::vector<history::TrialRow>& rows)
{
    std::set<std::string> metrics;
    for (const history::TrialRow& row : rows) {
        for (const auto& [name, value] : row.metrics)
            metrics.insert(name);
    }
    std::string head = "trial,state,reason,candidate,parent,fidelity,seconds,parameters,macs";
    for (const std::string& name : metrics)
        head += fmt::format(",{}", csvField("m:" + name));
    fmt::print("{}\n", head);
    for (const history::TrialRow& row : rows) {
        std::string line = fmt::format("{},{},{},{},{},{},{},{},{}", row.trial, toText(row.state), csvField(row.reason),
                                       csvField(row.candidate), row.parent, csvField(row.fidelity.dump()), row.seconds,
                                       row.params, row.macs);
        for (const std::string& name : metrics) {
            const auto found = row.metrics.find(name);
            line += found == row.metrics.end() ? std::string(",") : fmt::format(",{}", found->second);
        }
        fmt::print("{}\n", line);
    }
}

void printTrials(const std::vector<history::TrialRow>& rows, const std::vector<estimate::Objective>& objectives)
{
    std::vector<std::vector<std::string>> table{{"trial", "state"}};
    for (const estimate::Objective& objective : objectives)
        table.front().push_back(objective.metric);
    for (const char* head : {"parameters", "time", "parent", "candidate", "reason"})
        table.front().emplace_back(head);
    std::vector<bool> right{true, false};
    right.insert(right.end(), objectives.size() + 3, true);
    for (const history::TrialRow& row : rows) {
        std::vector<std::string> line{std::to_string(row.trial), std::string(toText(row.state))};
        for (const estimate::Objective& objective : objectives) {
            const auto found = row.metrics.find(objective.metric);
            line.push_back(found == row.metrics.end() ? "-" : shortNumber(found->second));
        }
        line.push_back(row.params > 0 ? grouped(row.params) : "-");
        line.push_back(fmt::format("{:.1f} s", row.seconds));
        line.push_back(row.parent > 0 ? std::to_string(row.parent) : "-");
        line.push_back(row.candidate);
        line.push_back(row.reason);
        table.push_back(std::move(line));
    }
    fmt::print("{}", columns(table, right));
}

int trials(Session& session, std::int64_t run, bool csv)
{
    if (csv && session.globals.json)
        throw Error(ErrorCode::Usage, "expected one of --csv and --json, found both", "trials");
    history::Reader reader(session.historyPath());
    session.sayIfNewer(reader);
    const auto objectives = objectivesOf(reader.run(run));
    const auto rows = reader.trials(run);
    if (csv) {
        printCsv(rows);
    } else if (session.globals.json) {
        Json list = Json::array();
        for (const history::TrialRow& row : rows)
            list.push_back(trialJson(row, objectives));
        session.printJson(list);
    } else {
        printTrials(rows, objectives);
    }
    return kDone;
}

struct DeleteOptions {
    std::int64_t run = 0;
    bool undo = false;
    bool purge = false;
};

int deleteRun(Session& session, const DeleteOptions& options)
{
    if (options.undo && options.purge)
        throw Error(ErrorCode::Usage, "expected one of --undo and --purge, found both", "delete");
    const history::RunRow row = history::Reader(session.historyPath()).run(options.run);
    if (row.hasLiveOwner(wallClock()))
        throw Error(ErrorCode::Busy,
                    fmt::format("it is {} in process {} of {}, expected a run that nobody runs", toText(row.state),
                                row.owner.pid, row.owner.host),
                    fmt::format("run {}", options.run));
    history::Writer writer(session.historyPathForWriting());
    if (!options.purge || !row.archived)
        writer.setArchived(options.run, !options.undo);
    if (options.purge) {
        writer.purgeRun(options.run);
        run::removeWeightsOfRun(session.historyPath(), options.run);
    }
    const char* state = options.purge ? "purged" : options.undo ? "restored" : "archived";
    if (session.globals.json)
        session.printJson({{"run", options.run}, {"state", state}});
    else if (options.purge || options.undo)
        fmt::print("run {}: {}\n", options.run, state);
    else
        fmt::print("run {}: {}; 'delete {} --undo' brings it back, 'delete {} --purge' removes it for good\n",
                   options.run, state, options.run, options.run);
    return kDone;
}

} // namespace

void defineRuns(Arguments& arguments, Session& session)
{
    const auto options = std::make_shared<RunsOptions>();
    arguments.flag("--archived", options->archived, "Deleted runs too");
    arguments.action([options, &session] { return runs(session, *options); });
}

void defineShow(Arguments& arguments, Session& session)
{
    const auto run = std::make_shared<std::int64_t>(0);
    arguments.requiredRun("RUN", *run, "Number of the run");
    arguments.action([run, &session] { return show(session, *run); });
}

void defineTrials(Arguments& arguments, Session& session)
{
    const auto run = std::make_shared<std::int64_t>(0);
    const auto csv = std::make_shared<bool>(false);
    arguments.requiredRun("RUN", *run, "Number of the run");
    arguments.flag("--csv", *csv, "As CSV");
    arguments.action([run, csv, &session] { return trials(session, *run, *csv); });
}

void defineDelete(Arguments& arguments, Session& session)
{
    const auto options = std::make_shared<DeleteOptions>();
    arguments.requiredRun("RUN", options->run, "Number of the run");
    arguments.flag("--undo", options->undo, "Bring it back");
    arguments.flag("--purge", options->purge, "Remove it for good");
    arguments.action([options, &session] { return deleteRun(session, *options); });
}

} // namespace cw::cli
