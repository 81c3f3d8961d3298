// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/frame/command_model.h"

#include <algorithm>

#include <QStringList>

namespace cw::ui {

int matchScore(const QString& text, const QString& typed)
{
    int score = 0;
    const QStringList words = typed.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    for (const QString& word : words) {
        const qsizetype at = text.indexOf(word, 0, Qt::CaseInsensitive);
        if (at < 0)
            return -1;
        const bool startsWord = at == 0 || !text.at(at - 1).isLetterOrNumber();
        score += at == 0 ? 3 : startsWord ? 2 : 1;
    }
    return score;
}

void CommandModel::setCommands(std::vector<Command> commands)
{
    m_commands = std::move(commands);
    filter();
}

void CommandModel::setTyped(const QString& typed)
{
    if (m_typed == typed)
        return;
    m_typed = typed;
    filter();
}

void CommandModel::filter()
{
    beginResetModel();
    std::vector<std::pair<int, int>> scored; // (-score, index): equal scores keep their order
    for (int i = 0; i < total(); ++i) {
        const Command& command = m_commands[static_cast<std::size_t>(i)];
        // A hit in the title counts more than one in its group or detail.
        const int inTitle = std::max(matchScore(command.title, m_typed), matchScore(command.english, m_typed));
        const QString all = QStringList{command.title, command.english, command.group, command.detail}.join(u' ');
        const int anywhere = matchScore(all, m_typed);
        if (anywhere >= 0)
            scored.emplace_back(inTitle >= 0 ? -(inTitle * 2 + 10) : -anywhere, i);
    }
    std::sort(scored.begin(), scored.end());
    m_shown.clear();
    for (const auto& [score, index] : scored)
        m_shown.push_back(index);
    endResetModel();
}

const Command* CommandModel::command(const QModelIndex& index) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return nullptr;
    return &m_commands[static_cast<std::size_t>(m_shown[static_cast<std::size_t>(index.row())])];
}

int CommandModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

QVariant CommandModel::data(const QModelIndex& index, int role) const
{
    const Command* command = this->command(index);
    if (!command)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return command->title;
    case DetailRole:
        return command->detail;
    case GroupRole:
        return command->group;
    case IconNameRole:
        return command->iconName;
    default:
        return {};
    }
}

} // namespace cw::ui
