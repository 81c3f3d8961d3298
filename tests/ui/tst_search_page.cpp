// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>

#include "core/history/reader.h"
#include "core/run/search_file.h"
#include "tests/ui/table_run.h"
#include "ui/frame/services.h"
#include "ui/live/history_feed.h"
#include "ui/live/run_queue.h"
#include "ui/live/run_service.h"
#include "ui/pages/search/command_line.h"
#include "ui/pages/search/search_check.h"
#include "ui/pages/search/section.h"
#include "ui/pages/search_page.h"
#include "ui/theme/theme.h"
#include "ui/widgets/settings_form.h"

using namespace cw;
using namespace cw::ui;

namespace {

constexpr int kPatience = 30'000;

/// Services and a page on a history of their own.
struct Bench {
    TableRun table;
    Theme theme;
    HistoryFeed feed{table.history()};
    RunService runs{app::makeCatalogue(), table.history()};
    RunQueue queue{runs, feed};
    Services services{theme, feed, runs, queue};
    SearchPage page{services};

    bool awaitCheck() const
    {
        return QTest::qWaitFor([this] { return !page.isBusy(); }, kPatience);
    }
    void use(const run::RunConfig& config)
    {
        page.setConfig(config);
        page.resize(1376, 800);
        page.show();
        QVERIFY(awaitCheck());
    }
    QPushButton* launchButton() const { return page.findChild<QPushButton*>(QStringLiteral("launch")); }
    /// The sentence with that word that the page shows inline, in a box of its own.
    QString shownProblem(const QString& word) const
    {
        for (const QLabel* label : page.findChildren<QLabel*>()) {
            if (label->property("role").toString() == QLatin1String("problem") && label->isVisible() &&
                label->text().contains(word))
                return label->text();
        }
        return {};
    }
};

void typeInto(QSpinBox* box, const QString& text)
{
    box->setFocus();
    box->selectAll();
    QTest::keyClicks(box, text);
    QTest::keyClick(box, Qt::Key_Tab);
}

} // namespace

class TestSearchPage : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void config_comesBackAsItWasShown();
    void example_isWhatANewSearchStartsFrom();
    void launchByMouse_endsInTheHistory();
    void trialsTypedByKeyboard_areTheBudgetOfTheRun();
    void targetTypedByKeyboard_isThatOfTheRun();
    void impossibleSetting_isSaidInlineAndKeepsLaunchOff();
    void missingTable_isSaidInline();
    void unknownMetric_isSaidInline();
    void metricsOfTheEstimator_areOffered();
    void metricOfAnotherEstimator_canBeLaunched();
    void unknownDataSet_leavesItsBoxAtTheLeft();
    void damagedFile_leavesTheFormAsItWas();
    void settingsOfAnotherStrategy_comeBackWhenItIsChosenAgain();
    void unknownSetting_isKeptAndNamed();
    void commandLine_namesEverythingAndIsQuoted();
    void commandLine_ofAnInlineSpaceNeedsAFile();
    void commandLine_bringsTheBeginning();
    void settingsForm_readsWhatItShows();
    void form_endsWithItsLastSection();
    void scrollBar_isOffWhileEverythingIsSeen();
    void outlook_scrollsInALowWindowAndLaunchStays();
};

void TestSearchPage::config_comesBackAsItWasShown()
{
    Bench bench;
    run::RunConfig config = bench.table.config(17);
    config.strategy = "regularized-evolution";
    config.strategySettings = Json{{"population", 7}, {"sample", 3}};
    config.fidelity = {.epochs = 3, .data = 0.07, .resolution = 14, .width = 0.5, .cells = 2};
    config.objectives = {{"valid_accuracy", true}};
    config.constraints = {"a == 1"};
    config.hours = 1.5;
    config.target = 0.8712;
    config.workers = 3;
    config.lag = 5;
    config.threads = 2;
    config.seed = 18446744073709551615ULL;
    config.extra = Json{{"note", "kept"}};
    bench.page.setConfig(config);
    QCOMPARE(run::toJson(bench.page.config()).dump(), run::toJson(config).dump());
}

void TestSearchPage::example_isWhatANewSearchStartsFrom()
{
    Bench bench;
    const auto example =
        run::readSearchFile(std::string(CELLWRIGHT_SOURCE_DIR) + "/resources/examples/quick.cwsearch").value().search;
    QCOMPARE(run::toJson(bench.page.config()).dump(), run::toJson(example).dump());
}

void TestSearchPage::launchByMouse_endsInTheHistory()
{
    Bench bench;
    bench.use(bench.table.config(24));
    QVERIFY(bench.launchButton()->isEnabled());
    QSignalSpy launched(&bench.runs, &RunService::launched);
    QTest::mouseClick(bench.launchButton(), Qt::LeftButton);
    QVERIFY(!bench.launchButton()->isEnabled()); // not twice
    QVERIFY(launched.wait(kPatience));
    QTRY_VERIFY_WITH_TIMEOUT(bench.runs.active().empty() && !bench.runs.isLaunching(), kPatience);
    QCOMPARE(history::Reader(bench.table.history()).run(1).finishedTrials, 24);
    QVERIFY(bench.launchButton()->isEnabled());
}

void TestSearchPage::trialsTypedByKeyboard_areTheBudgetOfTheRun()
{
    Bench bench;
    bench.use(bench.table.config(24));
    typeInto(bench.page.findChild<QSpinBox*>(QStringLiteral("trials")), QStringLiteral("9"));
    auto* seed = bench.page.findChild<QLineEdit*>(QStringLiteral("seed"));
    seed->setFocus();
    seed->selectAll();
    QTest::keyClicks(seed, QStringLiteral("42x")); // the x is refused
    QVERIFY(bench.awaitCheck());
    QSignalSpy launched(&bench.runs, &RunService::launched);
    bench.launchButton()->setFocus();
    QTest::keyClick(bench.launchButton(), Qt::Key_Space);
    QVERIFY(launched.wait(kPatience));
    QTRY_VERIFY_WITH_TIMEOUT(bench.runs.active().empty() && !bench.runs.isLaunching(), kPatience);
    const history::RunRow row = history::Reader(bench.table.history()).run(1);
    QCOMPARE(row.info.budget, 9);
    QCOMPARE(row.info.seed, std::uint64_t(42));
}

void TestSearchPage::targetTypedByKeyboard_isThatOfTheRun()
{
    Bench bench;
    bench.use(bench.table.config(24));
    auto* target = bench.page.findChild<QLineEdit*>(QStringLiteral("target"));
    QVERIFY(target != nullptr);
    target->setFocus();
    QTest::keyClicks(target, QStringLiteral("x-")); // no number, then half of one
    QCOMPARE(target->text(), QStringLiteral("-"));
    QTRY_VERIFY_WITH_TIMEOUT(!bench.shownProblem(QStringLiteral("target")).isEmpty(), kPatience);
    QVERIFY(!bench.launchButton()->isEnabled());
    QTest::keyClicks(target, QStringLiteral("0.5"));
    QTRY_VERIFY_WITH_TIMEOUT(bench.launchButton()->isEnabled(), kPatience);
    QCOMPARE(bench.page.config().target, std::optional(-0.5));
    target->clear();
    QVERIFY(!bench.page.config().target);
}

void TestSearchPage::impossibleSetting_isSaidInlineAndKeepsLaunchOff()
{
    Bench bench;
    run::RunConfig config = bench.table.config(24);
    config.strategy = "regularized-evolution";
    config.strategySettings = Json{{"population", 5}, {"sample", 3}};
    bench.use(config);
    QVERIFY(bench.launchButton()->isEnabled());
    typeInto(bench.page.findChild<QSpinBox*>(QStringLiteral("sample")), QStringLiteral("9"));
    QVERIFY(bench.awaitCheck());
    QVERIFY(!bench.launchButton()->isEnabled());
    QVERIFY2(!bench.shownProblem(QStringLiteral("sample")).isEmpty(), "the sentence names the setting");
    typeInto(bench.page.findChild<QSpinBox*>(QStringLiteral("sample")), QStringLiteral("2"));
    QVERIFY(bench.awaitCheck());
    QVERIFY(bench.launchButton()->isEnabled());
    QVERIFY(bench.shownProblem(QStringLiteral("sample")).isEmpty());
}

void TestSearchPage::missingTable_isSaidInline()
{
    Bench bench;
    run::RunConfig config = bench.table.config(24);
    config.space = "nas-bench-201";
    config.estimatorSettings = Json{{"file", "/nowhere/at-all.csv"}};
    bench.use(config);
    QVERIFY(!bench.launchButton()->isEnabled());
    QVERIFY(!bench.shownProblem(QStringLiteral("/nowhere/at-all.csv")).isEmpty());
}

void TestSearchPage::unknownMetric_isSaidInline()
{
    Bench bench;
    run::RunConfig config = bench.table.config(24);
    config.objectives = {{"beauty", true}};
    bench.use(config);
    QVERIFY(!bench.launchButton()->isEnabled());
    QVERIFY(!bench.shownProblem(QStringLiteral("beauty")).isEmpty());
}

void TestSearchPage::metricsOfTheEstimator_areOffered()
{
    run::RunConfig config;
    config.space = "nas-bench-201";
    config.estimator = "zero-cost";
    config.objectives = {{"nwot", true}};
    const SearchCheck check = checkSearch(config, *app::makeCatalogue(), {});
    for (const char* metric : {"nwot", "synflow", "vote", "params", "macs"})
        QVERIFY2(std::count(check.metrics.begin(), check.metrics.end(), metric) == 1, metric);
    QVERIFY(check.problem && check.problem->topic != Topic::Objectives); // only the data set is missing
    config.dataset = "fashion-mnist";
    config.objectives = {{"valid_accuracy", true}};
    const SearchCheck wrong = checkSearch(config, *app::makeCatalogue(), {});
    QVERIFY(wrong.problem && wrong.problem->topic == Topic::Objectives);
    QVERIFY(wrong.problem->text.find("objective 'valid_accuracy' is not measured by estimator 'zero-cost'") !=
            std::string::npos);
}

void TestSearchPage::metricOfAnotherEstimator_canBeLaunched()
{
    Bench bench;
    const std::filesystem::path file = bench.table.folder() / "scores.csv";
    writeFileAtomically(file, "d:a,d:b,m:score\nx,u,1\nx,v,2\ny,u,3\ny,v,4\n");
    run::RunConfig config = bench.table.config(4);
    config.space = file.string();
    config.estimator = "surrogate";
    config.estimatorSettings = Json{{"real", "table"}, {"real_settings", "file=" + file.string()}};
    config.objectives = {{"score", true}};
    bench.use(config);
    QVERIFY2(bench.launchButton()->isEnabled(), qPrintable(bench.shownProblem({})));
    config.objectives = {{"beauty", true}};
    bench.use(config);
    QVERIFY(!bench.launchButton()->isEnabled());
    QVERIFY(bench.shownProblem(QStringLiteral("beauty")).contains(QStringLiteral("expected one of score")));
}

void TestSearchPage::unknownDataSet_leavesItsBoxAtTheLeft()
{
    Bench bench;
    run::RunConfig config = bench.table.config(24);
    config.dataset = "/nowhere/at-all";
    bench.use(config);
    QVERIFY(!bench.shownProblem(QStringLiteral("/nowhere/at-all")).isEmpty());
    const auto* data = bench.page.findChild<QComboBox*>(QStringLiteral("dataset"));
    const auto* space = bench.page.findChild<QComboBox*>(QStringLiteral("space")); // has a picture at its left
    QVERIFY(data->mapTo(&bench.page, QPoint()).x() < space->mapTo(&bench.page, QPoint()).x());
}

void TestSearchPage::damagedFile_leavesTheFormAsItWas()
{
    Bench bench;
    bench.use(bench.table.config(11));
    const std::string before = run::toJson(bench.page.config()).dump();
    const auto file = bench.table.folder() / "broken.cwsearch";
    writeFileAtomically(file, "{\"format\": \"cellwright-search\", \"version\": 1, \"evaluations\": 0}");
    bench.page.open(QString::fromStdString(file.string()));
    QVERIFY(!bench.shownProblem(QStringLiteral("evaluations")).isEmpty());
    QCOMPARE(run::toJson(bench.page.config()).dump(), before);
}

void TestSearchPage::settingsOfAnotherStrategy_comeBackWhenItIsChosenAgain()
{
    Bench bench;
    run::RunConfig config = bench.table.config(24);
    config.strategy = "regularized-evolution";
    config.strategySettings = Json{{"population", 6}, {"sample", 2}};
    bench.use(config);
    bench.page.chooseStrategy("random");
    QCOMPARE(bench.page.config().strategy, std::string("random"));
    QVERIFY(bench.page.config().strategySettings.empty());
    bench.page.chooseStrategy("regularized-evolution");
    QCOMPARE(bench.page.config().strategySettings.dump(), config.strategySettings.dump());
}

void TestSearchPage::unknownSetting_isKeptAndNamed()
{
    Bench bench;
    run::RunConfig config = bench.table.config(24);
    config.strategySettings = Json{{"temperature", 3}};
    bench.use(config);
    QCOMPARE(bench.page.config().strategySettings.dump(), config.strategySettings.dump());
    QVERIFY(!bench.launchButton()->isEnabled());
    QVERIFY(!bench.shownProblem(QStringLiteral("temperature")).isEmpty());
}

void TestSearchPage::commandLine_namesEverythingAndIsQuoted()
{
    run::RunConfig config;
    config.space = "my spaces/it's.cwspace";
    config.dataset = "fashion-mnist";
    config.strategySettings = Json{{"population", 10}};
    config.fidelity = {.epochs = 1, .data = 0.04};
    config.constraints = {"params <= 5e5"};
    config.workers = 2;
    const QString line = commandLine(config, {}).value();
    QVERIFY(line.startsWith(QStringLiteral("cellwright-cli search --space 'my spaces/it'\\''s.cwspace'")));
    for (const char* part :
         {"--dataset fashion-mnist", "--strategy regularized-evolution", "--set strategy.population=10",
          "--constraint 'params <= 5e5'", "--workers 2", "--seed 1", "data=0.04", "--objective max:valid_accuracy"})
        QVERIFY2(line.contains(QLatin1String(part)), qPrintable(line));
}

void TestSearchPage::commandLine_ofAnInlineSpaceNeedsAFile()
{
    run::RunConfig config;
    config.space = Json{{"name", "drawn"}};
    QVERIFY(!commandLine(config, {}));
    QCOMPARE(commandLine(config, QStringLiteral("a b.cwsearch")).value(),
             QStringLiteral("cellwright-cli search 'a b.cwsearch'"));
}

void TestSearchPage::commandLine_bringsTheBeginning()
{
    run::RunConfig config;
    config.keep = 7;
    config.enqueue = {"a=y;b=y", "it's"};
    const QString line = commandLine(config, QStringLiteral("saved.cwsearch")).value();
    QVERIFY2(line.contains(QStringLiteral(" --keep 7 --enqueue 'a=y;b=y' --enqueue 'it'\\''s'")), qPrintable(line));
    QVERIFY(!line.contains(QLatin1Char('\n')) && !line.contains(QLatin1Char('#')));
    // No option carries the results of earlier trials: a file does, or the line says what it lacks.
    config.known = {{"a=y;b=y", {{"x", 1}}}, {"a=y;b=x", {{"x", 2}}}};
    QCOMPARE(commandLine(config, QStringLiteral("saved.cwsearch")).value(),
             QStringLiteral("cellwright-cli search saved.cwsearch"));
    const QStringList lines = commandLine(config, {}).value().split(QLatin1Char('\n'));
    QCOMPARE(lines.size(), 2);
    QVERIFY2(lines[0].startsWith(QStringLiteral("# without the results of 2 earlier trials")), qPrintable(lines[0]));
    QCOMPARE(lines[1], line);
}

void TestSearchPage::settingsForm_readsWhatItShows()
{
    const Theme theme;
    SettingsForm form(theme);
    const ParamSchema schema{
        {.name = "count", .type = ParamType::Int, .defaultValue = 5, .min = 1, .max = 10},
        {.name = "rate", .type = ParamType::Real, .defaultValue = 0.1, .min = 1e-8, .max = 1},
        {.name = "on", .type = ParamType::Bool, .defaultValue = false},
        {.name = "kind", .type = ParamType::Choice, .defaultValue = "ucb", .choices = {"ucb", "thompson"}},
        {.name = "file", .type = ParamType::Text, .defaultValue = ""},
    };
    form.setSchema(schema, Json::object());
    QVERIFY(form.values().empty());
    const Json given{{"count", 7}, {"rate", 0.0005}, {"on", true}, {"kind", "thompson"}, {"file", "x.csv"}};
    form.setSchema(schema, given);
    QCOMPARE(form.values().dump(), given.dump());
    QSignalSpy changed(&form, &SettingsForm::changed);
    auto* count = qobject_cast<QSpinBox*>(form.control("count"));
    count->setValue(99); // held at the schema's bound
    QCOMPARE(form.values()["count"].get<int>(), 10);
    QCOMPARE(changed.size(), 1);
    QVERIFY(count->toolTip().contains(QStringLiteral("10")));
    QVERIFY(form.control("absent") == nullptr);
}

void TestSearchPage::form_endsWithItsLastSection()
{
    Bench bench;
    bench.use(bench.page.config());
    bench.page.resize(1376, 500); // lower than the form, so that its own height shows
    const auto* area = bench.page.findChild<QScrollArea*>();
    const QWidget* form = area->widget();
    int bottom = 0;
    for (const SearchSection* section : form->findChildren<SearchSection*>())
        bottom = std::max(bottom, section->geometry().bottom());
    QVERIFY(bottom > area->viewport()->height());
    QVERIFY2(form->height() - bottom < 4, "emptiness to scroll into below the last section");
}

void TestSearchPage::outlook_scrollsInALowWindowAndLaunchStays()
{
    Bench bench;
    bench.use(bench.table.config(10));
    bench.page.resize(1376, 420);
    const auto* words = bench.page.findChild<QWidget*>(QStringLiteral("outlookWords"));
    QVERIFY(words != nullptr);
    QTRY_VERIFY(bench.page.height() == 420 && words->height() > 300); // more than there is room for
    for (const QLabel* label : words->findChildren<QLabel*>()) {
        if (!label->isVisible() || label->text().isEmpty())
            continue;
        const int needed = label->wordWrap() ? label->heightForWidth(label->width()) : label->sizeHint().height();
        QVERIFY2(label->height() >= needed, qPrintable(label->text()));
    }
    QVERIFY(!bench.launchButton()->visibleRegion().isEmpty());
    QCOMPARE(bench.launchButton()->visibleRegion().boundingRect().size(), bench.launchButton()->size());
}

void TestSearchPage::scrollBar_isOffWhileEverythingIsSeen()
{
    Bench bench;
    bench.use(bench.page.config());
    const QScrollBar* bar = bench.page.findChild<QScrollArea*>()->verticalScrollBar();
    bench.page.resize(1376, 1600);
    QVERIFY(!bar->isEnabled());
    bench.page.resize(1376, 500);
    QVERIFY(bar->isEnabled());
}

QTEST_MAIN(TestSearchPage)
#include "tst_search_page.moc"
