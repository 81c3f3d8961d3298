// SPDX-License-Identifier: GPL-3.0-or-later
#include <set>

#include <QTest>

#include "core/space/op.h"
#include "core/space/primitive.h"

using namespace cw;
using namespace cw::space;

namespace {

struct Case {
    const char* name;
    Primitive primitive;
    std::vector<Shape> inputs;
    Shape output;
    std::int64_t parameters;
    std::int64_t macs;
};

/// Worked out by hand.
const std::vector<Case>& cases()
{
    static const std::vector<Case> all{
        {"3x3 conv",
         Conv{.outChannels = 16, .kernelHeight = 3, .kernelWidth = 3},
         {Shape::image(3, 32, 32)},
         Shape::image(16, 32, 32),
         432,
         442'368},
        {"strided conv with bias",
         Conv{.outChannels = 8, .kernelHeight = 3, .kernelWidth = 3, .stride = 2, .bias = true},
         {Shape::image(4, 7, 8)},
         Shape::image(8, 4, 4),
         296,
         4608},
        {"dilated conv",
         Conv{.outChannels = 2, .kernelHeight = 3, .kernelWidth = 3, .dilation = 2},
         {Shape::image(2, 9, 9)},
         Shape::image(2, 9, 9),
         36,
         2916},
        {"depthwise conv",
         Conv{.outChannels = 6, .kernelHeight = 5, .kernelWidth = 5, .groups = 6},
         {Shape::image(6, 10, 10)},
         Shape::image(6, 10, 10),
         150,
         15'000},
        {"1x7 conv",
         Conv{.outChannels = 4, .kernelHeight = 1, .kernelWidth = 7},
         {Shape::image(4, 10, 10)},
         Shape::image(4, 10, 10),
         112,
         11'200},
        {"batch norm", BatchNorm{}, {Shape::image(16, 5, 5)}, Shape::image(16, 5, 5), 32, 0},
        {"batch norm without weights", BatchNorm{.affine = false}, {Shape::vector(7)}, Shape::vector(7), 0, 0},
        {"3x3 pool", Pool{}, {Shape::image(3, 7, 7)}, Shape::image(3, 7, 7), 0, 0},
        {"2x2 pool, odd side",
         Pool{.kernel = 2, .stride = 2, .padding = 0},
         {Shape::image(3, 7, 8)},
         Shape::image(3, 3, 4),
         0,
         0},
        {"global pool", GlobalPool{}, {Shape::image(64, 8, 8)}, Shape::vector(64), 0, 0},
        {"flatten", Flatten{}, {Shape::image(3, 4, 5)}, Shape::vector(60), 0, 0},
        {"linear", Linear{.outFeatures = 10}, {Shape::vector(64)}, Shape::vector(10), 650, 640},
        {"linear without bias",
         Linear{.outFeatures = 10, .bias = false},
         {Shape::vector(64)},
         Shape::vector(10),
         640,
         640},
        {"sum", Add{}, {Shape::vector(4), Shape::vector(4)}, Shape::vector(4), 0, 0},
        {"concatenation", Concat{}, {Shape::image(3, 4, 5), Shape::image(2, 4, 5)}, Shape::image(5, 4, 5), 0, 0},
        {"zero with stride", Zero{.stride = 2, .outChannels = 8}, {Shape::image(4, 7, 8)}, Shape::image(8, 4, 4), 0, 0},
        {"drop", Drop{}, {Shape::vector(4)}, Shape::vector(4), 0, 0},
    };
    return all;
}

} // namespace

class TestPrimitive : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void shapesAndCosts_areThoseOfAHandCalculation_data()
    {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < cases().size(); ++i)
            QTest::newRow(cases()[i].name) << static_cast<int>(i);
    }
    void shapesAndCosts_areThoseOfAHandCalculation()
    {
        QFETCH(int, index);
        const Case& one = cases()[static_cast<std::size_t>(index)];
        const Shape output = outputShape(one.primitive, one.inputs).value();
        QCOMPARE(output.text(), one.output.text());
        QVERIFY(output == one.output);
        QCOMPARE(parameterCount(one.primitive, one.inputs), one.parameters);
        QCOMPARE(macCount(one.primitive, one.inputs, output), one.macs);
    }

    void misfits_nameExpectedAndFound()
    {
        const Shape image = Shape::image(4, 8, 8);
        const auto message = [](const Primitive& primitive, const std::vector<Shape>& inputs) {
            const auto result = outputShape(primitive, inputs);
            return result ? QString("no error") : QString::fromUtf8(result.error().what());
        };
        QCOMPARE(message(Conv{}, {Shape::vector(4)}), "conv expects an image [C,H,W], found a vector [4]");
        QCOMPARE(message(Conv{.outChannels = 4, .groups = 3}, {image}),
                 "conv has 3 groups, which must divide its 4 input and 4 output channels");
        QCOMPARE(message(Conv{.stride = 0}, {image}), "conv expects a stride from 1 to 4096, found 0");
        QCOMPARE(message(Linear{}, {image}),
                 "linear expects a vector [F] (flatten or pool it first), found an image [4,8,8]");
        QCOMPARE(message(Pool{.kernel = 2, .stride = 2, .padding = 0}, {Shape::image(4, 1, 8)}),
                 "pool has a window of 2 px, but its padded input has only 1 px");
        QCOMPARE(message(Add{}, {image, Shape::image(8, 8, 8)}),
                 "a sum expects inputs of one shape, found an image [4,8,8] and an image [8,8,8]");
        QCOMPARE(
            message(Concat{}, {image, Shape::image(4, 8, 4)}),
            "a concatenation expects inputs that differ in channels only, found an image [4,8,8] and an image [4,8,4]");
        QCOMPARE(message(Drop{.probability = 1}, {image}), "drop expects a probability from 0 to below 1, found 1");
        QCOMPARE(message(Identity{}, {}), "identity has no input");
        QCOMPARE(message(Identity{}, {image, image}), "identity expects one input, found 2");
    }

    void absurdSizes_areRefusedInsteadOfOverflowing()
    {
        const Shape large = Shape::image(1 << 14, 1 << 8, 1 << 8);
        const auto result = outputShape(Conv{.outChannels = 1 << 30}, {large});
        QVERIFY(!result);
        QVERIFY(QByteArray(result.error().what()).contains("more than the limit"));
        QCOMPARE(parameterCount(Linear{.outFeatures = INT64_MAX / 2}, {Shape::vector(1 << 20)}), INT64_MAX);
        QCOMPARE(Shape::image(1 << 30, 1 << 30, 1 << 30).elements(), INT64_MAX);
    }

    void shapes_roundTripThroughJson()
    {
        for (const Shape& shape : {Shape::image(3, 4, 5), Shape::vector(7), Shape{ShapeKind::Sequence, {9, 8}},
                                   Shape{ShapeKind::Tokens, {35}}})
            QVERIFY(Shape::fromJson(shape.toJson(), "x").value() == shape);
        for (const char* text : {"[3,4,5]", R"({"kind":"image","dims":[3,4]})", R"({"kind":"image","dims":[3,4,-5]})",
                                 R"({"kind":"image","dims":[3,4,1e12]})", R"({"kind":"cube","dims":[3]})", "null"})
            QVERIFY2(!Shape::fromJson(Json::parse(text), "x"), text);
    }

    void catalogue_hasUniqueIdsAndHelp()
    {
        std::set<std::string> ids;
        for (const OpEntry& entry : opCatalogue().entries()) {
            QVERIFY2(ids.insert(entry.id).second, entry.id.c_str());
            QVERIFY2(!entry.title.empty() && !entry.summary.empty() && !entry.shortTitle.empty() && entry.expand,
                     entry.id.c_str());
            QVERIFY2(entry.schema.resolve(nullptr, entry.id).has_value(), entry.id.c_str());
            for (const ParamSpec& spec : entry.schema.specs()) {
                QVERIFY2(!spec.help.empty(), (entry.id + "." + spec.name).c_str());
                const auto resolved = entry.schema.resolve(Json{{spec.name, spec.defaultValue}}, entry.id);
                QVERIFY2(resolved.has_value(), (entry.id + "." + spec.name + ": default is illegal").c_str());
            }
        }
    }
};

QTEST_APPLESS_MAIN(TestPrimitive)
#include "tst_primitive.moc"
