// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>

#include "core/train/proxies/proxy.h"

namespace cw::train {

ProbeNeeds operator|(const ProbeNeeds& a, const ProbeNeeds& b)
{
    return {a.pass || b.pass, a.gradients || b.gradients, a.curvature || b.curvature,
            a.inputGradients || b.inputGradients};
}

std::span<const Proxy> proxies()
{
    static const std::array table{
        synflowProxy(), snipProxy(), graspProxy(), fisherProxy(), gradNormProxy(), jacovProxy(), nwotProxy(),
    };
    return table;
}

const Proxy* findProxy(std::string_view id)
{
    const auto all = proxies();
    const auto found = std::find_if(all.begin(), all.end(), [&](const Proxy& proxy) { return proxy.id == id; });
    return found == all.end() ? nullptr : &*found;
}

} // namespace cw::train
