// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QToolButton>
#include <QVBoxLayout>
#include <QWidget>

#include "ui/pages/design/inspector/inspected.h"

namespace cw::ui {

/// A part of the inspector: a title, maybe a button beside it, and rows; a hairline below.
/// Thread: GUI
class InspectorSection : public QWidget {
    Q_OBJECT
public:
    InspectorSection(Inspected& inspected, const QString& title, QWidget* parent);

    /// The document is another state, with the same things selected: values follow, widgets stay.
    virtual void refresh() = 0;
    /// "kernel: 3" lines, for tests and screen readers.
    virtual QStringList rows() const { return {}; }
    /// Something that was typed is still to be taken over: it must not be deleted before settled().
    virtual bool isPending() const { return false; }

Q_SIGNALS:
    void settled();

protected:
    Inspected& inspected() const { return m_inspected; }
    QVBoxLayout& column() const { return *m_column; }
    QToolButton* addHeadButton(const QString& icon, const QString& name);

private:
    Inspected& m_inspected;
    QHBoxLayout* m_head;
    QVBoxLayout* m_column;
};

} // namespace cw::ui
