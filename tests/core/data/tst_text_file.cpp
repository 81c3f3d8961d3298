// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "core/data/utf8.h"
#include "tests/core/data/data_folder.h"

using namespace cw;
using test::DataFolder;
using test::problemOf;

class TestTextFile : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void windows_followEachOtherAndTheTargetIsTheNextToken()
    {
        DataFolder folder;
        // 40 characters, the last 4 of them the test part; windows of 5: 7 before it, the 36th is the last target.
        const std::string path = folder.write("t.txt", "abcabcabcabcabcabcabcabcabcabcabcabcabxa");
        const auto loaded = data::loadDataSet(path + ":5");
        QVERIFY2(loaded.has_value(), loaded ? "" : loaded.error().what());
        const data::DataSet& set = **loaded;
        QCOMPARE(set.kind, data::DataKind::Text);
        QCOMPARE(set.shape, (std::vector<std::int64_t>{5}));
        QCOMPARE(set.classes, (std::vector<std::string>{"unknown", "a", "b", "c"}));
        QCOMPARE(set.train.windows, std::size_t(7));
        QCOMPARE(set.train.tokens().size(), std::size_t(36));
        for (std::size_t i = 0; i < 36; ++i)
            QCOMPARE(set.train.tokens()[i], std::int32_t(i % 3 + 1));
        QCOMPARE(set.test.windows, std::size_t(0)); // 4 characters hold no window of 5 with a target
        const auto small = data::loadDataSet(path + ":3").value();
        QCOMPARE(small->test.windows, std::size_t(1));
        QCOMPARE(small->test.tokens(), (std::vector<std::int32_t>{1, 2, 0, 1})); // x was never seen in training
    }

    void split_takesBlocks()
    {
        data::DataSet set{.kind = data::DataKind::Text, .shape = {4}};
        set.train.windows = 10;
        const auto parts = data::split(set, 0.2, 1);
        QCOMPARE(parts.train, (std::vector<std::uint32_t>{0, 1, 2, 3, 4, 5, 6, 7}));
        QCOMPARE(parts.valid, (std::vector<std::uint32_t>{8, 9}));
        QCOMPARE(data::split(set, 0.2, 2).valid, parts.valid);
        QCOMPARE(data::reduce(set, parts.train, 0.5), (std::vector<std::uint32_t>{0, 1, 2, 3}));
        QCOMPARE(data::reduce(set, parts.train, 1e-9), (std::vector<std::uint32_t>{0}));
    }

    void characters_areCodePointsWithReadableNames()
    {
        DataFolder folder;
        QByteArray text;
        for (int i = 0; i < 300; ++i)
            text += "ä中😀 \n\t";
        const auto loaded = data::loadDataSet(folder.write("t.txt", text));
        QVERIFY2(loaded.has_value(), loaded ? "" : loaded.error().what());
        QCOMPARE((*loaded)->classes, (std::vector<std::string>{"unknown", "\\t", "\\n", "space", "ä", "中", "😀"}));
        QCOMPARE((*loaded)->shape, (std::vector<std::int64_t>{64}));
        QCOMPARE((*loaded)->train.windows, std::size_t((1620 - 1) / 64));
    }

    void licence_isReadThoughItHasNoExtension()
    {
        const char* path = "/usr/share/common-licenses/GPL-3";
        if (!QFile::exists(path))
            QSKIP("skipped: data not found");
        const auto info = data::describeDataSet(path);
        QVERIFY2(info.has_value(), info ? "" : info.error().what());
        QCOMPARE(info->trainSize, (35149 - 3515 - 1) / 64); // characters, less the last tenth
        QCOMPARE(info->testSize, (3515 - 1) / 64);
        QVERIFY(info->classes.size() > 50 && info->classes.size() < 128);
    }

    void badUtf8_isRefusedNamingTheOffset_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("offset"); // -1: it is good
        QTest::newRow("ascii") << QByteArray("ab") << -1;
        QTest::newRow("longest") << QByteArray("\xF4\x8F\xBF\xBF") << -1;
        QTest::newRow("last before surrogates") << QByteArray("\xED\x9F\xBF") << -1;
        QTest::newRow("stray continuation") << QByteArray("ab\x80") << 2;
        QTest::newRow("latin-1") << QByteArray("caf\xE9 au lait") << 3;
        QTest::newRow("overlong two") << QByteArray("\xC0\xAF") << 0;
        QTest::newRow("overlong three") << QByteArray("\xE0\x9F\xBF") << 0;
        QTest::newRow("overlong four") << QByteArray("a\xF0\x8F\xBF\xBF") << 1;
        QTest::newRow("surrogate") << QByteArray("\xED\xA0\x80") << 0;
        QTest::newRow("too large") << QByteArray("\xF4\x90\x80\x80") << 0;
        QTest::newRow("five bytes") << QByteArray("\xF8\x88\x80\x80\x80") << 0;
        QTest::newRow("cut off") << QByteArray("ab\xE2\x82") << 2;
    }
    void badUtf8_isRefusedNamingTheOffset()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, offset);
        std::vector<char32_t> text;
        const auto* data = reinterpret_cast<const std::uint8_t*>(bytes.constData());
        const auto problem = data::decodeUtf8({data, std::size_t(bytes.size())}, text);
        QCOMPARE(problem.has_value(), offset >= 0);
        if (problem)
            QCOMPARE(int(problem->offset), offset);
        if (offset < 0)
            return;
        DataFolder folder;
        const std::string path = folder.write("t.txt", QByteArray(1000, 'x') + bytes);
        const QString message = QStringLiteral("offset %1: expected text in UTF-8, found ").arg(1000 + offset);
        QVERIFY2(problemOf(path).contains(message), qPrintable(problemOf(path)));
    }

    void everyCodePoint_survivesEncodingAndDecoding()
    {
        for (char32_t c = 0; c <= 0x10FFFF; c += c < 0x1000 ? 1 : 0x101) {
            if ((c >= 0xD800 && c <= 0xDFFF) || c == 0xFEFF)
                continue;
            const std::string bytes = data::encodeUtf8(c);
            std::vector<char32_t> text;
            const auto* data = reinterpret_cast<const std::uint8_t*>(bytes.data());
            QVERIFY(!data::decodeUtf8({data, bytes.size()}, text));
            QCOMPARE(text, std::vector<char32_t>{c});
        }
    }

    void uselessText_isRefused()
    {
        DataFolder folder;
        const std::string path = folder.write("t.txt", "too short");
        QVERIFY2(problemOf(path).contains("found 9 characters in all"), qPrintable(problemOf(path)));
        QVERIFY(problemOf(folder.write("empty.txt", "")).contains("found 0 characters"));
        for (const char* option : {":0", ":-1", ":x", ":5x", ":65537"})
            QVERIFY(problemOf(path + option).contains("expected a window of 1 to 65536 tokens"));
    }
};

QTEST_APPLESS_MAIN(TestTextFile)
#include "tst_text_file.moc"
