// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/base/registry.h"
#include "core/base/result.h"

namespace cw::data {

/// What one sample is. Text is the only kind whose task is to model language; the others are classified.
enum class DataKind {
    Images,    ///< uint8, [C, H, W]
    Vectors,   ///< float, [F]
    Sequences, ///< float, [T, F]
    Text,      ///< int32 tokens, [T]
};
/// "images", "vectors", "sequences", "text"
std::string_view toText(DataKind kind);

/// Samples of one part as they lie in memory, one after the other, not normalised.
struct Split {
    std::variant<std::vector<std::uint8_t>, std::vector<float>, std::vector<std::int32_t>> values;
    std::vector<std::int64_t> labels; ///< in [0, classes); empty for text
    /// Text: samples, windows of T tokens in a row. `values` then holds windows * T + 1 tokens: the target of a token
    /// is the one after it.
    std::size_t windows = 0;

    std::size_t size() const { return windows > 0 ? windows : labels.size(); }
    const std::vector<std::uint8_t>& bytes() const { return std::get<std::vector<std::uint8_t>>(values); }
    const std::vector<float>& floats() const { return std::get<std::vector<float>>(values); }
    const std::vector<std::int32_t>& tokens() const { return std::get<std::vector<std::int32_t>>(values); }
};

/// One number of a vector, or one channel of a sequence.
struct Feature {
    std::string name;
    bool standardised = true; ///< false: a one-hot place of a categorical column stays 0 or 1
};

/// A data set, read and checked. Thread: const after load
struct DataSet {
    std::string id;
    std::string title;
    DataKind kind = DataKind::Images;
    std::filesystem::path location;
    std::vector<std::int64_t> shape;  ///< of one sample, see DataKind
    std::vector<std::string> classes; ///< names; of text: its vocabulary
    std::vector<Feature> features;    ///< of vectors and sequences
    Split train;                      ///< the whole training part; split() cuts the valid part off it
    Split test;                       ///< never touched during a search
};

/// Facts without the samples, for lists, forms and the task of a run. Images: from headers and labels; tables and
/// texts are read for it.
struct DataSetInfo {
    std::string id;
    std::string title;
    DataKind kind = DataKind::Images;
    std::filesystem::path location;
    std::vector<std::int64_t> shape;
    std::vector<std::string> classes;
    std::int64_t trainSize = 0;
    std::int64_t testSize = 0;
    std::string problem; ///< why it cannot be used: one sentence; empty when it can
};

/// Indices into DataSet::train.
struct TrainValidSplit {
    std::vector<std::uint32_t> train;
    std::vector<std::uint32_t> valid;
};

/// Stratified: `validPart` of each class goes to valid, both lists in shuffled order. Text: the last `validPart` of the
/// windows goes to valid, both lists in the order of the text.
/// Determinism: by (seed); that of text by nothing
TrainValidSplit split(const DataSet& data, double validPart, std::uint64_t seed);
/// The first `part` of a split's indices, per class (stratified), at least one sample.
std::vector<std::uint32_t> reduce(const DataSet& data, const std::vector<std::uint32_t>& indices, double part);

/// Mean and deviation: of each channel of images in units of a pixel value, [0, 255]; of each feature of vectors and
/// of each channel of sequences; empty for text. What is not standardised has 0 and 1.
struct Normalisation {
    std::vector<double> mean;
    std::vector<double> deviation; ///< 1 where all values are equal
};
/// From the given training samples only, so that nothing of the held-out ones leaks in.
Normalisation normalisationOf(const DataSet& data, const std::vector<std::uint32_t>& indices);

/// Data sets by id (found at their usual places) or by path: a file or folder whose kind is recognised, the beginning
/// of a name where a folder holds several (images/cifar10-16px), and `:OPTION` behind it where the kind takes one
/// (FILE.csv:COLUMN, FILE.txt:WINDOW).
/// Errors: NotFound naming what was looked for and the Debian package; Format naming file, place, expected, found
Result<DataSetInfo> describeDataSet(const std::string& idOrPath);
Result<std::shared_ptr<const DataSet>> loadDataSet(const std::string& idOrPath);
/// What is known by id, found or not (then with `problem`).
std::vector<DataSetInfo> knownDataSets();

} // namespace cw::data
