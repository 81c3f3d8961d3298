// SPDX-License-Identifier: GPL-3.0-or-later
#include <limits>

#include <QAction>
#include <QTest>
#include <QToolButton>

#include "ui/plots/fitness_plot.h"
#include "ui/plots/legend_strip.h"
#include "ui/plots/running_median.h"
#include "ui/theme/theme.h"

using namespace cw;
using namespace cw::ui;

/// What the fitness plot draws beside its dots.
class TestFitnessPlot : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void runningMedian_isOfTheLastValues()
    {
        QCOMPARE(runningMedian({3, 1, 2, 10, 4}, 3), (std::vector<double>{3, 2, 2, 2, 4}));
        QCOMPARE(runningMedian({5, 5, 1}, 2), (std::vector<double>{5, 5, 3}));
        QVERIFY(runningMedian({}, 3).empty());
    }

    void smooth_drawsTheMedianOfFiniteValues()
    {
        Theme theme;
        FitnessPlot plot(theme);
        std::vector<FitnessPoint> points;
        for (std::int64_t trial = 1; trial <= 30; ++trial)
            points.push_back({trial, TrialState::Finished, 0.5 + 0.01 * double(trial % 3), double(trial), 1, 1});
        points.push_back({31, TrialState::Finished, std::numeric_limits<double>::quiet_NaN(), 31, 1, 1});
        points.push_back({32, TrialState::Failed, std::nullopt, 32, 1, 1});
        plot.reset(points);
        plot.flush();
        const std::size_t entries = plot.legend().entries().size();
        QToolButton* button = plot.makeSwitch(plot.smoothAction(), QStringLiteral("smooth"), &plot);
        button->click();
        QVERIFY(plot.smoothAction().isChecked());
        plot.flush();
        QCOMPARE(plot.legend().entries().size(), entries + 1);
        QVERIFY(plot.legend().entries()[1].text.contains(QLatin1Char('5'))); // the least window
        plot.smoothAction().setChecked(false);
        QVERIFY(!button->isChecked());
        plot.flush();
        QCOMPARE(plot.legend().entries().size(), entries);
    }
};

QTEST_MAIN(TestFitnessPlot)
#include "tst_fitness_plot.moc"
