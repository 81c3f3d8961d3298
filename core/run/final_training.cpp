// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/final_training.h"

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/base/process.h"
#include "core/history/reader.h"
#include "core/history/writer.h"
#include "core/run/checkpoint_folder.h"

namespace cw::run {

namespace fs = std::filesystem;

namespace {

/// Apart from the checkpoints of the run, which go when it ends.
fs::path finalFolder(const fs::path& history, std::int64_t run)
{
    return fs::path(history.string() + ".final") / fmt::format("run{}", run);
}

/// A name that no training has taken yet, of this program or of another one.
fs::path freeName(const fs::path& folder, std::int64_t trial)
{
    const std::int64_t pid = thisProcess().pid;
    for (int number = 1;; ++number) {
        fs::path path = folder / fmt::format("trial{}-{}-{}.weights", trial, pid, number);
        if (!fs::exists(path))
            return path;
    }
}

} // namespace

estimate::TrainReport trainFinal(estimate::Trainer& trainer, FinalTraining training, std::stop_token stop,
                                 const std::function<void(const estimate::Progress&)>& progress)
{
    training.history = fs::absolute(training.history);
    history::Reader(training.history).trial(training.run, training.trial); // it must be there
    history::Writer writer(training.history);                              // and the history must take a row
    const fs::path folder = finalFolder(training.history, training.run);
    std::error_code failure = makeFolders(folder);
    if (failure)
        throw Error(ErrorCode::Io, fmt::format("cannot make the folder of weights: {}", failure.message()),
                    folder.string());
    const struct Tidy { // whatever happens, no empty folders stay
        fs::path folder;
        ~Tidy()
        {
            std::error_code notEmpty;
            fs::remove(folder, notEmpty);
            fs::remove(folder.parent_path(), notEmpty);
        }
    } tidy{folder};
    training.request.weights = freeName(folder, training.trial);
    estimate::TrainReport report = trainer.train(training.request, std::move(stop), progress);

    history::FinalTrainingRow row{.run = training.run, .trial = training.trial, .time = wallClock()};
    row.request = toJson(training.request);
    row.report = toJson(report);
    if (const std::uintmax_t bytes = fs::file_size(training.request.weights, failure); !failure) {
        row.weights = training.request.weights.lexically_relative(training.history.parent_path()).string();
        row.bytes = std::int64_t(bytes);
    }
    try {
        writer.postFinalTraining(row);
        writer.flush(true);
    } catch (...) {
        fs::remove(training.request.weights, failure); // without its row nobody would find it
        throw;
    }
    return report;
}

void removeWeightsOfRun(const fs::path& history, std::int64_t run)
{
    for (const fs::path& folder : {CheckpointFolder(history, run).path(), finalFolder(history, run)}) {
        std::error_code failure;
        fs::remove_all(folder, failure);
        if (failure)
            throw Error(ErrorCode::Io, fmt::format("cannot be removed: {}", failure.message()), folder.string());
        fs::remove(folder.parent_path(), failure); // fails while other runs have files there
    }
}

} // namespace cw::run
