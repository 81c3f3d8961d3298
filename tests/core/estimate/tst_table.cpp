// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <filesystem>
#include <fstream>

#include <QTemporaryDir>
#include <QtTest/QtTest>

#include "core/estimate/table.h"

using namespace cw;
using namespace cw::estimate;

class TestTable : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    std::filesystem::path write(const std::string& text, const char* name = "small.csv") const
    {
        const auto path = std::filesystem::path(m_folder.path().toStdString()) / name;
        std::ofstream(path, std::ios::binary) << text;
        return path;
    }

private Q_SLOTS:
    void nasBench201_isReadWhole();
    void everyRow_isFoundByItsCandidate_data();
    void everyRow_isFoundByItsCandidate();
    void columns_mayComeInAnyOrder();
    void alternatives_areSorted();
    void spreadsheetHabits_areUnderstood();
    void missingNumbers_areNotANumber();
    void missingCombinations_makeItIncomplete();
    void hugeProducts_areFoundToo_data();
    void hugeProducts_areFoundToo();
    void foreignCandidates_haveNoRow();
    void asSpace_holdsTheDecisions();
    void badFiles_areRefused_data();
    void badFiles_areRefused();
    void missingFile_isNamed();
    void truncatedGzip_isRefused();
};

void TestTable::nasBench201_isReadWhole()
{
    const auto path = std::filesystem::path(CELLWRIGHT_TEST_DATA) / "nas-bench-201.csv.gz";
    if (!std::filesystem::exists(path))
        QSKIP("skipped: data not found");
    const auto table = Table::load(path).value();
    QCOMPARE(table->rows(), std::size_t{15625});
    QVERIFY(table->isComplete());
    QCOMPARE(table->candidates()->count(), std::uint64_t{15625});
    QCOMPARE(table->tree().size(), std::size_t{6});
    QCOMPARE(table->metrics().size(), std::size_t{17});
    // Row 1 of the file, read by eye.
    const auto first = space::candidateFromText(table->tree(),
                                                "0-1=avg_pool_3x3;0-2=nor_conv_1x1;1-2=skip_connect;"
                                                "0-3=nor_conv_1x1;1-3=skip_connect;2-3=skip_connect",
                                                "test")
                           .value();
    QCOMPARE(table->row(first), 0);
    QCOMPARE(table->value(0, table->metric("c10_valid_accuracy@12")), 63.364);
    QCOMPARE(table->value(0, table->metric("m:c10_test_accuracy")), 85.863);
    QCOMPARE(table->value(0, table->metric("params")), 129306.0);
    QCOMPARE(table->value(0, table->metric("in16_train_seconds")), 8763.5);
    QCOMPARE(table->metric("m:accuracy"), -1);
}

void TestTable::everyRow_isFoundByItsCandidate_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addRow("NAS-Bench-201") << QByteArray("nas-bench-201.csv.gz");
    QTest::addRow("NAS-Bench-Macro") << QByteArray("nas-bench-macro.csv.gz");
}

void TestTable::everyRow_isFoundByItsCandidate()
{
    QFETCH(QByteArray, file);
    const auto path = std::filesystem::path(CELLWRIGHT_TEST_DATA) / file.toStdString();
    if (!std::filesystem::exists(path))
        QSKIP("skipped: data not found");
    const auto table = Table::load(path).value();
    for (std::size_t row = 0; row < table->rows(); ++row)
        QCOMPARE(table->row(table->candidate(row)), std::int64_t(row));
}

void TestTable::columns_mayComeInAnyOrder()
{
    const auto table = Table::load(write("m:x,d:b,note,m:y,d:a\n1,p,hello,2,q\n3,r,,4,q\n")).value();
    QCOMPARE(table->metrics(), (std::vector<std::string>{"x", "y"}));
    QCOMPARE(table->tree().decisions[0].name, std::string("b"));
    QCOMPARE(table->tree().decisions[1].name, std::string("a"));
    QCOMPARE(table->value(1, 0), 3.0);
    QCOMPARE(table->value(1, 1), 4.0);
    QVERIFY(table->isComplete());
}

void TestTable::alternatives_areSorted()
{
    const auto table = Table::load(write("d:op,d:n,m:x\nskip,16,1\nconv,16,2\nskip,8,3\nconv,8,4\n")).value();
    QCOMPARE(table->tree().decisions[0].domain.choices, (std::vector<std::string>{"conv", "skip"}));
    QCOMPARE(table->tree().decisions[1].domain.choices, (std::vector<std::string>{"8", "16"}));
    QCOMPARE(table->row({{1, 1}}), 0);
    QCOMPARE(table->row({{0, 1}}), 1);
    QCOMPARE(table->row({{1, 0}}), 2);
    QCOMPARE(table->row({{0, 0}}), 3);
}

void TestTable::spreadsheetHabits_areUnderstood()
{
    const std::string text =
        "\xef\xbb\xbf# a comment, with commas\r\n\"d:a\", m:x \r\n\r\n\"p, q\",1e-3\r\n# more\r\n r ,-2";
    const auto table = Table::load(write(text)).value();
    QCOMPARE(table->rows(), std::size_t{2});
    QCOMPARE(table->tree().decisions[0].domain.choices, (std::vector<std::string>{"p, q", "r"}));
    QCOMPARE(table->value(0, 0), 1e-3);
    QCOMPARE(table->value(1, 0), -2.0);
}

void TestTable::missingNumbers_areNotANumber()
{
    const auto table = Table::load(write("d:a,m:x,m:y\np,,1\nq,nan,\n")).value();
    QVERIFY(std::isnan(table->value(0, 0)) && std::isnan(table->value(1, 0)) && std::isnan(table->value(1, 1)));
    QCOMPARE(table->value(0, 1), 1.0);
}

void TestTable::missingCombinations_makeItIncomplete()
{
    const auto table = Table::load(write("d:a,d:b,m:x\n0,0,1\n0,1,2\n1,1,3\n")).value();
    QVERIFY(!table->isComplete());
    QCOMPARE(table->row({{1, 0}}), -1);
    QCOMPARE(table->candidates()->count(), std::uint64_t{3});
    QVERIFY(!table->candidates()->contains({{1, 0}}));
    QVERIFY(table->candidates()->contains({{1, 1}}));
}

void TestTable::hugeProducts_areFoundToo_data()
{
    QTest::addColumn<int>("decisions");
    QTest::addRow("2^20 combinations, a map of codes") << 20;
    QTest::addRow("2^63 combinations, the last that fit") << 63;
    QTest::addRow("2^64 combinations") << 64;
    QTest::addRow("2^200 combinations, a map of hashes") << 200;
}

void TestTable::hugeProducts_areFoundToo()
{
    QFETCH(int, decisions);
    // Row r: only decision r is 1; the last row: none is.
    std::string text;
    for (int i = 0; i < decisions; ++i)
        text += "d:" + std::to_string(i) + ",";
    text += "m:x\n";
    for (int row = 0; row <= decisions; ++row) {
        for (int i = 0; i < decisions; ++i)
            text += i == row ? "1," : "0,";
        text += std::to_string(row) + "\n";
    }
    const auto table = Table::load(write(text)).value();
    QVERIFY(!table->isComplete());
    for (std::size_t row = 0; row < table->rows(); ++row)
        QCOMPARE(table->row(table->candidate(row)), std::int64_t(row));
    auto other = table->candidate(0);
    other.values[1] = 1;
    QCOMPARE(table->row(other), -1);
}

void TestTable::foreignCandidates_haveNoRow()
{
    const auto table = Table::load(write("d:a,d:b,m:x\n0,0,1\n0,1,2\n1,0,3\n1,1,4\n")).value();
    for (const auto& values : std::vector<std::vector<double>>{
             {}, {0}, {0, 0, 0}, {0, 2}, {-1, 0}, {0.5, 0}, {0, space::kInactive}, {1e300, 0}, {0, -INFINITY}})
        QCOMPARE(table->row({values}), -1);
}

void TestTable::asSpace_holdsTheDecisions()
{
    const auto space = Table::load(write("d:a,m:x\n0,1\n1,2\n", "macro.csv")).value()->asSpace();
    QCOMPARE(space.name, std::string("macro"));
    QCOMPARE(space.decisions.size(), std::size_t{1});
    QCOMPARE(space.decisions[0].domain, space::Domain::categorical({"0", "1"}));
    QVERIFY(space.graph.blocks.empty());
}

void TestTable::badFiles_areRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("named");
    QTest::addRow("empty") << QByteArray("") << QByteArray("header");
    QTest::addRow("only comments") << QByteArray("# a\n# b\n") << QByteArray("header");
    QTest::addRow("no decision") << QByteArray("m:x\n1\n") << QByteArray("d:<decision>");
    QTest::addRow("no metric") << QByteArray("d:a\np\n") << QByteArray("m:<metric>");
    QTest::addRow("no rows") << QByteArray("d:a,m:x\n") << QByteArray("at least one row");
    QTest::addRow("decision without a name") << QByteArray("d:,m:x\np,1\n") << QByteArray("name of a decision");
    QTest::addRow("metric without a name") << QByteArray("d:a,m:\np,1\n") << QByteArray("name of a metric");
    QTest::addRow("column twice") << QByteArray("d:a,m:x,m:x\np,1,1\n") << QByteArray("'m:x'");
    QTest::addRow("too few fields") << QByteArray("d:a,m:x\np,1\nq\n") << QByteArray(":3");
    QTest::addRow("too many fields") << QByteArray("d:a,m:x\np,1,2\n") << QByteArray("found 3");
    QTest::addRow("text for a number") << QByteArray("d:a,m:x\n#\np,high\n") << QByteArray("'high'");
    QTest::addRow("number and more") << QByteArray("d:a,m:x\np,1.5%\n") << QByteArray("'1.5%'");
    QTest::addRow("number too large") << QByteArray("d:a,m:x\np,1e999\n") << QByteArray("'1e999'");
    QTest::addRow("alternative without a name") << QByteArray("d:a,m:x\n,1\n") << QByteArray("alternative");
    QTest::addRow("name with a semicolon") << QByteArray("d:a;b,m:x\np,1\n") << QByteArray("'a;b'");
    QTest::addRow("not UTF-8") << QByteArray("d:a,m:x\n\xff\xfe,1\n") << QByteArray("UTF-8");
    QTest::addRow("control character") << QByteArray("d:a,m:x\np\x07,1\n") << QByteArray("'p?'");
    QTest::addRow("quote left open") << QByteArray("d:a,m:x\n\"p,1\n") << QByteArray("quote");
    QTest::addRow("text after a quote") << QByteArray("d:a,m:x\n\"p\"q,1\n") << QByteArray("quote");
    QTest::addRow("candidate twice") << QByteArray("d:a,m:x\np,1\nq,2\np,3\n") << QByteArray("a=p");
    QTest::addRow("binary") << QByteArray("\x89PNG\r\n\x1a\n\0\0\0", 11) << QByteArray("d:<decision>");
}

void TestTable::badFiles_areRefused()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, named);
    const auto table = Table::load(write(text.toStdString(), "bad.csv"));
    QVERIFY(!table.has_value());
    QCOMPARE(int(table.error().code()), int(ErrorCode::Format));
    QVERIFY2(QByteArray(table.error().what()).contains(named), table.error().what());
    QVERIFY(QByteArray(table.error().what()).contains("bad.csv:"));
}

void TestTable::missingFile_isNamed()
{
    const auto table = Table::load("/no/such/table.csv");
    QVERIFY(!table.has_value());
    QCOMPARE(int(table.error().code()), int(ErrorCode::NotFound));
    QVERIFY(QByteArray(table.error().what()).contains("/no/such/table.csv"));
}

void TestTable::truncatedGzip_isRefused()
{
    const auto path = std::filesystem::path(CELLWRIGHT_TEST_DATA) / "nas-bench-macro.csv.gz";
    if (!std::filesystem::exists(path))
        QSKIP("skipped: data not found");
    std::ifstream whole(path, std::ios::binary);
    std::string half(std::filesystem::file_size(path) / 2, '\0');
    QVERIFY(whole.read(half.data(), std::streamsize(half.size())).good());
    const auto table = Table::load(write(half, "half.csv.gz"));
    QVERIFY(!table.has_value());
    QVERIFY(QByteArray(table.error().what()).contains("half.csv.gz"));
}

QTEST_APPLESS_MAIN(TestTable)
#include "tst_table.moc"
