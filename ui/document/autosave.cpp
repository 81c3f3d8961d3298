// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/document/autosave.h"

#include <utility>

namespace cw::ui {

Autosave::Autosave(SpaceDocument& document, RecoveryFolder folder, std::string id, QObject* parent)
    : QObject(parent)
    , m_document(document)
    , m_folder(std::move(folder))
    , m_id(std::move(id))
{
    connect(&document, &SpaceDocument::changed, this, &Autosave::follow);
    connect(&document, &SpaceDocument::titleChanged, this, &Autosave::follow); // saved, or no more
    if (document.isModified())
        follow();
}

Autosave::~Autosave()
{
    const bool wanted = m_document.isModified() && !m_givenUp;
    if (wanted && m_write->isBusy()) {
        // What is queued would be dropped with its task: the newest state matters most now.
        m_write.reset();
        try {
            m_folder.write(m_id, {m_document.path().toStdString(), m_document.title().toStdString(), wallClock(),
                                  m_document.space()});
        } catch (const Error&) { // nobody is left to be told
        }
        return;
    }
    m_write.reset(); // waits for what is being written
    if (!wanted)
        m_folder.remove(m_id);
}

void Autosave::giveUp()
{
    m_givenUp = true;
    follow();
}

void Autosave::follow()
{
    // A newer start() takes the place of one that waits: of a burst the newest state is written.
    if (!m_document.isModified() || m_givenUp) {
        m_write->start(
            [folder = m_folder, id = m_id](const std::stop_token&) {
                folder.remove(id);
                return Done{};
            },
            [this](const Result<Done>& result) { finished(result); });
        return;
    }
    m_write->start(
        [folder = m_folder, id = m_id, path = m_document.path().toStdString(), title = m_document.title().toStdString(),
         space = m_document.space()](const std::stop_token&) {
            folder.write(id, {path, title, wallClock(), space});
            return Done{};
        },
        [this](const Result<Done>& result) { finished(result); });
}

void Autosave::finished(const Result<Done>& result)
{
    const bool failing = !result.has_value();
    if (failing && !m_failing)
        Q_EMIT failed(tr("Unsaved work cannot be kept for recovery: %1").arg(QString::fromUtf8(result.error().what())));
    m_failing = failing;
    if (!failing)
        Q_EMIT written();
}

} // namespace cw::ui
