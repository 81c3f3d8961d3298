// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/design/sample_draw.h"

#include <utility>

#include "core/base/rng.h"
#include "core/space/realise.h"

namespace cw::ui {

Result<Sample> drawSample(const space::SearchSpace& space, int number, const std::stop_token& stop)
{
    space::Compiled compiled = space::compile(space, stop);
    if (!compiled.issues.empty())
        return space::asError(compiled.issues, space);
    const auto candidates = space::candidatesOfTree(space, std::move(compiled.tree), {}, {}, stop);
    if (!candidates)
        return candidates.error();
    if (const space::Issues issues = space::drawIssues(**candidates); !issues.empty())
        return space::asError(issues, space);
    Rng rng(0, static_cast<std::uint64_t>(number - 1), "design"); // the strip's samples, in their order
    const space::Candidate candidate = (*candidates)->sample(rng);
    Sample sample{number, space::candidateText(space, (*candidates)->tree(), candidate), nullptr, {}};
    space::Realised realised = space::realise(space, (*candidates)->tree(), candidate);
    if (realised.issues.empty())
        sample.architecture = std::make_shared<const space::Architecture>(std::move(realised.architecture));
    else
        sample.problem = space::asError(realised.issues, space).what();
    return sample;
}

} // namespace cw::ui
