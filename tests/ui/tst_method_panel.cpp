// SPDX-License-Identifier: GPL-3.0-or-later
#include <QComboBox>
#include <QTest>

#include "core/base/file.h"
#include "core/run/assemble.h"
#include "core/run/engine.h"
#include "tests/ui/settings_sandbox.h"
#include "tests/ui/written_history.h"
#include "ui/methods/front_view.h"
#include "ui/methods/method_panel.h"
#include "ui/methods/odds_view.h"
#include "ui/methods/rungs_view.h"
#include "ui/methods/series_plot.h"
#include "ui/methods/surrogate_view.h"
#include "ui/pages/runs/trials_model.h"
#include "ui/pages/runs_page.h"

using namespace cw;
using namespace cw::ui;

namespace {

constexpr int kPatience = 30'000;

/// Runs of the real engine on a small table of accuracies and sizes; with a scheduler on one that also has the
/// accuracies after 1 and 3 of 9 epochs.
class SearchedTable {
public:
    SearchedTable()
    {
        std::string plain = "d:a,d:b,d:c,m:params,m:valid_accuracy\n";
        std::string early = "d:a,d:b,d:c,m:params,m:valid_accuracy@1,m:valid_accuracy@3,m:valid_accuracy\n";
        for (int a = 0; a < 5; ++a) {
            for (int b = 0; b < 5; ++b) {
                for (int c = 0; c < 5; ++c) {
                    const int good = 25 * a + 5 * ((b + 2) % 5) + c;
                    plain += fmt::format("a{},b{},c{},{},0.{}\n", a, b, c, 100 + good + b, 300 + good);
                    early += fmt::format("a{},b{},c{},{},0.{},0.{},0.{}\n", a, b, c, 100 + good + b, 100 + good,
                                         200 + good, 300 + good);
                }
            }
        }
        writeFileAtomically(table(false), plain);
        writeFileAtomically(table(true), early);
    }

    std::filesystem::path history() const { return m_folder.path().toStdString() + "/history.sqlite"; }
    std::filesystem::path table(bool withEpochs) const
    {
        return m_folder.path().toStdString() + (withEpochs ? "/early.csv" : "/plain.csv");
    }

    std::int64_t search(const std::string& strategy, const Json& settings, const std::string& scheduler = "none",
                        int objectives = 1)
    {
        run::RunConfig config;
        config.name = strategy;
        const std::string file = table(scheduler != "none").string();
        config.space = file;
        config.strategy = strategy;
        config.strategySettings = settings;
        config.scheduler = scheduler;
        config.estimator = "table";
        config.estimatorSettings = Json{{"file", file}};
        if (scheduler != "none") {
            config.estimatorSettings["epochs"] = 9;
            config.schedulerSettings = Json{{"eta", 3}};
            config.fidelity.epochs = 9;
        }
        if (objectives > 1)
            config.objectives.push_back({"params", false});
        config.evaluations = 60;
        const auto writer = std::make_shared<history::Writer>(history());
        const auto engine =
            run::Engine::create(writer, run::assemble(config, *m_catalogue).value(), [](const run::Event&) {});
        engine->start();
        engine->wait();
        return engine->run();
    }

private:
    QTemporaryDir m_folder;
    std::shared_ptr<const run::Catalogue> m_catalogue = app::makeCatalogue();
};

struct Shown {
    explicit Shown(const std::filesystem::path& history)
        : live(history)
        , page(live.services())
    {
        page.resize(1376, 832);
        page.show();
    }
    MethodPanel& panel() { return page.methods(); }
    QComboBox& choice() { return page.methods().choice(); }
    QStringList offered()
    {
        QStringList ids;
        for (int i = 0; i < choice().count(); ++i)
            ids << choice().itemData(i).toString();
        return ids;
    }
    LiveServices live;
    RunsPage page;
};

} // namespace

class TestMethodPanel : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void runWithNothingOfItsOwn_hasLearningCurvesAlone();
    void umda_showsWhatItLearntByItself();
    void severalObjectives_showTheirFront();
    void model_showsWhatItExpected();
    void scheduledRun_showsItsRungs();
    void keysGoThroughTheViews_andTheChoiceIsKept();
    void selectedTrial_isSelectedInTheViewAndBack();
    void actions_areThoseOfTheShownRun();
    void unreadableConfiguration_isSurvived();

private:
    SettingsSandbox m_settings;
};

void TestMethodPanel::runWithNothingOfItsOwn_hasLearningCurvesAlone()
{
    SearchedTable table;
    table.search("random", Json::object());
    Shown shown(table.history());
    QTRY_COMPARE_WITH_TIMEOUT(shown.page.trials().rowCount(), 60, kPatience);
    QCOMPARE(shown.offered(), QStringList{"curves"});
    QVERIFY(!shown.choice().isVisible()); // a title: there is nothing to choose
    QVERIFY(shown.page.curves().isVisible());
    QVERIFY(shown.panel().actions().isEmpty());
}

void TestMethodPanel::umda_showsWhatItLearntByItself()
{
    SearchedTable table;
    table.search("umda", {{"population", 10}});
    Shown shown(table.history());
    QTRY_COMPARE_WITH_TIMEOUT(shown.page.trials().rowCount(), 60, kPatience);
    QCOMPARE(shown.offered(), (QStringList{"curves", "learnt", "odds", "evolution"}));
    QTRY_VERIFY_WITH_TIMEOUT(shown.panel().shown() != nullptr && !shown.panel().shown()->isEmpty(), kPatience);
    auto& learnt = dynamic_cast<SeriesPlot&>(*shown.panel().shown());
    QCOMPARE(learnt.data().trials.back(), std::int64_t(60));
    QCOMPARE(learnt.data().series.front().values.front(), 1.0);
    QVERIFY(learnt.data().series.front().values.back() < 0.95);
    QVERIFY(learnt.notice().isEmpty());
}

void TestMethodPanel::severalObjectives_showTheirFront()
{
    SearchedTable table;
    table.search("nsga2", {{"population", 10}}, "none", 2);
    Shown shown(table.history());
    QTRY_COMPARE_WITH_TIMEOUT(shown.page.trials().rowCount(), 60, kPatience);
    QCOMPARE(shown.offered(), (QStringList{"curves", "front", "hypervolume", "evolution"}));
    QVERIFY(dynamic_cast<FrontView*>(shown.panel().shown()) != nullptr);
    for (const char* id : {"front", "hypervolume", "evolution"}) {
        shown.panel().showView(QString::fromLatin1(id));
        QTRY_VERIFY_WITH_TIMEOUT(!shown.panel().shown()->isEmpty(), kPatience);
    }
}

void TestMethodPanel::model_showsWhatItExpected()
{
    SearchedTable table;
    table.search("rf-bo", Json::object());
    Shown shown(table.history());
    QTRY_COMPARE_WITH_TIMEOUT(shown.page.trials().rowCount(), 60, kPatience);
    QCOMPARE(shown.offered(), (QStringList{"curves", "surrogate", "acquisition"}));
    QTRY_VERIFY_WITH_TIMEOUT(shown.panel().shown() != nullptr && !shown.panel().shown()->isEmpty(), kPatience);
    const run::SurrogateFit& fit = dynamic_cast<SurrogateView&>(*shown.panel().shown()).fit();
    QVERIFY(fit.points.size() >= 40 && fit.points.size() < 60);              // all but the first
    QVERIFY2(fit.spearman > 0.5, qPrintable(QString::number(fit.spearman))); // the table is smooth
    for (const run::SurrogateFit::Point& point : fit.points)
        QCOMPARE(point.measured, shown.page.trials().find(point.trial)->metrics.at("valid_accuracy"));
    shown.panel().showView(QStringLiteral("acquisition"));
    QTRY_VERIFY_WITH_TIMEOUT(!shown.panel().shown()->isEmpty(), kPatience);
    const SeriesData& promised = dynamic_cast<SeriesPlot&>(*shown.panel().shown()).data();
    QVERIFY(promised.trials.size() >= 20 && promised.trials.front() > 5);
}

void TestMethodPanel::scheduledRun_showsItsRungs()
{
    SearchedTable table;
    table.search("random", Json::object(), "asha");
    Shown shown(table.history());
    QTRY_COMPARE_WITH_TIMEOUT(shown.page.trials().rowCount(), 60, kPatience);
    shown.panel().showView(QStringLiteral("rungs"));
    QTRY_VERIFY_WITH_TIMEOUT(shown.panel().shown() != nullptr && !shown.panel().shown()->isEmpty(), kPatience);
    const auto& rungs = dynamic_cast<RungsView&>(*shown.panel().shown()).rungs();
    QCOMPARE(rungs.size(), std::size_t(3));
    // The values of the table's columns, whichever trials went on.
    QVERIFY(rungs[0].wentOnValues.count == rungs[0].wentOn && rungs[0].wentOn == rungs[1].reached);
    QVERIFY(rungs[0].wentOnValues.lowest >= 0.1 && rungs[0].wentOnValues.highest < 0.23);
    QVERIFY(rungs[0].stoppedValues.median < rungs[0].wentOnValues.median);
    QVERIFY(rungs[2].stoppedValues.lowest >= 0.3);
}

void TestMethodPanel::keysGoThroughTheViews_andTheChoiceIsKept()
{
    SearchedTable table;
    const auto first = table.search("umda", {{"population", 10}});
    const auto second = table.search("reinforce", Json::object());
    const auto third = table.search("random", Json::object());
    Shown shown(table.history());
    QTRY_COMPARE_WITH_TIMEOUT(shown.page.currentRun(), third, kPatience);
    shown.page.showRun(first);
    QTRY_COMPARE_WITH_TIMEOUT(shown.page.trials().rowCount(), 60, kPatience);
    QTRY_VERIFY_WITH_TIMEOUT(!shown.page.isBusy(), kPatience);
    shown.choice().setFocus();
    while (shown.choice().currentData().toString() != QLatin1String("odds"))
        QTest::keyClick(&shown.choice(), shown.choice().currentIndex() < 2 ? Qt::Key_Down : Qt::Key_Up);
    QTRY_VERIFY_WITH_TIMEOUT(!shown.panel().shown()->isEmpty(), kPatience);
    shown.page.showRun(third);
    QTRY_COMPARE_WITH_TIMEOUT(shown.offered(), QStringList{"curves"}, kPatience);
    shown.page.showRun(second);
    QTRY_VERIFY_WITH_TIMEOUT(dynamic_cast<OddsView*>(shown.panel().shown()) != nullptr, kPatience);
    QTRY_VERIFY_WITH_TIMEOUT(!shown.panel().shown()->isEmpty(), kPatience);
}

void TestMethodPanel::selectedTrial_isSelectedInTheViewAndBack()
{
    SearchedTable table;
    table.search("nsga2", {{"population", 10}}, "none", 2);
    Shown shown(table.history());
    QVERIFY(QTest::qWaitForWindowExposed(&shown.page));
    QTRY_COMPARE_WITH_TIMEOUT(shown.page.trials().rowCount(), 60, kPatience);
    shown.panel().showView(QStringLiteral("front"));
    QTRY_VERIFY_WITH_TIMEOUT(!shown.panel().shown()->isEmpty(), kPatience);
    auto& front = dynamic_cast<FrontView&>(*shown.panel().shown());
    front.flush();
    const run::FrontPoint point = front.front().front.back();
    QTest::mouseClick(&front.canvas(), Qt::LeftButton, {}, front.pixelOf(point).toPoint());
    QCOMPARE(shown.page.selectedTrial(), qint64(point.trial));
    QCOMPARE(front.selectedTrial(), point.trial);
    shown.page.selectTrial(7);
    QCOMPARE(front.selectedTrial(), std::int64_t(7));
}

void TestMethodPanel::actions_areThoseOfTheShownRun()
{
    SearchedTable table;
    table.search("umda", {{"population", 10}});
    Shown shown(table.history());
    QTRY_COMPARE_WITH_TIMEOUT(shown.page.trials().rowCount(), 60, kPatience);
    const QList<QAction*> actions = shown.panel().actions();
    QCOMPARE(actions.size(), 4);
    for (QAction* action : actions)
        QVERIFY(shown.page.menuActions(PageMenu::View).contains(action));
    QCOMPARE(actions.at(3)->text(), QStringLiteral("Show Population"));
    actions.at(3)->trigger();
    QCOMPARE(shown.choice().currentData().toString(), QStringLiteral("evolution"));
    QVERIFY(shown.page.menuActions(PageMenu::File).isEmpty());
}

void TestMethodPanel::unreadableConfiguration_isSurvived()
{
    WrittenHistory history;
    history::NewRun run;
    run.config = Json{{"format", "something else"}};
    run.versions = Json::object();
    run.strategy = "umda";
    run.objective = "max:valid_accuracy";
    history.writer().createRun(run);
    history.writer().flush();
    Shown shown(history.path());
    QTRY_VERIFY_WITH_TIMEOUT(shown.page.currentRun() == 1, kPatience);
    QCOMPARE(shown.offered(), QStringList{"curves"});
}

QTEST_MAIN(TestMethodPanel)
#include "tst_method_panel.moc"
