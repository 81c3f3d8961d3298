// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/design/outline_model.h"

#include <QCoreApplication>

#include "ui/canvas/op_words.h"
#include "ui/canvas/space_graph.h"

namespace cw::ui {

struct OutlineModel::Row {
    Place place;
    QString text;
    QString detail; ///< for screen readers and the tooltip: what kind of block it is
    QString icon;
    space::OpFamily family = space::OpFamily::Structure;
    Row* parent = nullptr;
    int number = 0; ///< among the rows of its parent
    std::vector<std::unique_ptr<Row>> rows;

    Row& add()
    {
        rows.push_back(std::make_unique<Row>());
        rows.back()->parent = this;
        rows.back()->number = static_cast<int>(rows.size()) - 1;
        return *rows.back();
    }
};

namespace {

struct OutlineModelWords {
    Q_DECLARE_TR_FUNCTIONS(OutlineModel)
};

Json fixedOf(const space::Block& block)
{
    Json params = Json::object();
    for (const auto& [name, value] : block.params) {
        if (!value.domain && value.of.empty())
            params[name] = value.fixed;
    }
    return params;
}

QString kindText(const space::Block& block)
{
    switch (block.kind) {
    case space::BlockKind::Input:
        return OutlineModelWords::tr("input");
    case space::BlockKind::Output:
        return OutlineModelWords::tr("output");
    case space::BlockKind::Merge:
        return OutlineModelWords::tr("merge node");
    case space::BlockKind::Op:
        return opTitle(block.op, fixedOf(block));
    case space::BlockKind::Choice:
        return OutlineModelWords::tr("choice, 1 of %n", nullptr, static_cast<int>(block.alternatives.size()));
    case space::BlockKind::Repeat:
        return block.low < block.high ? OutlineModelWords::tr("repeat, %1 to %2 times").arg(block.low).arg(block.high)
                                      : OutlineModelWords::tr("repeat, %n time(s)", nullptr, block.high);
    case space::BlockKind::Cell:
        return OutlineModelWords::tr("cell %1").arg(QString::fromStdString(block.cell));
    case space::BlockKind::Optional:
        return OutlineModelWords::tr("optional");
    case space::BlockKind::Inputs:
        return OutlineModelWords::tr("inputs, %1 to %2").arg(block.low).arg(block.high);
    case space::BlockKind::Recurrent:
        return OutlineModelWords::tr("recurrent layer");
    case space::BlockKind::Training:
        return OutlineModelWords::tr("training");
    }
    return {};
}

QString iconOf(const space::Block& block)
{
    switch (block.kind) {
    case space::BlockKind::Input:
        return QStringLiteral("op-input");
    case space::BlockKind::Output:
        return QStringLiteral("op-output");
    case space::BlockKind::Op:
        return opIconName(block.op, fixedOf(block));
    case space::BlockKind::Choice:
        return QStringLiteral("op-choice");
    case space::BlockKind::Repeat:
        return QStringLiteral("op-repeat");
    case space::BlockKind::Cell:
        return QStringLiteral("op-cell");
    case space::BlockKind::Optional:
        return QStringLiteral("op-optional");
    case space::BlockKind::Inputs:
        return QStringLiteral("op-inputs");
    case space::BlockKind::Recurrent:
        return QStringLiteral("op-recurrent");
    case space::BlockKind::Training:
        return QStringLiteral("estimator");
    case space::BlockKind::Merge:
        break;
    }
    return QStringLiteral("op-structure");
}

bool isBareOp(const space::Graph& graph)
{
    return graph.blocks.size() == 1 && graph.blocks.front().kind == space::BlockKind::Op;
}

space::GraphAddress inside(space::GraphAddress at, const std::string& block, int alternative)
{
    at.steps.push_back({block, alternative});
    return at;
}

} // namespace

OutlineModel::OutlineModel(QObject* parent)
    : QAbstractItemModel(parent)
    , m_root(std::make_unique<Row>())
{
}

OutlineModel::~OutlineModel() = default;

void OutlineModel::addBlock(Row& parent, const space::Block& block, const space::GraphAddress& at)
{
    Row& row = parent.add();
    row.place.address = {at, block.id};
    row.text = blockTitle(block);
    row.detail = kindText(block);
    row.icon = iconOf(block);
    if (block.kind == space::BlockKind::Op)
        row.family = opFamily(block.op);
    else if (block.kind == space::BlockKind::Recurrent)
        row.family = space::OpFamily::Recurrent;
    if (!block.body.empty())
        addBlocks(row, block.body.front(), inside(at, block.id, -1));
    for (std::size_t i = 0; i < block.alternatives.size(); ++i) {
        const space::Alternative& alternative = block.alternatives[i];
        Row& choice = row.add();
        choice.place = {{at, block.id}, static_cast<int>(i)};
        choice.text = alternativeTitle(alternative);
        choice.detail = OutlineModelWords::tr("alternative %1").arg(QString::fromStdString(alternative.name));
        choice.icon = QStringLiteral("op-cell");
        if (alternative.body.empty())
            continue;
        if (isBareOp(alternative.body.front())) {
            const space::Block& op = alternative.body.front().blocks.front();
            choice.icon = iconOf(op);
            choice.family = opFamily(op.op);
        } else {
            addBlocks(choice, alternative.body.front(), inside(at, block.id, static_cast<int>(i)));
        }
    }
}

void OutlineModel::addBlocks(Row& parent, const space::Graph& graph, const space::GraphAddress& at)
{
    parent.rows.reserve(graph.blocks.size());
    for (const space::Block& block : graph.blocks)
        addBlock(parent, block, at);
}

std::unique_ptr<OutlineModel::Row> OutlineModel::treeOf(const space::SearchSpace& space)
{
    auto root = std::make_unique<Row>();
    Row& network = root->add();
    network.text = OutlineModelWords::tr("Network");
    network.detail = QString::fromStdString(space.name);
    network.icon = QStringLiteral("design");
    addBlocks(network, space.graph, {});
    for (const auto& [name, graph] : space.cells) {
        Row& cell = root->add();
        cell.place.address.graph.cell = name;
        cell.text = QString::fromStdString(name);
        cell.detail = OutlineModelWords::tr("cell");
        cell.icon = QStringLiteral("op-cell");
        addBlocks(cell, graph, cell.place.address.graph);
    }
    return root;
}

bool OutlineModel::takeTexts(Row& into, const Row& from)
{
    if (into.place != from.place || into.rows.size() != from.rows.size())
        return false;
    into.text = from.text;
    into.detail = from.detail;
    into.icon = from.icon;
    into.family = from.family;
    for (std::size_t i = 0; i < into.rows.size(); ++i) {
        if (!takeTexts(*into.rows[i], *from.rows[i]))
            return false; // the tree is replaced then
    }
    return true;
}

void OutlineModel::setSpace(const std::shared_ptr<const space::SearchSpace>& space)
{
    std::unique_ptr<Row> root = space ? treeOf(*space) : std::make_unique<Row>();
    if (!m_root->rows.empty() && takeTexts(*m_root, *root)) {
        // Every level: a view asks only for what it shows.
        const auto tell = [this](const auto& self, const QModelIndex& parent) -> void {
            const int rows = rowCount(parent);
            if (rows == 0)
                return;
            Q_EMIT dataChanged(index(0, 0, parent), index(rows - 1, 0, parent));
            for (int i = 0; i < rows; ++i)
                self(self, index(i, 0, parent));
        };
        tell(tell, {});
        return;
    }
    beginResetModel();
    m_root = std::move(root);
    endResetModel();
}

const OutlineModel::Row* OutlineModel::rowOf(const QModelIndex& index) const
{
    return index.isValid() ? static_cast<const Row*>(index.constInternalPointer()) : m_root.get();
}

std::optional<OutlineModel::Place> OutlineModel::place(const QModelIndex& index) const
{
    return index.isValid() ? std::optional(rowOf(index)->place) : std::nullopt;
}

const OutlineModel::Row* OutlineModel::find(const Row& under, const Place& place) const
{
    for (const auto& row : under.rows) {
        if (row->place == place)
            return row.get();
        if (const Row* found = find(*row, place))
            return found;
    }
    return nullptr;
}

QModelIndex OutlineModel::indexOf(const Place& place) const
{
    const Row* row = find(*m_root, place);
    return row == nullptr ? QModelIndex() : createIndex(row->number, 0, row);
}

QModelIndex OutlineModel::index(int row, int column, const QModelIndex& parent) const
{
    if (row < 0 || column != 0 || row >= rowCount(parent))
        return {};
    return createIndex(row, column, rowOf(parent)->rows[static_cast<std::size_t>(row)].get());
}

QModelIndex OutlineModel::parent(const QModelIndex& child) const
{
    const Row* above = child.isValid() ? rowOf(child)->parent : nullptr;
    return above == nullptr || above == m_root.get() ? QModelIndex() : createIndex(above->number, 0, above);
}

int OutlineModel::rowCount(const QModelIndex& parent) const
{
    return parent.column() > 0 ? 0 : static_cast<int>(rowOf(parent)->rows.size());
}

int OutlineModel::columnCount(const QModelIndex&) const
{
    return 1;
}

QVariant OutlineModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const Row& row = *rowOf(index);
    switch (role) {
    case Qt::DisplayRole:
        return row.text;
    case Qt::ToolTipRole:
        return row.detail;
    case Qt::AccessibleTextRole:
        return row.detail.isEmpty() || row.detail == row.text ? row.text
                                                              : QStringLiteral("%1, %2").arg(row.text, row.detail);
    case FamilyRole:
        return static_cast<int>(row.family);
    case IconNameRole:
        return row.icon;
    default:
        return {};
    }
}

} // namespace cw::ui
