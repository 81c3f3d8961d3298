// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QAbstractListModel>

#include "ui/frame/command.h"

namespace cw::ui {

/// The commands that answer what was typed, best first.
class CommandModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role { DetailRole = Qt::UserRole + 1, GroupRole, IconNameRole };

    using QAbstractListModel::QAbstractListModel;

    void setCommands(std::vector<Command> commands);
    void setTyped(const QString& typed);
    const QString& typed() const { return m_typed; }
    const Command* command(const QModelIndex& index) const;
    int total() const { return static_cast<int>(m_commands.size()); }

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    void filter();

    std::vector<Command> m_commands;
    std::vector<int> m_shown; ///< indices into m_commands
    QString m_typed;
};

} // namespace cw::ui
