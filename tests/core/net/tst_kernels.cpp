// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include <QTest>

#include "core/base/rng.h"
#include "core/net/kernels.h"

using namespace cw;
using net::ConvShape;
using net::KernelTable;

Q_DECLARE_METATYPE(const KernelTable*)

namespace {

using Numbers = std::vector<float>;

constexpr std::int64_t kImages = 5;

Numbers randomNumbers(std::int64_t count, std::uint64_t seed)
{
    Rng rng(seed);
    Numbers numbers(static_cast<std::size_t>(count));
    for (float& number : numbers)
        number = float(rng.normal());
    return numbers;
}

/// Largest difference as a part of the largest expected number.
double distance(const Numbers& found, const std::vector<double>& expected)
{
    double worst = 0;
    double size = 1e-30;
    for (std::size_t i = 0; i < expected.size(); ++i) {
        worst = std::max(worst, std::abs(double(found[i]) - expected[i]));
        size = std::max(size, std::abs(expected[i]));
    }
    return worst / size;
}

/// A convolution by its definition, in double: outputs, and the gradients for a given dy.
struct Expected {
    std::vector<double> y, dx, dw;

    Expected(const ConvShape& s, const Numbers& x, const Numbers& w, const Numbers& dy)
        : y(dy.size())
        , dx(x.size())
        , dw(w.size())
    {
        const std::int64_t half = s.taps / 2;
        for (std::int64_t n = 0; n < kImages; ++n)
            for (std::int64_t h = 0; h < s.height; ++h)
                for (std::int64_t v = 0; v < s.width; ++v)
                    for (std::int64_t a = 0; a < s.taps; ++a)
                        for (std::int64_t b = 0; b < s.taps; ++b) {
                            const std::int64_t row = h + a - half;
                            const std::int64_t column = v + b - half;
                            if (row >= 0 && column >= 0 && row < s.height && column < s.width)
                                tap(s, (n * s.height + h) * s.width + v, (n * s.height + row) * s.width + column,
                                    a * s.taps + b, x, w, dy);
                        }
        for (std::size_t i = 0; i < dx.size(); ++i)
            dx[i] = x[i] > 0 ? dx[i] : 0;
    }

    void tap(const ConvShape& s, std::int64_t to, std::int64_t from, std::int64_t at, const Numbers& x,
             const Numbers& w, const Numbers& dy)
    {
        for (std::int64_t k = 0; k < s.out; ++k)
            for (std::int64_t c = 0; c < s.in; ++c) {
                const auto weight = std::size_t((k * s.in + c) * s.taps * s.taps + at);
                const auto in = std::size_t(from * s.in + c);
                const auto out = std::size_t(to * s.out + k);
                const double value = std::max(0.0, double(x[in]));
                y[out] += value * double(w[weight]);
                dx[in] += double(dy[out]) * double(w[weight]);
                dw[weight] += double(dy[out]) * value;
            }
    }
};

/// Tables that this processor can run: those that kernelsFor() gives for some number of channels, and the plain ones.
std::vector<const KernelTable*> tables()
{
    std::vector<const KernelTable*> found{&net::kernelsFor(16), &net::kernelsFor(8), &net::kernelsFor(4)};
    int count = 0;
    const KernelTable* base = net::baseKernels(count);
    for (int i = 0; i < count; ++i)
        found.push_back(base + i);
    return found;
}

} // namespace

class TestKernels : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void convolution_equalsItsDefinition_data()
    {
        QTest::addColumn<const KernelTable*>("table");
        QTest::addColumn<int>("taps");
        QTest::addColumn<int>("height");
        QTest::addColumn<int>("width");
        QTest::addColumn<int>("in");
        QTest::addColumn<int>("out");
        int row = 0;
        for (const KernelTable* table : tables()) {
            for (const int taps : {3, 1}) {
                const int w = table->width;
                QTest::addRow("%d: width %d, 7x7", row, w) << table << taps << 7 << 7 << 2 * w << 3 * w;
                QTest::addRow("%d: width %d, 8x5", row, w) << table << taps << 8 << 5 << w << w;
                QTest::addRow("%d: width %d, 1x1", row, w) << table << taps << 1 << 1 << 3 * w << 2 * w;
                QTest::addRow("%d: width %d, 41x36, several blocks", row, w) << table << taps << 41 << 36 << w << w;
                ++row;
            }
        }
    }
    void convolution_equalsItsDefinition()
    {
        QFETCH(const KernelTable*, table);
        QFETCH(int, taps);
        QFETCH(int, height);
        QFETCH(int, width);
        QFETCH(int, in);
        QFETCH(int, out);
        const ConvShape s{height, width, in, out, taps};
        const Numbers x = randomNumbers(kImages * height * width * in, 1);
        const Numbers w = randomNumbers(std::int64_t(out) * in * taps * taps, 2);
        const Numbers dy = randomNumbers(kImages * height * width * out, 3);
        Numbers transformed(std::size_t(s.weights()));
        Numbers sorted(std::size_t(9 * s.in * s.out));
        Numbers scratch(std::size_t(net::convolutionScratch(s, kImages)));
        Numbers y(dy.size());
        Numbers dx(x.size(), 1.0F); // added to
        Numbers dw(w.size(), 0.0F);
        Numbers gradient(transformed.size(), 0.0F);
        table->transformWeights(s, w.data(), false, transformed.data(), sorted.data());
        table->convolve(s, kImages, x.data(), true, transformed.data(), y.data(), scratch.data());
        table->transformWeights(s, w.data(), true, transformed.data(), sorted.data());
        table->convolveBack(s.reversed(), kImages, dy.data(), transformed.data(), x.data(), true, dx.data(),
                            scratch.data());
        table->correlate(s, kImages, x.data(), true, dy.data(), gradient.data(), scratch.data());
        table->weightGradient(s, gradient.data(), dw.data(), sorted.data());
        Expected expected(s, x, w, dy);
        for (double& value : expected.dx)
            value += 1.0;
        QVERIFY(distance(y, expected.y) < 2e-5);
        QVERIFY(distance(dx, expected.dx) < 2e-5);
        QVERIFY(distance(dw, expected.dw) < 2e-5);
    }

    void moments_surviveALargeMean()
    {
        for (const KernelTable* table : tables()) {
            const std::int64_t channels = 2 * table->width;
            constexpr std::int64_t kPixels = 103;
            Numbers x = randomNumbers(kPixels * channels, 4);
            for (float& value : x)
                value += 1000.0F;
            Numbers mean(std::size_t(channels), 0.0F);
            Numbers squares(mean);
            table->moments(x.data(), kPixels, channels, mean.data(), squares.data());
            for (std::int64_t c = 0; c < channels; ++c) {
                double exact = 0;
                double spread = 0;
                for (std::int64_t i = 0; i < kPixels; ++i)
                    exact += double(x[std::size_t(i * channels + c)]) / kPixels;
                for (std::int64_t i = 0; i < kPixels; ++i)
                    spread += std::pow(double(x[std::size_t(i * channels + c)]) - exact, 2);
                QVERIFY(std::abs(double(mean[std::size_t(c)]) - exact) < 1e-3);
                QVERIFY(std::abs(double(squares[std::size_t(c)]) - spread) < 1e-3 * spread);
            }
        }
    }

    void widestTable_dividesTheChannels()
    {
        for (const std::int64_t channels : {1, 3, 4, 8, 12, 16, 24, 48, 96, 100})
            QCOMPARE(channels % net::kernelsFor(channels).width, std::int64_t(0));
        QCOMPARE(net::kernelsFor(7).width, 1);
        QVERIFY(net::kernelsFor(64).width >= net::kernelsFor(8).width);
    }
};

QTEST_APPLESS_MAIN(TestKernels)
#include "tst_kernels.moc"
