// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/calibrate.h"

#include <algorithm>
#include <chrono>
#include <memory>

#include <ATen/Parallel.h>
#include <torch/cuda.h>
#include <torch/types.h>

#include "core/net/model.h"
#include "core/train/device_data.h"
#include "core/train/precision.h"
#include "core/train/sgd.h"

namespace cw::train {

namespace {

using estimate::WorkKind;
using space::Primitive;

constexpr int kLeastRuns = 3;
constexpr int kMostRuns = 30;
constexpr double kEnough = 0.03; ///< s of runs of one network
constexpr std::int64_t kBatch = 32;
constexpr std::int64_t kClasses = 10;
constexpr double kLeast = 1e-13; ///< s: what is faster than it can be measured

/// The same layer a few times over, behind one that is trained and between an image and a classifier.
std::shared_ptr<const space::Architecture> chain(const space::Shape& input, int layers, const Primitive& layer)
{
    space::Architecture net;
    net.task = {input, kClasses};
    net.primitives.push_back({space::Input{}, {}, net.task.input, 0});
    const auto add = [&](const Primitive& primitive) {
        const std::vector<space::Shape> inputs{net.primitives.back().shape};
        const space::Shape shape = space::outputShape(primitive, inputs).value();
        net.costs.parameters += space::parameterCount(primitive, inputs);
        net.costs.macs += space::macCount(primitive, inputs, shape);
        net.primitives.push_back({primitive, {int(net.primitives.size()) - 1}, shape, 0});
    };
    add(space::BatchNorm{}); // so that the first one has something to hand a gradient to
    for (int i = 0; i < layers; ++i)
        add(layer);
    if (input.kind == space::ShapeKind::Image)
        add(space::GlobalPool{});
    add(space::Linear{.outFeatures = kClasses});
    return std::make_shared<const space::Architecture>(std::move(net));
}

/// The shortest of some runs, after one to warm up: what disturbs only adds.
template <class Work>
double shortest(const torch::Device& device, Work&& work)
{
    double best = 0;
    double spent = 0;
    for (int run = 0; run <= kLeastRuns || (run <= kMostRuns && spent < kEnough); ++run) {
        const auto start = std::chrono::steady_clock::now();
        work();
        if (device.is_cuda())
            torch::cuda::synchronize(device.index());
        const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
        if (run == 1 || (run > 1 && seconds < best))
            best = seconds;
        spent += seconds;
    }
    return best;
}

double stepSeconds(const std::shared_ptr<const space::Architecture>& net, const net::ModelOptions& options,
                   std::int64_t batch)
{
    net::Model model(net, options);
    std::vector<std::int64_t> dims{batch};
    dims.insert(dims.end(), net->task.input.dims.begin(), net->task.input.dims.end());
    const torch::Tensor input = torch::full(dims, 0.1, torch::TensorOptions(options.device));
    const torch::Tensor labels = torch::zeros({batch}, torch::TensorOptions(options.device).dtype(torch::kLong));
    return shortest(options.device, [&] { model.lossAndGradients(input, labels, 0); });
}

/// Of one layer: what more of them add to a step. Shortest runs are taken: what disturbs only adds.
double layerSeconds(const space::Shape& input, const Primitive& layer, const net::ModelOptions& options)
{
    constexpr int kMore = 4;
    const double one = stepSeconds(chain(input, 1, layer), options, kBatch);
    const double many = stepSeconds(chain(input, 1 + kMore, layer), options, kBatch);
    return std::max(kLeast, (many - one) / kMore);
}

space::Conv conv(std::int64_t channels, std::int64_t kernel)
{
    return {.outChannels = channels, .kernelHeight = kernel, .kernelWidth = kernel};
}

space::Conv biased(std::int64_t channels, std::int64_t kernel)
{
    space::Conv layer = conv(channels, kernel);
    layer.bias = true;
    return layer;
}

space::Conv depthwise(std::int64_t channels, std::int64_t kernel, std::int64_t dilation)
{
    space::Conv layer = conv(channels, kernel);
    layer.groups = channels;
    layer.dilation = dilation;
    return layer;
}

struct Probe {
    WorkKind kind;
    space::Shape input;
    Primitive layer;
};

/// So little of each kind that it takes as long as the call.
std::vector<Probe> callProbes()
{
    const space::Shape tiny = space::Shape::image(4, 2, 2);
    return {{WorkKind::Light, tiny, space::Activation{.kind = space::ActivationKind::Relu}},
            {WorkKind::Norm, tiny, space::BatchNorm{}},
            {WorkKind::NormUneven, space::Shape::image(3, 2, 2), space::BatchNorm{}},
            {WorkKind::Pool, tiny, space::Pool{}},
            {WorkKind::Plain, space::Shape::image(8, 2, 2), conv(8, 3)},
            {WorkKind::PlainUneven, tiny, conv(4, 3)},
            {WorkKind::Convolution, tiny, biased(4, 3)},
            {WorkKind::Grouped, tiny, depthwise(4, 3, 1)},
            {WorkKind::Dilated, tiny, depthwise(4, 3, 2)},
            {WorkKind::Matrix, space::Shape::vector(4), space::Linear{.outFeatures = 4}}};
}

/// Enough of each to see how long it takes by the number or the multiply-accumulate; of one kind with rising sums.
std::vector<Probe> speedProbes()
{
    const space::Shape narrow = space::Shape::image(16, 16, 16);
    const space::Shape middle = space::Shape::image(32, 14, 14);
    const space::Shape wide = space::Shape::image(128, 4, 4);
    return {{WorkKind::Light, narrow, space::Activation{.kind = space::ActivationKind::Relu}},
            {WorkKind::Norm, narrow, space::BatchNorm{}},
            {WorkKind::NormUneven, space::Shape::image(9, 20, 20), space::BatchNorm{}},
            {WorkKind::Pool, middle, space::Pool{}},
            {WorkKind::Plain, narrow, conv(16, 1)},
            {WorkKind::Plain, narrow, conv(16, 3)},
            {WorkKind::Plain, wide, conv(128, 3)},
            {WorkKind::PlainUneven, space::Shape::image(20, 14, 14), conv(20, 1)},
            {WorkKind::PlainUneven, space::Shape::image(20, 14, 14), conv(20, 3)},
            {WorkKind::PlainUneven, space::Shape::image(100, 5, 5), conv(100, 3)},
            {WorkKind::Convolution, narrow, biased(16, 1)},
            {WorkKind::Convolution, narrow, biased(16, 3)},
            {WorkKind::Convolution, wide, biased(128, 3)},
            {WorkKind::Grouped, middle, depthwise(32, 3, 1)},
            {WorkKind::Grouped, middle, depthwise(32, 5, 1)},
            {WorkKind::Dilated, middle, depthwise(32, 3, 2)},
            {WorkKind::Dilated, middle, depthwise(32, 5, 2)},
            {WorkKind::Matrix, space::Shape::vector(64), space::Linear{.outFeatures = 64}},
            {WorkKind::Matrix, space::Shape::vector(512), space::Linear{.outFeatures = 512}}};
}

void measureSpeed(const Probe& probe, const net::ModelOptions& options, estimate::Calibration::Speed& speed)
{
    // Without the call, but at least a quarter: the two overlap.
    const double whole = layerSeconds(probe.input, probe.layer, options);
    const double seconds = std::max(whole - speed.secondsPerCall, whole / 4);
    const space::Shape output = space::outputShape(probe.layer, {probe.input}).value();
    const auto numbers = double(output.elements());
    if (!estimate::hasRates(probe.kind)) {
        speed.secondsPerNumber = std::max(kLeast, seconds / (double(kBatch) * numbers));
        return;
    }
    const auto macs = double(space::macCount(probe.layer, {probe.input}, output));
    speed.rates.push_back({macs / numbers, double(kBatch) * macs / seconds});
}

} // namespace

estimate::Calibration calibrate(const std::string& device, int threads, const std::string& precision)
{
    at::set_num_threads(threads);
    const net::ModelOptions options{.device = deviceFromText(device), .precision = precisionFromText(precision)};
    estimate::Calibration result{.device = device, .threads = threads, .precision = precision};
    for (const Probe& probe : callProbes())
        result.of(probe.kind).secondsPerCall = layerSeconds(probe.input, probe.layer, options);
    for (const Probe& probe : speedProbes())
        measureSpeed(probe, options, result.of(probe.kind));

    constexpr std::int64_t kParameters = 1 << 20;
    const torch::Tensor weights = torch::zeros({kParameters}, torch::TensorOptions(options.device));
    const torch::Tensor gradients = torch::zeros_like(weights);
    Sgd sgd(weights, {});
    const double update = shortest(options.device, [&] { sgd.step(weights, gradients, 0.1, 1); });
    result.secondsPerParameter = std::max(kLeast, update / double(kParameters));
    return result;
}

} // namespace cw::train
