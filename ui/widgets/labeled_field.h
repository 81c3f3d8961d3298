// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QWidget>

class QLabel;

namespace cw::ui {

/// A control under its small label; a dot after the label says that the value is not the default.
class LabeledField : public QWidget {
    Q_OBJECT
public:
    static constexpr int kWidth = 112;     ///< of an ordinary control
    static constexpr int kWideWidth = 240; ///< of a combo box or a text
    static constexpr int kGap = 16;        ///< between fields

    /// Takes the control over and sets its width.
    LabeledField(const QString& label, QWidget* control, int width = kWidth, QWidget* parent = nullptr);

    QWidget* control() const { return m_control; }
    void setChanged(bool changed);
    /// Marks the control as wrong and gives the sentence as its tooltip; empty: right again.
    void setProblem(const QString& problem);
    void setHelp(const QString& help);

private:
    QLabel* m_label;
    QLabel* m_dot;
    QWidget* m_control;
    QString m_help;
};

} // namespace cw::ui
