// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QAbstractListModel>
#include <QStyledItemDelegate>

#include "core/data/dataset.h"
#include "ui/theme/theme.h"

namespace cw::ui {

/// The data sets that are known, usable or not.
class DataListModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role { DetailRole = Qt::UserRole, UsableRole };

    using QAbstractListModel::QAbstractListModel;

    void setSets(std::vector<data::DataSetInfo> sets);
    /// Adds it at the end, or replaces the one at the same place; returns its row.
    int add(data::DataSetInfo set);
    const data::DataSetInfo& at(int row) const { return m_sets[static_cast<std::size_t>(row)]; }

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    std::vector<data::DataSetInfo> m_sets;
};

class DataListDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    DataListDelegate(const Theme& theme, QObject* parent);

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    const Theme& m_theme;
};

/// "1 × 28 × 28"
QString dimensionsText(const std::vector<std::int64_t>& shape);
/// Its title, or the last part of its path.
QString dataSetTitle(const data::DataSetInfo& set);

} // namespace cw::ui
