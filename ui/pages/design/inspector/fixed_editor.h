// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStackedLayout>
#include <QWidget>

#include "ui/pages/design/inspector/param_state.h"

class QCheckBox;
class QComboBox;
class QLineEdit;

namespace cw::ui {

class CommitField;
class QuietComboBox;
class RealSpinBox;

/// The control of a fixed value, by the type of its parameter. Blocks that differ show "mixed" until one value is given
/// to all.
class FixedEditor : public QWidget {
    Q_OBJECT
public:
    FixedEditor(const ParamSpec& spec, QWidget* parent);

    void setState(const ParamState& state);
    /// The spin box, combo box, check box or text.
    QWidget* control() const { return m_control; }
    void setHelp(const QString& help);
    void setName(const QString& name);

Q_SIGNALS:
    void edited(const cw::Json& value);
    void refused(const QString& reason);

private:
    void makeInt();
    void makeReal();
    void makeChoice();
    void makeText();
    void makeBool();
    void load(const ParamState& state);
    void takeMixed(const QString& typed);

    ParamSpec m_spec;
    QStackedLayout* m_stack;
    QWidget* m_control = nullptr;
    CommitField* m_mixed = nullptr; ///< numbers and texts
    bool m_loading = false;
};

} // namespace cw::ui
