// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDoubleSpinBox>

namespace cw::ui {

/// A real number in its shortest form: 0.0005, 1e-08, 20. Steps grow with the number.
class RealSpinBox : public QDoubleSpinBox {
    Q_OBJECT
public:
    explicit RealSpinBox(QWidget* parent = nullptr);

    QString textFromValue(double value) const override;
    double valueFromText(const QString& text) const override;
    QValidator::State validate(QString& text, int& position) const override;

protected:
    /// A wheel over a form scrolls the form; only a focused box counts.
    void wheelEvent(QWheelEvent* event) override;

private:
    QString bare(const QString& text) const;
};

} // namespace cw::ui
