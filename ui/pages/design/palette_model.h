// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QAbstractItemModel>

#include "ui/document/block_offers.h"

namespace cw::ui {

/// What can be put on the canvas, under its headings; while something is typed, what matches, best first, without them.
/// A row that is dragged carries its block.
/// Thread: GUI
class PaletteModel : public QAbstractItemModel {
    Q_OBJECT
public:
    using QAbstractItemModel::QAbstractItemModel;

    enum Role { FamilyRole = Qt::UserRole + 1, IconNameRole, CountRole };

    void setOffers(std::vector<BlockOffer> offers);
    void setTyped(const QString& typed);
    bool isFiltered() const { return !m_typed.isEmpty(); }
    /// Null: a heading.
    const BlockOffer* offer(const QModelIndex& index) const;

    QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    QModelIndex parent(const QModelIndex& child) const override;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    QStringList mimeTypes() const override;
    QMimeData* mimeData(const QModelIndexList& indexes) const override;

private:
    struct Group {
        QString title;
        std::vector<BlockOffer> offers;
    };
    void arrange();
    QVariant offerData(const BlockOffer& offer, int role) const;

    std::vector<BlockOffer> m_offers;
    QString m_typed;
    std::vector<Group> m_groups; ///< a single one without a title while something is typed
};

} // namespace cw::ui
