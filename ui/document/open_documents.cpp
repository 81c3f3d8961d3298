// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/document/open_documents.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include <QDateTime>
#include <QFileInfo>
#include <QSettings>
#include <QUuid>

#include "core/space/edit/edit.h"
#include "ui/document/recent_files.h"

namespace cw::ui {
namespace {

const QString kDocumentsKey = QStringLiteral("design/documents");
const QString kCurrentKey = QStringLiteral("design/current");

bool isPath(const QString& templateOrPath)
{
    return templateOrPath.contains(QLatin1Char('/')) || templateOrPath.contains(QLatin1Char('.'));
}

/// One file has one name here, however it was asked for.
QString wholeName(const QString& templateOrPath)
{
    if (!isPath(templateOrPath))
        return templateOrPath;
    const QFileInfo file(templateOrPath);
    return file.exists() ? file.canonicalFilePath() : file.absoluteFilePath();
}

/// Whether somebody has written to a file after that time, in seconds since 1970.
bool goneOnSince(const QString& path, double time)
{
    const QFileInfo file(path);
    return !path.isEmpty() && file.exists() &&
           static_cast<double>(file.lastModified().toMSecsSinceEpoch()) > time * 1000;
}

std::string newId()
{
    return QUuid::createUuid().toString(QUuid::Id128).toStdString();
}

} // namespace

QString OpenDocument::title() const
{
    if (document)
        return document->title();
    return isPath(origin) ? QFileInfo(origin).fileName() : origin;
}

bool OpenDocument::isUntouched() const
{
    return !document || (document->path().isEmpty() && !document->isModified() && document->steps().count() == 0);
}

OpenDocuments::OpenDocuments(RecoveryFolder recovery, QObject* parent)
    : QObject(parent)
    , m_recovery(std::move(recovery))
{
}

OpenDocuments::~OpenDocuments() = default;

int OpenDocuments::indexOf(const OpenDocument* document) const
{
    for (int i = 0; i < count(); ++i) {
        if (&at(i) == document)
            return i;
    }
    return -1;
}

bool OpenDocuments::isBusy() const
{
    return m_read.isBusy() || !m_toRead.empty() ||
           std::any_of(m_documents.begin(), m_documents.end(),
                       [](const auto& document) { return document->file && document->file->isSaving(); });
}

void OpenDocuments::setCurrent(int index)
{
    if (index < 0 || index >= count() || index == m_current)
        return;
    m_current = index;
    storeSession();
    Q_EMIT currentChanged();
}

void OpenDocuments::move(int from, int to)
{
    if (from == to || from < 0 || to < 0 || from >= count() || to >= count())
        return;
    const OpenDocument* shown = current();
    std::unique_ptr<OpenDocument> document = std::move(m_documents[static_cast<std::size_t>(from)]);
    m_documents.erase(m_documents.begin() + from);
    m_documents.insert(m_documents.begin() + to, std::move(document));
    m_current = indexOf(shown);
    storeSession();
    Q_EMIT moved(from, to);
}

int OpenDocuments::indexOfName(const QString& templateOrPath) const
{
    const bool path = isPath(templateOrPath);
    for (int i = 0; i < count(); ++i) {
        const OpenDocument& document = at(i);
        const bool same = path ? document.document && document.document->path() == templateOrPath
                               : document.origin == templateOrPath && document.document && document.isUntouched();
        if (same)
            return i;
    }
    return -1;
}

void OpenDocuments::open(const QString& templateOrPath)
{
    m_toRead.push_back(wholeName(templateOrPath));
    if (m_restoring)
        m_toShow = m_toRead.back();
    if (!m_read.isBusy())
        readNext();
}

void OpenDocuments::readNext()
{
    if (m_toRead.empty()) {
        m_toShow.clear();
        m_restoring = false;
        storeSession();
        return;
    }
    const QString name = m_toRead.front();
    m_toRead.pop_front();
    if (const int there = indexOfName(name); there >= 0) {
        if (!m_restoring || name == m_toShow)
            setCurrent(there);
        Q_EMIT opened(name);
        readNext();
        return;
    }
    m_reading = name;
    const auto refused = std::make_shared<space::Issue>(); // the worker fills it before it is done
    m_read.start(
        [name = name.toStdString(), refused](const std::stop_token&) -> SpacePtr {
            return std::make_shared<const space::SearchSpace>(space::openSpace(name, refused.get()).value());
        },
        [this, name, refused](const Result<SpacePtr>& space) {
            take(name, space, *refused);
            readNext();
        });
}

void OpenDocuments::take(const QString& name, const Result<SpacePtr>& space, const space::Issue& refused)
{
    std::unique_ptr<OpenDocument> document;
    if (space) {
        document = make(*space, isPath(name) ? name : QString(), name, newId(), false);
        if (isPath(name))
            addRecentFile(name);
    } else {
        document = std::make_unique<OpenDocument>();
        document->origin = name;
        const bool told = !refused.what.empty();
        document->problem = {{},
                             told ? refused.what : space.error().problem(),
                             refused.fix,
                             told ? refused.where : space.error().where()};
    }
    const OpenDocument* shown = current();
    const bool givesWay = shown != nullptr && shown->isUntouched() && !m_restoring;
    insert(std::move(document));
    if (givesWay)
        close(indexOf(shown));
    if (m_restoring && name != m_toShow && shown != nullptr && indexOf(shown) >= 0)
        setCurrent(indexOf(shown));
    if (space)
        Q_EMIT opened(name);
}

void OpenDocuments::insert(std::unique_ptr<OpenDocument> document)
{
    const int index = m_restoring ? count() : m_current + 1;
    m_documents.insert(m_documents.begin() + index, std::move(document));
    if (index <= m_current)
        ++m_current;
    Q_EMIT inserted(index);
    m_current = index;
    storeSession();
    Q_EMIT currentChanged();
}

std::unique_ptr<OpenDocument> OpenDocuments::make(SpacePtr space, const QString& path, const QString& origin,
                                                  std::string id, bool modified)
{
    auto document = std::make_unique<OpenDocument>();
    document->origin = origin;
    document->document = std::make_unique<SpaceDocument>(space, path);
    if (modified)
        document->document->setUnsaved();
    document->file = std::make_unique<DocumentFile>(*document->document, path.isEmpty() || modified ? nullptr : space);
    document->autosave = std::make_unique<Autosave>(*document->document, m_recovery, std::move(id));
    connectParts(*document);
    return document;
}

void OpenDocuments::connectParts(OpenDocument& document)
{
    const OpenDocument* which = &document;
    connect(document.document.get(), &SpaceDocument::titleChanged, this, [this, which] {
        if (const int index = indexOf(which); index >= 0)
            Q_EMIT titleChanged(index);
    });
    connect(document.file.get(), &DocumentFile::saved, this, [this, which] {
        addRecentFile(which->document->path());
        storeSession();
        Q_EMIT saved(indexOf(which));
    });
    connect(document.file.get(), &DocumentFile::saveFailed, this, &OpenDocuments::failed);
    connect(document.file.get(), &DocumentFile::changedOnDisk, this,
            [this, which] { Q_EMIT changedOnDisk(indexOf(which)); });
    connect(document.file.get(), &DocumentFile::lostOnDisk, this,
            [this, which](const QString& problem) { Q_EMIT lostOnDisk(indexOf(which), problem); });
    connect(document.autosave.get(), &Autosave::failed, this, &OpenDocuments::failed);
}

std::string OpenDocuments::freeName() const
{
    for (int number = 1;; ++number) {
        std::string name = number == 1 ? "untitled" : fmt::format("untitled-{}", number);
        const bool taken = std::any_of(m_documents.begin(), m_documents.end(), [&](const auto& document) {
            return document->document && document->document->space()->name == name;
        });
        if (!taken)
            return name;
    }
}

void OpenDocuments::create()
{
    insert(make(std::make_shared<const space::SearchSpace>(space::emptySpace(freeName())), {}, {}, newId(), false));
}

bool OpenDocuments::save(OpenDocument& document)
{
    if (!document.document || document.document->path().isEmpty())
        return !document.document; // nothing to save there
    document.file->save(document.document->path());
    return true;
}

void OpenDocuments::saveAs(OpenDocument& document, const QString& path)
{
    if (!document.document)
        return;
    const QString whole = wholeName(QFileInfo(path).absoluteFilePath());
    const int there = indexOfName(whole);
    if (there >= 0 && &at(there) != &document) {
        Q_EMIT failed(tr("Not saved: %1 is open in another tab.").arg(QFileInfo(whole).fileName()));
        return;
    }
    document.file->save(whole);
}

void OpenDocuments::close(int index)
{
    if (index < 0 || index >= count())
        return;
    if (at(index).autosave)
        at(index).autosave->giveUp();
    Q_EMIT aboutToRemove(index);
    m_documents.erase(m_documents.begin() + index);
    const bool wasCurrent = index == m_current;
    if (index < m_current || m_current >= count())
        --m_current;
    storeSession();
    if (wasCurrent)
        Q_EMIT currentChanged();
}

void OpenDocuments::recover(const LeftBehind& left)
{
    if (const Result<Done> mine = m_recovery.claim(left); !mine) {
        Q_EMIT failed(
            tr("%1 cannot be recovered: %2")
                .arg(QString::fromStdString(left.state.title), QString::fromStdString(mine.error().problem())));
        return;
    }
    QString path = QString::fromStdString(left.state.path);
    if (goneOnSince(path, left.state.saved))
        path.clear(); // both are work: that in the file keeps it
    if (const int there = path.isEmpty() ? -1 : indexOfName(wholeName(path)); there >= 0) {
        if (at(there).isModified())
            path.clear(); // both are work: that in the window keeps the file
        else
            close(there);
    }
    insert(make(left.state.space, path, path, left.id, true));
}

bool OpenDocuments::hasModified() const
{
    return std::any_of(m_documents.begin(), m_documents.end(),
                       [](const auto& document) { return document->isModified(); });
}

void OpenDocuments::giveUpAll()
{
    for (const auto& document : m_documents) {
        if (document->autosave)
            document->autosave->giveUp();
    }
}

void OpenDocuments::storeSession() const
{
    if (!m_begun || m_restoring)
        return; // what was open last has not come back yet
    QStringList names;
    int currentName = 0;
    for (int i = 0; i < count(); ++i) {
        const OpenDocument& document = at(i);
        const QString name = document.document && !document.document->path().isEmpty() ? document.document->path()
                             : document.isUntouched()                                  ? document.origin
                                                                                       : QString();
        if (name.isEmpty())
            continue; // what was not saved is the recovery's business
        if (i == m_current)
            currentName = static_cast<int>(names.size());
        names << name;
    }
    QSettings settings;
    settings.setValue(kDocumentsKey, names);
    settings.setValue(kCurrentKey, currentName);
}

void OpenDocuments::restore(const QString& otherwise)
{
    const QSettings settings;
    const QStringList names = settings.value(kDocumentsKey).toStringList();
    // What somebody has asked for meanwhile stays in front.
    const bool asked = count() > 0 || isBusy();
    m_begun = true;
    if (names.isEmpty()) {
        if (asked)
            storeSession();
        else
            open(otherwise);
        return;
    }
    m_restoring = true;
    if (!asked)
        m_toShow = names.value(settings.value(kCurrentKey).toInt(), names.constFirst());
    else if (!m_toRead.empty())
        m_toShow = m_toRead.back();
    else
        m_toShow = m_read.isBusy() ? m_reading : current()->origin;
    for (const QString& name : names)
        m_toRead.push_back(name);
    if (!m_read.isBusy())
        readNext();
}

} // namespace cw::ui
