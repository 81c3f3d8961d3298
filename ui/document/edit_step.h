// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QUndoCommand>

#include "core/space/edit/patch.h"
#include "ui/document/space_document.h"

namespace cw::ui {

/// One step of a document: the difference that it made.
/// Thread: GUI
class EditStep : public QUndoCommand {
public:
    /// Made when the edit has been tried: the first redo() takes `after` as it is.
    EditStep(SpaceDocument& document, const QString& text, space::SpacePatch patch, SpacePtr after, QString merge);

    void undo() override;
    void redo() override;
    int id() const override;
    bool mergeWith(const QUndoCommand* later) override;

private:
    SpaceDocument& m_document;
    space::SpacePatch m_patch;
    SpacePtr m_after; ///< until the first redo()
    QString m_merge;
};

} // namespace cw::ui
