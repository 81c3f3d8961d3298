// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/document/recent_files.h"

#include <QFileInfo>
#include <QSettings>

namespace cw::ui {
namespace {

constexpr qsizetype kMostFiles = 10;
const QString kKey = QStringLiteral("design/recent");

} // namespace

QStringList recentFiles()
{
    QStringList files = QSettings().value(kKey).toStringList();
    files.removeIf([](const QString& file) { return !QFileInfo::exists(file); });
    return files;
}

void addRecentFile(const QString& path)
{
    QStringList files = QSettings().value(kKey).toStringList();
    const QString whole = QFileInfo(path).absoluteFilePath();
    files.removeAll(whole);
    files.prepend(whole);
    QSettings().setValue(kKey, QStringList(files.mid(0, kMostFiles)));
}

void clearRecentFiles()
{
    QSettings().remove(kKey);
}

} // namespace cw::ui
