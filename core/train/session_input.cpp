// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/session_input.h"

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/train/augment.h"

namespace cw::train {

namespace {

/// The shape of the network's input for that data set.
space::Shape inputOf(const data::DataSet& data, std::int64_t resolution)
{
    space::Shape shape{space::ShapeKind::Vector, data.shape};
    switch (data.kind) {
    case data::DataKind::Images:
        shape.kind = space::ShapeKind::Image;
        if (resolution > 0) // images are resampled to it
            shape.dims = {data.shape.at(0), resolution, resolution};
        break;
    case data::DataKind::Vectors:
        break;
    case data::DataKind::Sequences:
        shape.kind = space::ShapeKind::Sequence;
        break;
    case data::DataKind::Text:
        shape.kind = space::ShapeKind::Tokens;
        break;
    }
    return shape;
}

} // namespace

void checkInput(const SessionRequest& request)
{
    const data::DataSet& data = request.data->dataSet();
    const space::Task& task = request.architecture->task;
    if (!(request.fidelity.epochs >= 1))
        throw Error(ErrorCode::Config,
                    fmt::format("fidelity 'epochs': expected at least 1, found {}", request.fidelity.epochs));
    if (data.kind != data::DataKind::Images) {
        const std::string found = fmt::format("the data set has {}", data::toText(data.kind));
        if (request.fidelity.resolution > 0)
            throw Error(ErrorCode::Config, "the fidelity 'resolution' needs images, " + found, data.id);
        if (augmentationOf(request.settings).any())
            throw Error(ErrorCode::Config, "augment_shift, augment_flip and cutout need images, " + found, data.id);
    }
    const space::Shape input = inputOf(data, request.fidelity.resolution);
    if (task.input != input)
        throw Error(ErrorCode::Config,
                    fmt::format("the network takes {}, the data set has {}", task.input.describe(), input.describe()));
    const auto classes = std::int64_t(data.classes.size());
    if (task.classes != classes)
        throw Error(ErrorCode::Config,
                    fmt::format("the network has {} classes, the data set {}", task.classes, classes));
}

std::vector<std::uint32_t> trainingSamples(const SessionRequest& request)
{
    std::vector<std::uint32_t> samples = request.data->trainIndices(request.fidelity.data);
    const data::DataSet& data = request.data->dataSet();
    if (data.kind != data::DataKind::Text && samples.size() < data.classes.size())
        throw Error(ErrorCode::Data,
                    fmt::format("the fidelity data={} leaves {} training samples, expected at least one for each of {} "
                                "classes",
                                request.fidelity.data, samples.size(), data.classes.size()),
                    data.id);
    return samples;
}

} // namespace cw::train
