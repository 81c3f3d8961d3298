// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "core/net/memory_plan.h"

using namespace cw;
using net::trainingMemory;

namespace {

space::Architecture networkOf(const std::vector<space::Primitive>& chain)
{
    space::Architecture net;
    net.task = {space::Shape::image(8, 4, 4), 10};
    net.primitives.push_back({space::Input{}, {}, net.task.input, 0});
    for (const space::Primitive& primitive : chain) {
        const std::vector<space::Shape> inputs{net.primitives.back().shape};
        const space::Shape shape = space::outputShape(primitive, inputs).value();
        net.costs.parameters += space::parameterCount(primitive, inputs);
        net.primitives.push_back({primitive, {int(net.primitives.size()) - 1}, shape, 0});
    }
    return net;
}

/// 4 x 4 pixels of 8 channels: 128 numbers before and after the convolution and after its norm, then 8, then 10.
space::Architecture network()
{
    return networkOf({space::Conv{.outChannels = 8, .kernelHeight = 3, .kernelWidth = 3}, space::BatchNorm{},
                      space::GlobalPool{}, space::Linear{.outFeatures = 10}});
}

constexpr std::int64_t kParameters = 8 * 8 * 9 + 2 * 8 + 8 * 10 + 10;
/// 36 matrices of 8 x 8 numbers, 16 more between each and the next; once as weights and once as sums of a thread; and
/// as they are sorted before.
constexpr std::int64_t kTransformed = 2 * 36 * (8 * 8 + 16) + 9 * 8 * 8;

/// A fifth is lost between buffers, 4 MB are taken once.
std::int64_t bytes(std::int64_t floats)
{
    return 4 * floats + 4 * floats / 5 + 4'000'000;
}

} // namespace

class TestMemoryPlan : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// Going back, the gradient behind the norm lives beside both values, and the small ones beside theirs.
    void step_isThatOfAHandCalculation()
    {
        constexpr std::int64_t kStep = 3 * 128 + 2 * 8 + 2 * 10;
        const std::int64_t floats = 3 * kParameters + kTransformed + 1000 * (128 + kStep);
        QCOMPARE(trainingMemory(network(), {.batch = 1000, .judged = 0}), bytes(floats));
    }

    /// Judging forgets what nobody reads any more, but its batches are larger.
    void judgedBatch_countsWhereItIsLarger()
    {
        constexpr std::int64_t kJudged = 2 * 128 + 8 + 10;
        const std::int64_t floats = 3 * kParameters + kTransformed + 128 * (128 + kJudged);
        QCOMPARE(trainingMemory(network(), {.batch = 64, .judged = 128}), bytes(floats));
    }

    void threadsAndOptimiser_areCounted()
    {
        const std::int64_t one = trainingMemory(network(), {.batch = 1, .judged = 0});
        const std::int64_t adam = trainingMemory(network(), {.batch = 1, .judged = 0, .states = 2});
        const std::int64_t three = trainingMemory(network(), {.batch = 1, .judged = 0, .threads = 3});
        QVERIFY(std::abs((adam - one) - 4 * kParameters * 6 / 5) <= 1);
        QVERIFY(std::abs((three - one) - 4 * 2 * 36 * 80 * 6 / 5) <= 1);
    }

    /// Two paths into a sum: the gradient of the sum serves both until one of them is added to.
    void gradientOfASum_isSharedByItsAddends()
    {
        space::Architecture net = networkOf({space::Conv{.outChannels = 8, .kernelHeight = 3, .kernelWidth = 3},
                                             space::Conv{.outChannels = 8, .kernelHeight = 3, .kernelWidth = 3}});
        const space::Shape image = net.primitives.back().shape;
        net.primitives.push_back({space::Add{}, {1, 2}, image, 0});
        // Values: 3. Going back: the sum's gradient, at first for all; then the second convolution adds to that of the
        // first, into a buffer of its own, when the sum's value is no longer held: never more than four at once.
        const std::int64_t floats = 3 * net.costs.parameters + 2 * kTransformed + 100 * (128 + 4 * 128);
        QCOMPARE(trainingMemory(net, {.batch = 100, .judged = 0}), bytes(floats));
    }

    void hugeBatch_staysAtTheLargestNumber()
    {
        QCOMPARE(trainingMemory(network(), {.batch = std::numeric_limits<std::int64_t>::max()}),
                 std::numeric_limits<std::int64_t>::max());
    }
};

QTEST_APPLESS_MAIN(TestMemoryPlan)
#include "tst_memory_plan.moc"
