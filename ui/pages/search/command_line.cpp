// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/search/command_line.h"

#include <fmt/format.h>

#include <QRegularExpression>
#include <QStringList>

#include "core/estimate/fidelity.h"
#include "core/estimate/objective.h"

namespace cw::ui {

namespace {

QString quoted(const QString& text)
{
    static const QRegularExpression plain(QStringLiteral("^[A-Za-z0-9_./:=,@%+-]+$"));
    if (plain.match(text).hasMatch())
        return text;
    QString inside = text;
    inside.replace(QLatin1Char('\''), QLatin1String("'\\''"));
    return QLatin1Char('\'') + inside + QLatin1Char('\'');
}

QString quoted(const std::string& text)
{
    return quoted(QString::fromStdString(text));
}

void addSettings(QStringList& words, const std::string& prefix, const Json& settings)
{
    if (!settings.is_object())
        return;
    for (const auto& [name, value] : settings.items()) {
        const std::string text = value.is_string() ? value.get<std::string>() : value.dump();
        words << QStringLiteral("--set") << quoted(fmt::format("{}.{}={}", prefix, name, text));
    }
}

/// Trials of earlier runs are a part of the search that no option carries.
QString noteOf(const run::RunConfig& config)
{
    if (config.known.empty())
        return {};
    return QStringLiteral("# without the results of %1 earlier trials: save the search and start its file, or add "
                          "--warm-start RUN\n")
        .arg(config.known.size());
}

void add(QStringList& words, const char* option, const QString& value)
{
    words << QLatin1String(option) << value;
}

QStringList program()
{
    return {QStringLiteral("cellwright-cli"), QStringLiteral("search")};
}

/// What is searched, in front of the strategies. Errors: Config, see the header
Result<QStringList> subjectWords(const run::RunConfig& config)
{
    if (!config.space.is_string())
        return Error(ErrorCode::Config, "the space is inside the search: save the search first, then copy");
    QStringList words = program();
    add(words, "--space", quoted(config.space.get<std::string>()));
    if (!config.dataset.empty())
        add(words, "--dataset", quoted(config.dataset));
    return words;
}

/// Everything behind the strategies but the seed.
void addRest(QStringList& words, const run::RunConfig& config)
{
    add(words, "--estimator", quoted(config.estimator));
    addSettings(words, "estimator", config.estimatorSettings);
    add(words, "--scheduler", quoted(config.scheduler));
    addSettings(words, "scheduler", config.schedulerSettings);
    if (const std::string fidelity = estimate::toText(config.fidelity); !fidelity.empty())
        add(words, "--fidelity", quoted(fidelity));
    for (const estimate::Objective& objective : config.objectives)
        add(words, "--objective", quoted(estimate::toText(objective)));
    for (const std::string& constraint : config.constraints)
        add(words, "--constraint", quoted(constraint));
    add(words, "--evaluations", QString::number(config.evaluations));
    if (config.hours > 0)
        add(words, "--hours", QString::number(config.hours, 'g', 10));
    if (config.target)
        add(words, "--target", QString::number(*config.target, 'g', 17));
    add(words, "--workers", QString::number(config.workers));
    if (config.lag > 0)
        add(words, "--lag", QString::number(config.lag));
    add(words, "--threads", QString::number(config.threads));
    for (const std::string& device : config.devices)
        add(words, "--device", quoted(device));
}

void addEnd(QStringList& words, const run::RunConfig& config)
{
    add(words, "--keep", QString::number(config.keep));
    for (const std::string& candidate : config.enqueue)
        add(words, "--enqueue", quoted(candidate));
}

} // namespace

Result<QString> commandLine(const run::RunConfig& config, const QString& searchFile)
{
    if (!searchFile.isEmpty() && (!config.space.is_string() || !config.known.empty()))
        return (program() << quoted(searchFile)).join(QLatin1Char(' '));
    Result<QStringList> words = subjectWords(config);
    if (!words)
        return words.error();
    add(*words, "--strategy", quoted(config.strategy));
    addSettings(*words, "strategy", config.strategySettings);
    addRest(*words, config);
    add(*words, "--seed", QString::number(config.seed));
    addEnd(*words, config);
    return noteOf(config) + words->join(QLatin1Char(' '));
}

Result<QString> commandLine(const run::Experiment& experiment, const QString& experimentFile)
{
    if (!experimentFile.isEmpty())
        return (program() << quoted(experimentFile)).join(QLatin1Char(' '));
    Result<QStringList> words = subjectWords(experiment.search);
    if (!words)
        return words.error();
    QStringList strategies;
    for (const std::string& id : experiment.strategies)
        strategies << QString::fromStdString(id);
    add(*words, "--strategy", quoted(strategies.join(QLatin1Char(','))));
    for (const std::string& id : experiment.strategies)
        addSettings(*words, id, run::settingsOf(experiment, id));
    addRest(*words, experiment.search);
    add(*words, "--seeds", quoted(run::seedsToText(experiment.seeds)));
    add(*words, "--at-once", QString::number(experiment.atOnce));
    add(*words, "--name", quoted(experiment.name));
    addEnd(*words, experiment.search);
    return noteOf(experiment.search) + words->join(QLatin1Char(' '));
}

} // namespace cw::ui
