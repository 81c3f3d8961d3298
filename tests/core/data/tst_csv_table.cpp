// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include <QTest>

#include "tests/core/data/data_folder.h"

using namespace cw;
using test::DataFolder;
using test::problemOf;

namespace {

/// x, y and a class: `perClass` rows of each of two, in turns.
QByteArray simple(int perClass)
{
    QByteArray text("x,y,class\n");
    for (int i = 0; i < perClass; ++i)
        text += QByteArray::number(i) + ",1,a\n" + QByteArray::number(-i) + ",2,b\n";
    return text;
}

} // namespace

class TestCsvTable : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void realTables_areReadWithTheirClasses_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<int>("rows");
        QTest::addColumn<int>("test"); // a fifth of each class
        QTest::addColumn<int>("features");
        QTest::addColumn<QStringList>("classes");
        QTest::newRow("iris") << "tables/iris.csv.gz" << 150 << 30 << 4
                              << QStringList{"setosa", "versicolor", "virginica"};
        QTest::newRow("iris by prefix") << "tables/iris" << 150 << 30 << 4
                                        << QStringList{"setosa", "versicolor", "virginica"};
        QTest::newRow("spam") << "tables/spam.csv.gz" << 4601 << 921 << 57 << QStringList{"nonspam", "spam"};
        QTest::newRow("digits") << "tables/digits8x8.csv.gz" << 1797 << 360 << 64
                                << QStringList{"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"};
    }
    void realTables_areReadWithTheirClasses()
    {
        if (!test::hasTestData())
            QSKIP("skipped: data not found");
        QFETCH(QString, path);
        QFETCH(int, rows);
        QFETCH(int, test);
        QFETCH(int, features);
        QFETCH(QStringList, classes);
        const auto loaded = data::loadDataSet(test::kTestData + "/" + path.toStdString());
        QVERIFY2(loaded.has_value(), loaded ? "" : loaded.error().what());
        const data::DataSet& set = **loaded;
        QCOMPARE(set.kind, data::DataKind::Vectors);
        QCOMPARE(set.shape, (std::vector<std::int64_t>{features}));
        QCOMPARE(int(set.train.size() + set.test.size()), rows);
        QVERIFY2(std::abs(int(set.test.size()) - test) <= 5, qPrintable(QString::number(set.test.size())));
        QCOMPARE(set.train.floats().size(), set.train.size() * std::size_t(features));
        QStringList names;
        for (const std::string& name : set.classes)
            names << QString::fromStdString(name);
        QCOMPARE(names, classes);
        for (std::int64_t c = 0; c < std::int64_t(set.classes.size()); ++c) {
            const auto held = std::count(set.test.labels.begin(), set.test.labels.end(), c);
            const auto all = held + std::count(set.train.labels.begin(), set.train.labels.end(), c);
            QCOMPARE(held, std::llround(0.2 * double(all)));
        }
    }

    void columns_becomeNumbersAndCategories()
    {
        DataFolder folder;
        // Blanks, quotes with a comma, a quote and a line break in them, Windows line ends, a byte order mark.
        const std::string path = folder.write("t-train.csv", "\xEF\xBB\xBF"
                                                             "size;\"the colour\";Class;weight\r\n"
                                                             " 1.5 ;red;yes;+2e1\r\n"
                                                             "\r\n"
                                                             "2;\"a;b\"\"c\nd\";no;-3\r\n"
                                                             "3;red;yes;4\r\n");
        folder.write("t-test.csv", "size;the colour;Class;weight\n9;blue;no;8\n7;red;yes;6");
        const auto loaded = data::loadDataSet(path);
        QVERIFY2(loaded.has_value(), loaded ? "" : loaded.error().what());
        const data::DataSet& set = **loaded;
        QCOMPARE(set.classes, (std::vector<std::string>{"no", "yes"}));
        QCOMPARE(set.features.size(), std::size_t(4));
        QCOMPARE(set.features[1].name, std::string("the colour=a;b\"c\nd"));
        QVERIFY(set.features[0].standardised && !set.features[1].standardised && set.features[3].standardised);
        QCOMPARE(set.train.floats(), (std::vector<float>{1.5F, 0, 1, 20, 2, 1, 0, -3, 3, 0, 1, 4}));
        QCOMPARE(set.train.labels, (std::vector<std::int64_t>{1, 0, 1}));
        // A category that was not there in training is in none of its places.
        QCOMPARE(set.test.floats(), (std::vector<float>{9, 0, 0, 8, 7, 0, 1, 6}));
        QCOMPARE(set.test.labels, (std::vector<std::int64_t>{0, 1}));
    }

    void label_isTheNamedColumnElseTheKnownElseTheLast_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<QString>("option");
        QTest::addColumn<QString>("first"); // class of the row p,q,r
        QTest::newRow("last") << QByteArray("a,b,c") << ""
                              << "r";
        QTest::newRow("known") << QByteArray("Target,b,c") << ""
                               << "p";
        QTest::newRow("label before class") << QByteArray("class,label,c") << ""
                                            << "q";
        QTest::newRow("named") << QByteArray("a,b,label") << ":b"
                               << "q";
    }
    void label_isTheNamedColumnElseTheKnownElseTheLast()
    {
        QFETCH(QByteArray, header);
        QFETCH(QString, option);
        QFETCH(QString, first);
        DataFolder folder;
        const std::string path = folder.write("t.csv", header + "\np,q,r\nu,v,w\np,q,r\n") + option.toStdString();
        const auto loaded = data::loadDataSet(path);
        QVERIFY2(loaded.has_value(), loaded ? "" : loaded.error().what());
        QCOMPARE((*loaded)->classes.front(), first.toStdString());
        QCOMPARE((*loaded)->id, path);
    }

    void testPart_isTheSameFifthAtEveryRead()
    {
        DataFolder folder;
        const std::string path = folder.write("t.csv", simple(50));
        const auto first = data::loadDataSet(path).value();
        const auto second = data::loadDataSet(path).value();
        QCOMPARE(first->test.size(), std::size_t(20));
        QCOMPARE(first->test.floats(), second->test.floats());
        QCOMPARE(std::count(first->test.labels.begin(), first->test.labels.end(), 0), 10);
        // In the order of the file, and no row twice.
        std::vector<float> x;
        for (const data::Split* part : {&first->train, &first->test}) {
            for (std::size_t i = 0; i < part->size(); ++i) {
                if (part->labels[i] == 0)
                    x.push_back(part->floats()[2 * i]);
            }
        }
        QVERIFY(std::is_sorted(x.begin(), x.begin() + 40));
        std::sort(x.begin(), x.end());
        for (int i = 0; i < 50; ++i)
            QCOMPARE(x[std::size_t(i)], float(i));
    }

    void normalisation_comesFromTheTrainingRowsAlone()
    {
        data::DataSet set{.kind = data::DataKind::Vectors, .shape = {3}, .classes = {"a", "b"}};
        set.features = {{"x", true}, {"x=red", false}, {"constant", true}};
        set.train.values = std::vector<float>{1, 0, 7, 3, 1, 7, 1000, 1, 7, 8, 0, 7};
        set.train.labels = {0, 1, 0, 1};
        // Of 1, 3, 8: mean 4, variance (9 + 1 + 16) / 3. The 1000 is held out.
        const data::Normalisation norm = data::normalisationOf(set, {0, 1, 3});
        QCOMPARE(norm.mean[0], 4.0);
        QCOMPARE(norm.deviation[0], std::sqrt(26.0 / 3));
        QCOMPARE(norm.mean[1], 0.0);
        QCOMPARE(norm.deviation[1], 1.0);
        QCOMPARE(norm.mean[2], 7.0);
        QCOMPARE(norm.deviation[2], 1.0);
    }

    void columnsOfSteps_becomeSequences()
    {
        DataFolder folder;
        // Two channels, three steps, in any order; step by step in memory.
        const std::string path = folder.write("t-train.csv", "b@2,a@1,a@2,a@3,b@1,b@3,label\n"
                                                             "22,11,12,13,21,23,x\n"
                                                             "52,41,42,43,51,53,y\n");
        folder.write("t-test.csv", "b@2,a@1,a@2,a@3,b@1,b@3,label\n0,0,0,0,0,0,x\n");
        const auto loaded = data::loadDataSet(path);
        QVERIFY2(loaded.has_value(), loaded ? "" : loaded.error().what());
        const data::DataSet& set = **loaded;
        QCOMPARE(set.kind, data::DataKind::Sequences);
        QCOMPARE(set.shape, (std::vector<std::int64_t>{3, 2}));
        QCOMPARE(set.features.size(), std::size_t(2));
        const std::size_t a = set.features[0].name == "a" ? 0 : 1;
        QCOMPARE(set.train.floats()[a], 11.0F);
        QCOMPARE(set.train.floats()[1 - a], 21.0F);
        QCOMPARE(set.train.floats()[4 + a], 13.0F);
        QCOMPARE(set.train.floats()[6 + a], 41.0F);
        const data::Normalisation norm = data::normalisationOf(set, {0});
        QCOMPARE(norm.mean[a], 12.0); // of 11, 12, 13
        QCOMPARE(norm.deviation[a], std::sqrt(2.0 / 3));
    }

    void brokenTable_isRefusedNamingLineAndColumn_data();
    void brokenTable_isRefusedNamingLineAndColumn();

    void tooWideTable_isRefused()
    {
        QByteArray header("x");
        for (int i = 0; i < 16384; ++i)
            header += ",c" + QByteArray::number(i);
        DataFolder folder;
        QVERIFY(problemOf(folder.write("t.csv", header + "\n")).contains("expected at most 16384 columns, found more"));
    }

    void namesInsteadOfCategories_areRefused()
    {
        QByteArray text("id,v,label\n");
        for (int i = 0; i < 2000; ++i)
            text += "name" + QByteArray::number(i) + ",1," + (i % 2 == 0 ? "a" : "b") + "\n";
        DataFolder folder;
        const QString problem = problemOf(folder.write("t.csv", text));
        QVERIFY2(problem.contains("column 'id': expected at most 1000 categories, found more"), qPrintable(problem));
    }

    void wrongOption_isExplained()
    {
        DataFolder folder;
        const std::string path = folder.write("t.csv", simple(5));
        QVERIFY2(problemOf(path + ":colour").contains("no column 'colour', found x, y, class"),
                 qPrintable(problemOf(path + ":colour")));
        QVERIFY(problemOf(path + ":").contains("expected nothing or :COLUMN after the path"));
    }
};

void TestCsvTable::brokenTable_isRefusedNamingLineAndColumn_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("message");
    const QByteArray good("x,y,class\n1,2,a\n3,4,b\n5,6,a\n7,8,b\n");
    QTest::newRow("missing cell") << good + "9,,a\n"
                                  << "line 6, column 'y': expected a value, found an empty cell";
    QTest::newRow("missing word") << good + "NA,1,a\n"
                                  << "line 6, column 'x': expected a value, found 'NA'";
    QTest::newRow("missing label") << good + "9,9,\n"
                                   << "line 6, column 'class': expected a value, found an empty";
    QTest::newRow("a word among numbers")
        << good + "9,ten,a\n"
        << "line 6, column 'y': expected a number, as in most of the column, found 'ten'";
    QTest::newRow("infinite") << good + "inf,1,a\n"
                              << "line 6, column 'x': expected a number";
    QTest::newRow("beyond float") << good + "1e39,1,a\n"
                                  << "line 6, column 'x': expected a number";
    QTest::newRow("short row") << good + "1,2\n"
                               << "line 6: expected 3 cells, as in the header, found 2";
    QTest::newRow("long row") << good + "1,2,a,b\n"
                              << "line 6: expected 3 cells, as in the header, found 4";
    QTest::newRow("long row by a last comma") << good + "1,2,a,"
                                              << "line 6: expected 3 cells, as in the header, found 4";
    QTest::newRow("open quote") << good + "1,\"2,a\n\n"
                                << "line 6: expected a closing quote, found the end of the file";
    QTest::newRow("text after a quote") << good + "1,\"2\"3,a\n"
                                        << "line 6: expected the end of the cell after the quote";
    QTest::newRow("one class") << QByteArray("x,class\n1,a\n2,a\n")
                               << "column 'class': expected labels of at least 2 classes, found only 'a'";
    QTest::newRow("no rows") << QByteArray("x,class\n") << "line 2: expected rows after the header, found none";
    QTest::newRow("only the label") << QByteArray("class\na\nb\n") << "expected a column beside the label, found none";
    QTest::newRow("empty") << QByteArray("") << "line 1: expected a line of column names, found an empty file";
    QTest::newRow("unnamed column") << QByteArray("x,,class\n1,2,a\n") << "line 1: column 2: expected a name";
    QTest::newRow("repeated name") << QByteArray("x,x,class\n1,2,a\n") << "column 2: the name 'x' is there twice";
    QByteArray labels("x,class\n");
    for (int i = 0; i < 1001; ++i)
        labels += "1," + QByteArray::number(i) + "\n";
    QTest::newRow("numbers as label") << labels << "line 1002, column 'class': expected at most 1000 classes";
    QTest::newRow("damaged gzip") << QByteArray("\x1f\x8b\x08\0\0\0\0\0", 8) << "gz";
}

void TestCsvTable::brokenTable_isRefusedNamingLineAndColumn()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, message);
    DataFolder folder;
    // As the training file of a pair, so that no row is held out.
    const std::string path = folder.write("train.csv", text);
    folder.write("test.csv", "x,y,class\n1,1,a\n");
    const QString problem = problemOf(path);
    QVERIFY2(problem.contains(message), qPrintable(problem));
    QVERIFY(problem.startsWith(QString::fromStdString(path)));
    const auto info = data::describeDataSet(path);
    QVERIFY(!info.has_value()); // what is listed as usable can be loaded
}

QTEST_APPLESS_MAIN(TestCsvTable)
#include "tst_csv_table.moc"
