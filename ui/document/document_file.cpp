// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/document/document_file.h"

#include <utility>

#include <fmt/format.h>

#include <QFileInfo>

#include "core/base/file.h"
#include "core/base/json.h"
#include "core/space/limits.h"

namespace cw::ui {

namespace fs = std::filesystem;

namespace {

constexpr int kSettleMilliseconds = 150;

} // namespace

std::optional<Error> writeProblem(const fs::path& path)
{
    std::error_code failure;
    const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
    if (!fs::exists(folder, failure))
        return Error(ErrorCode::NotFound, fmt::format("the folder {} does not exist", folder.string()), path.string());
    if (!fs::is_directory(folder, failure))
        return Error(ErrorCode::Io, fmt::format("{} is not a folder", folder.string()), path.string());
    const fs::file_status status = fs::status(path, failure);
    if (!fs::exists(status))
        return std::nullopt;
    if (!fs::is_regular_file(status))
        return Error(ErrorCode::Io, "this is not an ordinary file", path.string());
    // A file is replaced by renaming, which asks the folder alone: that a person protected it must still count.
    constexpr fs::perms write = fs::perms::owner_write | fs::perms::group_write | fs::perms::others_write;
    if ((status.permissions() & write) == fs::perms::none ||
        !QFileInfo(QString::fromStdString(path.string())).isWritable())
        return Error(ErrorCode::ReadOnly, "the file is read-only", path.string());
    return std::nullopt;
}

void writeSpace(const fs::path& path, const space::SearchSpace& space)
{
    std::error_code failure;
    const fs::path real = fs::exists(path, failure) ? fs::canonical(path, failure) : path; // a link stays a link
    const fs::path target = failure ? path : real;
    if (const std::optional<Error> problem = writeProblem(target))
        throw Error(*problem);
    const Json json = space::toJson(space);
    std::string text = json.dump(2) + '\n';
    if (text.size() > space::kMaxSpaceBytes)
        text = json.dump() + '\n'; // harder to read for people, but to be opened again
    if (text.size() > space::kMaxSpaceBytes)
        throw Error(ErrorCode::Io,
                    fmt::format("the space would take {} bytes, and no file of more than {} is opened again",
                                text.size(), space::kMaxSpaceBytes),
                    path.string());
    writeFileAtomically(target, text);
}

DocumentFile::DocumentFile(SpaceDocument& document, SpacePtr onDisk, QObject* parent)
    : QObject(parent)
    , m_document(document)
    , m_onDisk(std::move(onDisk))
{
    m_settle.setSingleShot(true);
    m_settle.setInterval(kSettleMilliseconds);
    connect(&m_settle, &QTimer::timeout, this, &DocumentFile::look);
    const auto stir = [this] { m_settle.start(); };
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, stir);
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, [this, stir] {
        // The folder is watched for the file's coming back only.
        if (m_lost || !m_watcher.files().contains(m_document.path()))
            stir();
    });
    watch();
}

DocumentFile::~DocumentFile()
{
    if (!isSaving())
        return;
    m_write.reset(); // a task drops what it has not begun; a save that somebody asked for is made
    try {
        const SpacePtr foreign = write(m_writing);
        if (m_next && (!foreign || *m_next != m_writing.path))
            writeSpace(m_next->toStdString(), *m_document.space());
    } catch (const Error&) { // nobody is left to be told
    }
}

void DocumentFile::watch()
{
    QStringList wanted;
    const QString path = m_document.path();
    if (!path.isEmpty() && m_onDisk)
        wanted = {path, QFileInfo(path).absolutePath()};
    QStringList watched = m_watcher.files() + m_watcher.directories();
    for (const QString& old : std::as_const(watched)) {
        if (!wanted.contains(old))
            m_watcher.removePath(old);
    }
    for (const QString& entry : std::as_const(wanted)) {
        if (!watched.contains(entry) && QFileInfo::exists(entry))
            m_watcher.addPath(entry); // a renamed file is another one to the system
    }
}

SpacePtr DocumentFile::write(const Writing& writing)
{
    const std::string path = writing.path.toStdString();
    if (writing.expected) { // what another program has written meanwhile is not lost in silence
        Result<space::SearchSpace> now = space::readSpace(path);
        if (now && *now != *writing.expected && *now != *writing.state)
            return std::make_shared<const space::SearchSpace>(std::move(*now));
    }
    writeSpace(path, *writing.state);
    return nullptr;
}

void DocumentFile::save(const QString& path)
{
    if (isSaving()) { // the newer state is written when the older is
        m_next = path;
        return;
    }
    m_settle.stop();
    m_look.cancel();
    m_writing = {path, m_document.space(), path == m_document.path() ? m_onDisk : nullptr};
    m_write->start([writing = m_writing](const std::stop_token&) { return write(writing); },
                   [this](const Result<SpacePtr>& foreign) { wrote(foreign); });
}

void DocumentFile::wrote(const Result<SpacePtr>& foreign)
{
    const auto [path, state, expected] = std::exchange(m_writing, {});
    const std::optional<QString> next = std::exchange(m_next, std::nullopt);
    if (foreign && *foreign) {
        m_foreign = *foreign;
        if (next && *next != path)
            save(*next);
        Q_EMIT changedOnDisk();
        return;
    }
    if (foreign) {
        m_onDisk = state;
        m_foreign = nullptr;
        m_lost = false;
        m_document.setSaved(path, state);
        watch();
    }
    if (next)
        save(*next);
    if (foreign)
        Q_EMIT saved(); // which may be the end of this
    else
        Q_EMIT saveFailed(tr("Not saved: %1").arg(QString::fromUtf8(foreign.error().what())));
}

void DocumentFile::look()
{
    if (m_document.path().isEmpty() || isSaving())
        return;
    m_look.start(
        [path = m_document.path().toStdString()](const std::stop_token&) -> SpacePtr {
            return std::make_shared<const space::SearchSpace>(space::readSpace(path).value());
        },
        [this](const Result<SpacePtr>& now) { seen(now); });
}

void DocumentFile::seen(const Result<SpacePtr>& now)
{
    watch();
    if (!now) {
        if (std::exchange(m_lost, true))
            return;
        m_foreign = nullptr;
        m_document.setUnsaved();
        Q_EMIT lostOnDisk(
            now.error().code() == ErrorCode::NotFound
                ? tr("%1 has been removed by another program. The work is still here.").arg(m_document.path())
                : tr("Another program has made the file unreadable: %1").arg(QString::fromUtf8(now.error().what())));
        return;
    }
    m_lost = false;
    if (m_onDisk && **now == *m_onDisk) { // our own save, or touched only
        m_foreign = nullptr;
        return;
    }
    if (m_foreign && **now == *m_foreign)
        return; // told already
    m_foreign = *now;
    Q_EMIT changedOnDisk();
}

void DocumentFile::reload()
{
    if (!m_foreign)
        return;
    const SpacePtr state = std::exchange(m_foreign, nullptr);
    m_onDisk = state;
    if (m_document.apply(tr("Reload from disk"), [&state](space::SearchSpace& space) -> Result<Done> {
            space = *state;
            return Done{};
        }))
        return;
    m_document.setSaved(m_document.path());
}

void DocumentFile::keepMine()
{
    if (m_foreign)
        m_onDisk = std::exchange(m_foreign, nullptr); // known now
    m_document.setUnsaved();
}

} // namespace cw::ui
