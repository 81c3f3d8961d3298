// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QtEndian>

#include "core/data/dataset.h"
#include "core/data/reader.h"

using namespace cw;

namespace {

const std::string kImages = std::string(CELLWRIGHT_TEST_DATA) + "/images";

QByteArray idx(const std::vector<int>& dims, const QByteArray& values)
{
    QByteArray bytes("\0\0\x08", 3);
    bytes.append(char(dims.size()));
    for (const int size : dims) {
        bytes.append(4, '\0');
        qToBigEndian(size, bytes.data() + bytes.size() - 4);
    }
    return bytes + values;
}

/// A data set in memory: `perClass[c]` samples of class c, in turns.
data::DataSet synthetic(const std::vector<int>& perClass)
{
    data::DataSet set;
    set.shape = {1, 1, 1};
    for (std::size_t c = 0; c < perClass.size(); ++c) {
        set.classes.push_back(std::to_string(c));
        set.train.labels.insert(set.train.labels.end(), std::size_t(perClass[c]), std::int64_t(c));
    }
    set.train.values = std::vector<std::uint8_t>(set.train.labels.size());
    return set;
}

std::vector<int> countPerClass(const data::DataSet& set, const std::vector<std::uint32_t>& indices)
{
    std::vector<int> counts(set.classes.size(), 0);
    for (const std::uint32_t i : indices)
        ++counts[std::size_t(set.train.labels[i])];
    return counts;
}

} // namespace

class TestDataset : public QObject {
    Q_OBJECT

private:
    QString m_folder;
    QTemporaryDir m_root;

    void write(const QString& name, const QByteArray& content)
    {
        QFile file(m_folder + "/" + name);
        if (!file.open(QIODevice::WriteOnly))
            qFatal("cannot write %s", qPrintable(file.fileName()));
        file.write(content);
    }
    /// A good data set of 4 + 2 images of 2 x 3.
    void writeGood()
    {
        write("train-images-idx3-ubyte", idx({4, 2, 3}, QByteArray(24, 'a')));
        write("train-labels-idx1-ubyte", idx({4}, QByteArray("\0\1\2\1", 4)));
        write("t10k-images-idx3-ubyte", idx({2, 2, 3}, QByteArray(12, 'b')));
        write("t10k-labels-idx1-ubyte", idx({2}, QByteArray("\2\0", 2)));
    }

private Q_SLOTS:
    void init();
    void fashionMnist_isFoundByItself();
    void fashionMnist_describesWithoutReadingImages();
    void mnistTestSet_isReadAsOnePart();
    void cifarSubset_hasThreeChannelsAndItsTestPart();
    void folderWithSeveralSets_asksForOne();
    void prefix_namesOneOfSeveralSets();
    void folderOfSets_addsThemByTheirNames();
    void readmeBesideData_isNoDataSet();
    void folder_isReadWithClassesCounted();
    void environmentFolder_addsDataSetsById();
    void damagedFolder_isRefusedWithOneSentence_data();
    void damagedFolder_isRefusedWithOneSentence();
    void unknownIds_nameWhatIsKnown();
    void missingPackage_isNamed();
    void split_isStratifiedCompleteAndRepeatable();
    void split_refusesPartsThatMakeNoSense();
    void reduce_keepsTheProportionAndTheOrder();
    void reduce_keepsOneOfEachClass();
    void everyReader_hasAllItsParts();
};

void TestDataset::init()
{
    m_folder = m_root.filePath(QString::fromLatin1(QTest::currentTestFunction()) +
                               QString::fromLatin1(QTest::currentDataTag()));
    QVERIFY(QDir().mkpath(m_folder));
    qunsetenv("CELLWRIGHT_DATASETS");
}

void TestDataset::fashionMnist_isFoundByItself()
{
    const auto set = data::loadDataSet("fashion-mnist");
    if (!set)
        QSKIP("skipped: data not found");
    const data::DataSet& fashion = **set;
    QCOMPARE(fashion.train.size(), std::size_t(60000));
    QCOMPARE(fashion.test.size(), std::size_t(10000));
    QCOMPARE(fashion.shape, (std::vector<std::int64_t>{1, 28, 28}));
    QCOMPARE(fashion.train.bytes().size(), std::size_t(60000) * 784);
    QCOMPARE(fashion.classes.size(), std::size_t(10));
    QCOMPARE(fashion.classes.front(), std::string("T-shirt"));
    QCOMPARE(fashion.classes.back(), std::string("ankle boot"));
    // The first training image is an ankle boot; its mean is a fact of the published file.
    QCOMPARE(fashion.train.labels.front(), 9);
    const double sum = std::accumulate(fashion.train.bytes().begin(), fashion.train.bytes().end(), 0.0);
    QVERIFY(std::abs(sum / double(fashion.train.bytes().size()) / 255 - 0.2860) < 0.0001);
    QCOMPARE(std::count(fashion.test.labels.begin(), fashion.test.labels.end(), 3), 1000);
}

void TestDataset::fashionMnist_describesWithoutReadingImages()
{
    const auto info = data::describeDataSet("fashion-mnist");
    if (!info)
        QSKIP("skipped: data not found");
    QCOMPARE(info->title, std::string("Fashion-MNIST"));
    QCOMPARE(info->trainSize, 60000);
    QCOMPARE(info->testSize, 10000);
    const auto byPath = data::describeDataSet(info->location.string() + "/");
    QVERIFY(byPath.has_value());
    QCOMPARE(byPath->classes, info->classes);
    QCOMPARE(byPath->id, info->location.string());
}

void TestDataset::mnistTestSet_isReadAsOnePart()
{
    if (!QFile::exists(QString::fromStdString(kImages)))
        QSKIP("skipped: data not found");
    const auto set = data::loadDataSet(kImages + "/t10k-images-idx3-ubyte.gz");
    QVERIFY2(set.has_value(), set ? "" : set.error().what());
    QCOMPARE((*set)->train.size(), std::size_t(10000));
    QCOMPARE((*set)->test.size(), std::size_t(0));
    QCOMPARE((*set)->train.labels[0], 7); // the first digit of MNIST's test set
    QCOMPARE((*set)->classes.size(), std::size_t(10));
}

void TestDataset::cifarSubset_hasThreeChannelsAndItsTestPart()
{
    if (!QFile::exists(QString::fromStdString(kImages)))
        QSKIP("skipped: data not found");
    for (const char* name : {"/cifar10-16px-train-images-idx4-ubyte.gz", "/cifar10-16px-test-images-idx4-ubyte.gz"}) {
        const auto set = data::loadDataSet(kImages + name);
        QVERIFY2(set.has_value(), set ? "" : set.error().what());
        QCOMPARE((*set)->shape, (std::vector<std::int64_t>{3, 16, 16}));
        QCOMPARE((*set)->train.size(), std::size_t(4000));
        QCOMPARE((*set)->test.size(), std::size_t(1000));
        QCOMPARE((*set)->test.bytes().size(), std::size_t(1000) * 768);
    }
}

void TestDataset::folderWithSeveralSets_asksForOne()
{
    if (!QFile::exists(QString::fromStdString(kImages)))
        QSKIP("skipped: data not found");
    const auto info = data::describeDataSet(kImages);
    QVERIFY(!info.has_value());
    const QString problem = QString::fromUtf8(info.error().what());
    const QString folder = QDir::cleanPath(QString::fromStdString(kImages));
    QVERIFY2(
        problem.contains("found 2 (cifar10-16px, cifar10-32px); name one of them, as in " + folder + "/cifar10-16px"),
        qPrintable(problem));
    QVERIFY(!data::describeDataSet(kImages + "/cifar10").has_value());
    const auto tables = data::describeDataSet(std::string(CELLWRIGHT_TEST_DATA) + "/tables");
    QVERIFY(!tables.has_value());
    QVERIFY(QString::fromUtf8(tables.error().what()).contains("digits8x8.csv.gz, iris.csv.gz, spam.csv.gz"));
}

void TestDataset::prefix_namesOneOfSeveralSets()
{
    if (!QFile::exists(QString::fromStdString(kImages)))
        QSKIP("skipped: data not found");
    for (const char* name : {"/cifar10-16px", "/cifar10-16"}) {
        const auto info = data::describeDataSet(kImages + name);
        QVERIFY2(info.has_value(), info ? "" : info.error().what());
        QCOMPARE(info->trainSize, 4000);
        QCOMPARE(info->testSize, 1000);
        QCOMPARE(info->id, QDir::cleanPath(QString::fromStdString(kImages)).toStdString() + name);
        QCOMPARE(data::describeDataSet(info->id)->trainSize, 4000);
    }
}

void TestDataset::folder_isReadWithClassesCounted()
{
    writeGood();
    const auto set = data::loadDataSet(m_folder.toStdString());
    QVERIFY2(set.has_value(), set ? "" : set.error().what());
    QCOMPARE((*set)->shape, (std::vector<std::int64_t>{1, 2, 3}));
    QCOMPARE((*set)->classes, (std::vector<std::string>{"0", "1", "2"}));
    QCOMPARE((*set)->train.labels, (std::vector<std::int64_t>{0, 1, 2, 1}));
    QCOMPARE((*set)->test.labels, (std::vector<std::int64_t>{2, 0}));
    QCOMPARE(int((*set)->test.bytes().front()), int('b'));
}

void TestDataset::environmentFolder_addsDataSetsById()
{
    const QString root = m_folder;
    m_folder += "/tiny";
    QVERIFY(QDir().mkpath(m_folder));
    writeGood();
    qputenv("CELLWRIGHT_DATASETS", root.toLocal8Bit());
    const auto info = data::describeDataSet("tiny");
    QVERIFY2(info.has_value(), info ? "" : info.error().what());
    QCOMPARE(info->id, std::string("tiny"));
    const auto known = data::knownDataSets();
    QVERIFY(std::any_of(known.begin(), known.end(),
                        [](const auto& set) { return set.id == "tiny" && set.problem.empty(); }));
}

void TestDataset::folderOfSets_addsThemByTheirNames()
{
    const QString root = m_folder;
    m_folder = root + "/both";
    QVERIFY(QDir().mkpath(m_folder));
    write("flowers.csv", "x,class\n1,a\n2,b\n3,a\n");
    write("birds.csv", "x,class\n1,a\n2,b\n3,b\n");
    m_folder = root;
    write("poem.txt", QByteArray(1000, 'x'));
    qputenv("CELLWRIGHT_DATASETS", root.toLocal8Bit());
    for (const char* id : {"flowers", "birds", "poem", "poem:16", "flowers:class"}) {
        const auto info = data::describeDataSet(id);
        QVERIFY2(info.has_value(), info ? "" : info.error().what());
        QCOMPARE(info->id, std::string(id));
    }
    QCOMPARE(data::describeDataSet("poem:16")->shape, (std::vector<std::int64_t>{16}));
    QVERIFY(!data::describeDataSet("flowers:colour").has_value());
    QVERIFY(std::string(data::describeDataSet("flwers").error().what()).find("birds, flowers, poem") !=
            std::string::npos);
}

void TestDataset::readmeBesideData_isNoDataSet()
{
    writeGood();
    write("README.txt", QByteArray(1000, 'x'));
    write("labels.csv", "x,class\n1,a\n2,b\n");
    QCOMPARE(data::describeDataSet(m_folder.toStdString())->kind, data::DataKind::Images);
    const auto option = data::describeDataSet(m_folder.toStdString() + ":7");
    QVERIFY(!option.has_value());
    QVERIFY2(QString::fromUtf8(option.error().what()).contains("expected nothing after the path, found ':7'"),
             option.error().what());
}

void TestDataset::damagedFolder_isRefusedWithOneSentence_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("content"); // null: the file is removed
    QTest::addColumn<QString>("message");
    QTest::newRow("no train images") << "train-images-idx3-ubyte" << QByteArray() << "not a data set of a known kind";
    QTest::newRow("no train labels") << "train-labels-idx1-ubyte" << QByteArray()
                                     << "expected a label file train-labels*";
    QTest::newRow("no test labels") << "t10k-labels-idx1-ubyte" << QByteArray() << "expected a label file t10k-labels*";
    QTest::newRow("counts differ")
        << "train-labels-idx1-ubyte" << idx({3}, "\1\1\1")
        << "offset 4: expected 4 labels, as many as there are images in train-images-idx3-ubyte, found 3";
    QTest::newRow("test label out of range")
        << "t10k-labels-idx1-ubyte" << idx({2}, "\1\7") << "offset 9: expected a label from 0 to 2, found 7";
    QTest::newRow("one class") << "train-labels-idx1-ubyte" << idx({4}, QByteArray(4, '\0'))
                               << "expected labels of at least 2 classes, found only 0";
    QTest::newRow("labels are images") << "train-labels-idx1-ubyte" << idx({4, 1, 1}, "\1\1\1\1")
                                       << "offset 3: expected 1 dimension, found 3";
    QTest::newRow("images truncated") << "train-images-idx3-ubyte" << idx({4, 2, 3}, QByteArray(20, 'a'))
                                      << "offset 4: expected sizes that fit into the file (at most 36 bytes)";
    QTest::newRow("test of another size")
        << "t10k-images-idx3-ubyte" << idx({2, 3, 3}, QByteArray(18, 'a'))
        << "offset 8: expected images of 1 x 2 x 3, as in train-images-idx3-ubyte, found 1 x 3 x 3";
}

void TestDataset::damagedFolder_isRefusedWithOneSentence()
{
    QFETCH(QString, file);
    QFETCH(QByteArray, content);
    QFETCH(QString, message);
    writeGood();
    if (content.isNull())
        QVERIFY(QFile::remove(m_folder + "/" + file));
    else
        write(file, content);
    const auto set = data::loadDataSet(m_folder.toStdString());
    QVERIFY(!set.has_value());
    const QString text = QString::fromUtf8(set.error().what());
    QVERIFY2(text.contains(message), qPrintable(text));
    QVERIFY(text.startsWith(m_folder));
    QVERIFY(!text.contains('\n'));
}

void TestDataset::unknownIds_nameWhatIsKnown()
{
    const auto info = data::describeDataSet("fashion-mnits");
    QVERIFY(!info.has_value());
    QCOMPARE(info.error().code(), ErrorCode::NotFound);
    QVERIFY(std::string(info.error().what()).find("fashion-mnist") != std::string::npos);
    QCOMPARE(data::describeDataSet("/no/such/place").error().where(), std::string("/no/such/place"));
    QVERIFY(!data::describeDataSet("").has_value());
}

void TestDataset::missingPackage_isNamed()
{
    // The entry says which package holds it; the message is made from the entry.
    for (const data::WellKnown& set : data::wellKnownDataSets())
        QVERIFY(!set.package.empty());
    const auto known = data::knownDataSets();
    QCOMPARE(known.front().id, std::string("fashion-mnist"));
    if (!known.front().problem.empty())
        QVERIFY(known.front().problem.find("install the Debian package dataset-fashion-mnist") != std::string::npos);
}

void TestDataset::split_isStratifiedCompleteAndRepeatable()
{
    const data::DataSet set = synthetic({100, 50, 10, 1, 0});
    const auto parts = data::split(set, 0.2, 7);
    QCOMPARE(countPerClass(set, parts.valid), (std::vector<int>{20, 10, 2, 0, 0}));
    QCOMPARE(countPerClass(set, parts.train), (std::vector<int>{80, 40, 8, 1, 0}));
    std::set<std::uint32_t> all(parts.train.begin(), parts.train.end());
    all.insert(parts.valid.begin(), parts.valid.end());
    QCOMPARE(all.size(), set.train.size());
    QVERIFY(!std::is_sorted(parts.train.begin(), parts.train.end()));
    const auto again = data::split(set, 0.2, 7);
    QCOMPARE(again.train, parts.train);
    QCOMPARE(again.valid, parts.valid);
    QVERIFY(data::split(set, 0.2, 8).valid != parts.valid);
}

void TestDataset::split_refusesPartsThatMakeNoSense()
{
    const data::DataSet set = synthetic({4, 4});
    for (const double part : {-0.1, 1.0, std::nan("")})
        QVERIFY_EXCEPTION_THROWN((void)data::split(set, part, 1), Error);
    for (const double part : {0.0, 1.1, std::nan("")})
        QVERIFY_EXCEPTION_THROWN((void)data::reduce(set, {0}, part), Error);
}

void TestDataset::reduce_keepsTheProportionAndTheOrder()
{
    const data::DataSet set = synthetic({100, 50, 25});
    const auto parts = data::split(set, 0.0, 3);
    const auto kept = data::reduce(set, parts.train, 0.2);
    QCOMPARE(countPerClass(set, kept), (std::vector<int>{20, 10, 5}));
    // In the order of the split: a subsequence of it.
    std::size_t at = 0;
    for (const std::uint32_t index : parts.train)
        at += at < kept.size() && kept[at] == index ? 1 : 0;
    QCOMPARE(at, kept.size());
    QCOMPARE(data::reduce(set, parts.train, 1.0), parts.train);
}

void TestDataset::reduce_keepsOneOfEachClass()
{
    const data::DataSet set = synthetic({100, 50, 0});
    const auto parts = data::split(set, 0.2, 3);
    QCOMPARE(countPerClass(set, data::reduce(set, parts.train, 1e-9)), (std::vector<int>{1, 1, 0}));
}

void TestDataset::everyReader_hasAllItsParts()
{
    const data::ReaderRegistry readers = data::builtInReaders();
    for (const data::ReaderEntry& entry : readers.entries()) {
        QVERIFY(!entry.id.empty() && !entry.title.empty() && !entry.summary.empty());
        QVERIFY(entry.takesFile != nullptr && entry.setsIn != nullptr);
        QVERIFY(entry.describe != nullptr && entry.load != nullptr);
        QVERIFY(entry.setsIn("/no/such/folder", {}).empty());
    }
}

QTEST_APPLESS_MAIN(TestDataset)
#include "tst_dataset.moc"
