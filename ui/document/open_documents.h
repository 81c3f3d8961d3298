// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <deque>
#include <memory>
#include <vector>

#include <QObject>

#include "core/space/issue.h"
#include "ui/canvas/background_task.h"
#include "ui/document/autosave.h"
#include "ui/document/document_file.h"
#include "ui/document/recovery.h"
#include "ui/document/space_document.h"

namespace cw::ui {

/// One tab: a document with its file and its recovery file, or why there is none.
struct OpenDocument {
    QString origin;                          ///< the template or file that it was opened as; empty: new
    std::unique_ptr<SpaceDocument> document; ///< null: it could not be read
    std::unique_ptr<DocumentFile> file;
    std::unique_ptr<Autosave> autosave; ///< goes first: it looks at the document once more
    space::Issue problem;               ///< without a document: what is wrong, where, and what would help

    QString title() const;
    bool isModified() const { return document && document->isModified(); }
    /// Opened as a template or new, and nothing done to it.
    bool isUntouched() const;
};

/// The documents that are open, one of them current, in the order of their tabs. Which they are comes back at the next
/// start.
/// Thread: GUI
class OpenDocuments : public QObject {
    Q_OBJECT
public:
    explicit OpenDocuments(RecoveryFolder recovery, QObject* parent = nullptr);
    ~OpenDocuments() override;

    int count() const { return static_cast<int>(m_documents.size()); }
    OpenDocument& at(int index) const { return *m_documents[static_cast<std::size_t>(index)]; }
    int indexOf(const OpenDocument* document) const; ///< -1: closed
    int currentIndex() const { return m_current; }
    OpenDocument* current() const { return m_current < 0 ? nullptr : &at(m_current); }
    void setCurrent(int index);
    void move(int from, int to);
    bool isBusy() const;

    /// A template's id or the path of a .cwspace file, read in the background; one that is open already is shown. What
    /// cannot be read gets a tab that says so. A tab that nothing was done in gives way.
    void open(const QString& templateOrPath);
    /// An empty space.
    void create();
    /// Saves to the document's file. False: it has none, ask for a path and call saveAs().
    bool save(OpenDocument& document);
    /// Errors: saveFailed() also when another tab has that file
    void saveAs(OpenDocument& document, const QString& path);
    /// Without asking: unsaved work is lost, and so is its recovery file.
    void close(int index);
    /// Work that another program has left behind becomes a document with unsaved work; of its file only where nobody
    /// has gone on there since.
    void recover(const LeftBehind& left);
    const RecoveryFolder& recovery() const { return m_recovery; }

    bool hasModified() const;
    /// A person has said that unsaved work may go: no recovery file is left.
    void giveUpAll();

    /// Opens what was open last, or `otherwise`.
    void restore(const QString& otherwise);

Q_SIGNALS:
    void inserted(int index);
    void aboutToRemove(int index);
    void moved(int from, int to);
    void currentChanged();
    void titleChanged(int index);
    void saved(int index);
    /// One sentence for people.
    void failed(const QString& problem);
    void changedOnDisk(int index);
    void lostOnDisk(int index, const QString& problem);
    void opened(const QString& templateOrPath);

private:
    void readNext();
    void take(const QString& name, const Result<SpacePtr>& space, const space::Issue& refused);
    void insert(std::unique_ptr<OpenDocument> document);
    std::unique_ptr<OpenDocument> make(SpacePtr space, const QString& path, const QString& origin, std::string id,
                                       bool modified);
    void connectParts(OpenDocument& document);
    int indexOfName(const QString& templateOrPath) const;
    std::string freeName() const;
    void storeSession() const;

    RecoveryFolder m_recovery;
    std::vector<std::unique_ptr<OpenDocument>> m_documents;
    int m_current = -1;
    std::deque<QString> m_toRead;
    QString m_reading;
    QString m_toShow;     ///< of a restored session, or asked for meanwhile: what becomes current
    bool m_begun = false; ///< restore() has been called: what is open now is what comes back the next time
    bool m_restoring = false;
    BackgroundTask<SpacePtr> m_read;
};

} // namespace cw::ui
