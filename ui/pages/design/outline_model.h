// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <QAbstractItemModel>

#include "core/space/edit/address.h"
#include "core/space/op.h"
#include "core/space/search_space.h"

namespace cw::ui {

/// A space as a tree: the network and the cells, their blocks, alternatives and bodies. What screen readers read in
/// place of the drawing.
/// Thread: GUI
class OutlineModel : public QAbstractItemModel {
    Q_OBJECT
public:
    explicit OutlineModel(QObject* parent = nullptr);
    ~OutlineModel() override;

    enum Role { FamilyRole = Qt::UserRole + 1, IconNameRole };

    /// Null: an empty tree. Where only texts differ from before, the rows stay what they are.
    void setSpace(const std::shared_ptr<const space::SearchSpace>& space);

    /// What a row stands for: a graph as a whole (no block), a block, or an alternative of it.
    struct Place {
        space::BlockAddress address;
        int alternative = -1;

        bool operator==(const Place&) const = default;
    };
    std::optional<Place> place(const QModelIndex& index) const;
    QModelIndex indexOf(const Place& place) const;

    QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    QModelIndex parent(const QModelIndex& child) const override;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    struct Row;
    static std::unique_ptr<Row> treeOf(const space::SearchSpace& space);
    static void addBlocks(Row& parent, const space::Graph& graph, const space::GraphAddress& at);
    static void addBlock(Row& parent, const space::Block& block, const space::GraphAddress& at);
    static bool takeTexts(Row& into, const Row& from);
    const Row* rowOf(const QModelIndex& index) const;
    const Row* find(const Row& under, const Place& place) const;

    std::unique_ptr<Row> m_root;
};

} // namespace cw::ui
