// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/frame/log_book.h"

#include <QDateTime>
#include <QLocale>

#include "core/base/process.h"
#include "ui/widgets/plain_tip.h"

namespace cw::ui {

QString levelText(LogLevel level)
{
    switch (level) {
    case LogLevel::Note:
        return LogBook::tr("note");
    case LogLevel::Warning:
        return LogBook::tr("warning");
    case LogLevel::Error:
        return LogBook::tr("error");
    }
    return {};
}

LogBook::LogBook(QObject* parent)
    : QAbstractTableModel(parent)
{
}

void LogBook::add(LogLevel level, const QString& text, std::int64_t run)
{
    QString kept = text.trimmed();
    if (kept.size() > kLongest)
        kept = kept.left(kLongest) + QChar(0x2026);
    if (!m_entries.empty()) {
        Entry& last = m_entries.back();
        if (last.level == level && last.run == run && last.text == kept) {
            ++last.times;
            last.time = wallClock();
            const int row = rowCount() - 1;
            Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
            return;
        }
    }
    if (m_entries.size() >= kMost) {
        beginRemoveRows({}, 0, static_cast<int>(kLeaving) - 1);
        m_entries.erase(m_entries.begin(), m_entries.begin() + kLeaving);
        endRemoveRows();
    }
    beginInsertRows({}, rowCount(), rowCount());
    m_entries.push_back({wallClock(), level, run, kept});
    endInsertRows();
}

QString LogBook::sourceOf(const Entry& entry) const
{
    return entry.run > 0 ? tr("run %1").arg(entry.run) : tr("program");
}

QString LogBook::messageOf(const Entry& entry)
{
    return entry.times > 1 ? tr("%1 (%2 times)").arg(entry.text, QLocale().toString(entry.times)) : entry.text;
}

QString LogBook::lineOf(int row) const
{
    const Entry& entry = m_entries[static_cast<std::size_t>(row)];
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(qint64(entry.time * 1000));
    return QStringLiteral("%1  %2  %3  %4")
        .arg(time.toString(QStringLiteral("yyyy-MM-dd HH:mm:ss")), levelText(entry.level), sourceOf(entry),
             messageOf(entry));
}

int LogBook::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

int LogBook::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant LogBook::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Entry& entry = m_entries[static_cast<std::size_t>(index.row())];
    switch (role) {
    case LevelRole:
        return static_cast<int>(entry.level);
    case RunRole:
        return static_cast<qlonglong>(entry.run);
    case TextRole:
        return messageOf(entry);
    case Qt::ToolTipRole:
        return index.column() == Message ? plainTip(messageOf(entry)) : QVariant();
    case Qt::DisplayRole:
        break;
    default:
        return {};
    }
    switch (index.column()) {
    case Time:
        return QLocale().toString(QDateTime::fromMSecsSinceEpoch(qint64(entry.time * 1000)),
                                  QStringLiteral("ddd HH:mm:ss"));
    case Level:
        return levelText(entry.level);
    case Source:
        return sourceOf(entry);
    default:
        return messageOf(entry).simplified();
    }
}

QVariant LogBook::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    const QString names[ColumnCount] = {tr("Time"), tr("Level"), tr("Of"), tr("Message")};
    return section >= 0 && section < ColumnCount ? names[section] : QVariant();
}

} // namespace cw::ui
