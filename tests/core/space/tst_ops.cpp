// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "core/space/builder.h"

using namespace cw;
using namespace cw::space;

/// Parameters, MACs and shapes of ops of the catalogue, against published networks and hand calculation.
class TestOps : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void costs_areThoseOfAHandCalculation_data()
    {
        QTest::addColumn<QString>("op");
        QTest::addColumn<QString>("settings");
        QTest::addColumn<Shape>("input");
        QTest::addColumn<Shape>("output");
        QTest::addColumn<qint64>("parameters");
        QTest::addColumn<qint64>("macs");
        const auto row = [](const char* tag, const char* op, const char* settings, Shape in, Shape out,
                            qint64 parameters,
                            qint64 macs) { QTest::newRow(tag) << op << settings << in << out << parameters << macs; };
        const Shape cell = Shape::image(36, 32, 32);
        const Shape half = Shape::image(36, 16, 16);
        // DARTS: every layer is depthwise 9 x 36, pointwise 36 x 36, a norm of 72; the convolutions count at each
        // pixel.
        row("sep conv 3x3", "sep-conv", "{}", cell, cell, 2 * (324 + 1296 + 72), 2 * 1620 * 1024);
        row("sep conv 5x5, stride 2", "sep-conv", R"({"kernel": 5, "stride": 2})", cell, half, 2 * (900 + 1296 + 72),
            2 * 2196 * 256);
        row("dil conv 3x3", "dil-conv", "{}", cell, cell, 324 + 1296 + 72, 1620 * 1024);
        row("1x7-7x1", "conv-1x7-7x1", "{}", cell, cell, 2 * 7 * 1296 + 72, 2 * 7 * 1296 * 1024);
        // The first halves the width, the second the height.
        row("1x7-7x1, stride 2", "conv-1x7-7x1", R"({"stride": 2})", cell, half, 2 * 7 * 1296 + 72,
            7 * 1296 * (512 + 256));
        // ResNet-18 and -50, first blocks of their stages (torchvision: 73,984, 230,144 and 75,008 parameters).
        row("residual", "residual", "{}", Shape::image(64, 56, 56), Shape::image(64, 56, 56), 73'984,
            2 * 36'864 * 3136);
        row("residual, stride 2", "residual", R"({"filters": 128, "stride": 2})", Shape::image(64, 56, 56),
            Shape::image(128, 28, 28), 230'144, (73'728 + 147'456 + 8192) * 784);
        row("bottleneck", "bottleneck", R"({"filters": 256})", Shape::image(64, 56, 56), Shape::image(256, 56, 56),
            75'008, (4096 + 36'864 + 16'384 + 16'384) * 3136);
        // MobileNetV2: 16 to 24 channels through 96, stride 2; then 24 to 24 through 144.
        row("MBConv, stride 2", "mbconv", R"({"filters": 24, "stride": 2})", Shape::image(16, 112, 112),
            Shape::image(24, 56, 56), 5136, 1536 * 12'544 + (864 + 2304) * 3136);
        row("MBConv", "mbconv", "{}", Shape::image(24, 56, 56), Shape::image(24, 56, 56), 8832,
            (3456 + 1296 + 3456) * 3136);
        row("MBConv without expansion", "mbconv", R"({"filters": 16, "expand": 1})", Shape::image(32, 112, 112),
            Shape::image(16, 112, 112), 896, (288 + 512) * 12'544);
        // SqueezeNet 1.0, fire2.
        row("fire", "fire", "{}", Shape::image(96, 54, 54), Shape::image(128, 54, 54), 11'920,
            (1536 + 1024 + 9216) * 2916);
    }

    void costs_areThoseOfAHandCalculation()
    {
        QFETCH(QString, op);
        QFETCH(QString, settings);
        QFETCH(Shape, input);
        QFETCH(Shape, output);
        QFETCH(qint64, parameters);
        QFETCH(qint64, macs);
        const OpEntry& entry = *opCatalogue().find(op.toStdString());
        ArchitectureBuilder builder({input, 10});
        const int at = builder.add(entry, entry.schema.resolve(Json::parse(settings.toStdString()), "test").value(),
                                   "op", {}, {0});
        const Architecture network = builder.finish(at);
        QCOMPARE(network.ops.back().shape.text(), output.text());
        QCOMPARE(network.costs.parameters, std::int64_t(parameters));
        QCOMPARE(network.costs.macs, std::int64_t(macs));
    }

    void misfits_areErrors()
    {
        const auto problem = [](const char* op, const char* settings, Shape input) -> std::string {
            const OpEntry& entry = *opCatalogue().find(op);
            ArchitectureBuilder builder({std::move(input), 10});
            try {
                builder.add(entry, entry.schema.resolve(Json::parse(settings), "test").value(), "op", {}, {0});
            } catch (const Error& error) {
                return error.problem();
            }
            return "no error";
        };
        for (const char* op : {"sep-conv", "dil-conv", "conv-1x7-7x1", "residual", "bottleneck", "mbconv", "fire"})
            QVERIFY2(problem(op, "{}", Shape::vector(8)).find("an image [C,H,W]") != std::string::npos, op);
        QVERIFY(problem("bottleneck", R"({"filters": 64, "groups": 5})", Shape::image(16, 8, 8)).find("5 groups") !=
                std::string::npos);
    }
};

QTEST_APPLESS_MAIN(TestOps)
#include "tst_ops.moc"
