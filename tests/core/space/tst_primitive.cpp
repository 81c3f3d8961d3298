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
        {"1x7 conv, strided in width",
         Conv{.outChannels = 4, .kernelWidth = 7, .strideWidth = 2},
         {Shape::image(4, 10, 10)},
         Shape::image(4, 10, 5),
         112,
         5600},
        {"patches",
         Conv{.outChannels = 8, .kernelHeight = 4, .kernelWidth = 4, .stride = 4, .padding = Padding::None},
         {Shape::image(3, 9, 8)},
         Shape::image(8, 2, 2),
         384,
         1536},
        {"conv over time",
         Conv{.outChannels = 6, .kernelWidth = 3, .stride = 2, .bias = true},
         {Shape::sequence(9, 4)},
         Shape::sequence(5, 6),
         78,
         360},
        {"causal conv over time",
         Conv{.outChannels = 6, .kernelWidth = 4, .dilation = 3, .padding = Padding::Causal},
         {Shape::sequence(9, 4)},
         Shape::sequence(9, 6),
         96,
         864},
        {"causal pool over time",
         Pool{.kernel = 4, .stride = 2, .padding = 0, .causal = true},
         {Shape::sequence(9, 4)},
         Shape::sequence(5, 4),
         0,
         0},
        {"mean over time", GlobalPool{}, {Shape::sequence(9, 4)}, Shape::vector(4), 0, 0},
        {"linear at every step", Linear{.outFeatures = 10}, {Shape::sequence(9, 4)}, Shape::sequence(9, 10), 50, 360},
        {"concatenation of sequences",
         Concat{},
         {Shape::sequence(9, 4), Shape::sequence(9, 2)},
         Shape::sequence(9, 6),
         0,
         0},
        {"layer norm", LayerNorm{}, {Shape::sequence(9, 4)}, Shape::sequence(9, 4), 8, 0},
        {"group norm", GroupNorm{.groups = 2}, {Shape::image(4, 3, 3)}, Shape::image(4, 3, 3), 8, 0},
        {"product with a vector", Multiply{}, {Shape::image(4, 3, 3), Shape::vector(4)}, Shape::image(4, 3, 3), 0, 0},
        {"shift", Shift{}, {Shape::image(4, 3, 5)}, Shape::image(4, 3, 5), 0, 0},
        {"pixels as steps", ToSequence{}, {Shape::image(4, 3, 5)}, Shape::sequence(15, 4), 0, 0},
        {"numbers as steps", ToSequence{}, {Shape::vector(7)}, Shape::sequence(7, 1), 0, 0},
        {"embedding", Embedding{.vocabulary = 65, .size = 16}, {Shape::tokens(20)}, Shape::sequence(20, 16), 1040, 0},
        {"positions, learned", Position{.learned = true}, {Shape::sequence(20, 16)}, Shape::sequence(20, 16), 320, 0},
        {"positions, fixed", Position{}, {Shape::sequence(20, 16)}, Shape::sequence(20, 16), 0, 0},
        {"attention", Attention{.heads = 4}, {Shape::sequence(20, 48)}, Shape::sequence(20, 16), 0, 12'800},
        {"lstm", Lstm{.hidden = 8}, {Shape::sequence(20, 16)}, Shape::sequence(20, 8), 832, 15'360},
        {"gru", Gru{.hidden = 8}, {Shape::sequence(20, 16)}, Shape::sequence(20, 8), 624, 11'520},
        {"recurrence of DARTS on Penn Treebank",
         Recurrence{.hidden = 850, .nodes = {{}, {}, {}, {}, {}, {}, {}, {}}},
         {Shape::sequence(35, 850)},
         Shape::sequence(35, 850),
         14'450'000,
         505'750'000},
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
        QCOMPARE(message(Conv{}, {Shape::vector(4)}),
                 "conv expects an image [C,H,W] or a sequence [T,F], found a vector [4]");
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
        QCOMPARE(message(Conv{.kernelHeight = 3}, {Shape::sequence(9, 4)}),
                 "conv on a sequence expects a kernel height of 1, found 3 (use a 1-d convolution)");
        QCOMPARE(message(Conv{.kernelWidth = 9, .padding = Padding::None}, {Shape::sequence(5, 4)}),
                 "conv has a window of 9 steps, but its padded input has only 5 steps");
        QCOMPARE(message(Pool{.causal = true}, {image}),
                 "a causal pool expects a sequence [T,F], found an image [4,8,8]");
        QCOMPARE(message(Activation{}, {Shape::tokens(9)}),
                 "activation expects numbers, found tokens [9] (put an embedding before it)");
        QCOMPARE(message(Attention{.heads = 5}, {Shape::sequence(9, 12)}),
                 "attention has 5 heads, which must divide its 4 features");
        QCOMPARE(message(GroupNorm{.groups = 3}, {image}), "group norm has 3 groups, which must divide its 4 channels");
        QCOMPARE(message(Recurrence{.hidden = 4, .nodes = {{}, {StateFunction::Tanh, 2}}}, {Shape::sequence(9, 4)}),
                 "node 2 of a recurrence expects a predecessor from 0 to 1, found 2");
        QCOMPARE(message(Multiply{}, {image, Shape::vector(8)}),
                 "a product expects inputs of one shape or vectors of as many channels as the first, found an image "
                 "[4,8,8] and a vector [8]");
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

    void tasks_roundTripThroughJson()
    {
        const Task words{Shape::tokens(35), 65, TaskKind::LanguageModel, 65};
        QVERIFY(Task::fromJson(words.toJson(), "x").value() == words);
        QVERIFY(words.output() == Shape::sequence(35, 65));
        const Task letters{Shape::tokens(35), 2, TaskKind::Classification, 65};
        QVERIFY(Task::fromJson(letters.toJson(), "x").value() == letters);
        QVERIFY(letters.output() == Shape::vector(2));
        const Json plain = Task{}.toJson();
        QVERIFY(!plain.contains("kind") && !plain.contains("vocabulary"));
        QVERIFY(Task::fromJson(plain, "x").value() == Task{});
        const std::string tokens = R"("input":{"kind":"tokens","dims":[9]})";
        QVERIFY(Task::fromJson(Json::parse("{" + tokens + R"(,"vocabulary":7,"kind":"language-model"})"), "x")
                    .value()
                    .classes == 7);
        for (const std::string& text :
             {"{" + tokens + "}", "{" + tokens + R"(,"vocabulary":0})", "{" + tokens + R"(,"vocabulary":1e12})",
              "{" + tokens + R"(,"vocabulary":7,"classes":8,"kind":"language-model"})",
              std::string(R"({"kind":"language-model"})"), std::string(R"({"kind":"regression"})"),
              std::string(R"({"vocabulary":7})"), std::string("[]")})
            QVERIFY2(!Task::fromJson(Json::parse(text), "x"), text.c_str());
    }

    void catalogue_hasUniqueIdsAndHelp()
    {
        std::set<std::string> ids;
        for (const OpEntry& entry : opCatalogue().entries()) {
            QVERIFY2(ids.insert(entry.id).second, entry.id.c_str());
            QVERIFY2(!entry.title.empty() && !entry.summary.empty() && !entry.shortTitle.empty() && entry.expand,
                     entry.id.c_str());
            QVERIFY2(!entry.paper.empty(), (entry.id + ": no paper").c_str());
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
