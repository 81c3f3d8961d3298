// SPDX-License-Identifier: GPL-3.0-or-later
// What the core says in English of estimators and schedulers, beside the lines of catalogue_words.cpp: named here so
// that the translation tools find it. Texts that the core puts together stand here as they come out.
#include <QtGlobal>

namespace cw::ui {

[[maybe_unused]] static const char* const kCatalogueEstimateWords[] = {
    // estimators: the benchmark table
    QT_TRANSLATE_NOOP("Catalogue", "Epochs of the table"),
    QT_TRANSLATE_NOOP("Catalogue",
                      "How long the networks of the table were trained: x is measured then, x@12 after 12 epochs."),
    QT_TRANSLATE_NOOP("Catalogue", "epochs"),
    // training
    QT_TRANSLATE_NOOP(
        "Catalogue", "How the learning rate goes on: to 0 along a half cosine, to 0 in a line, constant, or in steps."),
    QT_TRANSLATE_NOOP("Catalogue", "Epochs per step"),
    QT_TRANSLATE_NOOP("Catalogue", "Of the schedule step: the learning rate falls after every so many epochs."),
    QT_TRANSLATE_NOOP("Catalogue", "Factor of a step"),
    QT_TRANSLATE_NOOP("Catalogue", "Of the schedule step: the part of the learning rate that is left after each fall."),
    QT_TRANSLATE_NOOP("Catalogue", "Trainings per candidate"),
    QT_TRANSLATE_NOOP("Catalogue", "Trains every candidate so often, from other initial weights and in another order, "
                                   "and takes the mean; valid_accuracy_sd says how far the trainings lie apart."),
    QT_TRANSLATE_NOOP("Catalogue", "Precision"),
    QT_TRANSLATE_NOOP(
        "Catalogue",
        "What convolutions and linear layers multiply in; bfloat16 pays on GPUs and on CPUs with instructions for it. "
        "Never chosen by itself: a choice by the clock would not be the same when a run is resumed."),
    QT_TRANSLATE_NOOP("Catalogue", "Most parameters"),
    QT_TRANSLATE_NOOP("Catalogue", "Candidates with more are rejected before they are trained; 0 for no limit."),
    QT_TRANSLATE_NOOP("Catalogue", "Most memory"),
    QT_TRANSLATE_NOOP("Catalogue", "Candidates whose training needs more are rejected; 0 for what is free when the "
                                   "training begins, which depends on the machine."),
    QT_TRANSLATE_NOOP("Catalogue", "MB"),
    QT_TRANSLATE_NOOP("Catalogue", "Most time"),
    QT_TRANSLATE_NOOP("Catalogue",
                      "Candidates whose training is predicted to take longer are rejected; 0 for no limit. The speed "
                      "of this machine is measured once, so another machine may reject others; what was rejected is "
                      "recorded and is not decided anew when the run is resumed."),
    QT_TRANSLATE_NOOP("Catalogue", "s"),
    QT_TRANSLATE_NOOP("Catalogue", "Measured speed"),
    QT_TRANSLATE_NOOP(
        "Catalogue",
        "JSON of an earlier measurement of this machine, by which max_seconds is judged; empty to measure."),
    // training with inherited weights
    QT_TRANSLATE_NOOP("Catalogue", "Train with inherited weights"),
    QT_TRANSLATE_NOOP("Catalogue",
                      "As train, but a candidate starts from the weights of its nearest trained relative."),
    QT_TRANSLATE_NOOP("Catalogue", "Least inherited part"),
    QT_TRANSLATE_NOOP("Catalogue", "A relative is used if at least this share of the parameters can come from it, or "
                                   "if the new network can start out computing the same."),
    QT_TRANSLATE_NOOP("Catalogue", "Noise of copies"),
    QT_TRANSLATE_NOOP("Catalogue", "How unequally the copies of a widened channel share its outgoing weights: without "
                                   "it they would learn the same. The function stays."),
    QT_TRANSLATE_NOOP("Catalogue", "Learning rate factor"),
    QT_TRANSLATE_NOOP("Catalogue", "Multiplies the learning rate of networks that inherit; Net2Net trained them with a "
                                   "tenth of their parents' rate."),
    // training on several data sets
    QT_TRANSLATE_NOOP("Catalogue", "Train on several data sets"),
    QT_TRANSLATE_NOOP("Catalogue",
                      "Trains every candidate on each of several data sets: one objective each, or their mean."),
    QT_TRANSLATE_NOOP("Catalogue", "Data sets"),
    QT_TRANSLATE_NOOP("Catalogue",
                      "Two to eight data sets or paths, separated by commas, of one kind: all images, all tables, ..."),
    QT_TRANSLATE_NOOP("Catalogue", "Combine"),
    QT_TRANSLATE_NOOP("Catalogue", "Whether valid_accuracy is the mean over the data sets, or there is only "
                                   "valid_accuracy:SET of each, to be an objective each."),
    // zero-cost proxies
    QT_TRANSLATE_NOOP("Catalogue", "Zero-cost proxies"),
    QT_TRANSLATE_NOOP("Catalogue",
                      "Scores candidates by their untrained network on one minibatch, in about a second each."),
    QT_TRANSLATE_NOOP("Catalogue", "Proxies"),
    QT_TRANSLATE_NOOP(
        "Catalogue",
        "Names separated by commas, of synflow, snip, grasp, fisher, grad_norm, jacov, nwot, vote; `all`; or `auto`: "
        "all where no objective names one. Those that objectives name, params and macs are always there."),
    QT_TRANSLATE_NOOP("Catalogue", "Minibatch"),
    QT_TRANSLATE_NOOP("Catalogue", "Training samples that a network is looked at with at once."),
    QT_TRANSLATE_NOOP("Catalogue", "Minibatches"),
    QT_TRANSLATE_NOOP("Catalogue", "Scores are means over so many minibatches, the same for all candidates."),
    QT_TRANSLATE_NOOP("Catalogue", "Voting proxies"),
    QT_TRANSLATE_NOOP("Catalogue", "Proxies of which `vote` is made (params and macs may vote too): the mean of the "
                                   "shares of a random sample of the space that a candidate beats by each."),
    QT_TRANSLATE_NOOP("Catalogue", "Sample for the vote"),
    QT_TRANSLATE_NOOP("Catalogue", "Random candidates that a vote compares with, scored once when a run begins."),
    QT_TRANSLATE_NOOP("Catalogue", "candidates"),
    // latency
    QT_TRANSLATE_NOOP("Catalogue", "Measured latency"),
    QT_TRANSLATE_NOOP(
        "Catalogue", "Measures how long a network takes to answer on the device, beside what another estimator finds."),
    QT_TRANSLATE_NOOP("Catalogue", "Samples that go through the network at once."),
    QT_TRANSLATE_NOOP("Catalogue", "Timed passes"),
    QT_TRANSLATE_NOOP("Catalogue", "The latency is the median of so many passes."),
    QT_TRANSLATE_NOOP("Catalogue", "Passes before"),
    QT_TRANSLATE_NOOP("Catalogue", "Passes that are not timed: memory is first touched and clocks rise in them."),
    QT_TRANSLATE_NOOP("Catalogue", "Also estimate with"),
    QT_TRANSLATE_NOOP("Catalogue", "Another estimator (train, zero-cost, table, ...) whose metrics are added, so that "
                                   "accuracy and latency can be objectives of one search; empty: none."),
    QT_TRANSLATE_NOOP("Catalogue", "Its settings"),
    QT_TRANSLATE_NOOP("Catalogue", "As name=value;name=value; those that are not named keep their defaults."),
    // learning curve
    QT_TRANSLATE_NOOP("Catalogue", "Learning curve"),
    QT_TRANSLATE_NOOP("Catalogue",
                      "Lets another estimator train and stops it when its learning curve shows that it is hopeless."),
    QT_TRANSLATE_NOOP("Catalogue", "Estimator"),
    QT_TRANSLATE_NOOP("Catalogue", "Id of the estimator that trains: one with a learning curve."),
    QT_TRANSLATE_NOOP("Catalogue", "name=value;name=value, or a JSON object; empty for its defaults."),
    QT_TRANSLATE_NOOP("Catalogue", "First epochs"),
    QT_TRANSLATE_NOOP("Catalogue", "A training is not stopped before it has shown so many epochs."),
    QT_TRANSLATE_NOOP("Catalogue",
                      "A training ends when its chance to end better than the best known trial falls below this."),
    // surrogate
    QT_TRANSLATE_NOOP("Catalogue", "Surrogate"),
    QT_TRANSLATE_NOOP("Catalogue",
                      "Predicts candidates from earlier results, with its uncertainty, and measures a part of them."),
    QT_TRANSLATE_NOOP("Catalogue", "Model"),
    QT_TRANSLATE_NOOP("Catalogue", "What predicts: a random forest, or an ensemble of small neural networks."),
    QT_TRANSLATE_NOOP("Catalogue", "Real estimator"),
    QT_TRANSLATE_NOOP("Catalogue",
                      "Id of the estimator that measures a part of the candidates; empty: all are predicted."),
    QT_TRANSLATE_NOOP("Catalogue", "Fewest known results"),
    QT_TRANSLATE_NOOP("Catalogue", "With fewer results than this, candidates are really estimated."),
    QT_TRANSLATE_NOOP("Catalogue", "Really estimated"),
    QT_TRANSLATE_NOOP(
        "Catalogue",
        "Every so manieth trial is really estimated, so that the model keeps learning; 0: none for this reason."),
    QT_TRANSLATE_NOOP("Catalogue", "Largest uncertainty"),
    QT_TRANSLATE_NOOP("Catalogue",
                      "A candidate is really estimated when the predicted standard deviation is larger than this many "
                      "standard deviations of the known results; 0: never for this reason."),
    QT_TRANSLATE_NOOP("Catalogue", "Earlier results are"),
    QT_TRANSLATE_NOOP("Catalogue",
                      "same: of this data set and fidelity, as good as those of this run; prior: of another one, so "
                      "that only their order and differences count, on a scale learnt from this run."),
    QT_TRANSLATE_NOOP("Catalogue", "Of the forest."),
    QT_TRANSLATE_NOOP("Catalogue", "Of the ensemble."),
    QT_TRANSLATE_NOOP("Catalogue", "Results remembered"),
    QT_TRANSLATE_NOOP("Catalogue", "A model is fitted on at most so many results, the newest."),
    QT_TRANSLATE_NOOP("Catalogue", "Growth between fits"),
    // schedulers
    QT_TRANSLATE_NOOP("Catalogue", "Reduction factor"),
    QT_TRANSLATE_NOOP("Catalogue",
                      "One trial in so many goes on to the next rung, with so many times the epochs (4: Li et al.)."),
    QT_TRANSLATE_NOOP("Catalogue",
                      "One trial in so many goes on to the next rung, with so many times the epochs (3: Li et al.)."),
    QT_TRANSLATE_NOOP(
        "Catalogue",
        "One trial in so many goes on to the next rung, with so many times the epochs (3: Li et al., JMLR 2018)."),
    QT_TRANSLATE_NOOP("Catalogue", "Fewest epochs"),
    QT_TRANSLATE_NOOP("Catalogue", "The first rung is not below this number of epochs."),
    QT_TRANSLATE_NOOP("Catalogue", "Successive halving"),
    QT_TRANSLATE_NOOP("Catalogue", "Trials begin in groups; on every rung the best part of a group goes on."),
    QT_TRANSLATE_NOOP("Catalogue", "Trials in a group"),
    QT_TRANSLATE_NOOP("Catalogue", "So many trials are halved together; 0: as many as leave one on the last rung."),
    QT_TRANSLATE_NOOP("Catalogue", "ASHA"),
    QT_TRANSLATE_NOOP("Catalogue", "Sends a trial on as soon as it is among the best of its rung, and never waits."),
    QT_TRANSLATE_NOOP("Catalogue", "Hyperband"),
    QT_TRANSLATE_NOOP("Catalogue",
                      "Groups from many trials halved early to few trained fully, in turn; with tpe it is BOHB."),
    QT_TRANSLATE_NOOP("Catalogue", "Median rule"),
    QT_TRANSLATE_NOOP("Catalogue", "Stops a trial whose best is below the median of the others at the same epoch."),
    QT_TRANSLATE_NOOP("Catalogue", "Judged every"),
    QT_TRANSLATE_NOOP("Catalogue", "A trial is compared with the others after every so many epochs."),
    QT_TRANSLATE_NOOP("Catalogue", "Grace"),
    QT_TRANSLATE_NOOP("Catalogue", "No trial is stopped before so many epochs."),
    QT_TRANSLATE_NOOP("Catalogue", "Trials to compare with"),
    QT_TRANSLATE_NOOP("Catalogue", "No trial is stopped before so many others were judged at the same epoch."),
};

} // namespace cw::ui
