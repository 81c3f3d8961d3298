// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include <QToolButton>
#include <QWidget>

#include "ui/pages/design/inspector/param_state.h"

namespace cw::ui {

class CommitField;
class FlowLayout;
class Theme;
class ValueChip;

/// The values of a choice as chips, which can be changed, added and taken out; one stays.
class ChoiceEditor : public QWidget {
    Q_OBJECT
public:
    ChoiceEditor(const Theme& theme, const ParamSpec& spec, QWidget* parent);

    void setChoices(const std::vector<std::string>& choices);
    const std::vector<std::string>& choices() const { return m_choices; }
    void setName(const QString& name);
    const std::vector<ValueChip*>& chips() const { return m_chips; } ///< one for each, at least one
    QToolButton* addButton() const { return m_add; }
    /// Where a new value is typed; hidden until then.
    CommitField* field() const { return m_field; }

Q_SIGNALS:
    void edited(const std::vector<std::string>& choices);
    /// Empty: no longer.
    void refused(const QString& reason);

private:
    static constexpr std::size_t kNew = static_cast<std::size_t>(-1);
    bool isListed() const { return m_spec.type == ParamType::Choice || m_spec.type == ParamType::Bool; }
    QString shown(const std::string& choice) const;
    void addChip();
    void place();
    void remove(std::size_t index);
    void beginTyping(std::size_t index);
    void endTyping();
    void take(const QString& typed);
    void offerRest();
    void addListed(const std::string& value);

    const Theme& m_theme;
    ParamSpec m_spec;
    std::vector<std::string> m_choices;
    std::vector<ValueChip*> m_chips;
    FlowLayout* m_flow;
    CommitField* m_field;
    QToolButton* m_add;
    bool m_typing = false;
    std::size_t m_index = kNew; ///< of the chip that is being changed
};

} // namespace cw::ui
