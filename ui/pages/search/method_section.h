// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/base/registry.h"
#include "ui/pages/search/section.h"

class QComboBox;
class QLabel;

namespace cw::ui {

class SettingsForm;
struct SearchCheck;
enum class Topic;

/// A thing of a registry: a combo box, its sentence and paper, and the form of its settings.
class MethodSection : public SearchSection {
    Q_OBJECT
public:
    MethodSection(const Theme& theme, const char* icon, const QString& title, const QString& subtitle, Topic topic,
                  std::vector<EntryInfo> entries, QWidget* parent = nullptr);

    void showCheck(const SearchCheck& check) override;
    std::string id() const;
    /// Settings that were edited for another entry come back when it is chosen again.
    void choose(const std::string& id, const Json& settings);
    void choose(const std::string& id);
    Json settings() const;
    /// The value of a setting with its default, or null.
    Json setting(const std::string& name) const;
    SettingsForm* form() const { return m_form; }
    QComboBox* combo() const { return m_combo; }

protected:
    /// The chosen entry is another one.
    virtual void entryChosen(const EntryInfo*) {}

private:
    const EntryInfo* entry() const;
    void comboChanged();
    void showEntry(const Json& settings);

    Topic m_topic;
    std::vector<EntryInfo> m_entries;
    std::map<std::string, Json> m_edited; ///< settings by entry
    std::string m_current;
    QComboBox* m_combo;
    QLabel* m_summary;
    QLabel* m_paper;
    SettingsForm* m_form;
};

class StrategySection : public MethodSection {
    Q_OBJECT
public:
    StrategySection(const Theme& theme, std::vector<EntryInfo> entries, QWidget* parent = nullptr);
    void show(const run::RunConfig& config) override;
    void store(run::RunConfig& config) const override;
};

class SchedulerSection : public MethodSection {
    Q_OBJECT
public:
    SchedulerSection(const Theme& theme, std::vector<EntryInfo> entries, QWidget* parent = nullptr);
    void show(const run::RunConfig& config) override;
    void store(run::RunConfig& config) const override;
};

} // namespace cw::ui
