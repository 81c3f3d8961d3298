// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <string>
#include <thread>
#include <vector>

#include <QtTest/QtTest>

#include "core/run/checkpoint_folder.h"

using namespace cw;
namespace fs = std::filesystem;

class TestCheckpointFolder : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void folderThatCannotBe_isAnError()
    {
        const QTemporaryDir folder;
        const fs::path history = fs::path(folder.path().toStdString()) / "history.sqlite";
        QFile inTheWay(QString::fromStdString(history.string() + ".checkpoints"));
        QVERIFY(inTheWay.open(QIODevice::WriteOnly));
        const run::CheckpointFolder own(history, 1);
        QVERIFY_EXCEPTION_THROWN(own.create(), Error);
    }

    /// Runs of one history that begin and end at once: each takes the common folder away when it finds it empty.
    void folderThatOthersTakeAway_isThere()
    {
        const QTemporaryDir folder;
        const fs::path history = fs::path(folder.path().toStdString()) / "history.sqlite";
        std::array<std::string, 4> problems; // of each thread, the first
        {
            std::vector<std::jthread> threads;
            for (std::size_t i = 0; i < problems.size(); ++i)
                threads.emplace_back([&, i] { problems[i] = problemOfRuns(history, std::int64_t(i) * kRuns); });
        }
        for (const std::string& problem : problems)
            QVERIFY2(problem.empty(), problem.c_str());
        QVERIFY(!fs::exists(history.string() + ".checkpoints"));
    }

private:
    static constexpr std::int64_t kRuns = 2000;

    static std::string problemOfRuns(const fs::path& history, std::int64_t first)
    {
        for (std::int64_t run = first; run < first + kRuns; ++run) {
            const run::CheckpointFolder own(history, run);
            try {
                own.create();
            } catch (const Error& error) {
                return error.what();
            }
            std::error_code failure;
            if (!fs::is_directory(own.path(), failure))
                return fmt::format("{} is gone: {}", own.path().string(), failure.message());
        }
        return {};
    }
};

QTEST_APPLESS_MAIN(TestCheckpointFolder)
#include "tst_checkpoint_folder.moc"
