// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/optimiser.h"

#include <cmath>

#include "core/base/error.h"
#include "core/train/sgd.h"

namespace cw::train {

namespace {

constexpr double kEpsilon = 1e-8;

/// Paper: Kingma and Ba, "Adam", ICLR 2015, Algorithm 1, with their betas. Weight decay: part of the weight added to
/// its gradient, or as AdamW taken off the weight itself (Loshchilov and Hutter, ICLR 2019, Algorithm 2).
class Adam : public Optimiser {
public:
    Adam(const torch::Tensor& parameters, double weightDecay, bool decoupled)
        : m_weightDecay(weightDecay)
        , m_decoupled(decoupled)
        , m_mean(torch::zeros_like(parameters))
        , m_square(torch::zeros_like(parameters))
    {
    }

    void step(const torch::Tensor& parameters, const torch::Tensor& gradients, double rate,
              std::int64_t number) override
    {
        const torch::NoGradGuard guard;
        torch::Tensor gradient = gradients;
        if (m_decoupled)
            parameters.mul_(1 - rate * m_weightDecay);
        else if (m_weightDecay > 0)
            gradient = gradients.add(parameters, m_weightDecay);
        m_mean.mul_(kBeta1).add_(gradient, 1 - kBeta1);
        m_square.mul_(kBeta2).addcmul_(gradient, gradient, 1 - kBeta2);
        const double mean = 1 - std::pow(kBeta1, double(number));
        const double square = 1 - std::pow(kBeta2, double(number));
        const torch::Tensor divisor = m_square.sqrt().div_(std::sqrt(square)).add_(kEpsilon);
        parameters.addcdiv_(m_mean, divisor, -rate / mean);
    }
    std::vector<torch::Tensor> state() const override { return {m_mean, m_square}; }

private:
    static constexpr double kBeta1 = 0.9;
    static constexpr double kBeta2 = 0.999;

    double m_weightDecay;
    bool m_decoupled;
    torch::Tensor m_mean;
    torch::Tensor m_square;
};

/// Paper: Tieleman and Hinton, Coursera lecture 6.5, 2012; momentum as in Graves, arXiv 1308.0850, eq. 38 to 45,
/// without the mean of the gradients. The 0.99 is PyTorch's.
class RmsProp : public Optimiser {
public:
    RmsProp(const torch::Tensor& parameters, double weightDecay, double momentum)
        : m_weightDecay(weightDecay)
        , m_momentum(momentum)
        , m_square(torch::zeros_like(parameters))
        , m_velocity(torch::zeros_like(parameters))
    {
    }

    void step(const torch::Tensor& parameters, const torch::Tensor& gradients, double rate, std::int64_t) override
    {
        const torch::NoGradGuard guard;
        const torch::Tensor gradient = m_weightDecay > 0 ? gradients.add(parameters, m_weightDecay) : gradients;
        m_square.mul_(kKept).addcmul_(gradient, gradient, 1 - kKept);
        m_velocity.mul_(m_momentum).addcdiv_(gradient, m_square.sqrt().add_(kEpsilon));
        parameters.add_(m_velocity, -rate);
    }
    std::vector<torch::Tensor> state() const override { return {m_square, m_velocity}; }

private:
    static constexpr double kKept = 0.99;

    double m_weightDecay;
    double m_momentum;
    torch::Tensor m_square;
    torch::Tensor m_velocity;
};

} // namespace

std::unique_ptr<Optimiser> makeOptimiser(const torch::Tensor& parameters, const Settings& settings)
{
    const std::string& name = settings.text("optimiser");
    const double decay = settings.real("weight_decay");
    if (name == "sgd")
        return std::make_unique<Sgd>(parameters, SgdOptions{.momentum = settings.real("momentum"),
                                                            .nesterov = settings.flag("nesterov"),
                                                            .weightDecay = decay});
    if (name == "adam" || name == "adamw")
        return std::make_unique<Adam>(parameters, decay, name == "adamw");
    if (name == "rmsprop")
        return std::make_unique<RmsProp>(parameters, decay, settings.real("momentum"));
    throw Error(ErrorCode::Config, "expected the optimiser sgd, adam, adamw or rmsprop, found '" + name + "'");
}

} // namespace cw::train
