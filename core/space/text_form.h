// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "core/space/candidate.h"

namespace cw::space {

/// Whether this is the name of a published string form ("nas-bench-201"), or empty.
bool isTextForm(std::string_view form);

/// "|nor_conv_3x3~0|+|none~0|skip_connect~1|+|...": node by node, each with its inputs; the decision of the edge from
/// node j to node i is called "j-i". What else the space leaves open follows as ";decision=value".
/// Paper: Dong and Yang, ICLR 2020
std::string nasBench201Text(const DecisionTree& tree, const Candidate& candidate);
/// Errors: Config naming the part that does not fit
Result<Candidate> parseNasBench201(const DecisionTree& tree, std::string_view text, const std::string& where);

} // namespace cw::space
