// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "core/base/error.h"
#include "core/net/model.h"

namespace cw::train {

/// Of the setting `precision`: float32 or bfloat16. Errors: throws Error(Config)
inline net::Precision precisionFromText(const std::string& text)
{
    if (text == "float32")
        return net::Precision::Float32;
    if (text == "bfloat16")
        return net::Precision::BFloat16;
    throw Error(ErrorCode::Config, "expected the precision float32 or bfloat16, found '" + text + "'");
}

} // namespace cw::train
