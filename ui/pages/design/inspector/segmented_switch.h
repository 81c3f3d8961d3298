// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QAbstractButton>
#include <QButtonGroup>
#include <QWidget>

namespace cw::ui {

class Theme;

/// A few words side by side, one of which holds: "Fixed | Choice | Range". One stop of the Tab key; arrows go on.
class SegmentedSwitch : public QWidget {
    Q_OBJECT
public:
    SegmentedSwitch(const Theme& theme, QWidget* parent);

    void addSegment(int id, const QString& text, const QString& help = {});
    void setSegmentVisible(int id, bool visible);
    /// -1: none holds.
    void setCurrent(int id);
    int current() const { return m_group->checkedId(); }
    QAbstractButton* segment(int id) const { return m_group->button(id); }
    QSize sizeHint() const override;

Q_SIGNALS:
    /// By a person, also of the one that holds.
    void chosen(int id);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QList<QAbstractButton*> shown() const;
    void place();

    const Theme& m_theme;
    QButtonGroup* m_group;
};

} // namespace cw::ui
