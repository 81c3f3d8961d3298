// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <set>

#include <QTest>

#include "core/base/error.h"
#include "core/base/rng.h"

using namespace cw;

class TestRng : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sameArguments_giveTheSameNumbers()
    {
        Rng a(7, 3, "init", 2);
        Rng b(7, 3, "init", 2);
        for (int i = 0; i < 100; ++i)
            QCOMPARE(a.next(), b.next());
    }

    void eachArgument_changesTheStream()
    {
        std::set<std::uint64_t> first;
        for (const Rng& rng : {Rng(1), Rng(2), Rng(1, 1), Rng(1, 2), Rng(2, 1), Rng(1, 1, "a"), Rng(1, 1, "b"),
                               Rng(1, 1, "a", 1), Rng(1, 1, "b", 1)})
            first.insert(Rng(rng).next());
        QCOMPARE(first.size(), std::size_t(9));
    }

    void below_isUniform()
    {
        // Chi-square of 7 cells, 6 degrees of freedom: 22.5 is the 99.9 % quantile.
        Rng rng(11);
        std::vector<int> counts(7, 0);
        for (int i = 0; i < 70'000; ++i)
            ++counts[rng.below(7)];
        double chi = 0;
        for (const int count : counts)
            chi += (count - 10'000.0) * (count - 10'000.0) / 10'000.0;
        QVERIFY2(chi < 22.5, qPrintable(QString::number(chi)));
    }

    void below_reachesBothEndsOfLargeRanges()
    {
        Rng rng(5);
        const std::uint64_t n = (std::uint64_t{1} << 63) + 1;
        bool low = false;
        bool high = false;
        for (int i = 0; i < 200; ++i) {
            const std::uint64_t value = rng.below(n);
            QVERIFY(value < n);
            low = low || value < n / 2;
            high = high || value >= n / 2;
        }
        QVERIFY(low && high);
        QCOMPARE(rng.below(1), std::uint64_t(0));
    }

    void range_includesBothEnds()
    {
        Rng rng(5);
        std::set<std::int64_t> seen;
        for (int i = 0; i < 200; ++i)
            seen.insert(rng.range(-2, 2));
        QCOMPARE(seen, (std::set<std::int64_t>{-2, -1, 0, 1, 2}));
        QCOMPARE(rng.range(4, 4), std::int64_t(4));
        rng.range(INT64_MIN, INT64_MAX); // the span does not fit 64 bits
    }

    void uniform_isInTheHalfOpenUnitInterval()
    {
        Rng rng(3);
        double sum = 0;
        for (int i = 0; i < 100'000; ++i) {
            const double value = rng.uniform();
            QVERIFY(value >= 0 && value < 1);
            sum += value;
        }
        QVERIFY(std::abs(sum / 100'000 - 0.5) < 0.005); // 5 standard errors
    }

    void normal_hasMeanZeroAndVarianceOne()
    {
        Rng rng(3);
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < 100'000; ++i) {
            const double value = rng.normal();
            sum += value;
            squares += value * value;
        }
        QVERIFY(std::abs(sum / 100'000) < 0.016);
        QVERIFY(std::abs(squares / 100'000 - 1) < 0.023);
    }

    void sampleIndices_areDistinct()
    {
        Rng rng(9);
        for (std::size_t k = 0; k <= 10; ++k) {
            const auto indices = rng.sampleIndices(10, k);
            QCOMPARE(indices.size(), k);
            QCOMPARE(std::set<std::size_t>(indices.begin(), indices.end()).size(), k);
            for (const std::size_t index : indices)
                QVERIFY(index < 10);
        }
    }

    void shuffle_keepsTheItems()
    {
        Rng rng(9);
        std::vector<int> items(50);
        for (int i = 0; i < 50; ++i)
            items[static_cast<std::size_t>(i)] = i;
        std::vector<int> shuffled = items;
        rng.shuffle(shuffled);
        QVERIFY(shuffled != items);
        std::sort(shuffled.begin(), shuffled.end());
        QCOMPARE(shuffled, items);
    }

    void restore_continuesTheStream()
    {
        Rng rng(42);
        rng.normal();
        const Json state = Json::parse(rng.state().dump());
        std::vector<std::uint64_t> expected;
        for (int i = 0; i < 10; ++i)
            expected.push_back(rng.next());
        Rng other(1);
        other.restore(state);
        for (const std::uint64_t word : expected)
            QCOMPARE(other.next(), word);
    }

    void restore_refusesWhatStateDidNotWrite_data()
    {
        QTest::addColumn<QString>("state");
        QTest::newRow("null") << "null";
        QTest::newRow("three words") << R"(["0000000000000001","0000000000000001","0000000000000001"])";
        QTest::newRow("numbers") << "[1,2,3,4]";
        QTest::newRow("short word") << R"(["1","0000000000000001","0000000000000001","0000000000000001"])";
        QTest::newRow("no digits")
            << R"(["000000000000000g","0000000000000001","0000000000000001","0000000000000001"])";
    }
    void restore_refusesWhatStateDidNotWrite()
    {
        QFETCH(QString, state);
        Rng rng(42);
        const Rng before = rng;
        QVERIFY_EXCEPTION_THROWN(rng.restore(Json::parse(state.toStdString())), Error);
        QVERIFY(rng == before);
    }
};

QTEST_APPLESS_MAIN(TestRng)
#include "tst_rng.moc"
