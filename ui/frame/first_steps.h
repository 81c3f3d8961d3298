// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QToolButton;
class QHBoxLayout;

namespace cw::ui {

class Theme;

/// What to do first, in three steps; shown above the page while the history is empty, until it is dismissed.
class FirstSteps : public QFrame {
    Q_OBJECT
public:
    explicit FirstSteps(const Theme& theme, QWidget* parent = nullptr);

Q_SIGNALS:
    void stepChosen(int page); ///< in the order of the rail
    void dismissed();

private:
    void addStep(QHBoxLayout* row, int number, const QString& title, const QString& text, int page);
    void draw();

    const Theme& m_theme;
    QToolButton* m_close;
};

} // namespace cw::ui
