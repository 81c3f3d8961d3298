// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include <QByteArray>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include "core/data/dataset.h"

namespace cw::test {

inline const std::string kTestData = CELLWRIGHT_TEST_DATA;

inline bool hasTestData()
{
    return QFile::exists(QString::fromStdString(kTestData + "/images"));
}

/// Files for one test, gone with it.
class DataFolder {
public:
    std::string write(const QString& name, const QByteArray& content)
    {
        const QString path = m_root.filePath(name);
        QDir().mkpath(QFileInfo(path).path());
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("cannot write %s", qPrintable(path));
        return path.toStdString();
    }
    std::string path() const { return m_root.path().toStdString(); }
    std::string path(const QString& name) const { return m_root.filePath(name).toStdString(); }

private:
    QTemporaryDir m_root;
};

/// The message of what must not load, in one line; empty when it does load.
inline QString problemOf(const std::string& path)
{
    const auto data = data::loadDataSet(path);
    return data ? QString() : QString::fromUtf8(data.error().what());
}

} // namespace cw::test
