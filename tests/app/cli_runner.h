// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QStringList>
#include <QTemporaryDir>

namespace cw::test {

inline QString programPath()
{
    return QStringLiteral(CELLWRIGHT_BIN_DIR "/cellwright-cli");
}
inline QString nasBench201()
{
    return QStringLiteral(CELLWRIGHT_TEST_DATA "/nas-bench-201.csv.gz");
}

/// What the program left behind.
struct Finished {
    int code = -1; ///< -1: it did not start, crashed or took too long
    QByteArray out;
    QByteArray err;

    QJsonDocument json() const { return QJsonDocument::fromJson(out); }
};

/// The real program in a folder of its own, with a default history of its own.
class CliRunner {
public:
    CliRunner()
    {
        qputenv("XDG_DATA_HOME", m_folder.path().toLocal8Bit());
        qunsetenv("CELLWRIGHT_DATASETS");
    }

    QString file(const QString& name) const { return m_folder.filePath(name); }
    void write(const QString& name, const QByteArray& content) const
    {
        QFile out(file(name));
        if (!out.open(QIODevice::WriteOnly) || out.write(content) != content.size())
            qFatal("cannot write %s", qPrintable(out.fileName()));
    }

    Finished run(const QStringList& arguments, int seconds = 60) const
    {
        QProcess process;
        start(process, arguments);
        return finish(process, seconds);
    }
    void start(QProcess& process, const QStringList& arguments) const
    {
        process.setWorkingDirectory(m_folder.path());
        process.start(programPath(), arguments);
    }
    static Finished finish(QProcess& process, int seconds = 60)
    {
        Finished result;
        if (process.waitForFinished(seconds * 1000) && process.exitStatus() == QProcess::NormalExit)
            result.code = process.exitCode();
        else
            process.kill();
        result.out = process.readAllStandardOutput();
        result.err = process.readAllStandardError();
        return result;
    }
    /// Waits until the run's number has come.
    static bool waitForNumber(QProcess& process)
    {
        while (!process.canReadLine()) {
            if (!process.waitForReadyRead(60'000))
                return false;
        }
        return process.readLine().startsWith("run ");
    }

private:
    QTemporaryDir m_folder;
};

inline bool hasTorch()
{
    return qEnvironmentVariableIsSet("CELLWRIGHT_TORCH_LIBRARY") ||
           QFile::exists(QStringLiteral(CELLWRIGHT_BIN_DIR "/libcellwright_torch.so"));
}

/// A search on a benchmark table: as fast as the engine is.
inline QStringList tableSearch(const QString& evaluations, const QStringList& more = {})
{
    return QStringList{"search",
                       "--estimator",
                       "table",
                       "--set",
                       "estimator.file=" + nasBench201(),
                       "--objective",
                       "max:c10_valid_accuracy",
                       "--evaluations",
                       evaluations} +
           more;
}

} // namespace cw::test
