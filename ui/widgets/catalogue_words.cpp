// SPDX-License-Identifier: GPL-3.0-or-later
// What the core's registries say in English, named here so that the translation tools find it: the core knows no Qt.
// Nothing reads the list; a text missing from it is shown in English, and a test of the catalogue says so.
#include <QtGlobal>

namespace cw::ui {

[[maybe_unused]] static const char* const kCatalogueWords[] = {
    // strategies
    QT_TRANSLATE_NOOP("Catalogue", "Random search"),
    QT_TRANSLATE_NOOP("Catalogue",
                      "Draws every candidate from the whole space, with replacement: the baseline for all others."),
    QT_TRANSLATE_NOOP("Catalogue", "Regularized evolution"),
    QT_TRANSLATE_NOOP("Catalogue",
                      "Aging evolution: changes one decision of the best of a random sample; the oldest member dies."),
    QT_TRANSLATE_NOOP("Catalogue", "Population"),
    QT_TRANSLATE_NOOP(
        "Catalogue",
        "Members alive at once; as many first trials are random. For fewer than 100 trials take a third of them."),
    QT_TRANSLATE_NOOP("Catalogue", "Sample"),
    QT_TRANSLATE_NOOP("Catalogue",
                      "Members drawn, the best of which becomes the parent; more is greedier. At most the population."),
    QT_TRANSLATE_NOOP("Catalogue", "Tree-structured Parzen estimator"),
    QT_TRANSLATE_NOOP(
        "Catalogue",
        "Draws near the best trials and proposes what is likely among them and unlikely among the others."),
    QT_TRANSLATE_NOOP("Catalogue", "Joint density"),
    QT_TRANSLATE_NOOP(
        "Catalogue",
        "One density over all decisions, which learns what goes well together; off: decision by decision."),
    QT_TRANSLATE_NOOP("Catalogue", "First trials at random"),
    QT_TRANSLATE_NOOP("Catalogue", "So many trials must have been told before the densities are used."),
    QT_TRANSLATE_NOOP("Catalogue", "Draws per proposal"),
    QT_TRANSLATE_NOOP(
        "Catalogue",
        "So many candidates are drawn from the good density and the best of them is proposed; more is greedier."),
    QT_TRANSLATE_NOOP("Catalogue", "Share of good trials"),
    QT_TRANSLATE_NOOP("Catalogue", "This part of the trials, the best of them, makes the good density."),
    QT_TRANSLATE_NOOP("Catalogue", "Most good trials"),
    QT_TRANSLATE_NOOP("Catalogue", "The good density is made of at most so many trials."),
    QT_TRANSLATE_NOOP("Catalogue", "Weight of the prior"),
    QT_TRANSLATE_NOOP("Catalogue", "How much the uniform density counts beside one trial; more explores more."),
    QT_TRANSLATE_NOOP("Catalogue", "Trials remembered"),
    QT_TRANSLATE_NOOP(
        "Catalogue",
        "The densities are made of at most so many trials: the best quarter and the newest of the others."),
    QT_TRANSLATE_NOOP("Catalogue", "Allow repeats"),
    QT_TRANSLATE_NOOP(
        "Catalogue",
        "Propose a candidate again whose result is known already, as in the papers; it counts as a trial."),
    QT_TRANSLATE_NOOP("Catalogue", "trials"),
    // estimators
    QT_TRANSLATE_NOOP("Catalogue", "Benchmark table"),
    QT_TRANSLATE_NOOP("Catalogue",
                      "Looks candidates up in a published benchmark (CSV or CSV.gz with d: and m: columns)."),
    QT_TRANSLATE_NOOP("Catalogue", "Table"),
    QT_TRANSLATE_NOOP("Catalogue", "Path of the benchmark: CSV or CSV.gz with columns d:<decision> and m:<metric>."),
    QT_TRANSLATE_NOOP("Catalogue", "Time metric"),
    QT_TRANSLATE_NOOP("Catalogue", "Metric that holds the training time in seconds; empty when the table has none."),
    QT_TRANSLATE_NOOP("Catalogue", "Train from scratch"),
    QT_TRANSLATE_NOOP("Catalogue",
                      "Trains every candidate from new weights at the fidelity and measures it on held-out samples."),
    QT_TRANSLATE_NOOP("Catalogue", "Batch size"),
    QT_TRANSLATE_NOOP("Catalogue", "Samples per training step; the rest of an epoch that fills no batch is left out."),
    QT_TRANSLATE_NOOP("Catalogue", "samples"),
    QT_TRANSLATE_NOOP("Catalogue", "Optimiser"),
    QT_TRANSLATE_NOOP("Catalogue",
                      "How weights follow their gradients; adam, adamw and rmsprop want a learning rate near 0.001."),
    QT_TRANSLATE_NOOP("Catalogue", "Learning rate"),
    QT_TRANSLATE_NOOP("Catalogue", "Of the first step; the schedule lowers it."),
    QT_TRANSLATE_NOOP("Catalogue", "Schedule"),
    QT_TRANSLATE_NOOP("Catalogue",
                      "How the learning rate goes on: to 0 along a half cosine, to 0 in a line, or constant."),
    QT_TRANSLATE_NOOP("Catalogue", "Momentum"),
    QT_TRANSLATE_NOOP("Catalogue", "Of sgd and rmsprop: the part of the last step that the next one keeps."),
    QT_TRANSLATE_NOOP("Catalogue", "Nesterov momentum"),
    QT_TRANSLATE_NOOP("Catalogue", "Of sgd: looks one momentum step ahead."),
    QT_TRANSLATE_NOOP("Catalogue", "Weight decay"),
    QT_TRANSLATE_NOOP("Catalogue",
                      "Part of each weight added to its gradient; with adamw taken off the weight itself."),
    QT_TRANSLATE_NOOP("Catalogue", "Label smoothing"),
    QT_TRANSLATE_NOOP("Catalogue", "Part of the target spread evenly over all classes."),
    QT_TRANSLATE_NOOP("Catalogue", "Gradient limit"),
    QT_TRANSLATE_NOOP("Catalogue",
                      "Longer gradients are shortened to this norm, as recurrent networks need it; 0 for no limit."),
    QT_TRANSLATE_NOOP("Catalogue", "Shift"),
    QT_TRANSLATE_NOOP("Catalogue",
                      "Training images are shifted by up to so many pixels each way, black comes in; 4 for CIFAR-10."),
    QT_TRANSLATE_NOOP("Catalogue", "px"),
    QT_TRANSLATE_NOOP("Catalogue", "Mirror"),
    QT_TRANSLATE_NOOP("Catalogue", "Every other training image is mirrored left to right."),
    QT_TRANSLATE_NOOP("Catalogue", "Cutout"),
    QT_TRANSLATE_NOOP(
        "Catalogue", "Side of a square at a random place of each training image that is blanked out; 16 for CIFAR-10."),
    QT_TRANSLATE_NOOP("Catalogue", "Validation part"),
    QT_TRANSLATE_NOOP("Catalogue", "Part of the training split held out to judge candidates."),
    QT_TRANSLATE_NOOP("Catalogue", "Fewest validation samples"),
    QT_TRANSLATE_NOOP("Catalogue",
                      "The validation samples are cut by the fidelity `data` as the training samples are, but not "
                      "below this number (or all there are): else judging would cost more than a short training."),
    // kinds of data
    QT_TRANSLATE_NOOP("Catalogue", "images"),
    QT_TRANSLATE_NOOP("Catalogue", "vectors"),
    QT_TRANSLATE_NOOP("Catalogue", "sequences"),
    QT_TRANSLATE_NOOP("Catalogue", "text"),
    // templates, those apart that are called by a name
    QT_TRANSLATE_NOOP("Catalogue", "Chain CNN"),
    QT_TRANSLATE_NOOP("Catalogue", "1-d CNN"),
    QT_TRANSLATE_NOOP("Catalogue", "Multi-branch CNN"),
    QT_TRANSLATE_NOOP("Catalogue", "Multi-layer perceptron"),
    QT_TRANSLATE_NOOP("Catalogue", "DARTS recurrent cell"),
    QT_TRANSLATE_NOOP("Catalogue", "Transformer"),
    // schedulers
    QT_TRANSLATE_NOOP("Catalogue", "None"),
    QT_TRANSLATE_NOOP("Catalogue", "Every trial gets the whole fidelity of the run."),
};

} // namespace cw::ui
