// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <set>
#include <vector>

#include <QObject>
#include <QWidget>

#include "ui/canvas/background_task.h"
#include "ui/document/open_documents.h"
#include "ui/document/recovery.h"
#include "ui/pages/design/notices.h"

namespace cw::ui {

/// What a person is asked about documents: names of files, what becomes of unsaved work, work that was left behind,
/// files that another program has changed.
/// Thread: GUI
class DocumentDesk : public QObject {
    Q_OBJECT
public:
    /// Dialogs belong to `window`; what can be asked without a dialog is a notice.
    DocumentDesk(OpenDocuments& documents, Notices& notices, Theme& theme, QWidget& window);

    void open();
    void fromTemplate();
    /// The current document; asks for a name where it has none. False: nobody gave one.
    bool save();
    bool saveAs();
    /// Asks about unsaved work.
    void close(int index);
    /// Whether all documents may go now. What is to be saved first is saved in the background; `again` is called when
    /// that is done.
    bool prepareToClose(std::function<void()> again);
    /// Looks for work that programs have left behind, and offers it.
    void offerLeftBehind();
    bool isBusy() const { return m_look.isBusy(); }

private:
    enum class Answer { Save, Discard, Cancel };
    Answer ask(const QString& question, const QString& save);
    bool saveOne(OpenDocument& document);
    bool saveOneAs(OpenDocument& document);
    void offer(const LeftBehind& left);
    void saved(int index);
    void gaveUp();
    void askAboutFile(int index);
    void tellLost(int index, const QString& problem);

    OpenDocuments& m_documents;
    Notices& m_notices;
    Theme& m_theme;
    QWidget& m_window;
    std::set<const OpenDocument*> m_toClose; ///< when they are saved
    std::function<void()> m_again;
    BackgroundTask<std::vector<LeftBehind>> m_look;
};

} // namespace cw::ui
