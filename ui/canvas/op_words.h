// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

#include <QString>

#include "core/base/json.h"
#include "core/space/architecture.h"
#include "core/space/op.h"
#include "core/space/search_space.h"

namespace cw::ui {

/// Name of the icon in resources/icons: "op-conv1x1". An op that the catalogue lacks has one too.
QString opIconName(const std::string& op, const Json& params);
/// "conv 3×3": the short title with its numbers, a real multiplication sign.
QString opTitle(const std::string& op, const Json& params);
/// "k=3 s=1 f=16": kernel, stride and filters, then what differs from the op's defaults; a card's second line.
QString opParams(const std::string& op, const Json& params);
/// "k" of kernel, "s" of stride, "f" of filters; else the name itself.
QString paramShortName(const std::string& name);
/// "3", "relu", "yes"
QString paramValueText(const Json& value);
space::OpFamily opFamily(const std::string& op);

/// "0.31 M", "1,234", "1.81 G": params and MACs.
QString costText(std::int64_t value);
/// "[16,28,28]"
QString shapeText(const space::Shape& shape);
/// Thousands grouped as the language does.
QString groupedText(std::uint64_t value);
/// Published names are ids: "nor_conv_3x3" -> "conv 3×3" where the op is known, else with spaces for underscores.
QString alternativeTitle(const space::Alternative& alternative);
/// A decision's or block's id as people read it: "0-1" -> "0 → 1".
QString linkTitle(const QString& id);

} // namespace cw::ui
