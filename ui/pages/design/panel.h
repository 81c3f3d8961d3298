// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHBoxLayout>
#include <QVBoxLayout>
#include <QWidget>

#include "ui/theme/theme.h"

namespace cw::ui {

/// A part of the Design page with a title of 36 px, a cross that closes it, and what is added below.
class Panel : public QWidget {
    Q_OBJECT
public:
    Panel(Theme& theme, const QString& title, QWidget* parent);

    QVBoxLayout& column() const { return *m_column; }
    /// Left of the cross.
    QHBoxLayout& head() const { return *m_head; }

Q_SIGNALS:
    void closed();

private:
    QHBoxLayout* m_head;
    QVBoxLayout* m_column;
};

} // namespace cw::ui
