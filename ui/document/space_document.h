// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <optional>

#include <QObject>
#include <QString>
#include <QUndoStack>

#include "core/base/result.h"
#include "core/space/search_space.h"

namespace cw::ui {

using SpacePtr = std::shared_ptr<const space::SearchSpace>;

/// One open search space: its state, the steps that led to it, the file it came from. States are immutable values:
/// a view, a background reader or the autosave may keep one as long as it likes.
/// Thread: GUI
class SpaceDocument : public QObject {
    Q_OBJECT
public:
    using Edit = std::function<Result<Done>(space::SearchSpace&)>;

    /// `path` is empty for a new document or one made from a template.
    SpaceDocument(SpacePtr space, QString path, QObject* parent = nullptr);
    ~SpaceDocument() override;

    const SpacePtr& space() const { return m_space; }
    const QString& path() const { return m_path; }
    /// The file's name, or the space's.
    QString title() const;
    bool isModified() const { return !m_steps.isClean(); }

    /// One undoable step, named as the undo list shows it ("Add conv 3×3"). A step joins the newest when both have the
    /// same `merge`, not empty: typing in one field, nudging with the arrows. An edit that changes nothing is no step.
    /// Returns why it was refused, for people.
    std::optional<Error> apply(const QString& text, const Edit& edit, const QString& merge = {});
    QUndoStack& steps() { return m_steps; }

    /// After a save, or a state that came from elsewhere: what is there now is what the file at `path` holds.
    void setSaved(const QString& path);
    /// After a save of an earlier state: steps were made while it was being written.
    void setSaved(const QString& path, const SpacePtr& state);
    /// No state of this document is in a file: recovered work, a file that is gone.
    void setUnsaved();

Q_SIGNALS:
    void changed();      ///< space() is another; once for several steps undone at a time
    void titleChanged(); ///< title() or isModified()

private:
    friend class EditStep;
    /// changed() follows when the stack of steps is itself up to date.
    void setSpace(SpacePtr space) { m_space = std::move(space); }
    void tellChange();

    SpacePtr m_space;
    SpacePtr m_told; ///< the state that changed() was last emitted for
    QString m_path;
    QUndoStack m_steps;
};

} // namespace cw::ui
