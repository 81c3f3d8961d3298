// SPDX-License-Identifier: GPL-3.0-or-later
#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QSpinBox>

#include "core/history/reader.h"
#include "core/run/search_file.h"
#include "tests/ui/experiment_bench.h"
#include "tests/ui/settings_sandbox.h"

using namespace cw;
using namespace cw::ui;

/// "Compare strategies" saves what it shows, and loads it again.
class TestExperimentFile : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void experiment_isSavedAndComesBack();
    void wrongFile_leavesTheDialogAsItWas();
    void commandLine_isTheFileOrAllOptions();

private:
    SettingsSandbox m_settings;
};

void TestExperimentFile::experiment_isSavedAndComesBack()
{
    TableRun table;
    const ExperimentBench bench(table);
    ExperimentDialog* dialog = bench.open(table.config(12));
    QVERIFY(dialog != nullptr);
    tick(*dialog, QStringLiteral("tpe"));
    child<QLineEdit>(*dialog, "experimentSeeds").setText(QStringLiteral("5, 2-3"));
    child<QSpinBox>(*dialog, "experimentAtOnce").setValue(3);
    child<QLineEdit>(*dialog, "experimentName").setText(QStringLiteral("kept"));
    const QString path = QString::fromStdString((table.folder() / "kept.cwsearch").string());
    dialog->writeFile(path);
    const auto& file = child<QLabel>(*dialog, "experimentFile");
    QCOMPARE(file.text(), QStringLiteral("kept.cwsearch"));
    const run::Experiment saved = dialog->experiment();
    tick(*dialog, QStringLiteral("genetic"));
    QVERIFY2(file.text().contains(QStringLiteral("changed")), qPrintable(file.text()));
    dialog->reject();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);

    // By the page, which fills its form and opens the dialog.
    bench.search().setConfig(table.config(99));
    bench.search().open(path);
    dialog = bench.search().findChild<ExperimentDialog*>();
    QVERIFY(dialog != nullptr && dialog->isVisible());
    QTRY_VERIFY_WITH_TIMEOUT(!dialog->isBusy(), kPatience);
    QCOMPARE(run::toJson(dialog->experiment()).dump(), run::toJson(saved).dump());
    QCOMPARE(bench.search().config().evaluations, 12);
    QVERIFY(bench.search().path().isEmpty()); // saving the form does not take the experiment away
    QSignalSpy started(&bench.queue(), &RunQueue::started);
    click(*dialog, "experimentStart");
    QVERIFY(started.wait(kPatience));
    QTRY_COMPARE_WITH_TIMEOUT(history::Reader(table.history()).runs().size(), std::size_t(6), kPatience);
    QCOMPARE(history::Reader(table.history()).run(1).info.seed, std::uint64_t(5));
    QTRY_VERIFY_WITH_TIMEOUT(bench.queue().waiting().empty() && bench.host.services().runs.active().empty(),
                             2 * kPatience);
}

void TestExperimentFile::wrongFile_leavesTheDialogAsItWas()
{
    TableRun table;
    const ExperimentBench bench(table);
    ExperimentDialog* dialog = bench.open(table.config(12));
    QVERIFY(dialog != nullptr);
    const std::string before = run::toJson(dialog->experiment()).dump();
    QSignalSpy loaded(dialog, &ExperimentDialog::searchLoaded);
    const auto& shown = child<QLabel>(*dialog, "experimentProblem");
    const std::filesystem::path path = table.folder() / "wrong.cwsearch";
    const auto refuses = [&](const Json& json, const QString& words) {
        writeJsonFile(path, json);
        dialog->readFile(QString::fromStdString(path.string()));
        return shown.isVisible() && shown.text().contains(words) &&
               run::toJson(dialog->experiment()).dump() == before &&
               child<QPushButton>(*dialog, "experimentStart").isEnabled();
    };
    run::Experiment experiment{.name = "wrong", .search = table.config(7), .strategies = {"annealing"}, .seeds = {1}};
    QVERIFY2(refuses(run::toJson(experiment), QStringLiteral("'annealing'")), qPrintable(shown.text()));
    experiment.strategies = {"tpe"};
    experiment.seeds.clear();
    QVERIFY2(refuses(run::toJson(experiment), QStringLiteral("at least one seed")), qPrintable(shown.text()));
    QVERIFY2(refuses(run::toJson(table.config(7)), QStringLiteral("expected an experiment")), qPrintable(shown.text()));
    QVERIFY2(refuses(Json::array(), QStringLiteral("wrong.cwsearch")), qPrintable(shown.text()));
    QVERIFY(loaded.isEmpty());
    experiment.strategies = {"annealing"};
    experiment.seeds = {1};
    writeJsonFile(path, run::toJson(experiment));
    const run::RunConfig form = bench.search().config();
    bench.search().open(QString::fromStdString(path.string()));
    QVERIFY(bench.search().problem().contains(QStringLiteral("'annealing'")));
    QCOMPARE(run::toJson(bench.search().config()).dump(), run::toJson(form).dump());
    experiment.strategies = {"tpe"};
    dialog->writeFile(QString::fromStdString((table.folder() / "none" / "x.cwsearch").string()));
    QVERIFY2(shown.text().contains(QStringLiteral("x.cwsearch")), qPrintable(shown.text()));
    child<QLineEdit>(*dialog, "experimentSeeds").setText(QStringLiteral("1-2"));
    QVERIFY(!shown.isVisible());
    // Another experiment is read, and the form of the page is its search.
    experiment.seeds = {4};
    experiment.settings["tpe"] = Json{{"startup", 3}};
    writeJsonFile(path, run::toJson(experiment));
    dialog->readFile(QString::fromStdString(path.string()));
    QVERIFY2(!shown.isVisible(), qPrintable(shown.text()));
    QCOMPARE(loaded.size(), 1);
    QCOMPARE(bench.search().config().evaluations, 7);
    QTRY_VERIFY_WITH_TIMEOUT(!dialog->isBusy(), kPatience);
    QCOMPARE(run::toJson(dialog->experiment()).dump(), run::toJson(experiment).dump());
    QVERIFY(itemOf(*dialog, QStringLiteral("tpe"))->text(1).contains(QStringLiteral("startup 3")));
    dialog->reject();
}

void TestExperimentFile::commandLine_isTheFileOrAllOptions()
{
    TableRun table;
    const ExperimentBench bench(table);
    ExperimentDialog* dialog = bench.open(table.config(12));
    QVERIFY(dialog != nullptr);
    tick(*dialog, QStringLiteral("tpe"));
    child<QSpinBox>(*dialog, "experimentAtOnce").setValue(2);
    child<QLineEdit>(*dialog, "experimentName").setText(QStringLiteral("two of them"));
    const auto copied = [dialog] {
        click(*dialog, "experimentCopy");
        return QApplication::clipboard()->text();
    };
    const QString options = copied();
    for (const char* part : {"--strategy random,tpe ", " --seeds 1-3 ", " --at-once 2 ", " --name 'two of them' ",
                             " --estimator table ", " --evaluations 12 "})
        QVERIFY2(options.contains(QLatin1String(part)), qPrintable(options));
    QVERIFY(!options.contains(QStringLiteral("--seed ")));
    const QString path = QString::fromStdString((table.folder() / "two.cwsearch").string());
    dialog->writeFile(path);
    QCOMPARE(copied(), QStringLiteral("cellwright-cli search ") + path);
    child<QLineEdit>(*dialog, "experimentSeeds").setText(QStringLiteral("8"));
    QVERIFY2(copied().contains(QStringLiteral(" --seeds 8 ")), qPrintable(copied())); // the file has others
    dialog->reject();
}

QTEST_MAIN(TestExperimentFile)
#include "tst_experiment_file.moc"
