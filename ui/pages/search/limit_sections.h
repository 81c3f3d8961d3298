// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/estimate/trainer.h"
#include "ui/pages/search/section.h"

class QComboBox;
class QHBoxLayout;
class QLineEdit;
class QSpinBox;

namespace cw::ui {

class LabeledField;
class RealSpinBox;

/// When the search ends.
class BudgetSection : public SearchSection {
    Q_OBJECT
public:
    explicit BudgetSection(const Theme& theme, QWidget* parent = nullptr);

    void show(const run::RunConfig& config) override;
    void store(run::RunConfig& config) const override;
    void showCheck(const SearchCheck& check) override;

private:
    QSpinBox* m_trials;
    RealSpinBox* m_hours;
    QLineEdit* m_target;
};

/// Where it runs, how many trials at once, and the seed that repeats it.
class DeviceSection : public SearchSection {
    Q_OBJECT
public:
    explicit DeviceSection(const Theme& theme, QWidget* parent = nullptr);

    void show(const run::RunConfig& config) override;
    void store(run::RunConfig& config) const override;
    void showCheck(const SearchCheck& check) override;
    void setDevices(const std::vector<estimate::DeviceInfo>& devices);

private:
    void showLag();
    void rollSeed();
    void updateSeed();

    QComboBox* m_device;
    QSpinBox* m_workers;
    QSpinBox* m_lag;
    QSpinBox* m_threads;
    QLineEdit* m_seed;
    LabeledField* m_seedField;
};

} // namespace cw::ui
