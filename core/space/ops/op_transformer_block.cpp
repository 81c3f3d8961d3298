// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include "core/space/ops/ops.h"
#include "core/space/ops/parameters.h"

namespace cw::space::ops {

namespace {

int expandTransformerBlock(const Settings& parameters, Expansion& into)
{
    expectSequence("transformer-block", into);
    const bool first = parameters.text("norm") == "first";
    const double dropout = parameters.real("dropout");
    const auto beside = [&](int input, const auto& part) {
        const int given = first ? into.add(LayerNorm{}, input) : input;
        const int sum = into.add(Add{}, {input, addDrop(dropout, part(given), into)});
        return first ? sum : into.add(LayerNorm{}, sum);
    };
    const std::int64_t features = into.shape(into.input(0)).channels();
    const std::int64_t inner =
        std::max<std::int64_t>(1, std::llround(parameters.real("ffn") * static_cast<double>(features)));
    const int attended = beside(into.input(0), [&](int given) {
        return addAttention(parameters.integer("heads"), isCausal(parameters, into), given, into);
    });
    return beside(attended, [&](int given) {
        const int wide = into.add(Linear{.outFeatures = inner}, given);
        return into.add(Linear{.outFeatures = features}, addActivation(parameters.text("activation"), wide, into));
    });
}

} // namespace

OpEntry transformerBlock()
{
    OpEntry entry;
    entry.id = "transformer-block";
    entry.title = "Transformer block";
    entry.summary = "Attention and a feed-forward part of two layers, each beside a shortcut, with layer norm.";
    entry.paper = "Vaswani et al., NeurIPS 2017; norm first: Xiong et al., ICML 2020";
    entry.family = OpFamily::Attention;
    entry.shortTitle = "transformer";
    entry.schema = ParamSchema{
        headsParameter(),
        {.name = "ffn",
         .type = ParamType::Real,
         .defaultValue = 4,
         .title = "Feed-forward ratio",
         .help = "Inner features of the feed-forward part for each feature of the input.",
         .min = 0.01,
         .max = 64},
        activationParameter("gelu"),
        probabilityParameter("dropout", 0, "Dropout", "Share of what each part adds that becomes zero in training."),
        choiceParameter("norm", {"first", "last"}, "Norm",
                        "Whether layer norm stands before each part or after its sum."),
        causalParameter()};
    entry.expand = expandTransformerBlock;
    return entry;
}

} // namespace cw::space::ops
