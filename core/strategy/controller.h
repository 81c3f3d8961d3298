// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <vector>

#include "core/base/json.h"
#include "core/base/rng.h"
#include "core/strategy/slots.h"

namespace cw::strategy {

/// A policy over candidates: an LSTM that reads the arm chosen last and gives the probabilities of the next slot's
/// arms. One layer; an embedding per arm as input, a softmax of its own per slot, no biases but the LSTM's and the
/// softmaxes'. Gradients by backpropagation through time.
/// Weights lie in one list: embeddings [hidden x (arms + 1)], input [4 hidden x hidden], recurrent [4 hidden x hidden],
/// gate biases [4 hidden] (input, forget, cell, output), heads [hidden x arms], head biases [arms]; matrices column by
/// column.
/// Determinism: sums are taken in a fixed order, by one thread
/// Papers: Hochreiter and Schmidhuber, Neural Computation 1997; Zoph and Le, ICLR 2017 (the controller)
class Controller {
public:
    /// Weights uniform in [-scale, scale].
    Controller(const Slots& slots, int hidden, double scale, Rng& rng);

    std::size_t weightCount() const { return m_weights.size(); }
    const std::vector<double>& weights() const { return m_weights; }
    std::vector<double>& weights() { return m_weights; }

    /// Chooses the arms of a candidate one after the other.
    class Walk {
    public:
        explicit Walk(const Controller& controller);
        /// An arm by its probability.
        int choose(std::size_t slot, Rng& rng);
        /// Those of the last choose().
        const std::vector<double>& probabilities() const { return m_probabilities; }

    private:
        const Controller& m_controller;
        std::vector<double> m_hidden;
        std::vector<double> m_cell;
        std::vector<double> m_gates;
        std::vector<double> m_probabilities;
        std::size_t m_input; ///< number of the arm chosen last, or armCount() at the start
    };

    /// What a pass over the arms of a candidate leaves for its gradient: a step per active slot.
    struct Trace {
        std::vector<std::size_t> slots;
        std::vector<std::size_t> inputs;        ///< arms counted through
        std::vector<std::size_t> chosen;        ///< the arm in its slot
        std::vector<std::vector<double>> gates; ///< after their activations
        std::vector<std::vector<double>> cells;
        std::vector<std::vector<double>> hidden;
        std::vector<std::vector<double>> probabilities;

        std::size_t size() const { return slots.size(); }
        double logProbability(std::size_t step) const;
        /// In nats, as a part of the largest that the slot allows: 1 for a uniform choice.
        double entropy(std::size_t step) const;
    };
    Trace trace(const std::vector<int>& arms) const;

    /// Adds to `gradient` that of sum over steps of (weights[step] log p(chosen) + entropyWeight entropy).
    void addGradient(const Trace& trace, const std::vector<double>& weights, double entropyWeight,
                     std::vector<double>& gradient) const;

private:
    void step(std::size_t input, std::vector<double>& hidden, std::vector<double>& cell,
              std::vector<double>& gates) const;
    void probabilities(std::size_t slot, const std::vector<double>& hidden, std::vector<double>& result) const;

    /// Where each part begins in the list of weights.
    struct Layout {
        std::size_t embedding = 0, input = 0, recurrent = 0, gateBias = 0, heads = 0, headBias = 0, end = 0;
    };

    const Slots* m_slots;
    std::size_t m_hidden;
    Layout m_at;
    std::vector<double> m_weights;
};

/// Gradient ascent with moments. Paper: Kingma and Ba, ICLR 2015, Algorithm 1
class Adam {
public:
    Adam(std::size_t weights, double rate);
    /// One step along `gradient`, shortened to `mostNorm` first.
    void ascend(std::vector<double>& weights, std::vector<double>& gradient, double mostNorm);

    Json state() const;
    /// Errors: Error(Format), and nothing is changed
    void restore(const Json& state);

private:
    double m_rate;
    double m_steps = 0;
    std::vector<double> m_mean;
    std::vector<double> m_square;
};

} // namespace cw::strategy
