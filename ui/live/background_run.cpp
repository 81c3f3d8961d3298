// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/live/background_run.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QProcess>
#include <QStandardPaths>

namespace cw::ui {

QString commandLineProgram()
{
    const QString name = QStringLiteral("cellwright-cli");
    const QString beside = QStandardPaths::findExecutable(name, {QCoreApplication::applicationDirPath()});
    return beside.isEmpty() ? QStandardPaths::findExecutable(name) : beside;
}

bool goOnInBackground(const QString& program, const std::filesystem::path& history, std::int64_t run)
{
    if (program.isEmpty())
        return false;
    QProcess process;
    process.setProgram(program);
    process.setArguments({QStringLiteral("resume"), QString::number(run), QStringLiteral("--history"),
                          QString::fromStdString(absolute(history).string()), QStringLiteral("--quiet")});
    process.setStandardInputFile(QProcess::nullDevice());
    process.setStandardOutputFile(QProcess::nullDevice());
    process.setStandardErrorFile(QProcess::nullDevice());
    return process.startDetached();
}

} // namespace cw::ui
