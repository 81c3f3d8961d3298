// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QAbstractButton>
#include <QString>
#include <QWidget>

namespace cw::ui {

class Theme;

/// One page in the rail: icon over its name; an accent bar when chosen, a dot while something runs behind it.
class RailButton : public QAbstractButton {
    Q_OBJECT
public:
    RailButton(const Theme& theme, const QString& iconName, const QString& title, QWidget* parent = nullptr);

    void setDot(bool dot);
    bool hasDot() const { return m_dot; }
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Theme& m_theme;
    QString m_iconName;
    bool m_dot = false;
};

/// The five pages at the left edge.
/// Thread: GUI
class Rail : public QWidget {
    Q_OBJECT
public:
    explicit Rail(const Theme& theme, QWidget* parent = nullptr);

    void addPage(const QString& iconName, const QString& title);
    void setCurrent(int page);
    void setDot(int page, bool dot);
    RailButton* button(int page) const { return m_buttons.at(static_cast<std::size_t>(page)); }

Q_SIGNALS:
    void chosen(int page);

private:
    const Theme& m_theme;
    std::vector<RailButton*> m_buttons;
};

} // namespace cw::ui
