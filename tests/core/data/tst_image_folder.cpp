// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstdlib>

#include <QTest>
#include <QtEndian>
#include <zlib.h>

#include "core/data/image_file.h"
#include "tests/core/data/data_folder.h"
#include "tests/core/data/image_writer.h"

using namespace cw;
using test::DataFolder;
using test::jpegOf;
using test::pngOf;
using test::problemOf;

namespace {

using Bytes = std::vector<std::uint8_t>;

QByteArray grey(int width, int height, std::uint8_t value)
{
    return pngOf(width, height, 1, Bytes(std::size_t(width) * std::size_t(height), value));
}

/// The file with another size in its header, and the header's checksum made to fit: a lie, not damage.
QByteArray lying(QByteArray png, quint32 width, quint32 height)
{
    qToBigEndian(width, png.data() + 16);
    qToBigEndian(height, png.data() + 20);
    const uLong sum = crc32(0, reinterpret_cast<const Bytef*>(png.constData()) + 12, 17);
    qToBigEndian(quint32(sum), png.data() + 29);
    return png;
}

/// The frame header of a baseline JPEG file says another height.
QByteArray lyingJpeg(QByteArray jpeg, quint16 height)
{
    const auto at = jpeg.indexOf("\xFF\xC0");
    qToBigEndian(height, jpeg.data() + at + 5);
    return jpeg;
}

} // namespace

class TestImageFolder : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void folders_areClasses()
    {
        DataFolder folder;
        for (int i = 0; i < 5; ++i) {
            folder.write(QStringLiteral("cat/%1.png").arg(i), grey(3, 2, std::uint8_t(10 + i)));
            folder.write(QStringLiteral("dog/%1.JPG").arg(i), jpegOf(3, 2, 1, Bytes(6, std::uint8_t(100 + i))));
        }
        folder.write("dog/notes.txt", "not an image");
        folder.write("empty/notes.txt", "not a class");
        const auto loaded = data::loadDataSet(folder.path());
        QVERIFY2(loaded.has_value(), loaded ? "" : loaded.error().what());
        const data::DataSet& set = **loaded;
        QCOMPARE(set.classes, (std::vector<std::string>{"cat", "dog"}));
        QCOMPARE(set.shape, (std::vector<std::int64_t>{1, 2, 3}));
        QCOMPARE(set.train.labels, (std::vector<std::int64_t>{0, 0, 0, 0, 1, 1, 1, 1}));
        QCOMPARE(set.test.labels, (std::vector<std::int64_t>{0, 1}));
        QCOMPARE(set.train.bytes().size(), std::size_t(8 * 6));
        int sum = set.test.bytes()[0];
        for (int i = 0; i < 4; ++i)
            sum += set.train.bytes()[std::size_t(6 * i)];
        QCOMPARE(sum, 10 + 11 + 12 + 13 + 14);
        const auto info = data::describeDataSet(folder.path());
        QCOMPARE(info->trainSize, 8);
        QCOMPARE(info->testSize, 2);
    }

    void trainAndTestFolders_areTaken()
    {
        DataFolder folder;
        folder.write("train/a/1.png", grey(2, 2, 1));
        folder.write("train/b/1.png", grey(2, 2, 2));
        folder.write("test/b/1.png", grey(2, 2, 3));
        const auto set = data::loadDataSet(folder.path()).value();
        QCOMPARE(set->train.labels, (std::vector<std::int64_t>{0, 1}));
        QCOMPARE(set->test.labels, (std::vector<std::int64_t>{1}));
        folder.write("test/c/1.png", grey(2, 2, 3));
        QVERIFY(problemOf(folder.path()).contains("test/c: expected a class that train/ has too"));
    }

    void colours_arePlanesAndTransparencyLiesOnBlack()
    {
        DataFolder folder;
        folder.write("train/a/1.png", pngOf(2, 1, 3, {1, 2, 3, 4, 5, 6}));
        folder.write("train/b/1.png", pngOf(2, 1, 4, {9, 8, 7, 255, 200, 200, 200, 0}));
        folder.write("train/c/1.png", grey(2, 1, 50)); // grey among colours
        folder.write("test/a/1.png", grey(2, 1, 50));
        const auto set = data::loadDataSet(folder.path()).value();
        QCOMPARE(set->shape, (std::vector<std::int64_t>{3, 1, 2}));
        QCOMPARE(set->train.bytes(), (Bytes{1, 4, 2, 5, 3, 6, 9, 0, 8, 0, 7, 0, 50, 50, 50, 50, 50, 50}));
    }

    void size_isTheMostCommonOne()
    {
        DataFolder folder;
        for (int i = 0; i < 3; ++i)
            folder.write(QStringLiteral("train/a/%1.png").arg(i), grey(4, 2, 10));
        for (int i = 0; i < 3; ++i)
            folder.write(QStringLiteral("train/b/%1.png").arg(i), grey(2, 2, 20));
        folder.write("train/b/z.png", grey(64, 64, 30));
        QCOMPARE(data::describeDataSet(folder.path())->shape, (std::vector<std::int64_t>{1, 2, 4})); // larger of equals
        folder.write("train/b/y.png", grey(2, 2, 20));
        const auto set = data::loadDataSet(folder.path()).value();
        QCOMPARE(set->shape, (std::vector<std::int64_t>{1, 2, 2}));
        QCOMPARE(int(set->train.bytes().front()), 10);
        QCOMPARE(int(set->train.bytes().back()), 30);
    }

    void largeImages_areScaledDown()
    {
        DataFolder folder;
        folder.write("a/1.png", grey(448, 300, 10));
        folder.write("b/1.png", grey(448, 300, 10));
        QCOMPARE(data::describeDataSet(folder.path())->shape, (std::vector<std::int64_t>{1, 150, 224}));
    }

    void resampling_averagesAreasAndInterpolates()
    {
        const data::Image image{{2, 4}, 1, {0, 10, 20, 30, 40, 50, 60, 70}};
        QCOMPARE(data::resampledPlanes(image, {2, 4}), image.pixels);
        QCOMPARE(data::resampledPlanes(image, {1, 2}), (Bytes{25, 45})); // means of 0, 10, 40, 50 and of the rest
        QCOMPARE(data::resampledPlanes(image, {2, 1}), (Bytes{15, 55}));
        // 4 -> 3: each place covers 4/3 pixels; the first (0 + 10/3) / (4/3) = 2.5
        QCOMPARE(data::resampledPlanes(image, {2, 3}), (Bytes{3, 15, 28, 43, 55, 68}));
        // 2 -> 4 rows: centres at -0.25, 0.25, 0.75, 1.25 of the old ones
        QCOMPARE(data::resampledPlanes({{2, 1}, 1, {0, 100}}, {4, 1}), (Bytes{0, 25, 75, 100}));
        QCOMPARE(data::resampledPlanes({{1, 2}, 3, {1, 2, 3, 3, 4, 5}}, {1, 1}), (Bytes{2, 3, 4}));
    }

    void jpeg_isReadNearlyAsWritten()
    {
        Bytes pixels;
        for (int i = 0; i < 16 * 16; ++i)
            pixels.insert(pixels.end(), {std::uint8_t(i % 16 * 10), 100, std::uint8_t(i / 16 * 10)});
        DataFolder folder;
        const auto image = data::readImage(folder.write("x.jpeg", jpegOf(16, 16, 3, pixels)), 3);
        QVERIFY2(image.has_value(), image ? "" : image.error().what());
        for (std::size_t i = 0; i < pixels.size(); ++i)
            QVERIFY(std::abs(int(image->pixels[i]) - int(pixels[i])) <= 4);
    }

    void hostileImage_isRefusedNamingTheFile_data();
    void hostileImage_isRefusedNamingTheFile();

    void oneClass_isRefused()
    {
        DataFolder folder;
        folder.write("only/1.png", grey(2, 2, 1));
        QVERIFY(
            problemOf(folder.path()).contains("expected folders of images for 2 to 10000 classes, found only 'only'"));
    }
};

void TestImageFolder::hostileImage_isRefusedNamingTheFile_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("message");
    const QByteArray png = pngOf(16, 16, 1, [] {
        Bytes pixels;
        for (int i = 0; i < 256; ++i)
            pixels.push_back(std::uint8_t(i * 37 % 251));
        return pixels;
    }());
    Bytes noise;
    for (int i = 0; i < 64 * 64; ++i)
        noise.push_back(std::uint8_t(i * i * 31 % 251));
    const QByteArray jpeg = jpegOf(64, 64, 1, noise);
    QTest::newRow("png that says more") << lying(png, 16, 32) << "expected a whole PNG image, found damage";
    QTest::newRow("png that says less") << lying(png, 16, 8) << "expected a whole PNG image, found damage";
    QTest::newRow("png bomb") << lying(png, 100'000, 100'000) << "found 100000 x 100000";
    QTest::newRow("png too many pixels") << lying(png, 16'000, 16'000)
                                         << "at most 67108864 in all, found 16000 x 16000";
    QTest::newRow("png of no size") << lying(png, 0, 16) << "found 0 x 16";
    QTest::newRow("png truncated") << png.left(png.size() / 2) << "expected a whole PNG image, found damage";
    QTest::newRow("png header alone") << png.left(33) << "expected a whole PNG image, found damage";
    QTest::newRow("png signature alone") << png.left(8) << "expected a PNG or JPEG image";
    QTest::newRow("png with a flipped bit") << [&] {
        QByteArray damaged = png;
        damaged[png.size() / 2] = char(damaged[png.size() / 2] ^ 1);
        return damaged;
    }() << "expected a whole PNG image, found damage";
    QTest::newRow("jpeg that says more") << lyingJpeg(jpeg, 128) << "expected a whole JPEG image, found damage";
    QTest::newRow("jpeg bomb") << lyingJpeg(jpeg, 65'500) << "found 64 x 65500";
    QTest::newRow("jpeg truncated") << jpeg.left(jpeg.size() / 2) << "expected a whole JPEG image, found damage";
    QTest::newRow("jpeg signature alone") << jpeg.left(3) << "expected a whole JPEG image, found damage";
    QTest::newRow("text") << QByteArray("hello") << "expected a PNG or JPEG image, found a file that begins with 68 65";
    QTest::newRow("empty") << QByteArray("") << "found an empty file";
}

void TestImageFolder::hostileImage_isRefusedNamingTheFile()
{
    QFETCH(QByteArray, content);
    QFETCH(QString, message);
    DataFolder folder;
    for (int i = 0; i < 3; ++i) {
        folder.write(QStringLiteral("train/a/%1.png").arg(i), grey(16, 16, 1));
        folder.write(QStringLiteral("train/b/%1.png").arg(i), grey(16, 16, 2));
    }
    const QString path = QString::fromStdString(folder.write("train/b/bad.png", content));
    const QString problem = problemOf(folder.path());
    QVERIFY2(problem.startsWith(path), qPrintable(problem));
    QVERIFY2(problem.contains(message), qPrintable(problem));
}

QTEST_APPLESS_MAIN(TestImageFolder)
#include "tst_image_folder.moc"
