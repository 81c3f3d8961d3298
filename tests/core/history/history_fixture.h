// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>
#include <cstring>
#include <filesystem>
#include <string>

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <QFloat16> // QCOMPARE of Json asks whether it can be made from one
#include <QTemporaryDir>

#include "core/history/reader.h"
#include "core/history/records.h"
#include "core/history/writer.h"

namespace cw::history {

/// A folder of its own for every test.
struct Folder {
    QTemporaryDir folder;
    std::filesystem::path path(const std::string& name = "history.sqlite") const
    {
        return std::filesystem::path(folder.path().toStdString()) / name;
    }
};

inline NewRun sampleRun(const std::string& name = "a run")
{
    NewRun run;
    run.name = name;
    run.config = Json{{"format", "cwsearch"}, {"version", 1}, {"seed", 7}};
    run.space = Json{{"format", "cwspace"}, {"version", 1}};
    run.spaceName = "nas-bench-201";
    run.dataset = "fashion-mnist";
    run.strategy = "regularized-evolution";
    run.objective = "max:valid_accuracy";
    run.seed = 0xfedcba9876543210ULL;
    run.lag = 2;
    run.budget = 24;
    run.versions = Json{{"cellwright", "0.1.0"}};
    run.device = "cpu";
    return run;
}

inline TrialRow sampleTrial(std::int64_t run, std::int64_t number, TrialState state = TrialState::Finished)
{
    TrialRow row;
    row.run = run;
    row.trial = number;
    row.state = state;
    row.candidate = "0-1=skip_connect;0-2=nor_conv_3x3";
    row.values = {0, 3, std::nan(""), 0.1, 1e-300, 4};
    row.parent = number / 2;
    row.change = "0-2: skip_connect -> nor_conv_3x3";
    row.hash = "00112233445566778899aabbccddeeff";
    row.params = 123456;
    row.macs = 7890123;
    row.metrics = {{"valid_accuracy", 1.0 / 3.0 + static_cast<double>(number) * 1e-6}, {"params", 123456}};
    row.fidelity = Json{{"epochs", 1}, {"width", 0.5}};
    row.worker = 1;
    row.started = 1.7e9 + 0.123456;
    row.finished = 1.7e9 + 1.654321;
    row.seconds = 1.530865;
    return row;
}

/// Equal to the bit: NaN equals itself, 0 and -0 differ.
inline bool sameBits(double a, double b)
{
    return (std::isnan(a) && std::isnan(b)) || std::memcmp(&a, &b, sizeof a) == 0;
}

inline std::string integrity(const std::filesystem::path& path)
{
    SQLite::Database database(path.string());
    return database.execAndGet("PRAGMA integrity_check").getString();
}

/// The code and sentence of the Error that `body` throws; fails the comparison with "nothing thrown" otherwise.
template <class Body>
std::pair<ErrorCode, std::string> errorOf(Body&& body)
{
    try {
        body();
    } catch (const Error& error) {
        return {error.code(), error.what()};
    }
    return {ErrorCode::Internal, "nothing thrown"};
}

} // namespace cw::history
