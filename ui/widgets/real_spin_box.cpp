// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/real_spin_box.h"

#include <QWheelEvent>

namespace cw::ui {

RealSpinBox::RealSpinBox(QWidget* parent)
    : QDoubleSpinBox(parent)
{
    setDecimals(15); // what is kept; textFromValue decides what is shown
    setStepType(QAbstractSpinBox::AdaptiveDecimalStepType);
    setFocusPolicy(Qt::StrongFocus);
    setKeyboardTracking(true);
}

QString RealSpinBox::textFromValue(double value) const
{
    return QString::number(value, 'g', 10);
}

QString RealSpinBox::bare(const QString& text) const
{
    QString number = text;
    if (!suffix().isEmpty() && number.endsWith(suffix()))
        number.chop(suffix().size());
    return number.trimmed();
}

double RealSpinBox::valueFromText(const QString& text) const
{
    return bare(text).toDouble();
}

QValidator::State RealSpinBox::validate(QString& text, int&) const
{
    const QString number = bare(text);
    if (!specialValueText().isEmpty() && text == specialValueText())
        return QValidator::Acceptable;
    bool isNumber = false;
    const double value = number.toDouble(&isNumber);
    if (!isNumber) {
        for (const QChar c : number) {
            if (!c.isDigit() && !QStringLiteral("+-.eE").contains(c))
                return QValidator::Invalid;
        }
        return QValidator::Intermediate;
    }
    return value >= minimum() && value <= maximum() ? QValidator::Acceptable : QValidator::Intermediate;
}

void RealSpinBox::wheelEvent(QWheelEvent* event)
{
    if (hasFocus())
        QDoubleSpinBox::wheelEvent(event);
    else
        event->ignore();
}

} // namespace cw::ui
