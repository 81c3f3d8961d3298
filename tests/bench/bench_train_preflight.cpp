// SPDX-License-Identifier: GPL-3.0-or-later
// How near the time that is foreseen before a training comes to the time that it takes: for cells of NAS-Bench-201 at
// several widths and other networks, one thread, Fashion-MNIST. Prints foreseen and measured seconds and their ratio,
// and the same for the memory that stays resident at its highest.
#include <chrono>
#include <cstdio>
#include <fstream>
#include <optional>
#include <string>

#include <sys/wait.h>
#include <unistd.h>

#include <fmt/format.h>

#include "core/estimate/preflight.h"
#include "core/net/memory_plan.h"
#include "core/space/realise.h"
#include "core/train/allocator.h"
#include "core/train/calibrate.h"
#include "core/train/session.h"

namespace {

using namespace cw;

constexpr std::int64_t kBatch = 64;
constexpr double kData = 0.05;

struct Subject {
    const char* space;
    double width;
    std::uint64_t seed; ///< of the candidate
};

struct Pair {
    double foreseen = 0, measured = 0;
};

/// A line of /proc/self/status in bytes: "VmRSS:" is the resident memory now, "VmHWM:" the highest.
double memory(const std::string& name)
{
    std::ifstream file("/proc/self/status");
    std::string word;
    double kilobytes = 0;
    while (file >> word) {
        if (word == name && file >> kilobytes)
            return kilobytes * 1024;
    }
    return 0;
}

/// From here on the highest is counted anew, and what was freed is not there to be used again.
void forgetPeak()
{
    train::returnFreeMemory();
    std::ofstream("/proc/self/clear_refs") << "5";
}

std::shared_ptr<const space::Architecture> networkOf(const Subject& subject)
{
    const space::SearchSpace space = space::openSpace(subject.space).value();
    const space::DecisionTree tree = space::compileOrError(space).value();
    const space::RealiseOptions options{
        .task = space::Task{space::Shape::image(1, 28, 28), 10}, .width = subject.width, .cells = 1};
    Rng rng(subject.seed);
    const auto candidate = space::candidatesOf(space, options).value()->sample(rng);
    return std::make_shared<const space::Architecture>(space::realiseOrError(space, tree, candidate, options).value());
}

struct Training {
    std::shared_ptr<const space::Architecture> architecture;
    train::SessionRequest request;
    estimate::TrainingPlan plan;
};

Training trainingOf(const Subject& subject)
{
    Training training;
    training.architecture = networkOf(subject);
    train::SessionRequest& request = training.request;
    request.architecture = training.architecture;
    request.settings =
        estimate::trainEstimatorInfo().schema.resolve({{"batch", kBatch}, {"learning_rate", 0.01}}, "bench").value();
    const auto data = std::make_shared<train::TrainingData>(data::loadDataSet("fashion-mnist").value(),
                                                            request.settings.real("valid_part"), 1);
    data->train("cpu");
    request.data = data;
    request.fidelity.data = kData;
    request.seed = 1;
    training.plan = {.batch = kBatch,
                     .steps = std::int64_t(data->trainIndices(kData).size()) / kBatch,
                     .validSamples =
                         std::int64_t(data->validIndices(kData, request.settings.integer("valid_min")).size()),
                     .normBatches = request.settings.integer("norm_batches"),
                     .epochs = 1,
                     .repeats = 1};
    return training;
}

Pair seconds(const Subject& subject)
{
    const Training training = trainingOf(subject);
    const estimate::Calibration calibration = train::calibrate("cpu", 1, "float32");
    const double foreseen = secondsOfTraining(estimate::workloadOf(*training.architecture), calibration, training.plan);
    const auto begin = std::chrono::steady_clock::now();
    train::trainSession(training.request);
    return {foreseen, std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count()};
}

Pair bytes(const Subject& subject)
{
    const Training training = trainingOf(subject);
    const auto foreseen =
        double(net::trainingMemory(*training.architecture, train::memoryUse(training.request.settings, 1)));
    Training small = trainingOf({"chain-cnn", 0.1, 1}); // loads the code, and leaves next to no memory behind
    small.request.fidelity.data = kData / 20;
    train::trainSession(small.request);
    forgetPeak();
    const double before = memory("VmRSS:");
    train::trainSession(training.request);
    return {foreseen, memory("VmHWM:") - before};
}

/// In a process of its own, so that the highest memory is that of this training.
std::optional<Pair> inOwnProcess(Pair (*measure)(const Subject&), const Subject& subject)
{
    int pipes[2];
    if (pipe(pipes) != 0)
        return std::nullopt;
    const pid_t child = fork();
    if (child == 0) {
        const Pair measured = measure(subject);
        const bool written = write(pipes[1], &measured, sizeof measured) == ssize_t(sizeof measured);
        _exit(written ? 0 : 1);
    }
    close(pipes[1]);
    Pair measured;
    const bool there = read(pipes[0], &measured, sizeof measured) == ssize_t(sizeof measured);
    close(pipes[0]);
    int status = 0;
    waitpid(child, &status, 0);
    return there && status == 0 ? std::optional(measured) : std::nullopt;
}

} // namespace

int main()
{
    train::tuneAllocator();
    const Subject subjects[] = {{"nas-bench-201", 0.25, 1}, {"nas-bench-201", 0.5, 2}, {"nas-bench-201", 0.5, 3},
                                {"nas-bench-201", 1, 4},    {"nas-bench-201", 1, 5},   {"chain-cnn", 0.5, 1},
                                {"chain-cnn", 1, 2},        {"resnet", 0.25, 1},       {"mobilenet", 0.25, 1},
                                {"darts-cnn", 0.25, 1}};
    std::printf("%-22s %10s %10s %7s %10s %10s %7s\n", "network", "foreseen", "measured", "ratio", "foreseen",
                "measured", "ratio");
    for (const Subject& subject : subjects) {
        const auto time = inOwnProcess(seconds, subject);
        const auto space = inOwnProcess(bytes, subject);
        const std::string name = fmt::format("{} x{:g} #{}", subject.space, subject.width, subject.seed);
        if (!time || !space)
            fmt::print("{:<22} failed\n", name);
        else
            fmt::print("{:<22} {:8.2f} s {:8.2f} s {:7.2f} {:7.1f} MB {:7.1f} MB {:7.2f}\n", name, time->foreseen,
                       time->measured, time->foreseen / time->measured, space->foreseen / 1e6, space->measured / 1e6,
                       space->foreseen / space->measured);
        std::fflush(stdout);
    }
    return 0;
}
