// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCompleter>
#include <QStringListModel>

#include "ui/pages/design/inspector/commit_field.h"

namespace cw::ui {

/// An expression, with the names that it may use offered for the word at the cursor.
class ConstraintField : public CommitField {
    Q_OBJECT
public:
    /// The names are shared by all fields.
    ConstraintField(QStringListModel& names, QWidget* parent);

    QCompleter& completer() const { return *m_completer; }

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    /// From where the word at the cursor begins.
    int wordStart() const;
    void offer();
    void insert(const QString& name);

    QCompleter* m_completer;
};

} // namespace cw::ui
