// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>

namespace cw::ui {

class Theme;

/// One value of a choice: click, Enter or F2 changes it, the cross, Delete or Backspace takes it out.
class ValueChip : public QAbstractButton {
    Q_OBJECT
public:
    ValueChip(const Theme& theme, QWidget* parent);

    void setValue(const QString& text);
    /// The last value of a choice has no cross.
    void setRemovable(bool removable);
    QSize sizeHint() const override;

Q_SIGNALS:
    void removeRequested();

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;

private:
    QRect cross() const;

    const Theme& m_theme;
    bool m_removable = true;
};

} // namespace cw::ui
