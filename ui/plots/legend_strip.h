// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include <QPen>
#include <QString>
#include <QWidget>

#include "ui/plots/marks.h"
#include "ui/theme/theme.h"

namespace cw::ui {

/// What stands for what, in a row above a plot.
struct LegendEntry {
    QString text;
    std::optional<Mark> mark; ///< none: a piece of line in `pen`
    QPen pen;
    QColor color;
};

class LegendStrip : public QWidget {
    Q_OBJECT
public:
    explicit LegendStrip(Theme& theme, QWidget* parent = nullptr);

    void setEntries(std::vector<LegendEntry> entries);
    const std::vector<LegendEntry>& entries() const { return m_entries; }
    /// Left edge of the first entry: that of the plot's axis.
    void setIndent(int indent);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Theme& m_theme;
    std::vector<LegendEntry> m_entries;
    int m_indent = 56;
};

} // namespace cw::ui
