// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <fstream>
#include <limits>

#include <QTemporaryDir>
#include <QTest>

#include "core/base/file.h"
#include "core/train/checkpoint.h"

using namespace cw;
using cw::train::Checkpoint;

class TestCheckpoint : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void writtenCheckpoint_readsBackBitForBit()
    {
        const Checkpoint checkpoint{{{"epoch", 3}, {"loss_sum", 0.1}}, {{1.0F, -0.0F, std::nanf("")}, {}, {1e-45F}}};
        train::writeCheckpoint(path(), checkpoint);
        const Checkpoint read = train::readCheckpoint(path()).value();
        QCOMPARE(read.facts.at("epoch").get<int>(), 3);
        QCOMPARE(read.facts.at("loss_sum").get<double>(), 0.1);
        QCOMPARE(read.arrays.size(), std::size_t(3));
        QVERIFY(std::isnan(read.arrays[0][2]) && std::signbit(read.arrays[0][1]));
        QVERIFY(read.arrays[1].empty());
        QVERIFY(read.arrays[2] == std::vector<float>{1e-45F});
    }

    void everyTruncation_isRefused()
    {
        train::writeCheckpoint(path(), {{{"epoch", 3}}, {{1.0F, 2.0F}, {3.0F}}});
        const std::string content = readTextFile(path(), 1 << 20).value();
        for (std::size_t length = 0; length < content.size(); ++length) {
            std::ofstream(path(), std::ios::binary | std::ios::trunc) << content.substr(0, length);
            const Result<Checkpoint> read = train::readCheckpoint(path());
            QVERIFY(!read);
            QCOMPARE(read.error().code(), ErrorCode::Format);
        }
        std::ofstream(path(), std::ios::binary | std::ios::trunc) << content << 'x';
        QVERIFY(!train::readCheckpoint(path()));
    }

    void missingFile_isNotFound()
    {
        QCOMPARE(train::readCheckpoint(m_folder.filePath("none").toStdString()).error().code(), ErrorCode::NotFound);
    }

private:
    std::string path() const { return m_folder.filePath("a.ckpt").toStdString(); }

    QTemporaryDir m_folder;
};

QTEST_APPLESS_MAIN(TestCheckpoint)
#include "tst_checkpoint.moc"
