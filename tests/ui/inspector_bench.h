// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <QTest>

#include "core/space/edit/edit.h"
#include "core/space/realise.h"
#include "ui/document/space_document.h"
#include "ui/pages/design/inspector.h"
#include "ui/pages/design/inspector/params_section.h"
#include "ui/theme/theme.h"

namespace cw::ui {

/// A document and an inspector on it, shown in a window of its own.
struct InspectorBench {
    Theme theme;
    std::unique_ptr<SpaceDocument> document;
    Inspector inspector{theme};

    explicit InspectorBench(space::SearchSpace space)
        : document(
              std::make_unique<SpaceDocument>(std::make_shared<const space::SearchSpace>(std::move(space)), QString()))
    {
        inspector.setDocument(document.get());
        inspector.resize(Metrics::kInspector, 900);
        static_cast<QWidget&>(inspector).show();
        inspector.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&inspector));
    }

    void select(const std::string& id, int alternative = -1) { inspector.show({{}, {id}, alternative}); }
    void selectIn(space::GraphAddress at, std::vector<std::string> ids) { inspector.show({std::move(at), ids, -1}); }
    ParamRow* param(const std::string& name) const
    {
        const auto* section = inspector.section<ParamsSection>();
        return section == nullptr ? nullptr : section->row(name);
    }
    const space::Block& block(const std::string& id) const { return *document->space()->graph.find(id); }
    std::string text() const { return space::toJson(*document->space()).dump(); }
    int steps() const { return document->steps().count(); }
};

/// A graph in which each block leads to the next.
inline space::SearchSpace chainOf(std::vector<space::Block> blocks, space::Task task = {})
{
    space::SearchSpace space;
    space.name = "test";
    space.task = std::move(task);
    blocks.insert(blocks.begin(), {.id = "input", .kind = space::BlockKind::Input});
    blocks.push_back({.id = "output", .kind = space::BlockKind::Output});
    space.graph.blocks = std::move(blocks);
    for (std::size_t i = 0; i + 1 < space.graph.blocks.size(); ++i) {
        if (space.graph.blocks[i + 1].kind == space::BlockKind::Training)
            continue;
        const std::size_t from = space.graph.blocks[i].kind == space::BlockKind::Training ? i - 1 : i;
        space.graph.links.push_back({space.graph.blocks[from].id, space.graph.blocks[i + 1].id});
    }
    return space;
}

inline space::Block opBlock(std::string id, std::string op, std::map<std::string, space::ParamValue> params = {})
{
    return {.id = std::move(id), .kind = space::BlockKind::Op, .op = std::move(op), .params = std::move(params)};
}

inline space::Block choiceBlock(std::string id, const std::vector<std::pair<std::string, std::string>>& alternatives)
{
    space::Block block{.id = std::move(id), .kind = space::BlockKind::Choice};
    for (const auto& [name, op] : alternatives)
        block.alternatives.push_back({name, {space::Graph{{opBlock("op", op)}, {}}}});
    return block;
}

} // namespace cw::ui
