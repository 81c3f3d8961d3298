// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/ops/ops.h"
#include "core/space/ops/parameters.h"

namespace cw::space::ops {

namespace {

/// The features that the classes are told from.
int normed(const std::string& norm, int input, Expansion& into)
{
    const bool image = into.shape(input).kind == ShapeKind::Image;
    if (norm == "batch-norm" || (norm == "auto" && image))
        return into.add(Activation{ActivationKind::Relu}, into.add(BatchNorm{}, input));
    return norm == "layer-norm" ? into.add(LayerNorm{}, input) : input;
}

int expandHead(const Settings& parameters, Expansion& into)
{
    int features = normed(parameters.text("norm"), into.input(0), into);
    if (into.task().kind == TaskKind::LanguageModel)
        expectSequence("the head of a language model", into);
    else if (into.shape(features).kind != ShapeKind::Vector)
        features = into.add(GlobalPool{}, features);
    return into.add(Linear{.outFeatures = into.task().classes}, addDrop(parameters.real("dropout"), features, into));
}

} // namespace

OpEntry head()
{
    OpEntry entry;
    entry.id = "head";
    entry.title = "Classifier head";
    entry.summary = "Mean over all positions and a linear layer to the classes, or at every step in a language model; "
                    "norm and ReLU before it where wanted.";
    entry.paper = "Dong and Yang, ICLR 2020";
    entry.family = OpFamily::Linear;
    entry.shortTitle = "head";
    entry.schema = ParamSchema{
        choiceParameter(
            "norm", {"auto", "none", "batch-norm", "layer-norm"}, "Norm",
            "What comes first: batch norm with ReLU, layer norm, or nothing; auto: batch norm with ReLU on images."),
        probabilityParameter("dropout", 0, "Dropout", "Share of the features that become zero in training.")};
    entry.expand = expandHead;
    return entry;
}

} // namespace cw::space::ops
