// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHBoxLayout>
#include <QToolButton>
#include <QVBoxLayout>
#include <QWidget>

#include "ui/theme/theme.h"

namespace cw::ui {

/// A part of the Design page: a title of 36 px with a cross that closes it, and what is added below. A PanelDock gives
/// it a place.
class Panel : public QWidget {
    Q_OBJECT
public:
    Panel(Theme& theme, const QString& title, QWidget* parent);

    const QString& title() const { return m_title; }
    /// The title with its buttons, by which a dock is dragged.
    QWidget* bar() const { return m_bar; }
    QVBoxLayout& column() const { return *m_column; }
    /// Left of the buttons.
    QHBoxLayout& head() const { return *m_head; }
    QToolButton& floatButton() const { return *m_float; }

Q_SIGNALS:
    void closed();

private:
    QString m_title;
    QWidget* m_bar;
    QHBoxLayout* m_head;
    QVBoxLayout* m_column;
    QToolButton* m_float;
};

} // namespace cw::ui
