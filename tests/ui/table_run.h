// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include <fmt/format.h>

#include <QTemporaryDir>

#include "app/compose/catalogue.h"
#include "core/base/file.h"
#include "core/run/run_config.h"

namespace cw::ui {

/// A benchmark of 4 x 4 candidates, the best of which is a=3, b=3, and a search of it: real runs without torch.
class TableRun {
public:
    TableRun()
    {
        std::string csv = "d:a,d:b,m:valid_accuracy\n";
        for (int a = 0; a < 4; ++a) {
            for (int b = 0; b < 4; ++b)
                csv += fmt::format("a{},b{},0.{}\n", a, b, 10 + 4 * a + b);
        }
        writeFileAtomically(table(), csv);
    }

    std::filesystem::path folder() const { return m_folder.path().toStdString(); }
    std::filesystem::path table() const { return folder() / "small.csv"; }
    std::filesystem::path history() const { return folder() / "history.sqlite"; }

    run::RunConfig config(std::int64_t evaluations) const
    {
        run::RunConfig config;
        config.name = "small";
        config.space = table().string();
        config.strategy = "random";
        config.estimator = "table";
        config.estimatorSettings = Json{{"file", table().string()}};
        config.evaluations = evaluations;
        config.workers = 2;
        return config;
    }

private:
    QTemporaryDir m_folder;
};

} // namespace cw::ui
