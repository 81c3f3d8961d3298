// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include "app/compose/torch_loader.h"
#include "core/data/dataset.h"
#include "core/run/assemble.h"
#include "tests/ui/loop_probe.h"
#include "tests/ui/table_run.h"
#include "ui/frame/services.h"
#include "ui/live/history_feed.h"
#include "ui/live/run_queue.h"
#include "ui/live/run_service.h"
#include "ui/pages/search/trial_card.h"
#include "ui/theme/theme.h"
#include "ui/widgets/sparkline.h"

using namespace cw;
using namespace cw::ui;

namespace {

constexpr int kPatience = 60'000;

struct Bench {
    TableRun table;
    Theme theme;
    HistoryFeed feed{table.history()};
    RunService runs{app::makeCatalogue(), table.history()};
    RunQueue queue{runs, feed};
    TrialCard card{Services{theme, feed, runs, queue}};

    void use(const run::RunConfig& config)
    {
        card.setConfig(config, true);
        card.show();
        QVERIFY(QTest::qWaitForWindowExposed(&card));
    }
    /// Clicks, and waits for the answer.
    bool tryOne()
    {
        QTest::mouseClick(card.button(), Qt::LeftButton);
        return QTest::qWaitFor([this] { return !card.isBusy(); }, kPatience) && card.tried().has_value();
    }
    const estimate::Estimate& estimate() const { return card.tried()->judged.estimate; }
    bool says(const QString& text) const
    {
        const auto labels = card.findChildren<QLabel*>();
        return std::any_of(labels.begin(), labels.end(), [&](const QLabel* label) {
            return label->isVisibleTo(&card) && label->text().contains(text);
        });
    }
    std::string drawn(const run::RunConfig& config, int draw) const
    {
        return run::drawCandidate(run::assemble(config, runs.catalogue()).value(), draw);
    }
};

run::RunConfig training()
{
    run::RunConfig config;
    config.dataset = "fashion-mnist";
    config.fidelity = {.epochs = 2, .data = 0.01, .width = 0.5, .cells = 1};
    return config;
}

} // namespace

class TestTrialCard : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void eachClick_judgesAnotherCandidateAndWritesNothing()
    {
        Bench bench;
        const run::RunConfig config = bench.table.config(10);
        bench.use(config);
        const QSignalSpy changed(&bench.card, &TrialCard::changed);
        for (int draw = 1; draw <= 3; ++draw) {
            QVERIFY(bench.tryOne());
            QCOMPARE(bench.estimate().state, TrialState::Finished);
            QCOMPARE(bench.card.tried()->judged.candidate, bench.drawn(config, draw));
        }
        QCOMPARE(changed.count(), 6);                // gone, and there again
        QVERIFY(!bench.says(QStringLiteral("s/s"))); // a table trains nothing
        QTRY_VERIFY(bench.says(QStringLiteral("time")));
        QVERIFY(!std::filesystem::exists(bench.table.history()));
    }

    void result_staysWhileTheFormAsksTheSameOfATrial()
    {
        Bench bench;
        run::RunConfig config = bench.table.config(10);
        bench.use(config);
        QVERIFY(bench.tryOne());
        config.evaluations = 1000;
        config.strategy = "regularized-evolution";
        bench.card.setConfig(config, true);
        QVERIFY(bench.card.tried().has_value());
        config.threads = 2;
        const QSignalSpy changed(&bench.card, &TrialCard::changed);
        bench.card.setConfig(config, true);
        QVERIFY(!bench.card.tried().has_value());
        QCOMPARE(changed.count(), 1);
    }

    void whatCannotBePutTogether_saysWhy()
    {
        Bench bench;
        run::RunConfig config = bench.table.config(10);
        config.estimatorSettings["file"] = "/no/such/table.csv";
        config.space = "/no/such/table.csv";
        bench.use(config);
        QVERIFY(bench.tryOne());
        QCOMPARE(bench.estimate().state, TrialState::Failed);
        QTRY_VERIFY(bench.says(QStringLiteral("/no/such/table.csv")));
        bench.card.setConfig(config, false); // the form knows by now
        QVERIFY(!bench.card.button()->isEnabled());
    }

    void realTraining_tellsItsCurveTimeAndMemory()
    {
        if (!canTrain())
            QSKIP("skipped: torch library or data not found");
        Bench bench;
        bench.use(training());
        const LoopProbe probe;
        QVERIFY(bench.tryOne());
        qInfo("%s", probe.summary().constData());
        QVERIFY(probe.longestWork() < kLongestWork);
        QVERIFY2(bench.estimate().state == TrialState::Finished, bench.estimate().reason.c_str());
        // The same as without a window.
        run::RunConfig plain = training();
        plain.strategy = "random";
        const run::Parts parts = run::assemble(plain, bench.runs.catalogue()).value();
        parts.estimator->prepare();
        const run::Judged judged = run::judgeCandidate(parts, bench.card.tried()->judged.candidate, 1, {}, {});
        QCOMPARE(bench.estimate().metrics, judged.estimate.metrics);
        QCOMPARE(bench.card.findChild<Sparkline*>()->points().size(), std::size_t(2));
        QVERIFY(bench.card.tried()->seconds > 0);
        QVERIFY(bench.card.tried()->memory > 1'000'000); // a batch of 64 images alone has 0.2 MB in each of its layers
        const double kept = 1 - parts.config.estimatorSettings.at("valid_part").get<double>();
        QCOMPARE(bench.card.tried()->samples, 60'000 * kept * 0.01 * 2); // 2 epochs of a hundredth
        QTRY_VERIFY(bench.says(QStringLiteral("params")));
        QVERIFY(bench.says(QStringLiteral("images/s")));
    }

    void stopInTheMiddle_leavesNothing()
    {
        if (!canTrain())
            QSKIP("skipped: torch library or data not found");
        Bench bench;
        run::RunConfig config = training();
        config.fidelity.epochs = 1000;
        bench.use(config);
        QTest::mouseClick(bench.card.button(), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(!bench.card.findChild<Sparkline*>()->points().empty(), kPatience);
        QTest::mouseClick(bench.card.button(), Qt::LeftButton);
        QVERIFY(!bench.card.isBusy());
        QVERIFY(!bench.card.tried().has_value());
        QVERIFY(bench.card.findChild<Sparkline*>()->points().empty());
    }

private:
    static bool canTrain()
    {
        const auto places = app::torchLibraryPlaces();
        return data::describeDataSet("fashion-mnist") &&
               std::any_of(places.begin(), places.end(),
                           [](const auto& place) { return std::filesystem::exists(place); });
    }
};

QTEST_MAIN(TestTrialCard)
#include "tst_trial_card.moc"
