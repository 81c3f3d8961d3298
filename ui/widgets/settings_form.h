// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <vector>

#include <QWidget>

#include "core/base/json.h"
#include "core/base/param_schema.h"

class QPushButton;

namespace cw::ui {

class FlowLayout;
class LabeledField;
class Theme;

/// A form made from a ParamSchema: one field for each setting, with its help, unit, range and default as tooltip.
/// Thread: GUI
class SettingsForm : public QWidget {
    Q_OBJECT
public:
    explicit SettingsForm(const Theme& theme, QWidget* parent = nullptr);

    /// Makes the fields anew and shows `values` (an object); what they lack has its default. Values that a field cannot
    /// show (of the wrong type) are left to the check of the run, which names them.
    void setSchema(const ParamSchema& schema, const Json& values);
    /// Only the settings that differ from their default: a search file stays short.
    Json values() const;
    /// A field of the form's owner, before those of the schema. Taken over.
    void addLeading(LabeledField* field);
    /// Shows or hides the leading fields.
    void setLeadingVisible(bool visible);
    /// The control of that setting, or null.
    QWidget* control(const std::string& name) const;

Q_SIGNALS:
    void changed();

private:
    struct Row {
        ParamSpec spec;
        LabeledField* field = nullptr;
        std::function<Json()> read;
        std::function<void(const Json&)> write;
    };
    Row makeRow(const ParamSpec& spec);
    Row makeBool(const ParamSpec& spec);
    Row makeInt(const ParamSpec& spec);
    Row makeReal(const ParamSpec& spec);
    Row makeChoice(const ParamSpec& spec);
    Row makeText(const ParamSpec& spec);
    void edited();
    void markChanged();
    /// The first fields and those that were changed; the others behind a button.
    void fold();

    const Theme& m_theme;
    std::vector<LabeledField*> m_leading;
    bool m_leadingVisible = true;
    FlowLayout* m_flow;
    QPushButton* m_more;
    bool m_unfolded = false;
    std::vector<Row> m_rows;
    Json m_unknown; ///< values without a field, handed back untouched so that the check can name them
    bool m_loading = false;
};

/// "Members alive at once. 1 to 1000000 images, default 50."
QString settingHelp(const ParamSpec& spec);

} // namespace cw::ui
