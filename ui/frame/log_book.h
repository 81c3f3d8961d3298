// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>

#include <QAbstractTableModel>
#include <QString>

namespace cw::ui {

enum class LogLevel { Note, Warning, Error };

QString levelText(LogLevel level);

/// What happened while the program ran, the newest last, as a table: the newest some thousand messages. One that is
/// said again at once is counted, not repeated.
/// Thread: GUI
class LogBook : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Time, Level, Source, Message, ColumnCount };
    enum Role { LevelRole = Qt::UserRole, RunRole, TextRole };
    static constexpr std::size_t kMost = 5'000;
    static constexpr std::size_t kLeaving = 500; ///< the oldest go so many at once
    static constexpr qsizetype kLongest = 4'000; ///< characters of a message; of a longer one the beginning

    explicit LogBook(QObject* parent = nullptr);

    /// `run`: of which it tells; 0: of the program.
    void add(LogLevel level, const QString& text, std::int64_t run = 0);
    /// A message as a line of text, whole.
    QString lineOf(int row) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Entry {
        double time = 0; ///< seconds since 1970; of what was said again the last
        LogLevel level = LogLevel::Note;
        std::int64_t run = 0;
        QString text;
        int times = 1;
    };
    QString sourceOf(const Entry& entry) const;
    static QString messageOf(const Entry& entry);

    std::deque<Entry> m_entries;
};

} // namespace cw::ui
