// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QLayout>

namespace cw::ui {

/// Places its items in a row and goes on in the next when the width is used up: a form of any number of fields.
class FlowLayout : public QLayout {
public:
    FlowLayout(int horizontalGap, int verticalGap, QWidget* parent = nullptr);
    ~FlowLayout() override;

    void addItem(QLayoutItem* item) override;
    void insertWidget(int index, QWidget* widget);
    int count() const override { return static_cast<int>(m_items.size()); }
    QLayoutItem* itemAt(int index) const override;
    QLayoutItem* takeAt(int index) override;
    Qt::Orientations expandingDirections() const override { return {}; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override { return place(QRect(0, 0, width, 0), false); }
    QSize sizeHint() const override { return minimumSize(); }
    QSize minimumSize() const override;
    void setGeometry(const QRect& rect) override;

private:
    /// Returns the height used.
    int place(const QRect& rect, bool apply) const;

    std::vector<QLayoutItem*> m_items;
    int m_horizontalGap;
    int m_verticalGap;
};

/// Makes a widget with a FlowLayout as high as its rows need, no higher.
void fitHeight(QWidget* widget);

} // namespace cw::ui
