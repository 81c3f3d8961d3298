// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>

#include <QObject>

#include "core/base/result.h"
#include "ui/canvas/background_task.h"
#include "ui/document/recovery.h"
#include "ui/document/space_document.h"

namespace cw::ui {

/// Keeps the recovery file of one document: written in the background after every step (of a burst, the newest state
/// only), removed when there is no unsaved work. A program that dies loses the step in flight at most.
/// Thread: GUI
class Autosave : public QObject {
    Q_OBJECT
public:
    /// `id` names the document for good.
    Autosave(SpaceDocument& document, RecoveryFolder folder, std::string id, QObject* parent = nullptr);
    /// The file stays if there is unsaved work that nobody gave up.
    ~Autosave() override;

    const std::string& id() const { return m_id; }
    bool isBusy() const { return m_write->isBusy(); }
    /// A person does not want the work any more.
    void giveUp();

Q_SIGNALS:
    void written();
    /// The recovery file cannot be written; one sentence, told once until it works again.
    void failed(const QString& problem);

private:
    void follow();
    void finished(const Result<Done>& result);

    SpaceDocument& m_document;
    RecoveryFolder m_folder;
    std::string m_id;
    bool m_givenUp = false;
    bool m_failing = false;
    std::unique_ptr<BackgroundTask<Done>> m_write = std::make_unique<BackgroundTask<Done>>();
};

} // namespace cw::ui
