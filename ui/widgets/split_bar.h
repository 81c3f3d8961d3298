// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

#include <QWidget>

namespace cw::ui {

class Theme;

/// How a data set is divided: what is trained on, what judges, and the test part that a search never touches.
class SplitBar : public QWidget {
    Q_OBJECT
public:
    explicit SplitBar(const Theme& theme, QWidget* parent = nullptr);

    void setParts(std::int64_t train, std::int64_t valid, std::int64_t test);
    QSize sizeHint() const override { return {224, 66}; }
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    enum class Part { Train, Valid, Test };
    void paintPart(QPainter& painter, const QRectF& rect, Part part) const;
    int paintLegend(QPainter& painter, int x, int y, Part part, const QString& name, const QString& number) const;

    const Theme& m_theme;
    std::int64_t m_train = 0;
    std::int64_t m_valid = 0;
    std::int64_t m_test = 0;
};

} // namespace cw::ui
