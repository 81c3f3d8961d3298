// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QFileSystemWatcher>
#include <QObject>
#include <QTimer>

#include "ui/canvas/background_task.h"
#include "ui/document/space_document.h"

namespace cw::ui {

/// The file of one document: saving to it in the background, and noticing when another program changes it.
/// Thread: GUI
class DocumentFile : public QObject {
    Q_OBJECT
public:
    /// `onDisk`: what the file of the document holds; null when it has none.
    DocumentFile(SpaceDocument& document, SpacePtr onDisk, QObject* parent = nullptr);
    ~DocumentFile() override;

    /// Writes the document's state of now to `path`, which becomes its file. Where another program has changed the
    /// document's own file meanwhile, nothing is written and changedOnDisk() asks first.
    void save(const QString& path);
    bool isSaving() const { return m_write->isBusy(); }
    bool isBusy() const { return isSaving() || m_look.isBusy() || m_settle.isActive(); }
    /// What the file holds now is not what this document was read from or saved as; null: the file is gone or damaged.
    const SpacePtr& foreign() const { return m_foreign; }
    /// The document becomes what the file holds, as an undoable step.
    void reload();
    /// The document stays and differs from its file.
    void keepMine();

Q_SIGNALS:
    void saved();
    /// One sentence that names the file; the document stays modified.
    void saveFailed(const QString& problem);
    /// Another program has changed the file: foreign() is what it holds.
    void changedOnDisk();
    /// Another program has removed the file or made it unreadable; one sentence.
    void lostOnDisk(const QString& problem);

private:
    /// A state on its way to a file.
    struct Writing {
        QString path;
        SpacePtr state;
        SpacePtr expected; ///< what is there as far as is known; null: whatever it is may go
    };
    /// What another program has written there instead; null: it is written. Thread: any      Errors: throws Error(Io)
    static SpacePtr write(const Writing& writing);

    void watch();
    void wrote(const Result<SpacePtr>& foreign);
    void look();
    void seen(const Result<SpacePtr>& now);

    SpaceDocument& m_document;
    SpacePtr m_onDisk;  ///< as read or written by this program
    SpacePtr m_foreign; ///< as another program wrote it
    bool m_lost = false;
    Writing m_writing;
    std::optional<QString> m_next; ///< where the document is to be saved to when that is done
    QFileSystemWatcher m_watcher;
    QTimer m_settle; ///< a program that writes in pieces is done when nothing has changed for a moment
    std::unique_ptr<BackgroundTask<SpacePtr>> m_write = std::make_unique<BackgroundTask<SpacePtr>>();
    BackgroundTask<SpacePtr> m_look;
};

/// Why a space cannot be written to that path, in one sentence that names what stands in the way; nothing: it can,
/// as far as one can tell beforehand. Thread: any
std::optional<Error> writeProblem(const std::filesystem::path& path);

/// Writes a space as its file. Thread: any      Errors: throws Error(Io) naming the file
void writeSpace(const std::filesystem::path& path, const space::SearchSpace& space);

} // namespace cw::ui
