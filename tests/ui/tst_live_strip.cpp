// SPDX-License-Identifier: GPL-3.0-or-later
#include <QLabel>
#include <QTest>

#include "tests/ui/settings_sandbox.h"
#include "ui/pages/design/live_strip.h"

using namespace cw::ui;

class TestLiveStrip : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void figures_areCounted()
    {
        const SettingsSandbox settings;
        Theme theme;
        LiveStrip strip(theme, nullptr);
        const auto words = [&] {
            QStringList texts;
            for (const QLabel* label : strip.findChildren<QLabel*>())
                texts << label->text();
            return texts;
        };
        strip.setFacts({.decisions = 1, .candidates = 1});
        QVERIFY(words().contains(QStringLiteral("decision")));
        QVERIFY(words().contains(QStringLiteral("candidate, exact")));
        strip.setFacts({.decisions = 2, .candidates = 15'625});
        QVERIFY(words().contains(QStringLiteral("decisions")));
        QVERIFY(words().contains(QStringLiteral("candidates, exact")));
        QVERIFY(!words().contains(QStringLiteral("decision")));
    }

    void samplesThatAreNoNetworks_areAFigure()
    {
        const SettingsSandbox settings;
        Theme theme;
        LiveStrip strip(theme, nullptr);
        const auto shown = [&] {
            QStringList texts;
            for (const QLabel* label : strip.findChildren<QLabel*>()) {
                if (label->isVisibleTo(&strip))
                    texts << label->text();
            }
            return texts;
        };
        strip.setFacts({.samples = 1000, .valid = 999});
        QVERIFY(shown().contains(QStringLiteral("99 %")));
        QVERIFY(shown().contains(QStringLiteral("of samples are valid")));
        strip.setFacts({.samples = 1000, .valid = 1000});
        QVERIFY(!shown().contains(QStringLiteral("of samples are valid")));
        strip.setFacts({});
        QVERIFY(!shown().contains(QStringLiteral("of samples are valid")));
    }
};

QTEST_MAIN(TestLiveStrip)
#include "tst_live_strip.moc"
