// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/compose/catalogue.h"

#include <algorithm>

#include <fmt/format.h>

#include "app/compose/torch_loader.h"
#include "core/data/dataset.h"

namespace cw::app {

namespace {

/// An entry whose facts are known without torch and whose making loads it.
estimate::EstimatorEntry torchEntry(estimate::EstimatorEntry entry, std::shared_ptr<TorchLoader> loader)
{
    entry.make = [id = entry.id, loader = std::move(loader)](const estimate::EstimatorSetup& setup) {
        const auto& offered = loader->get().estimators;
        const auto found =
            std::find_if(offered.begin(), offered.end(), [&](const auto& other) { return other.id == id; });
        if (found == offered.end())
            throw Error(ErrorCode::Internal, fmt::format("the torch library offers no estimator '{}'", id));
        return found->make(setup);
    };
    return entry;
}

space::ShapeKind shapeKind(data::DataKind kind)
{
    switch (kind) {
    case data::DataKind::Images:
        return space::ShapeKind::Image;
    case data::DataKind::Vectors:
        return space::ShapeKind::Vector;
    case data::DataKind::Sequences:
        return space::ShapeKind::Sequence;
    case data::DataKind::Text:
        return space::ShapeKind::Tokens;
    }
    throw Error(ErrorCode::Internal, "unknown kind of data set");
}

Result<run::DataFacts> factsOf(const std::string& dataset)
{
    const auto info = data::describeDataSet(dataset);
    if (!info)
        return info.error();
    space::Task task{.input = {shapeKind(info->kind), info->shape},
                     .classes = static_cast<std::int64_t>(info->classes.size())};
    if (info->kind == data::DataKind::Text) {
        task.kind = space::TaskKind::LanguageModel;
        task.vocabulary = task.classes;
    }
    return run::DataFacts{task, info->trainSize};
}

} // namespace

std::shared_ptr<const run::Catalogue> makeCatalogue()
{
    const auto loader = std::make_shared<TorchLoader>();
    auto estimators = estimate::builtInEstimators();
    for (estimate::EstimatorEntry& entry : estimate::torchEstimators())
        estimators.add(torchEntry(std::move(entry), loader));
    return std::make_shared<const run::Catalogue>(run::Catalogue{
        .strategies = strategy::builtInStrategies(),
        .estimators = std::move(estimators),
        .schedulers = estimate::builtInSchedulers(),
        .data = factsOf,
        .torch = [loader]() -> const estimate::TorchLibrary& { return loader->get(); },
        .torchVersion = [loader] { return loader->version(); },
    });
}

} // namespace cw::app
