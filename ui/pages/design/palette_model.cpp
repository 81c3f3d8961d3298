// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/design/palette_model.h"

#include <QMimeData>

namespace cw::ui {

namespace {

constexpr quintptr kHeading = ~quintptr(0); ///< else an index holds the row of its heading

} // namespace

void PaletteModel::setOffers(std::vector<BlockOffer> offers)
{
    m_offers = std::move(offers);
    arrange();
}

void PaletteModel::setTyped(const QString& typed)
{
    const QString words = typed.simplified();
    if (words == m_typed)
        return;
    m_typed = words;
    arrange();
}

void PaletteModel::arrange()
{
    beginResetModel();
    m_groups.clear();
    if (isFiltered()) {
        m_groups.push_back({{}, findOffers(m_offers, m_typed)});
    } else {
        for (const BlockOffer& offer : m_offers) {
            if (m_groups.empty() || m_groups.back().title != offer.group)
                m_groups.push_back({offer.group, {}});
            m_groups.back().offers.push_back(offer);
        }
    }
    endResetModel();
}

const BlockOffer* PaletteModel::offer(const QModelIndex& index) const
{
    if (!index.isValid() || index.internalId() == kHeading)
        return nullptr;
    return &m_groups[index.internalId()].offers[static_cast<std::size_t>(index.row())];
}

QModelIndex PaletteModel::index(int row, int column, const QModelIndex& parent) const
{
    if (row < 0 || column != 0 || row >= rowCount(parent))
        return {};
    if (isFiltered())
        return createIndex(row, column, quintptr(0));
    return createIndex(row, column, parent.isValid() ? quintptr(parent.row()) : kHeading);
}

QModelIndex PaletteModel::parent(const QModelIndex& child) const
{
    if (!child.isValid() || child.internalId() == kHeading || isFiltered())
        return {};
    return createIndex(static_cast<int>(child.internalId()), 0, kHeading);
}

int PaletteModel::rowCount(const QModelIndex& parent) const
{
    if (isFiltered())
        return parent.isValid() || m_groups.empty() ? 0 : static_cast<int>(m_groups.front().offers.size());
    if (!parent.isValid())
        return static_cast<int>(m_groups.size());
    if (parent.internalId() != kHeading || parent.column() != 0)
        return 0;
    return static_cast<int>(m_groups[static_cast<std::size_t>(parent.row())].offers.size());
}

int PaletteModel::columnCount(const QModelIndex&) const
{
    return 1;
}

QVariant PaletteModel::offerData(const BlockOffer& offer, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
        return offer.title;
    case Qt::ToolTipRole:
        return offer.detail;
    case Qt::AccessibleTextRole:
        return QStringLiteral("%1, %2").arg(offer.title, offer.group);
    case Qt::AccessibleDescriptionRole:
        return offer.detail;
    case FamilyRole:
        return static_cast<int>(offer.family);
    case IconNameRole:
        return offer.icon;
    default:
        return {};
    }
}

QVariant PaletteModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    if (const BlockOffer* offer = this->offer(index))
        return offerData(*offer, role);
    const Group& group = m_groups[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return group.title;
    case CountRole:
        return static_cast<int>(group.offers.size());
    default:
        return {};
    }
}

Qt::ItemFlags PaletteModel::flags(const QModelIndex& index) const
{
    if (!index.isValid())
        return {};
    return offer(index) != nullptr
               ? Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsDragEnabled | Qt::ItemNeverHasChildren
               : Qt::ItemIsEnabled | Qt::ItemIsSelectable;
}

QStringList PaletteModel::mimeTypes() const
{
    return mimeOf(BlockOffer())->formats();
}

QMimeData* PaletteModel::mimeData(const QModelIndexList& indexes) const
{
    const BlockOffer* dragged = indexes.isEmpty() ? nullptr : offer(indexes.constFirst());
    return dragged == nullptr ? nullptr : mimeOf(*dragged).release();
}

} // namespace cw::ui
