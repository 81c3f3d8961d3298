// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>

#include <QLabel>
#include <QWidget>

#include "ui/pages/design/problem.h"
#include "ui/theme/theme.h"

namespace cw::ui {

/// How many problems there are: a mark and a number for each severity, a tick when there are none.
/// Thread: GUI
class SeverityCounts : public QWidget {
    Q_OBJECT
public:
    /// `words`: "1 error" instead of "1".
    SeverityCounts(Theme& theme, bool words, QWidget* parent);

    void setCounts(const ProblemCounts& counts);
    /// Nothing is known yet.
    void forget();
    /// What is read there: "1 error, 2 hints".
    QString text() const;

private:
    struct Item {
        QLabel* mark = nullptr;
        QLabel* text = nullptr;
    };
    Item makeItem();
    static void show(const Item& item, const QString& text);
    QString textOf(Severity severity, const ProblemCounts& counts) const;
    void draw();
    void reserve();

    Theme& m_theme;
    bool m_words;
    Item m_none;
    std::array<Item, 3> m_items;
};

} // namespace cw::ui
