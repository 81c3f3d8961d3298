// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTemporaryDir>

#include "tests/core/run/engine_fixture.h"

namespace cw::test {

/// Histories of a test, and engines on them.
class EngineHistories {
protected:
    std::filesystem::path fresh()
    {
        return std::filesystem::path(m_folder.path().toStdString()) / fmt::format("h{}.sqlite", ++m_count);
    }
    static std::unique_ptr<run::Engine> create(const std::shared_ptr<history::Writer>& writer,
                                               const run::RunConfig& config, const Behaviour& behaviour,
                                               run::EventSink sink)
    {
        return run::Engine::create(writer, run::assemble(config, catalogueWith(behaviour)).value(), std::move(sink));
    }
    static std::unique_ptr<run::Engine> resume(const std::shared_ptr<history::Writer>& writer, std::int64_t run,
                                               const Behaviour& behaviour = {}, run::EventSink sink = {})
    {
        history::Reader reader(writer->path());
        const auto config = run::runConfigFromJson(reader.run(run).info.config, "history").value();
        return run::Engine::resume(writer, run, run::assemble(config, catalogueWith(behaviour)).value(),
                                   std::move(sink));
    }
    std::vector<std::string> uninterrupted(const run::RunConfig& config)
    {
        const auto path = fresh();
        return linesOf(path, runToEnd(std::make_shared<history::Writer>(path), config, {}));
    }

private:
    QTemporaryDir m_folder;
    int m_count = 0;
};

} // namespace cw::test
