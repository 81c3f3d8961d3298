// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QToolButton>

#include "ui/pages/design/inspector/choice_editor.h"
#include "ui/pages/design/inspector/fixed_editor.h"
#include "ui/pages/design/inspector/form_row.h"
#include "ui/pages/design/inspector/inspected.h"
#include "ui/pages/design/inspector/param_state.h"
#include "ui/pages/design/inspector/range_editor.h"
#include "ui/pages/design/inspector/segmented_switch.h"

namespace cw::ui {

class QuietComboBox;

/// A parameter of the selected blocks: how it is held (fixed, choice, range, given) and its value. Every edit is a step
/// of the document, for all of the blocks at once.
class ParamRow : public FormRow {
    Q_OBJECT
public:
    /// What it means that a block does not have the parameter.
    enum class Missing {
        Default,
        Run,     ///< of a training block: as the run sets it
        Nothing, ///< of the use of a cell: no value yet
    };
    ParamRow(Inspected& inspected, const ParamSpec& spec, Missing missing, QWidget* parent);

    const ParamSpec& spec() const { return m_spec; }
    void refresh(const std::vector<std::string>& givers);
    /// "3", "3|5|7", "16..64", "as input"
    QString text() const;
    const ParamState& state() const { return m_state; }
    SegmentedSwitch& modes() const { return *m_modes; }
    FixedEditor& fixed() const { return *m_fixed; }
    ChoiceEditor& choice() const { return *m_choice; }
    RangeEditor* range() const { return m_range; }
    QuietComboBox& givers() const { return *m_given; }
    QToolButton& resetButton() const { return *m_reset; }
    void setMode(ParamMode mode);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    bool canMiss() const { return m_missing != Missing::Default; }
    QString missingText() const;
    void makeModes();
    void makeEditors();
    ParamState read() const;
    void showState();
    /// Null: not given.
    void apply(const QString& step, const std::optional<space::ParamValue>& value, const QString& merge = {});
    void takeFixed(const Json& value);
    void takeDomain(space::Domain domain);
    void takeGiver();
    QString title() const;

    Inspected& m_inspected;
    ParamSpec m_spec;
    Missing m_missing;
    ParamState m_state;
    Json m_remembered; ///< the last fixed value, for the way back
    std::vector<std::string> m_givers;
    SegmentedSwitch* m_modes;
    FixedEditor* m_fixed;
    ChoiceEditor* m_choice;
    RangeEditor* m_range = nullptr; ///< numbers only
    QuietComboBox* m_given;
    QLabel* m_note;
    QToolButton* m_reset;
};

} // namespace cw::ui
