// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>
#include <QVBoxLayout>
#include <QWidget>

namespace cw::ui {

/// A row of the inspector: its label at the left, controls below each other at the right, and under both the sentence
/// that says why something was refused. A dot after the label says that the value is not the default.
class FormRow : public QWidget {
    Q_OBJECT
public:
    static constexpr int kControls = 168; ///< width of the right column

    FormRow(const QString& label, QWidget* parent);
    /// With one control.
    FormRow(const QString& label, QWidget* control, QWidget* parent);

    QVBoxLayout& controls() const { return *m_controls; }
    /// Below the label, where the controls have more than one line.
    void addBelowLabel(QWidget* widget);
    void setHelp(const QString& help);
    void setChanged(bool changed);
    /// Empty: all is well.
    void setProblem(const QString& problem);
    QString problem() const;
    QLabel* label() const { return m_label; }

private:
    QLabel* m_label;
    QLabel* m_dot;
    QLabel* m_problem;
    QVBoxLayout* m_left;
    QVBoxLayout* m_controls;
};

} // namespace cw::ui
