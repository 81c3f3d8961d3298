// SPDX-License-Identifier: GPL-3.0-or-later
#include <string>
#include <vector>

#include <zlib.h>

#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QtEndian>

#include "core/data/idx.h"

using namespace cw;

namespace {

QByteArray bigEndian(quint32 value)
{
    QByteArray bytes(4, '\0');
    qToBigEndian(value, bytes.data());
    return bytes;
}

QByteArray header(const std::vector<quint32>& dims, int type = 8)
{
    QByteArray bytes("\0\0", 2);
    bytes.append(char(type));
    bytes.append(char(dims.size()));
    for (const quint32 size : dims)
        bytes += bigEndian(size);
    return bytes;
}

QByteArray gzip(const QByteArray& content)
{
    QTemporaryDir folder;
    const QString path = folder.filePath("x.gz");
    const gzFile file = gzopen(path.toLocal8Bit().constData(), "wb");
    gzwrite(file, content.constData(), unsigned(content.size()));
    gzclose(file);
    QFile packed(path);
    return packed.open(QIODevice::ReadOnly) ? packed.readAll() : QByteArray();
}

} // namespace

class TestIdx : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    std::string write(const QByteArray& content)
    {
        QFile file(m_folder.filePath("images"));
        if (!file.open(QIODevice::WriteOnly))
            qFatal("cannot write %s", qPrintable(file.fileName()));
        file.write(content);
        return file.fileName().toStdString();
    }

private Q_SLOTS:
    void read_givesTheSameBytesPlainAndPacked();
    void read_namesFileOffsetExpectedAndFound_data();
    void read_namesFileOffsetExpectedAndFound();
    void read_refusesMissingFilesAndFolders();
    void header_isReadWithoutTheRest();
};

void TestIdx::read_givesTheSameBytesPlainAndPacked()
{
    QByteArray values;
    for (int i = 0; i < 24; ++i)
        values.append(char(i * 10));
    const QByteArray content = header({2, 3, 4}) + values;
    for (const QByteArray& bytes : {content, gzip(content)}) {
        const auto file = data::readIdx(write(bytes), 3, 4);
        QVERIFY2(file.has_value(), file ? "" : file.error().what());
        QCOMPARE(file->header.dims, (std::vector<std::int64_t>{2, 3, 4}));
        QCOMPARE(file->values.size(), std::size_t(24));
        QCOMPARE(int(file->values[23]), 230);
    }
}

void TestIdx::read_namesFileOffsetExpectedAndFound_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("message");
    const QByteArray good = header({2, 3, 4}) + QByteArray(24, 'x');

    QTest::newRow("empty") << QByteArray()
                           << "offset 0: expected an IDX header (4 bytes), found the end of the file at 0";
    QTest::newRow("text") << QByteArray("not an IDX file")
                          << "offset 0: expected the IDX magic number 00 00 08 or gzip data (1f 8b), found 6e 6f 74 20";
    QTest::newRow("packed text")
        << gzip("not an IDX file")
        << "offset 0: expected the IDX magic number 00 00 08 in the gzip data, found 6e 6f 74 20";
    QTest::newRow("floats") << header({2, 3, 4}, 0x0D) + QByteArray(96, 'x')
                            << "offset 2: expected unsigned bytes (08), found 32-bit floats (0d)";
    QTest::newRow("one dimension") << header({24}) + QByteArray(24, 'x')
                                   << "offset 3: expected 3 or 4 dimensions, found 1";
    QTest::newRow("header cut") << good.left(10)
                                << "offset 8: expected size 2 of the header (4 bytes), found the end of the file at 10";
    QTest::newRow("size zero") << header({2, 0, 4}) << "offset 8: expected size 2 to be at least 1, found 0";
    QTest::newRow("absurd")
        << header({4294967295u, 4294967295u, 4294967295u})
        << "offset 8: expected at most 4294967296 bytes in all, found sizes 4294967295 x 4294967295";
    QTest::newRow("does not fit")
        << header({2, 3, 5}) + QByteArray(24, 'x')
        << "offset 4: expected sizes that fit into the file (at most 40 bytes), found 2 x 3 x 5 = 30 bytes";
    QTest::newRow("packed, absurd for its size")
        << gzip(header({100000, 28, 28})) << "found 100000 x 28 x 28 = 78400000 bytes";
    QTest::newRow("packed, cut inside")
        << gzip(header({2, 3, 5}) + QByteArray(24, 'x'))
        << "offset 40: expected 46 bytes in all, as the header says, found the end of the file at 40";
    QTest::newRow("longer") << good + "y"
                            << "offset 40: expected the end of the file, as the header says, found more bytes";
    QByteArray noise;
    for (quint32 i = 0, x = 1; i < 24000; ++i, x = x * 1664525u + 1013904223u)
        noise.append(char(x >> 24));
    const QByteArray packed = gzip(header({2, 120, 100}) + noise);
    QTest::newRow("gzip cut") << packed.left(packed.size() / 2) << "expected gzip data to go on";
    QByteArray damaged = packed;
    damaged[packed.size() - 6] = char(damaged[packed.size() - 6] ^ 0x55); // in the check sum
    QTest::newRow("gzip check sum") << damaged << "expected gzip data to go on, found incorrect data check";
}

void TestIdx::read_namesFileOffsetExpectedAndFound()
{
    QFETCH(QByteArray, content);
    QFETCH(QString, message);
    const std::string path = write(content);
    const auto file = data::readIdx(path, 3, 4);
    QVERIFY(!file.has_value());
    QCOMPARE(file.error().code(), ErrorCode::Format);
    QCOMPARE(file.error().where(), path);
    const QString problem = QString::fromStdString(file.error().problem());
    QVERIFY2(problem.contains(message), qPrintable(problem));
    QVERIFY(problem.startsWith("offset "));
}

void TestIdx::read_refusesMissingFilesAndFolders()
{
    const std::string missing = m_folder.filePath("missing").toStdString();
    QCOMPARE(data::readIdx(missing, 3, 4).error().code(), ErrorCode::NotFound);
    QCOMPARE(data::readIdx(m_folder.path().toStdString(), 3, 4).error().code(), ErrorCode::Io);
    QCOMPARE(data::readIdx("/dev/zero", 3, 4).error().code(), ErrorCode::Io);
}

void TestIdx::header_isReadWithoutTheRest()
{
    // The values are missing, which only reading them would show: packed, so that the size of the file does not.
    const auto found = data::readIdxHeader(write(gzip(header({2, 3, 4}))), 3, 4);
    QVERIFY(found.has_value());
    QCOMPARE(found->elements(), 24);
    QCOMPARE(found->size(), 16);
}

QTEST_APPLESS_MAIN(TestIdx)
#include "tst_idx.moc"
