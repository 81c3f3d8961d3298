// SPDX-License-Identifier: GPL-3.0-or-later
// How near the time that is foreseen before a training comes to the time that it takes: for cells of NAS-Bench-201 at
// several widths and other networks, one thread, Fashion-MNIST. Prints foreseen and measured seconds and their ratio,
// and the same for the memory that stays resident at its highest.
#include <chrono>
#include <cstdio>
#include <fstream>
#include <string>

#include <sys/wait.h>
#include <unistd.h>

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

struct Measured {
    double foreseen = 0, seconds = 0, foreseenBytes = 0, bytes = 0;
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

/// In a process of its own, so that the highest memory is that of this training.
Measured measure(const Subject& subject, const estimate::Calibration& calibration)
{
    const auto architecture = networkOf(subject);
    const Settings settings =
        estimate::trainEstimatorInfo().schema.resolve({{"batch", kBatch}, {"learning_rate", 0.01}}, "bench").value();
    const auto data = std::make_shared<train::TrainingData>(data::loadDataSet("fashion-mnist").value(),
                                                            settings.real("valid_part"), 1);
    data->train("cpu");
    const auto samples = std::int64_t(data->trainIndices(kData).size());
    const estimate::TrainingPlan plan{.batch = kBatch,
                                      .steps = samples / kBatch,
                                      .validSamples =
                                          std::int64_t(data->validIndices(kData, settings.integer("valid_min")).size()),
                                      .epochs = 1,
                                      .repeats = 1};
    Measured measured;
    measured.foreseen = secondsOfTraining(estimate::workloadOf(*architecture), calibration, plan);
    measured.foreseenBytes = double(net::trainingMemory(*architecture, train::memoryUse(settings, 1)));
    train::SessionRequest request;
    request.architecture = architecture;
    request.data = data;
    request.settings = settings;
    request.fidelity.data = kData;
    request.seed = 1;
    forgetPeak();
    const double before = memory("VmRSS:");
    const auto begin = std::chrono::steady_clock::now();
    train::trainSession(request);
    measured.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    measured.bytes = memory("VmHWM:") - before;
    return measured;
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
        int pipes[2];
        if (pipe(pipes) != 0)
            return 1;
        const pid_t child = fork();
        if (child == 0) {
            const Measured measured = measure(subject, train::calibrate("cpu", 1, "float32"));
            const bool written = write(pipes[1], &measured, sizeof measured) == ssize_t(sizeof measured);
            _exit(written ? 0 : 1);
        }
        close(pipes[1]);
        Measured measured;
        const bool there = read(pipes[0], &measured, sizeof measured) == ssize_t(sizeof measured);
        close(pipes[0]);
        int status = 0;
        waitpid(child, &status, 0);
        char name[64];
        std::snprintf(name, sizeof name, "%s x%g #%d", subject.space, subject.width, int(subject.seed));
        if (!there || status != 0)
            std::printf("%-22s failed\n", name);
        else
            std::printf("%-22s %8.2f s %8.2f s %7.2f %7.1f MB %7.1f MB %7.2f\n", name, measured.foreseen,
                        measured.seconds, measured.foreseen / measured.seconds, measured.foreseenBytes / 1e6,
                        measured.bytes / 1e6, measured.foreseenBytes / measured.bytes);
        std::fflush(stdout);
    }
    return 0;
}
