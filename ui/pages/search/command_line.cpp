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

void addSettings(QStringList& words, const char* prefix, const Json& settings)
{
    if (!settings.is_object())
        return;
    for (const auto& [name, value] : settings.items()) {
        const std::string text = value.is_string() ? value.get<std::string>() : value.dump();
        words << QStringLiteral("--set") << quoted(fmt::format("{}{}={}", prefix, name, text));
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

} // namespace

Result<QString> commandLine(const run::RunConfig& config, const QString& searchFile)
{
    QStringList words{QStringLiteral("cellwright-cli"), QStringLiteral("search")};
    if (!searchFile.isEmpty() && (!config.space.is_string() || !config.known.empty()))
        return words.join(QLatin1Char(' ')) + QLatin1Char(' ') + quoted(searchFile);
    if (config.space.is_string())
        words << QStringLiteral("--space") << quoted(config.space.get<std::string>());
    else
        return Error(ErrorCode::Config, "the space is inside the search: save the search first, then copy");
    const auto add = [&words](const char* option, const QString& value) { words << QLatin1String(option) << value; };
    if (!config.dataset.empty())
        add("--dataset", quoted(config.dataset));
    add("--strategy", quoted(config.strategy));
    addSettings(words, "strategy.", config.strategySettings);
    add("--estimator", quoted(config.estimator));
    addSettings(words, "estimator.", config.estimatorSettings);
    add("--scheduler", quoted(config.scheduler));
    addSettings(words, "scheduler.", config.schedulerSettings);
    if (const std::string fidelity = estimate::toText(config.fidelity); !fidelity.empty())
        add("--fidelity", quoted(fidelity));
    for (const estimate::Objective& objective : config.objectives)
        add("--objective", quoted(estimate::toText(objective)));
    for (const std::string& constraint : config.constraints)
        add("--constraint", quoted(constraint));
    add("--evaluations", QString::number(config.evaluations));
    if (config.hours > 0)
        add("--hours", QString::number(config.hours, 'g', 10));
    add("--workers", QString::number(config.workers));
    if (config.lag > 0)
        add("--lag", QString::number(config.lag));
    add("--threads", QString::number(config.threads));
    for (const std::string& device : config.devices)
        add("--device", quoted(device));
    add("--seed", QString::number(config.seed));
    add("--keep", QString::number(config.keep));
    for (const std::string& candidate : config.enqueue)
        add("--enqueue", quoted(candidate));
    return noteOf(config) + words.join(QLatin1Char(' '));
}

} // namespace cw::ui
