// SPDX-License-Identifier: GPL-3.0-or-later
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
};

QTEST_APPLESS_MAIN(TestCheckpointFolder)
#include "tst_checkpoint_folder.moc"
