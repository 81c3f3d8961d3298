// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QComboBox>
#include <QSpinBox>
#include <QStyledItemDelegate>
#include <QWheelEvent>

namespace cw::ui {

/// Controls of a long form: a wheel over them scrolls the form and changes nothing, unless they have the focus.
template <class Control>
class Quiet : public Control {
public:
    explicit Quiet(QWidget* parent = nullptr)
        : Control(parent)
    {
        Control::setFocusPolicy(Qt::StrongFocus);
    }

protected:
    void wheelEvent(QWheelEvent* event) override
    {
        if (Control::hasFocus())
            Control::wheelEvent(event);
        else
            event->ignore();
    }
};

using QuietSpinBox = Quiet<QSpinBox>;

class QuietComboBox : public Quiet<QComboBox> {
public:
    explicit QuietComboBox(QWidget* parent = nullptr)
        : Quiet(parent)
    {
        setItemDelegate(new QStyledItemDelegate(this)); // its own delegate knows no style sheet
    }
};

} // namespace cw::ui
