// SPDX-License-Identifier: GPL-3.0-or-later
#include <atomic>
#include <thread>

#include <QtTest/QtTest>

#include "core/run/checkpoint_folder.h"

using namespace cw;
namespace fs = std::filesystem;

class TestCheckpointFolder : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// The folder of all runs is empty again and again, and whoever sees it so takes it away.
    void runsThatBeginAndEndAtOnce_allGetTheirFolder()
    {
        const QTemporaryDir folder;
        const fs::path history = fs::path(folder.path().toStdString()) / "history.sqlite";
        std::atomic<int> failures = 0;
        std::vector<std::jthread> runs;
        for (int run = 1; run <= 4; ++run)
            runs.emplace_back([&history, &failures, run] {
                for (int i = 0; i < 3000; ++i) {
                    const run::CheckpointFolder own(history, run);
                    try {
                        own.create();
                    } catch (const Error&) {
                        ++failures;
                        continue;
                    }
                    if (!fs::exists(own.path()))
                        ++failures;
                }
            });
        runs.clear();
        QCOMPARE(failures.load(), 0);
        QVERIFY(!fs::exists(history.string() + ".checkpoints"));
    }

    void folderThatCannotBe_isAnError()
    {
        const QTemporaryDir folder;
        const fs::path history = fs::path(folder.path().toStdString()) / "history.sqlite";
        QFile inTheWay(QString::fromStdString(history.string() + ".checkpoints"));
        QVERIFY(inTheWay.open(QIODevice::WriteOnly));
        const run::CheckpointFolder own(history, 1);
        QVERIFY_EXCEPTION_THROWN(own.create(), Error);
    }
};

QTEST_APPLESS_MAIN(TestCheckpointFolder)
#include "tst_checkpoint_folder.moc"
