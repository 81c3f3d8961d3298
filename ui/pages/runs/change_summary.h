// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QWidget>

#include "ui/canvas/architecture_graph.h"
#include "ui/theme/theme.h"

namespace cw::ui {

/// "~ 1 changed  + 1 added  - 0 removed" in a line, with the marks that the drawing has.
/// Thread: GUI
class ChangeSummary : public QWidget {
    Q_OBJECT
public:
    explicit ChangeSummary(Theme& theme, QWidget* parent = nullptr);

    /// Nothing: there is nothing to compare with, and no line.
    void setCounts(const std::optional<ChangeCounts>& counts);
    /// The line in words: "2 ops changed".
    QString sentence() const;
    QSize sizeHint() const override { return {200, 22}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Theme& m_theme;
    ChangeCounts m_counts;
};

} // namespace cw::ui
