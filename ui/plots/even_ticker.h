// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>

#include "ui/plots/qcp.h"

namespace cw::ui {

/// Labels all with the digits that their step needs: 0.90 below 0.92, and 87.5 between 85 and 90 not rounded to 88.
class EvenTicker : public QCPAxisTicker {
public:
    EvenTicker() { setTickCount(5); }

protected:
    double getTickStep(const QCPRange& range) override
    {
        const double step = QCPAxisTicker::getTickStep(range);
        m_digits = 0;
        for (double scaled = step; m_digits < 10 && std::abs(scaled - std::round(scaled)) > 1e-6; scaled *= 10)
            ++m_digits;
        return step;
    }
    QString getTickLabel(double tick, const QLocale& locale, QChar, int) override
    {
        return locale.toString(std::abs(tick) < 1e-12 ? 0.0 : tick, 'f', m_digits);
    }

private:
    int m_digits = 0;
};

} // namespace cw::ui
