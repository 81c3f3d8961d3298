// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include <QTest>

#include "tests/core/data/data_folder.h"

using namespace cw;
using test::DataFolder;
using test::problemOf;

namespace {

/// A record whose planes hold `value`, `value` + 1, `value` + 2.
QByteArray record(char label, char value)
{
    QByteArray bytes(1, label);
    for (int plane = 0; plane < 3; ++plane)
        bytes += QByteArray(1024, char(value + plane));
    return bytes;
}

} // namespace

class TestCifarBinary : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void subset_isReadByPrefixAndByFile_data()
    {
        QTest::addColumn<QString>("path");
        QTest::newRow("prefix") << "/images/cifar10-32px";
        QTest::newRow("training file") << "/images/cifar10-32px-train.bin.gz";
        QTest::newRow("test file") << "/images/cifar10-32px-test.bin.gz";
    }
    void subset_isReadByPrefixAndByFile()
    {
        if (!test::hasTestData())
            QSKIP("skipped: data not found");
        QFETCH(QString, path);
        const auto set = data::loadDataSet(test::kTestData + path.toStdString());
        QVERIFY2(set.has_value(), set ? "" : set.error().what());
        QCOMPARE((*set)->kind, data::DataKind::Images);
        QCOMPARE((*set)->shape, (std::vector<std::int64_t>{3, 32, 32}));
        QCOMPARE((*set)->train.size(), std::size_t(1000));
        QCOMPARE((*set)->test.size(), std::size_t(250));
        QCOMPARE((*set)->train.bytes().size(), std::size_t(1000) * 3072);
        QCOMPARE((*set)->classes.front(), std::string("airplane"));
        for (std::int64_t label = 0; label < 10; ++label)
            QCOMPARE(std::count((*set)->train.labels.begin(), (*set)->train.labels.end(), label), 100);
        QCOMPARE(int((*set)->train.bytes()[0]), 0xC8); // the second byte of the file
    }

    void officialFolder_isReadBatchAfterBatch()
    {
        DataFolder folder;
        folder.write("data_batch_1.bin", record(3, 10) + record(4, 20));
        folder.write("data_batch_2.bin", record(5, 30));
        folder.write("test_batch.bin", record(9, 40));
        folder.write("batches.meta.txt", "a\nb\nc\nd\ne\nf\ng\nh\ni\nj\n\n");
        folder.write("readme.html", "about");
        const auto set = data::loadDataSet(folder.path());
        QVERIFY2(set.has_value(), set ? "" : set.error().what());
        QCOMPARE((*set)->train.labels, (std::vector<std::int64_t>{3, 4, 5}));
        QCOMPARE((*set)->test.labels, (std::vector<std::int64_t>{9}));
        QCOMPARE((*set)->classes.back(), std::string("j"));
        QCOMPARE(int((*set)->train.bytes()[2 * 3072]), 30);
        QCOMPARE(int((*set)->train.bytes()[2 * 3072 + 2047]), 31); // planes, one after the other
        const auto info = data::describeDataSet(folder.path());
        QCOMPARE(info->trainSize, 3);
        QCOMPARE(info->testSize, 1);
    }

    void oneFileAlone_hasNoTestPart()
    {
        DataFolder folder;
        const auto info = data::describeDataSet(folder.write("some.bin", record(0, 1) + record(1, 1)));
        QVERIFY2(info.has_value(), info ? "" : info.error().what());
        QCOMPARE(info->trainSize, 2);
        QCOMPARE(info->testSize, 0);
    }

    void damagedFile_isRefusedNamingTheOffset_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("message");
        QTest::newRow("label") << record(1, 1) + record(10, 1) << "offset 3073: expected a label from 0 to 9, found 10";
        QTest::newRow("truncated") << record(1, 1) + record(2, 1).left(100)
                                   << "offset 3073: expected a record of 3073 bytes, found 100 bytes before the end";
        QTest::newRow("empty") << QByteArray("") << "offset 0: expected a record of 3073 bytes, found 0 bytes";
    }
    void damagedFile_isRefusedNamingTheOffset()
    {
        QFETCH(QByteArray, content);
        QFETCH(QString, message);
        DataFolder folder;
        const std::string path = folder.write("x-train.bin", content);
        const QString problem = problemOf(path);
        QVERIFY2(problem.contains(message), qPrintable(problem));
        QVERIFY(problem.startsWith(QString::fromStdString(path)));
    }

    void classNames_mustBeTen()
    {
        DataFolder folder;
        folder.write("data_batch_1.bin", record(3, 10));
        folder.write("batches.meta.txt", "cat\ndog\n");
        QVERIFY(problemOf(folder.path()).contains("expected 10 class names, found 2"));
    }
};

QTEST_APPLESS_MAIN(TestCifarBinary)
#include "tst_cifar_binary.moc"
