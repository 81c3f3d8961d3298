// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/base/registry.h"
#include "core/base/result.h"

namespace cw::data {

/// Samples of one part as they lie in memory. Images: uint8, [N, C, H, W].
struct Split {
    std::vector<std::uint8_t> values;
    std::vector<std::int64_t> labels; ///< in [0, classes)

    std::size_t size() const { return labels.size(); }
};

/// A data set, read and checked. Thread: const after load
struct DataSet {
    std::string id;
    std::string title;
    std::string kind; ///< "images"
    std::filesystem::path location;
    std::vector<std::int64_t> shape;  ///< of one sample: [C, H, W]
    std::vector<std::string> classes; ///< names
    Split train;                      ///< the whole training part; split() cuts the valid part off it
    Split test;                       ///< never touched during a search
};

/// Header facts only: cheap, for lists, forms and the task of a run.
struct DataSetInfo {
    std::string id;
    std::string title;
    std::string kind;
    std::filesystem::path location;
    std::vector<std::int64_t> shape;
    std::vector<std::string> classes;
    std::int64_t trainSize = 0;
    std::int64_t testSize = 0;
    std::string problem; ///< why it cannot be used: one sentence; empty when it can
};

/// Indices into DataSet::train. Stratified: every class is divided in the same proportion.
struct TrainValidSplit {
    std::vector<std::uint32_t> train;
    std::vector<std::uint32_t> valid;
};

/// Determinism: by (seed); `validPart` of each class goes to valid. Both lists in shuffled order.
TrainValidSplit split(const DataSet& data, double validPart, std::uint64_t seed);
/// The first `part` of a split's training indices, per class (stratified), at least one sample.
std::vector<std::uint32_t> reduce(const DataSet& data, const std::vector<std::uint32_t>& indices, double part);

/// Data sets by id (found at their usual places) or by path (file or folder, kind recognised).
/// Errors: NotFound naming what was looked for and the Debian package; Format naming file, offset, expected, found
Result<DataSetInfo> describeDataSet(const std::string& idOrPath);
Result<std::shared_ptr<const DataSet>> loadDataSet(const std::string& idOrPath);
/// What is known by id, found or not (then with `problem`).
std::vector<DataSetInfo> knownDataSets();

} // namespace cw::data
