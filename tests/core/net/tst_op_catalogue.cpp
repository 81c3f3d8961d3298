// SPDX-License-Identifier: GPL-3.0-or-later
// LibTorch before Qt: their headers use each other's words.
#include <ATen/Parallel.h>
#include <torch/types.h>

#include <QTest>

#include "core/base/rng.h"
#include "core/net/model.h"
#include "core/space/builder.h"
#include "core/space/op.h"
#include "op_formulas.h"

using namespace cw;
using namespace cw::space;
using cw::net::Engine;
using cw::net::Model;

namespace {

constexpr std::int64_t kBatch = 6;
constexpr int kSamples = 10;
constexpr int kMostAttempts = 4000;

/// Ops that compute nothing with weights; every other op must have a formula.
const std::vector<std::string> kWeightless{"avg-pool", "max-pool",  "global-pool", "activation", "flatten",
                                           "dropout",  "drop-path", "sum",         "concat",     "multiply",
                                           "identity", "zero",      "avg-pool1d",  "max-pool1d", "to-sequence"};

/// An op with legal parameters on a task's input; what else it reads comes from that input too.
struct Sample {
    Task task;
    Json params;
    std::vector<Shape> inputs;
    Architecture alone; ///< ends in the op
    int op = 0;
    std::shared_ptr<const Architecture> classifier; ///< a linear layer behind it; null where nothing fits there
};

std::string randomCell(Rng& rng)
{
    const std::vector<std::string> functions{"tanh", "relu", "sigmoid", "identity"};
    std::string cell;
    const auto nodes = rng.range(1, 5);
    for (std::int64_t i = 0; i < nodes; ++i)
        cell += (i == 0 ? "" : ",") + functions[rng.below(4)] + ":" + std::to_string(rng.range(0, i));
    return cell;
}

/// Mostly small; one in 24 numbers is the largest legal one.
Json randomValue(const ParamSpec& spec, Rng& rng)
{
    const bool extreme = rng.below(24) == 0;
    switch (spec.type) {
    case ParamType::Bool:
        return rng.chance(0.5);
    case ParamType::Int:
        return extreme ? std::int64_t(spec.max)
                       : rng.range(std::int64_t(spec.min), std::min<std::int64_t>(6, std::int64_t(spec.max)));
    case ParamType::Real:
        return extreme ? spec.max : spec.min + rng.uniform() * (std::min(spec.max, 4.0) - spec.min);
    case ParamType::Choice:
        return spec.choices[rng.below(spec.choices.size())];
    case ParamType::Text:
        return randomCell(rng);
    }
    return nullptr;
}

Task randomTask(Rng& rng)
{
    Task task;
    const std::int64_t channels = std::vector<std::int64_t>{1, 2, 3, 4, 6, 8, 12}[rng.below(7)];
    task.classes = rng.range(2, 7);
    switch (rng.below(4)) {
    case 0:
        task.input = Shape::image(channels, rng.range(1, 9), rng.range(1, 9));
        break;
    case 1:
        task.input = Shape::sequence(rng.range(1, 9), channels);
        break;
    case 2:
        task.input = Shape::vector(channels);
        break;
    default:
        task.input = Shape::tokens(rng.range(1, 9));
        task.vocabulary = task.classes;
        break;
    }
    return task;
}

/// Another input beside the network's: of its shape, or as the op may also take it.
int companion(ArchitectureBuilder& builder, const std::string& id, Rng& rng)
{
    const auto add = [&](const char* op, const Json& params) {
        const OpEntry* entry = opCatalogue().find(op);
        return builder.add(*entry, entry->schema.resolve(params, op).value(), op, {}, {0});
    };
    if (id == "align" && rng.chance(0.5))
        return add("max-pool", {{"kernel", 3}, {"stride", 2}});
    if (id == "multiply" && rng.chance(0.5))
        return add("global-pool", Json::object());
    return add("activation", {{"kind", "sigmoid"}});
}

/// Errors: throws Error when parameters and shapes do not fit
Sample drawSample(const OpEntry& entry, Rng& rng)
{
    Sample sample;
    sample.task = randomTask(rng);
    // A language model for sequences that come from nowhere: only the head and the causal ops ask for the kind.
    if (sample.task.input.kind != ShapeKind::Vector && sample.task.input.kind != ShapeKind::Image && rng.chance(0.3))
        sample.task.kind = TaskKind::LanguageModel;
    Json given = Json::object();
    for (const ParamSpec& spec : entry.schema.specs())
        given[spec.name] = randomValue(spec, rng);
    const Settings settings = entry.schema.resolve(given, entry.id).value();
    sample.params = settings.json();
    ArchitectureBuilder builder(sample.task);
    std::vector<int> inputs{0};
    const auto more = rng.range(entry.minInputs, std::min(3, entry.maxInputs));
    for (std::int64_t i = 1; i < more; ++i)
        inputs.push_back(companion(builder, entry.id, rng));
    sample.op = builder.add(entry, settings, "op", {}, inputs);
    for (const int input : inputs)
        sample.inputs.push_back(builder.outputOf(input));
    ArchitectureBuilder longer = builder;
    sample.alone = builder.finish(sample.op);
    if (longer.outputOf(sample.op).kind != ShapeKind::Tokens) {
        const auto follow = [&](const char* id, int input) {
            const OpEntry* next = opCatalogue().find(id);
            return longer.add(*next, next->schema.resolve(nullptr, id).value(), id, {}, {input});
        };
        sample.classifier =
            std::make_shared<const Architecture>(longer.finish(follow("linear", follow("flatten", sample.op))));
    }
    return sample;
}

torch::Tensor randomInput(const Task& task, Rng& rng)
{
    std::vector<std::int64_t> sizes{kBatch};
    sizes.insert(sizes.end(), task.input.dims.begin(), task.input.dims.end());
    torch::Tensor input = torch::empty(sizes);
    for (std::int64_t i = 0; i < input.numel(); ++i)
        input.data_ptr<float>()[i] = task.input.kind == ShapeKind::Tokens
                                         ? float(rng.below(std::uint64_t(task.vocabulary)))
                                         : float(rng.normal());
    return task.input.kind == ShapeKind::Tokens ? input.to(torch::kLong) : input;
}

/// Largest difference as a part of the largest number, or of 1.
double distance(const torch::Tensor& a, const torch::Tensor& b)
{
    return a.numel() == 0 ? 0 : (a - b).abs().max().item<double>() / std::max(1.0, b.abs().max().item<double>());
}

bool isFinite(const torch::Tensor& x)
{
    return torch::isfinite(x).all().item<bool>();
}

void checkCosts(const OpEntry& entry, const Sample& sample)
{
    const OpNode& op = sample.alone.ops[std::size_t(sample.op)];
    const auto formula = test::opFormulas().find(entry.id);
    const test::Applied applied{sample.params, sample.inputs.front(), sample.inputs.back(), op.shape, sample.task};
    const test::Count expected = formula == test::opFormulas().end() ? test::Count{} : formula->second(applied);
    QCOMPARE(op.parameters, expected.parameters);
    QCOMPARE(op.macs, expected.macs);
}

void checkForward(const Sample& sample, const torch::Tensor& input)
{
    const auto architecture = std::make_shared<const Architecture>(sample.alone);
    const Shape& shape = sample.alone.ops[std::size_t(sample.op)].shape;
    std::vector<std::int64_t> sizes{kBatch};
    sizes.insert(sizes.end(), shape.dims.begin(), shape.dims.end());
    torch::Tensor plain;
    for (const Engine engine : {Engine::Plain, Engine::Fused}) {
        at::set_num_threads(1);
        Model model(architecture, {.engine = engine, .seed = 3});
        Model again(architecture, {.engine = engine, .seed = 3});
        QCOMPARE(model.parameterCount(), sample.alone.costs.parameters);
        const torch::Tensor judged = model.forward(input, false).to(torch::kFloat);
        QVERIFY(judged.sizes().vec() == sizes);
        QVERIFY(isFinite(judged));
        at::set_num_threads(2);
        QVERIFY(distance(again.forward(input, false).to(torch::kFloat), judged) < 1e-5);
        at::set_num_threads(1);
        const torch::Tensor trained = model.forward(input, true, 5).detach();
        QVERIFY(torch::equal(trained, again.forward(input, true, 5).detach()));
        QVERIFY(isFinite(trained));
        if (plain.defined())
            QVERIFY(distance(judged, plain) < 1e-4);
        plain = judged;
    }
}

void checkGradients(const Sample& sample, torch::Tensor input)
{
    at::set_num_threads(1);
    Model alone(std::make_shared<const Architecture>(sample.alone), {.engine = Engine::Plain});
    if (input.is_floating_point())
        input = input.clone().requires_grad_(true);
    const torch::Tensor output = alone.forward(input, true, 5);
    if (output.requires_grad()) {
        output.square().sum().backward();
        QVERIFY(isFinite(alone.gradients()));
        QVERIFY(!input.grad().defined() || isFinite(input.grad()));
    }
    if (!sample.classifier)
        return;
    const torch::Tensor labels = torch::arange(kBatch).remainder(sample.task.classes);
    Model plain(sample.classifier, {.engine = Engine::Plain});
    Model fused(sample.classifier, {.engine = Engine::Fused});
    const double expected = plain.lossAndGradients(input.detach(), labels, 0, 5);
    const double found = fused.lossAndGradients(input.detach(), labels, 0, 5);
    QVERIFY2(std::abs(found - expected) < 1e-3 * std::max(1.0, expected),
             qPrintable(QString("loss %1, plain %2").arg(found).arg(expected)));
    const double off = distance(fused.gradients(), plain.gradients());
    QVERIFY2(off < 5e-3, qPrintable(QString("gradients differ by %1").arg(off)));
}

} // namespace

class TestOpCatalogue : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyOpWithWeights_hasAFormula()
    {
        for (const OpEntry& entry : opCatalogue().entries()) {
            const bool weightless = std::find(kWeightless.begin(), kWeightless.end(), entry.id) != kWeightless.end();
            QVERIFY2(weightless != test::opFormulas().contains(entry.id), entry.id.c_str());
        }
    }

    void everyOp_isWhatItSays_data()
    {
        QTest::addColumn<int>("index");
        const auto& entries = opCatalogue().entries();
        for (std::size_t i = 0; i < entries.size(); ++i)
            QTest::newRow(entries[i].id.c_str()) << int(i);
    }
    void everyOp_isWhatItSays()
    {
        QFETCH(int, index);
        const OpEntry& entry = opCatalogue().entries()[std::size_t(index)];
        Rng rng(17, std::uint64_t(index), "op-catalogue");
        int built = 0;
        for (int attempt = 0; attempt < kMostAttempts && built < kSamples; ++attempt) {
            Sample sample;
            try {
                sample = drawSample(entry, rng);
            } catch (const Error& problem) {
                QVERIFY2(problem.code() == ErrorCode::Config && problem.problem().size() > 10, problem.what());
                continue;
            }
            checkCosts(entry, sample);
            if (QTest::currentTestFailed()) {
                qWarning("%s on %s", sample.params.dump().c_str(), sample.task.input.text().c_str());
                return;
            }
            const Costs& costs = sample.classifier ? sample.classifier->costs : sample.alone.costs;
            if (costs.parameters > 50'000 || costs.macs > 1'000'000 || costs.activations > 20'000)
                continue; // the largest legal numbers: only the counts are looked at
            const torch::Tensor input = randomInput(sample.task, rng);
            checkForward(sample, input);
            if (!QTest::currentTestFailed())
                checkGradients(sample, input);
            if (QTest::currentTestFailed()) {
                qWarning("%s on %s", sample.params.dump().c_str(), sample.task.input.describe().c_str());
                return;
            }
            ++built;
        }
        QCOMPARE(built, kSamples);
    }
};

QTEST_APPLESS_MAIN(TestOpCatalogue)
#include "tst_op_catalogue.moc"
