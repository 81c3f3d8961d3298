// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>

#include "core/history/writer.h"
#include "core/run/catalogue.h"
#include "core/run/run_config.h"

namespace cw::ui {

/// The decisions of NAS-Bench-201 with accuracies drawn around the number of convolutions, as a benchmark table.
void writeDrawnTable(const std::filesystem::path& file, const std::string& metric);

/// A history worth looking at, made by the real engine: an experiment of three strategies over several seeds on the
/// NAS-Bench-201 table (on a drawn one of the same decisions where the table is not there), a run in which some trials
/// failed or were refused, and, where the torch library and Fashion-MNIST are there, a search that really trained.
class GalleryHistory {
public:
    explicit GalleryHistory(std::filesystem::path folder);

    /// Takes seconds, a minute with training; `train`: where it can be done. Errors: throws Error
    void write(bool train);
    std::filesystem::path path() const { return m_folder / "history.sqlite"; }

private:
    std::int64_t runToEnd(const run::RunConfig& config);
    run::RunConfig tableSearch(const std::string& strategy, std::uint64_t seed) const;
    void writeExperiment();
    void writeTroubledRun();
    void writeTrainedRun();

    std::filesystem::path m_folder;
    std::filesystem::path m_table;
    std::string m_metric;
    std::shared_ptr<const run::Catalogue> m_catalogue;
    std::shared_ptr<history::Writer> m_writer;
};

} // namespace cw::ui
