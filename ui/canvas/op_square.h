// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <vector>

#include <QPainter>
#include <QRectF>
#include <QString>

#include "core/space/decision.h"
#include "core/space/op.h"
#include "core/space/search_space.h"
#include "ui/theme/theme.h"

namespace cw::ui {

/// An op as a small square, told apart by form as well as colour: conv full, 1x1 with a hole, pool with a bar,
/// identity dashed, zero hollow.
struct OpSquare {
    enum class Form { Full, Hole, Bar, Dashed, Hollow };
    Form form = Form::Full;
    space::OpFamily family = space::OpFamily::Convolution;

    bool operator==(const OpSquare&) const = default;
};

OpSquare squareOf(const std::string& op, const Json& params);
void paintSquare(QPainter& painter, const QRectF& rect, OpSquare square, const Colors& colors);

/// For every decision of a tree the square of each alternative; empty for a decision that does not choose an op.
/// Thread: any
using SquareTable = std::vector<std::vector<OpSquare>>;
SquareTable squaresOf(const space::SearchSpace& space, const space::DecisionTree& tree);

/// What each alternative of a space is called in the drawing: "nor_conv_3x3" -> "conv 3×3". Thread: any
using WordTable = std::map<QString, QString>;
WordTable wordsOf(const space::SearchSpace& space);

} // namespace cw::ui
