// SPDX-License-Identifier: GPL-3.0-or-later
#include <set>

#include <QTest>

#include <ATen/Parallel.h>

#include "core/data/dataset.h"
#include "core/train/augment.h"
#include "core/train/device_data.h"

using namespace cw;
using train::Augmentation;
using train::ImageDraw;

namespace {

torch::Tensor image(const std::vector<int>& pixels, std::int64_t height, std::int64_t width)
{
    return torch::tensor(pixels).to(torch::kByte).view({1, 1, height, width});
}

std::vector<int> numbers(const torch::Tensor& tensor)
{
    const torch::Tensor flat = tensor.to(torch::kInt).contiguous();
    return {flat.data_ptr<int>(), flat.data_ptr<int>() + flat.numel()};
}

} // namespace

class TestAugment : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void image_isShiftedAndMirrored_data()
    {
        QTest::addColumn<int>("down");
        QTest::addColumn<int>("right");
        QTest::addColumn<bool>("flipped");
        QTest::addColumn<QVector<int>>("expected");
        QTest::newRow("as it is") << 0 << 0 << false << QVector<int>{1, 2, 3, 4, 5, 6};
        QTest::newRow("down") << 1 << 0 << false << QVector<int>{0, 0, 0, 1, 2, 3};
        QTest::newRow("up and left") << -1 << -1 << false << QVector<int>{5, 6, 0, 0, 0, 0};
        QTest::newRow("right by two") << 0 << 2 << false << QVector<int>{0, 0, 1, 0, 0, 4};
        QTest::newRow("out of sight") << 2 << 0 << false << QVector<int>{0, 0, 0, 0, 0, 0};
        QTest::newRow("mirrored") << 0 << 0 << true << QVector<int>{3, 2, 1, 6, 5, 4};
        QTest::newRow("shifted right, then mirrored") << 0 << 1 << true << QVector<int>{2, 1, 0, 5, 4, 0};
    }
    void image_isShiftedAndMirrored()
    {
        QFETCH(int, down);
        QFETCH(int, right);
        QFETCH(bool, flipped);
        QFETCH(QVector<int>, expected);
        const std::vector<ImageDraw> draws{{.down = down, .right = right, .flipped = flipped}};
        const torch::Tensor result = train::moved(image({1, 2, 3, 4, 5, 6}, 2, 3), draws);
        QCOMPARE(result.scalar_type(), torch::kByte);
        QCOMPARE(numbers(result), std::vector<int>(expected.begin(), expected.end()));
    }

    void everyImageOfABatch_hasItsOwnDraw()
    {
        const std::vector<ImageDraw> draws{{.right = 1}, {.flipped = true}};
        const torch::Tensor two = torch::cat({image({1, 2}, 1, 2), image({3, 4}, 1, 2)}).expand({2, 3, 1, 2});
        QCOMPARE(numbers(train::moved(two, draws)), (std::vector<int>{0, 1, 0, 1, 0, 1, 4, 3, 4, 3, 4, 3}));
    }

    void hole_isASquareCutAtTheEdges()
    {
        const std::vector<ImageDraw> draws{{.holeRow = 0, .holeColumn = 2}, {.holeRow = 2, .holeColumn = 1}};
        QCOMPARE(numbers(train::holes(draws, 2, 3, 4)), (std::vector<int>{1, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, //
                                                                          1, 1, 1, 1, 0, 0, 1, 1, 0, 0, 1, 1}));
        QCOMPARE(numbers(train::holes({draws.data(), 1}, 1, 3, 4)),
                 (std::vector<int>{1, 1, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1}));
    }

    void draws_coverTheirRangeEvenly()
    {
        const Augmentation all{.shift = 2, .flip = true, .cutout = 3};
        std::vector<int> down(5, 0);
        int flipped = 0;
        std::set<std::int64_t> rows;
        constexpr int kDraws = 5000;
        for (std::uint32_t i = 0; i < kDraws; ++i) {
            const ImageDraw draw = train::drawOf(all, 7, i, 6, 4);
            ++down.at(std::size_t(draw.down + 2));
            QVERIFY(draw.right >= -2 && draw.right <= 2 && draw.holeColumn >= 0 && draw.holeColumn < 4);
            flipped += draw.flipped ? 1 : 0;
            rows.insert(draw.holeRow);
        }
        for (const int count : down)
            QVERIFY(std::abs(count - kDraws / 5) < 150); // 5 standard deviations of 28
        QVERIFY(std::abs(flipped - kDraws / 2) < 180);   // of 35
        QCOMPARE(rows, (std::set<std::int64_t>{0, 1, 2, 3, 4, 5}));
    }

    void draws_dependOnSeedAndImageAlone()
    {
        const Augmentation all{.shift = 30, .flip = true, .cutout = 3};
        const auto text = [&](std::uint64_t seed, std::uint32_t index) {
            const ImageDraw draw = train::drawOf(all, seed, index, 64, 64);
            return std::tuple(draw.down, draw.right, draw.flipped, draw.holeRow, draw.holeColumn);
        };
        QVERIFY(text(1, 5) == text(1, 5));
        QVERIFY(text(1, 5) != text(1, 6));
        QVERIFY(text(1, 5) != text(2, 5));
        // Mirroring off leaves the other draws.
        const ImageDraw one = train::drawOf({.shift = 30}, 1, 5, 64, 64);
        QCOMPARE(one.down, std::get<0>(text(1, 5)));
        QVERIFY(!one.flipped);
    }

    void batch_isAugmentedTheSameWhateverItsCompanyAndThreads()
    {
        auto set = std::make_shared<data::DataSet>(
            data::DataSet{.kind = data::DataKind::Images, .shape = {3, 8, 8}, .classes = {"a", "b"}});
        std::vector<std::uint8_t> pixels;
        for (int i = 0; i < 40 * 192; ++i)
            pixels.push_back(std::uint8_t(i * 31 % 251));
        set->train.values = std::move(pixels);
        set->train.labels.assign(40, 0);
        std::vector<std::uint32_t> all;
        for (std::uint32_t i = 0; i < 40; ++i)
            all.push_back(i);
        const train::DeviceData device(set, set->train, data::normalisationOf(*set, all), torch::kCPU);
        const train::Augmenting augmenting{{.shift = 2, .flip = true, .cutout = 3}, 9};
        at::set_num_threads(1);
        const torch::Tensor one = device.batch(all, {3, 8, 8}, &augmenting).input;
        at::set_num_threads(2);
        const torch::Tensor two = device.batch(all, {3, 8, 8}, &augmenting).input;
        QVERIFY(one.equal(two));
        QVERIFY(one.narrow(0, 17, 3).equal(device.batch(std::span(all).subspan(17, 3), {3, 8, 8}, &augmenting).input));
        QVERIFY(!one.equal(device.batch(all, {3, 8, 8}).input));
        const train::Augmenting none{{}, 9};
        QVERIFY(device.batch(all, {3, 8, 8}, &none).input.equal(device.batch(all, {3, 8, 8}).input));
    }
};

QTEST_APPLESS_MAIN(TestAugment)
#include "tst_augment.moc"
