// SPDX-License-Identifier: GPL-3.0-or-later
#include <memory>

#include <QLabel>
#include <QTest>
#include <QToolButton>

#include "core/space/realise.h"
#include "tests/ui/settings_sandbox.h"
#include "ui/pages/design/live_strip.h"
#include "ui/pages/design/sample_draw.h"
#include "ui/pages/design/severity_counts.h"

using namespace cw;
using namespace cw::ui;

class TestLiveStrip : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_settings = std::make_unique<SettingsSandbox>();
        m_theme = std::make_unique<Theme>();
        m_strip = std::make_unique<LiveStrip>(*m_theme, nullptr);
    }
    void cleanup()
    {
        m_strip.reset();
        m_theme.reset();
        m_settings.reset();
    }

    void figures_areCounted()
    {
        m_strip->setFacts({.decisions = 1, .candidates = 1});
        QVERIFY(shown().contains(QStringLiteral("decision")));
        QVERIFY(shown().contains(QStringLiteral("candidate, exact")));
        m_strip->setFacts({.decisions = 2, .candidates = 15'625});
        QVERIFY(shown().contains(QStringLiteral("decisions")));
        QVERIFY(shown().contains(QStringLiteral("candidates, exact")));
        QVERIFY(!shown().contains(QStringLiteral("decision")));
    }

    void samplesThatAreNoNetworks_areAFigure()
    {
        m_strip->setFacts({.samples = 1000, .valid = 999});
        QVERIFY(shown().contains(QStringLiteral("99 %")));
        QVERIFY(shown().contains(QStringLiteral("of samples are valid")));
        m_strip->setFacts({.samples = 1000, .valid = 1000});
        QVERIFY(!shown().contains(QStringLiteral("of samples are valid")));
        m_strip->setFacts({});
        QVERIFY(!shown().contains(QStringLiteral("of samples are valid")));
    }

    void problems_moveNothing()
    {
        m_strip->resize(1400, m_strip->height());
        m_strip->show();
        m_strip->setFacts({.decisions = 2, .candidates = 15'625});
        const auto placesWith = [&](ProblemCounts counts) {
            m_strip->setProblems(counts);
            QCoreApplication::processEvents(); // a layout that waits
            // The title itself too: an icon beside it that came would move its words.
            QList<int> places{m_strip->problemsButton().x(), m_strip->problemsButton().width(),
                              m_strip->problemsButton().icon().actualSize({16, 16}).width()};
            for (const QLabel* label : m_strip->findChildren<QLabel*>()) {
                if (label->text() == QStringLiteral("decisions"))
                    places << label->mapTo(m_strip.get(), QPoint()).x();
            }
            places << m_strip->sampleButton().x();
            return places;
        };
        const QList<int> none = placesWith({});
        QCOMPARE(none.size(), 5);
        QVERIFY(!m_strip->problemsButton().isEnabled()); // there is nothing to open
        QCOMPARE(placesWith({.listed = {1, 0, 0}}), none);
        QVERIFY(m_strip->problemsButton().isEnabled());
        QCOMPARE(placesWith({.listed = {0, 3, 1}}), none);
        QCOMPARE(placesWith({}), none);
    }

    void stoppedFacts_drawAndProbeNothing()
    {
        const space::SearchSpace space = space::openSpace("nas-bench-201").value();
        std::stop_source stop;
        QCOMPARE(readFacts(space, stop.get_token()).samples, kDesignSamples);
        stop.request_stop();
        QCOMPARE(readFacts(space, stop.get_token()).samples, 0);
        QVERIFY(!countDistinct(space, space::compile(space).tree, 50'000, stop.get_token()));
        QVERIFY(drawSample(space, 1, std::stop_token()).has_value());
    }

    void facts_areThoseOfTheSpaceThatIsCompiledOnce()
    {
        space::SearchSpace space = space::openSpace("nas-bench-201").value();
        space.constraints = {"params <= 4e5"};
        const DesignFacts facts = readFacts(space, {});
        QVERIFY(facts.issues.empty());
        QVERIFY(facts.tree != nullptr);
        QVERIFY(*facts.tree == space::compile(space).tree);
        QCOMPARE(facts.candidates, space::candidatesOf(space, {}).value()->count());
        QVERIFY(facts.candidates > 0 && facts.candidates < 15'625);
        const auto distinct = countDistinct(space, *facts.tree, 50'000, {});
        QVERIFY(distinct && *distinct < 5'425);
        space.constraints = {"params <= 1"};
        QCOMPARE(readFacts(space, {}).issues.size(), std::size_t(1));
    }

private:
    QStringList shown() const
    {
        QStringList texts;
        for (const QLabel* label : m_strip->findChildren<QLabel*>()) {
            if (label->isVisibleTo(m_strip.get()))
                texts << label->text();
        }
        return texts;
    }

    std::unique_ptr<SettingsSandbox> m_settings;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<LiveStrip> m_strip;
};

QTEST_MAIN(TestLiveStrip)
#include "tst_live_strip.moc"
