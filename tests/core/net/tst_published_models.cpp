// SPDX-License-Identifier: GPL-3.0-or-later
#include <filesystem>
#include <memory>

// LibTorch before Qt: their headers use each other's words.
#include <torch/types.h>

#include <QTest>

#include "core/net/model.h"
#include "core/space/genotype.h"
#include "core/space/realise.h"

using namespace cw;

/// The networks of the published genotypes in LibTorch: what is built has the parameters that the papers count.
class TestPublishedModels : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void genotype_isBuiltWithItsParameters_data()
    {
        QTest::addColumn<QString>("name");
        for (const char* name : {"DARTS_V1", "DARTS_V2", "NASNet", "AmoebaNet"})
            QTest::newRow(name) << name;
    }
    void genotype_isBuiltWithItsParameters()
    {
        QFETCH(QString, name);
        const std::filesystem::path file = std::filesystem::path(CELLWRIGHT_TEST_DATA) / "genotypes.json";
        if (!std::filesystem::exists(file))
            QSKIP("skipped: data not found");
        const auto expected =
            readJsonFile(file).value()[name.toStdString()]["darts_network_params_C36_L20"].get<std::int64_t>();
        const space::Genotype genotype = space::readGenotype(file.string() + ":" + name.toStdString()).value();
        const space::SearchSpace space = space::withGenotype(space::openSpace("darts-cnn").value(), genotype).value();
        const auto architecture =
            std::make_shared<const space::Architecture>(space::realiseOrError(space, {}, {}).value());
        QCOMPARE(architecture->costs.parameters, expected);
        const torch::NoGradGuard guard;
        net::Model model(architecture, {.seed = 1});
        QCOMPARE(model.parameterCount(), expected);
        const torch::Tensor logits = model.forward(torch::ones({1, 3, 32, 32}), false);
        QCOMPARE(logits.sizes().vec(), (std::vector<std::int64_t>{1, 10}));
        QVERIFY(logits.isfinite().all().item<bool>());
    }
};

QTEST_APPLESS_MAIN(TestPublishedModels)
#include "tst_published_models.moc"
