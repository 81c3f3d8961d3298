// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <bit>
#include <cstdint>

#include "core/train/proxies/probe.h"

namespace cw::train {

namespace {

/// For each sample one bit per unit: whether the unit lets something through.
struct Patterns {
    std::size_t samples = 0;
    std::size_t units = 0;
    std::size_t words = 0; ///< of 64 units, for each sample
    std::vector<std::uint64_t> bits;

    explicit Patterns(const torch::Tensor& input)
    {
        const torch::Tensor open = input.flatten(1).gt(0).to(torch::kCPU).contiguous();
        samples = std::size_t(open.size(0));
        units = std::size_t(open.size(1));
        words = (units + 63) / 64;
        bits.assign(samples * words, 0);
        const bool* unit = open.data_ptr<bool>();
        for (std::size_t i = 0; i < samples; ++i) {
            for (std::size_t first = 0; first < units; first += 64) {
                std::uint64_t word = 0;
                for (std::size_t k = first; k < std::min(units, first + 64); ++k)
                    word |= std::uint64_t(*unit++) << (k - first);
                bits[i * words + first / 64] = word;
            }
        }
    }

    std::size_t equal(std::size_t a, std::size_t b) const
    {
        std::size_t different = 0;
        for (std::size_t k = 0; k < words; ++k)
            different += std::size_t(std::popcount(bits[a * words + k] ^ bits[b * words + k]));
        return units - different;
    }
};

/// ln |det K|, K counting for two samples the units of all ReLUs that treat both alike. Eigenvalues of K, whole numbers
/// when it comes to that, count as 0.001 at least: two samples with one pattern would make it minus infinity.
double nwot(Probe& probe)
{
    constexpr double kLeast = 1e-3;
    const auto samples = probe.logits().size(0);
    torch::Tensor kernel = torch::zeros({samples, samples}, torch::kDouble);
    double* cells = kernel.data_ptr<double>();
    for (const torch::Tensor& input : probe.rectifierInputs()) {
        const Patterns patterns(input);
        const std::size_t n = patterns.samples;
        for (std::size_t i = 0; i < n; ++i) {
            for (std::size_t j = 0; j <= i; ++j)
                cells[i * n + j] += double(patterns.equal(i, j));
        }
    }
    // Only the lower triangle is filled, and read.
    return torch::linalg_eigvalsh(kernel, "L").clamp_min(kLeast).log().sum().item<double>();
}

std::string problem(const space::Architecture& architecture)
{
    const auto& nodes = architecture.primitives;
    const bool any = std::any_of(nodes.begin(), nodes.end(),
                                 [](const space::PrimitiveNode& node) { return Probe::isRectifier(node.primitive); });
    return any ? "" : "it compares which ReLUs are open, and the network has none";
}

} // namespace

/// As published (NASWOT), on the minibatch of the other proxies.
Proxy nwotProxy()
{
    return {.id = "nwot", .paper = "Mellor et al., ICML 2021, equation 2", .problem = problem, .score = nwot};
}

} // namespace cw::train
