// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>

#include "core/data/dataset.h"
#include "core/space/realise.h"
#include "core/train/train_estimator.h"

namespace cw::test {

/// NAS-Bench-201 on Fashion-MNIST, as small as it goes.
struct TrainFixture {
    static constexpr const char* kDataSet = "fashion-mnist";
    static constexpr estimate::Fidelity kTiny{
        .epochs = 1, .data = 0.0045, .width = 0.25, .cells = 1}; // 3 steps an epoch

    std::shared_ptr<const space::SearchSpace> space =
        std::make_shared<const space::SearchSpace>(space::openSpace("nas-bench-201").value());
    space::DecisionTree tree = space::compileOrError(*space).value();
    space::Candidate candidate =
        parse("|nor_conv_3x3~0|+|skip_connect~0|nor_conv_1x1~1|+|avg_pool_3x3~0|none~1|nor_conv_3x3~2|");

    static bool dataIsThere() { return bool(data::describeDataSet(kDataSet)); }
    static space::Task task() { return {space::Shape::image(1, 28, 28), 10}; }
    static estimate::Fidelity tiny(double epochs)
    {
        estimate::Fidelity fidelity = kTiny;
        fidelity.epochs = epochs;
        return fidelity;
    }

    space::Candidate parse(const std::string& text) const { return space::parseCandidate(*space, tree, text).value(); }

    static Settings settings(Json given)
    {
        if (!given.contains("valid_min"))
            given["valid_min"] = 50;
        return estimate::trainEstimatorInfo().schema.resolve(given, "test").value();
    }

    std::unique_ptr<train::TrainEstimator> make(const Json& given = Json::object()) const
    {
        auto estimator = std::make_unique<train::TrainEstimator>(estimate::EstimatorSetup{
            .space = space, .tree = tree, .dataset = kDataSet, .task = task(), .settings = settings(given), .seed = 1});
        estimator->prepare();
        return estimator;
    }
};

} // namespace cw::test
