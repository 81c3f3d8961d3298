// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/design/inspector/block_words.h"

#include <QCoreApplication>

#include "ui/canvas/op_words.h"
#include "ui/canvas/space_graph.h"
#include "ui/widgets/labels.h"

namespace cw::ui {

namespace {

using space::Block;
using space::BlockKind;
using space::OpFamily;

struct BlockWords {
    Q_DECLARE_TR_FUNCTIONS(BlockWords)
};

QString inputsText(const Block& block)
{
    return block.low < block.high ? BlockWords::tr("takes %1 to %2 of its inputs").arg(block.low).arg(block.high)
                                  : BlockWords::tr("takes %n of its inputs", nullptr, block.high);
}

QString mergeText(const std::string& merge)
{
    return merge == "concat" ? BlockWords::tr("concatenates what arrives")
           : merge == "mean" ? BlockWords::tr("takes the mean of what arrives")
                             : BlockWords::tr("sums what arrives");
}

} // namespace

const Block* onlyOp(const space::Alternative& alternative)
{
    if (alternative.body.size() != 1 || alternative.body.front().blocks.size() != 1)
        return nullptr;
    const Block& block = alternative.body.front().blocks.front();
    return block.kind == BlockKind::Op ? &block : nullptr;
}

IconOf blockIcon(const Block& block)
{
    switch (block.kind) {
    case BlockKind::Op: {
        Json fixed = Json::object();
        for (const auto& [name, value] : block.params)
            fixed[name] = value.fixed;
        return {opIconName(block.op, fixed), opFamily(block.op)};
    }
    case BlockKind::Choice:
        return {QStringLiteral("op-choice"), OpFamily::Structure};
    case BlockKind::Repeat:
        return {QStringLiteral("op-repeat"), OpFamily::Structure};
    case BlockKind::Cell:
        return {QStringLiteral("op-cell"), OpFamily::Structure};
    case BlockKind::Inputs:
        return {QStringLiteral("op-inputs"), OpFamily::Structure};
    case BlockKind::Optional:
        return {QStringLiteral("op-optional"), OpFamily::Structure};
    case BlockKind::Training:
        return {QStringLiteral("estimator"), OpFamily::Structure};
    case BlockKind::Recurrent:
        return {QStringLiteral("op-recurrent"), OpFamily::Recurrent};
    case BlockKind::Input:
        return {QStringLiteral("op-input"), OpFamily::Structure};
    case BlockKind::Output:
        return {QStringLiteral("op-output"), OpFamily::Structure};
    case BlockKind::Merge:
        break;
    }
    return {QStringLiteral("op-structure"), OpFamily::Structure};
}

IconOf alternativeIcon(const space::Alternative& alternative)
{
    const bool one = alternative.body.size() == 1 && alternative.body.front().blocks.size() == 1;
    return one ? blockIcon(alternative.body.front().blocks.front())
               : IconOf{QStringLiteral("op-cell"), OpFamily::Structure};
}

QString blockDetail(const Block& block)
{
    switch (block.kind) {
    case BlockKind::Op: {
        const space::OpEntry* entry = space::opCatalogue().find(block.op);
        return entry != nullptr ? coreText(entry->title) : QString::fromStdString(block.op).left(128);
    }
    case BlockKind::Choice:
        return BlockWords::tr("one of %1 alternatives, 1 decision").arg(block.alternatives.size());
    case BlockKind::Repeat:
        return block.low < block.high ? BlockWords::tr("%1 to %2 copies, 1 decision").arg(block.low).arg(block.high)
                                      : BlockWords::tr("%n copies in a row", nullptr, block.high);
    case BlockKind::Cell:
        return BlockWords::tr("a use of the cell %1").arg(QString::fromStdString(block.cell));
    case BlockKind::Merge:
    case BlockKind::Output:
        return mergeText(block.merge);
    case BlockKind::Optional:
        return BlockWords::tr("there or left out, 1 decision");
    case BlockKind::Inputs:
        return inputsText(block);
    case BlockKind::Recurrent:
        return BlockWords::tr("a recurrent layer with this cell");
    case BlockKind::Training:
        return BlockWords::tr("settings of the training, searched with the network");
    case BlockKind::Input:
        return BlockWords::tr("where the graph's input arrives");
    }
    return {};
}

QString alternativeDetail(const Block& choice, int alternative)
{
    return BlockWords::tr("alternative %1 of %2 in %3")
        .arg(alternative + 1)
        .arg(choice.alternatives.size())
        .arg(blockTitle(choice));
}

} // namespace cw::ui
