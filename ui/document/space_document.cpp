// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/document/space_document.h"

#include <exception>

#include <QFileInfo>

#include "ui/document/edit_step.h"

namespace cw::ui {

namespace {

constexpr qsizetype kLongestText = 80; // names in a step's text may have 10,000 characters

QString shortened(const QString& text)
{
    const QString line = text.simplified();
    return line.size() <= kLongestText ? line : line.left(kLongestText - 1) + QChar(0x2026);
}

} // namespace

SpaceDocument::SpaceDocument(SpacePtr space, QString path, QObject* parent)
    : QObject(parent)
    , m_space(std::move(space))
    , m_told(m_space)
    , m_path(std::move(path))
{
    // Not from setSpace(): there the stack is between two states, and several steps may be undone at once.
    connect(&m_steps, &QUndoStack::indexChanged, this, &SpaceDocument::tellChange);
    connect(&m_steps, &QUndoStack::cleanChanged, this, &SpaceDocument::titleChanged);
}

SpaceDocument::~SpaceDocument()
{
    m_steps.disconnect(this); // it tells of its clearing
}

QString SpaceDocument::title() const
{
    if (!m_path.isEmpty())
        return QFileInfo(m_path).fileName();
    const QString name = shortened(QString::fromStdString(m_space->name));
    return name.isEmpty() ? tr("Untitled") : name;
}

std::optional<Error> SpaceDocument::apply(const QString& text, const Edit& edit, const QString& merge)
{
    auto state = std::make_shared<space::SearchSpace>(*m_space);
    try {
        if (const Result<Done> done = edit(*state); !done)
            return done.error();
    } catch (const Error& error) {
        return error;
    } catch (const std::exception& error) { // an edit is called from an event: nobody else could say it
        return Error(ErrorCode::Internal, error.what());
    }
    space::SpacePatch patch(*m_space, *state);
    if (!patch.isEmpty())
        m_steps.push(new EditStep(*this, shortened(text), std::move(patch), std::move(state), merge));
    return std::nullopt;
}

void SpaceDocument::tellChange()
{
    if (m_told == m_space)
        return;
    const bool renamed = m_path.isEmpty() && m_told->name != m_space->name;
    m_told = m_space;
    Q_EMIT changed();
    if (renamed)
        Q_EMIT titleChanged();
}

void SpaceDocument::setSaved(const QString& path)
{
    m_path = path;
    m_steps.setClean();
    Q_EMIT titleChanged();
}

void SpaceDocument::setSaved(const QString& path, const SpacePtr& state)
{
    if (state == m_space) {
        setSaved(path);
        return;
    }
    m_path = path;
    setUnsaved();
}

void SpaceDocument::setUnsaved()
{
    m_steps.resetClean();
    Q_EMIT titleChanged();
}

} // namespace cw::ui
