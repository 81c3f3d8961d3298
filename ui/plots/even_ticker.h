// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
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
        m_step = step;
        m_digits = 0;
        for (double scaled = step; m_digits < 10 && std::abs(scaled - std::round(scaled)) > 1e-6; scaled *= 10)
            ++m_digits;
        return step;
    }
    QString getTickLabel(double tick, const QLocale& locale, QChar, int) override
    {
        if (std::abs(tick) < m_step * 1e-6)
            return locale.toString(0.0, 'f', m_step < kSmallest || m_step > kLargest ? 0 : m_digits);
        if (m_step >= kSmallest && std::abs(tick) <= kLargest)
            return locale.toString(tick, 'f', m_digits);
        // Written out these would be wider than the plot.
        const int digits = static_cast<int>(std::ceil(std::log10(std::abs(tick) / m_step) - 1e-9)) + 1;
        return locale.toString(tick, 'g', std::clamp(digits, 1, 15));
    }

private:
    static constexpr double kLargest = 1e9;
    static constexpr double kSmallest = 1e-9; ///< step

    double m_step = 1;
    int m_digits = 0;
};

} // namespace cw::ui
