// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/calibrate.h"

#include <algorithm>
#include <chrono>
#include <memory>

#include <torch/torch.h>

#include "core/net/model.h"
#include "core/train/device_data.h"
#include "core/train/precision.h"
#include "core/train/sgd.h"

namespace cw::train {

namespace {

using space::Primitive;

constexpr int kRuns = 3;
constexpr std::int64_t kClasses = 10;
constexpr double kLeast = 1e-13; ///< s: what is faster than it can be measured

/// The same layers one after the other, between an image and a classifier.
std::shared_ptr<const space::Architecture> chain(std::int64_t channels, std::int64_t side, int layers,
                                                 const Primitive& layer)
{
    space::Architecture net;
    net.task = {space::Shape::image(channels, side, side), kClasses};
    net.primitives.push_back({space::Input{}, {}, net.task.input, 0});
    const auto add = [&](const Primitive& primitive) {
        const std::vector<space::Shape> inputs{net.primitives.back().shape};
        const space::Shape shape = space::outputShape(primitive, inputs).value();
        net.costs.parameters += space::parameterCount(primitive, inputs);
        net.costs.macs += space::macCount(primitive, inputs, shape);
        net.primitives.push_back({primitive, {int(net.primitives.size()) - 1}, shape, 0});
    };
    for (int i = 0; i < layers; ++i)
        add(layer);
    add(space::GlobalPool{});
    add(space::Linear{.outFeatures = kClasses});
    return std::make_shared<const space::Architecture>(std::move(net));
}

/// The shortest of a few runs, after one to warm up: what disturbs only adds.
template <class Work>
double shortest(const torch::Device& device, Work&& work)
{
    double best = 0;
    for (int run = 0; run <= kRuns; ++run) {
        const auto start = std::chrono::steady_clock::now();
        work();
        if (device.is_cuda())
            torch::cuda::synchronize(device.index());
        const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
        if (run == 1 || (run > 1 && seconds < best))
            best = seconds;
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

space::Conv conv(std::int64_t channels, std::int64_t kernel, std::int64_t groups)
{
    return {.outChannels = channels, .kernelHeight = kernel, .kernelWidth = kernel, .groups = groups};
}

/// What is left of a measured step when the other parts are taken off, but at least a quarter of it: the parts overlap.
double rest(double seconds, const estimate::Workload& workload, const estimate::Calibration& known, std::int64_t batch)
{
    const double others = double(workload.calls) * known.secondsPerCall +
                          double(batch) * double(workload.numbers) * known.secondsPerNumber;
    return std::max(seconds - others, seconds / 4);
}

} // namespace

estimate::Calibration calibrate(const std::string& device, int threads, const std::string& precision)
{
    at::set_num_threads(threads);
    const net::ModelOptions options{.device = deviceFromText(device), .precision = precisionFromText(precision)};
    estimate::Calibration result{.device = device, .threads = threads, .precision = precision};

    constexpr int kCalls = 64;
    const auto small = chain(4, 2, kCalls, space::BatchNorm{});
    result.secondsPerCall = stepSeconds(small, options, 2) / double(estimate::workloadOf(*small).calls);

    constexpr std::int64_t kBatch = 32;
    const auto wide = chain(16, 16, 8, space::BatchNorm{});
    const estimate::Workload numbers = estimate::workloadOf(*wide);
    result.secondsPerNumber = std::max(kLeast, rest(stepSeconds(wide, options, kBatch), numbers, result, kBatch) /
                                                   double(kBatch * numbers.numbers));

    struct Probe {
        std::int64_t channels;
        std::int64_t side;
        std::int64_t kernel;
        std::int64_t groups;
    };
    // Sums of 9, 16, 144 and 1152 products: a depthwise layer, narrow ones, a wide one.
    for (const Probe& probe : {Probe{32, 16, 3, 32}, Probe{16, 16, 1, 1}, Probe{16, 16, 3, 1}, Probe{128, 8, 3, 1}}) {
        const auto net = chain(probe.channels, probe.side, 3, conv(probe.channels, probe.kernel, probe.groups));
        const double seconds =
            std::max(kLeast, rest(stepSeconds(net, options, kBatch), estimate::workloadOf(*net), result, kBatch));
        const std::int64_t length = probe.channels / probe.groups * probe.kernel * probe.kernel;
        result.rates.push_back({double(length), double(kBatch) * double(net->costs.macs) / seconds});
    }

    constexpr std::int64_t kParameters = 1 << 20;
    const torch::Tensor weights = torch::zeros({kParameters}, torch::TensorOptions(options.device));
    const torch::Tensor gradients = torch::zeros_like(weights);
    Sgd sgd(weights, {});
    const double update = shortest(options.device, [&] { sgd.step(weights, gradients, 0.1, 1); });
    result.secondsPerParameter = std::max(kLeast, update / double(kParameters));
    return result;
}

} // namespace cw::train
