// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "core/run/run_config.h"

class QLabel;
class QVBoxLayout;

namespace cw::ui {

class Theme;
struct SearchCheck;

/// One section of the search form: icon, name and what it is for at the left, its controls at the right.
class SearchSection : public QWidget {
    Q_OBJECT
public:
    static constexpr int kLabelColumn = 200;

    SearchSection(const Theme& theme, const char* icon, const QString& title, const QString& subtitle,
                  QWidget* parent = nullptr);

    /// Fills the controls; emits nothing.
    virtual void show(const run::RunConfig& config) = 0;
    virtual void store(run::RunConfig& config) const = 0;
    /// What was found out about the configuration since.
    virtual void showCheck(const SearchCheck& check);
    using QWidget::show;

Q_SIGNALS:
    void changed();

protected:
    const Theme& theme() const { return m_theme; }
    QVBoxLayout* content() const { return m_content; }
    /// An inline sentence under the controls; empty: none.
    void showProblem(const QString& problem);
    void setSubtitle(const QString& subtitle);

private:
    const Theme& m_theme;
    QLabel* m_subtitle;
    QLabel* m_problem;
    QVBoxLayout* m_content;
};

} // namespace cw::ui
