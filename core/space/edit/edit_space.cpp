// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include "core/space/edit/edit.h"
#include "core/space/edit/editing.h"
#include "core/space/text_form.h"

namespace cw::space {

namespace {

constexpr std::size_t kMostConstraints = 1000;
constexpr std::size_t kLongestConstraint = 4000;

} // namespace

Result<Done> setConstraints(SearchSpace& space, const std::vector<std::string>& constraints)
{
    if (constraints.size() > kMostConstraints)
        return refusal(fmt::format("at most {} constraints, found {}", kMostConstraints, constraints.size()));
    for (const std::string& constraint : constraints) {
        if (const std::string problem = textRefusal(constraint, "constraint", kLongestConstraint); !problem.empty())
            return refusal(problem);
    }
    space.constraints = constraints;
    return Done{};
}

Result<Done> setTask(SearchSpace& space, const Task& task)
{
    const auto read = Task::fromJson(task.toJson(), "task");
    if (!read)
        return refusal(read.error().problem());
    space.task = *read;
    return Done{};
}

Result<Done> setNames(SearchSpace& space, const std::string& name, const std::string& title)
{
    if (const std::string problem = textRefusal(name, "name", kLongestTitle); !problem.empty())
        return refusal(problem);
    if (const std::string problem = textRefusal(title, "title", kLongestTitle); !problem.empty())
        return refusal(problem);
    space.name = name;
    space.title = title;
    return Done{};
}

Result<Done> setPaper(SearchSpace& space, const std::string& paper)
{
    constexpr std::size_t longest = 1000;
    if (const std::string problem = textRefusal(paper, "paper", longest); !problem.empty())
        return refusal(problem);
    space.paper = paper;
    return Done{};
}

Result<Done> setTextForm(SearchSpace& space, const std::string& form)
{
    if (!isTextForm(form))
        return refusal(fmt::format("unknown text form '{}', expected nas-bench-201 or none", form.substr(0, 40)));
    space.textForm = form;
    return Done{};
}

SearchSpace emptySpace(const std::string& name)
{
    SearchSpace space;
    space.name = name;
    space.graph.blocks = {{.id = "input", .kind = BlockKind::Input, .x = 24, .y = 120},
                          {.id = "output", .kind = BlockKind::Output, .x = 24 + 3 * kColumnWidth, .y = 120}};
    return space;
}

} // namespace cw::space
