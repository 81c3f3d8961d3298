// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <string>

#include "core/base/json.h"
#include "core/space/shape.h"

namespace cw::test {

/// Parameters and multiply-accumulates of an op, worked out from the papers' layers and not from primitives.
struct Count {
    std::int64_t parameters = 0;
    std::int64_t macs = 0;

    Count operator+(const Count& other) const { return {parameters + other.parameters, macs + other.macs}; }
    bool operator==(const Count&) const = default;
};

/// What a formula may use: the op's settings and what it is applied to.
struct Applied {
    const Json& params;
    const space::Shape& in;
    const space::Shape& second; ///< the last input
    const space::Shape& out;
    const space::Task& task;

    std::int64_t whole(const char* name) const { return params.at(name).get<std::int64_t>(); }
    double real(const char* name) const { return params.at(name).get<double>(); }
    std::string text(const char* name) const { return params.at(name).get<std::string>(); }
    std::int64_t channels() const { return in.channels(); }
    std::int64_t filters() const { return whole("filters") == 0 ? channels() : whole("filters"); }
    std::int64_t positions() const { return at(in); }
    std::int64_t outPositions() const { return at(out); }
    static std::int64_t at(const space::Shape& shape) { return shape.elements() / shape.channels(); }
};

namespace formula {

using std::int64_t;

/// A side after a window with "same" padding.
inline int64_t side(int64_t length, int64_t kernel, int64_t stride, int64_t dilation = 1)
{
    const int64_t reach = dilation * (kernel - 1);
    return (length + 2 * (reach / 2) - reach - 1) / stride + 1;
}

inline int64_t pixels(const space::Shape& image, int64_t kernel, int64_t stride, int64_t dilation = 1)
{
    return side(image.dims[1], kernel, stride, dilation) * side(image.dims[2], kernel, stride, dilation);
}

inline Count conv(int64_t in, int64_t out, int64_t area, int64_t positions, int64_t groups = 1, bool bias = false)
{
    const int64_t weights = in * out * area / groups;
    return {weights + (bias ? out : 0), weights * positions};
}

inline Count norm(int64_t channels)
{
    return {2 * channels, 0};
}

inline Count linear(int64_t in, int64_t out, int64_t positions = 1, bool bias = true)
{
    return {in * out + (bias ? out : 0), in * out * positions};
}

inline Count projection(const Applied& a)
{
    const bool same = a.whole("stride") == 1 && a.filters() == a.channels();
    return same ? Count{} : conv(a.channels(), a.filters(), 1, a.outPositions()) + norm(a.filters());
}

inline Count optionalNorm(const Applied& a)
{
    return a.text("norm") == "batch-norm" ? norm(a.filters()) : Count{};
}

inline Count conv2d(const Applied& a)
{
    const int64_t k = a.whole("kernel");
    return conv(a.channels(), a.filters(), k * k, a.outPositions(), a.whole("groups"), a.params.at("bias")) +
           optionalNorm(a);
}

inline Count reluConvBn(const Applied& a)
{
    const int64_t k = a.whole("kernel");
    return conv(a.channels(), a.filters(), k * k, a.outPositions()) + norm(a.filters());
}

inline Count sepConv(const Applied& a)
{
    const int64_t k = a.whole("kernel");
    const int64_t c = a.channels();
    const int64_t half = pixels(a.in, k, a.whole("stride"));
    return conv(c, c, k * k, half, c) + conv(c, c, 1, half) + norm(c) + conv(c, c, k * k, a.outPositions(), c) +
           conv(c, a.filters(), 1, a.outPositions()) + norm(a.filters());
}

inline Count dilConv(const Applied& a)
{
    const int64_t k = a.whole("kernel");
    const int64_t c = a.channels();
    return conv(c, c, k * k, a.outPositions(), c) + conv(c, a.filters(), 1, a.outPositions()) + norm(a.filters());
}

inline Count conv1x7(const Applied& a)
{
    const int64_t k = a.whole("kernel");
    const int64_t between = a.in.dims[1] * side(a.in.dims[2], k, a.whole("stride"));
    return conv(a.channels(), a.channels(), k, between) + conv(a.channels(), a.filters(), k, a.outPositions()) +
           norm(a.filters());
}

inline Count residual(const Applied& a)
{
    const int64_t f = a.filters();
    return conv(a.channels(), f, 9, a.outPositions()) + norm(f) + conv(f, f, 9, a.outPositions()) + norm(f) +
           projection(a);
}

inline Count bottleneck(const Applied& a)
{
    const int64_t f = a.filters();
    const int64_t inner = std::max<int64_t>(1, f / a.whole("expansion"));
    return conv(a.channels(), inner, 1, a.positions()) + norm(inner) +
           conv(inner, inner, 9, a.outPositions(), a.whole("groups")) + norm(inner) +
           conv(inner, f, 1, a.outPositions()) + norm(f) + projection(a);
}

inline Count squeeze(int64_t channels, int64_t hidden)
{
    return linear(channels, hidden) + linear(hidden, channels);
}

inline Count mbconv(const Applied& a)
{
    const int64_t k = a.whole("kernel");
    const auto hidden = int64_t(std::llround(double(a.channels()) * a.real("expand")));
    Count count = conv(hidden, hidden, k * k, a.outPositions(), hidden) + norm(hidden) +
                  conv(hidden, a.filters(), 1, a.outPositions()) + norm(a.filters());
    if (hidden != a.channels())
        count = count + conv(a.channels(), hidden, 1, a.positions()) + norm(hidden);
    if (a.real("se") == 0)
        return count;
    if (a.text("se_style") == "efficientnet")
        return count + squeeze(hidden, std::max<int64_t>(1, int64_t(std::floor(double(a.channels()) * a.real("se")))));
    const double wanted = double(hidden) * a.real("se");
    int64_t octets = std::max<int64_t>(8, 8 * int64_t(std::floor(wanted / 8 + 0.5)));
    if (double(octets) < 0.9 * wanted)
        octets += 8;
    return count + squeeze(hidden, octets);
}

inline Count fire(const Applied& a)
{
    const int64_t s = a.whole("squeeze");
    const int64_t e = a.whole("expand");
    const int64_t at = a.positions();
    return conv(a.channels(), s, 1, at, 1, true) + conv(s, e, 1, at, 1, true) + conv(s, e, 9, at, 1, true);
}

inline Count residualReduction(const Applied& a)
{
    const int64_t f = a.filters();
    const int64_t at = a.outPositions();
    return conv(a.channels(), f, 9, at) + norm(f) + conv(f, f, 9, at) + norm(f) + conv(a.channels(), f, 1, at);
}

/// One 1x1 convolution, in two halves or whole, with batch norm.
inline Count narrow(const Applied& a, int64_t filters)
{
    return conv(a.channels(), filters, 1, a.outPositions()) + norm(filters);
}

inline Count align(const Applied& a)
{
    return narrow(a, a.whole("filters") == 0 ? a.second.channels() : a.whole("filters"));
}

inline Count linearLayer(const Applied& a)
{
    const int64_t features = a.whole("features") == 0 ? a.task.classes : a.whole("features");
    return linear(a.channels(), features, a.positions(), a.params.at("bias"));
}

inline Count head(const Applied& a)
{
    const std::string before = a.text("norm");
    const bool normed =
        before == "batch-norm" || before == "layer-norm" || (before == "auto" && a.in.kind == space::ShapeKind::Image);
    const bool everyStep = a.task.kind == space::TaskKind::LanguageModel;
    return linear(a.channels(), a.task.classes, everyStep ? a.in.dims[0] : 1) + (normed ? norm(a.channels()) : Count{});
}

inline Count conv1d(const Applied& a)
{
    return conv(a.channels(), a.filters(), a.whole("kernel"), a.out.dims[0], a.whole("groups"), a.params.at("bias")) +
           optionalNorm(a);
}

inline Count sepConv1d(const Applied& a)
{
    const int64_t k = a.whole("kernel");
    const int64_t s = a.whole("stride");
    const int64_t c = a.channels();
    const bool causal =
        a.text("causal") == "yes" || (a.text("causal") == "auto" && a.task.kind == space::TaskKind::LanguageModel);
    const int64_t half = causal ? (a.in.dims[0] + s - 1) / s : side(a.in.dims[0], k, s, a.whole("dilation"));
    const int64_t end = a.out.dims[0];
    return conv(c, c, k, half, c) + conv(c, c, 1, half) + norm(c) + conv(c, c, k, end, c) +
           conv(c, a.filters(), 1, end) + norm(a.filters());
}

inline Count patches(const Applied& a)
{
    const int64_t p = a.whole("patch");
    const int64_t count = (a.in.dims[1] / p) * (a.in.dims[2] / p);
    return conv(a.channels(), a.filters(), p * p, count, 1, true);
}

inline Count attention(const Applied& a)
{
    const int64_t steps = a.in.dims[0];
    const int64_t e = a.in.dims[1];
    const Count four = linear(e, e, steps);
    return four + four + four + four + Count{0, 2 * steps * steps * e};
}

inline Count transformer(const Applied& a)
{
    const int64_t e = a.in.dims[1];
    const auto inner = std::max<int64_t>(1, std::llround(a.real("ffn") * double(e)));
    return attention(a) + norm(e) + norm(e) + linear(e, inner, a.in.dims[0]) + linear(inner, e, a.in.dims[0]);
}

inline Count gated(const Applied& a, int64_t gates)
{
    Count count;
    const int64_t hidden = a.whole("hidden");
    for (int64_t layer = 0; layer < a.whole("layers"); ++layer) {
        const Count given = linear(layer == 0 ? a.channels() : hidden, gates * hidden, a.in.dims[0]);
        count = count + given + linear(hidden, gates * hidden, a.in.dims[0]);
    }
    return count;
}

inline Count recurrentCell(const Applied& a)
{
    const std::string cell = a.text("cell");
    const int64_t nodes = std::count(cell.begin(), cell.end(), ',') + 1;
    const int64_t h = a.whole("hidden");
    Count count = linear(a.channels() + h, 2 * h, a.in.dims[0], false);
    for (int64_t node = 0; node < nodes; ++node)
        count = count + linear(h, 2 * h, a.in.dims[0], false);
    return count;
}

} // namespace formula

/// By op; those without weights and products have none.
inline const std::map<std::string, std::function<Count(const Applied&)>>& opFormulas()
{
    static const std::map<std::string, std::function<Count(const Applied&)>> all{
        {"conv2d", formula::conv2d},
        {"relu-conv-bn", formula::reluConvBn},
        {"sep-conv", formula::sepConv},
        {"dil-conv", formula::dilConv},
        {"conv-1x7-7x1", formula::conv1x7},
        {"residual", formula::residual},
        {"bottleneck", formula::bottleneck},
        {"mbconv", formula::mbconv},
        {"fire", formula::fire},
        {"residual-reduction", formula::residualReduction},
        {"factorised-reduction", [](const Applied& a) { return formula::narrow(a, a.filters()); }},
        {"align", formula::align},
        {"skip", formula::projection},
        {"batch-norm", [](const Applied& a) { return a.params.at("affine") ? formula::norm(a.channels()) : Count{}; }},
        {"layer-norm", [](const Applied& a) { return formula::norm(a.channels()); }},
        {"group-norm", [](const Applied& a) { return formula::norm(a.channels()); }},
        {"squeeze-excite",
         [](const Applied& a) {
             const auto hidden = std::int64_t(std::floor(a.real("ratio") * double(a.channels())));
             return formula::squeeze(a.channels(), std::max<std::int64_t>(1, hidden));
         }},
        {"linear", formula::linearLayer},
        {"head", formula::head},
        {"conv1d", formula::conv1d},
        {"sep-conv1d", formula::sepConv1d},
        {"patches", formula::patches},
        {"embedding",
         [](const Applied& a) {
             return Count{a.task.vocabulary * a.whole("size"), 0};
         }},
        {"positional-encoding",
         [](const Applied& a) {
             return Count{a.text("kind") == "learned" ? a.in.elements() : 0, 0};
         }},
        {"attention", formula::attention},
        {"transformer-block", formula::transformer},
        {"lstm", [](const Applied& a) { return formula::gated(a, 4); }},
        {"gru", [](const Applied& a) { return formula::gated(a, 3); }},
        {"recurrent-cell", formula::recurrentCell},
    };
    return all;
}

} // namespace cw::test
