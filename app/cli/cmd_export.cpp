// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include "app/cli/commands.h"
#include "app/cli/stored_trial.h"
#include "core/base/file.h"
#include "core/exporter/exporter.h"

namespace cw::cli {

namespace {

struct ExportOptions {
    std::string trial, arch, format, out;
};

int exportOne(Session& session, const ExportOptions& options)
{
    if (options.trial.empty() == options.arch.empty())
        throw Error(ErrorCode::Usage,
                    fmt::format("expected one of RUN[:TRIAL] and --arch FILE, found {}",
                                options.arch.empty() ? "none" : "both"),
                    "export");
    const exporter::ExporterRegistry exporters = exporter::builtInExporters();
    if (options.format.empty() || options.out.empty())
        throw Error(ErrorCode::Usage,
                    fmt::format("expected {}, found none", options.format.empty() ? "--format ID" : "--out FILE"),
                    "export");
    const exporter::ExporterEntry& exporter = *exporters.get(options.format).value();
    const Json json =
        options.arch.empty() ? storedTrial(session, options.trial).architecture : readJsonFile(options.arch).value();
    const std::string where = options.arch.empty() ? "run " + options.trial : options.arch;
    const space::Architecture architecture = space::architectureFromJson(json, where).value();
    const std::string content = exporter.write(architecture);
    if (options.out == "-") {
        fmt::print("{}", content);
        return kDone;
    }
    writeFileAtomically(options.out, content);
    if (session.globals.json)
        session.printJson({{"file", options.out}, {"format", options.format}, {"bytes", content.size()}});
    else
        fmt::print("{}: {} bytes of {}\n", options.out, content.size(), exporter.title);
    return kDone;
}

} // namespace

void defineExport(Arguments& arguments, Session& session)
{
    const auto options = std::make_shared<ExportOptions>();
    arguments.text("RUN[:TRIAL]", options->trial, "", "Trial of a run; without a trial, its best one");
    arguments.text("--arch", options->arch, "FILE", "Architecture, a .cwarch file");
    arguments.text("--format", options->format, "ID", "Format: cwarch or dot");
    arguments.text("--out", options->out, "FILE", "File to write; - for stdout");
    arguments.action([options, &session] { return exportOne(session, *options); });
}

} // namespace cw::cli
