// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>

#include <QAbstractButton>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QSpinBox>
#include <QTableView>
#include <QTest>

#include "app/compose/catalogue.h"
#include "app/compose/torch_loader.h"
#include "core/data/dataset.h"
#include "core/history/reader.h"
#include "tests/ui/loop_probe.h"
#include "tests/ui/settings_sandbox.h"
#include "ui/frame/main_window.h"
#include "ui/frame/rail.h"
#include "ui/frame/status_bar.h"
#include "ui/frame/window_host.h"
#include "ui/pages/runs/run_header.h"
#include "ui/pages/runs/steer_dialog.h"
#include "ui/pages/search_page.h"
#include "ui/widgets/format.h"

using namespace cw;
using namespace cw::ui;
using history::InterventionKind;

namespace {

constexpr std::array kPages{PageIndex::Design, PageIndex::Search, PageIndex::Runs, PageIndex::Compare, PageIndex::Data};
constexpr int kPatience = 60'000;        ///< ms, for one thing to be seen
constexpr int kSearchPatience = 240'000; ///< ms, for a whole search

/// The whole program in this process: the real catalogue with the torch library, a history of its own.
struct Bench {
    QTemporaryDir folder;
    std::filesystem::path history = folder.path().toStdString() + "/history.sqlite";
    WindowHost host{app::makeCatalogue(), {.history = history}, makePages};
    MainWindow& window = host.window();

    /// Until what a start brings (the history, the first space with its facts) is there and drawn: what is measured
    /// afterwards is the search alone.
    bool open()
    {
        host.show();
        const bool there = QTest::qWaitForWindowExposed(&window) &&
                           QTest::qWaitFor([this] { return host.services().feed.hasRead() && !isBusy(); }, kPatience);
        QCoreApplication::processEvents();
        return there;
    }
    bool isBusy() const
    {
        return std::any_of(kPages.begin(), kPages.end(), [this](PageIndex index) { return page(index).isBusy(); });
    }
    const RunService& runs() const { return host.services().runs; }
    Page& page(PageIndex index) const { return *window.page(index); }
    /// A person's next click is an event of its own; QTest's are delivered on the spot, without a look at the others.
    void go(PageIndex page) const
    {
        QCoreApplication::processEvents();
        QTest::mouseClick(window.findChild<Rail*>()->button(static_cast<int>(page)), Qt::LeftButton);
        QCoreApplication::processEvents();
    }
    RunHeader& header() const { return *window.findChild<RunHeader*>(); }
    /// The button with that text in the header of the run, null while there is none to be seen.
    QPushButton* button(const QString& text) const
    {
        for (QPushButton* button : header().findChildren<QPushButton*>()) {
            if (button->isVisible() && button->isEnabled() && button->text() == text)
                return button;
        }
        return nullptr;
    }
    bool headerSays(const QString& text) const
    {
        const auto labels = header().findChildren<QLabel*>();
        return std::any_of(labels.begin(), labels.end(),
                           [&](const QLabel* label) { return label->isVisible() && label->text().contains(text); });
    }
    history::RunRow stored() const { return history::Reader(history).run(1); }
    std::vector<history::InterventionRow> interventions() const
    {
        return history::Reader(history).interventions(1, false);
    }
};

void typeInto(QAbstractSpinBox* box, const QString& text)
{
    QTest::mouseClick(box, Qt::LeftButton, {}, QPoint(12, box->height() / 2));
    box->selectAll();
    QTest::keyClicks(box, text);
    QTest::keyClick(box, Qt::Key_Tab);
}

/// Clicks a button of the header and types into the field that then has the keyboard; false: there is no dialog.
bool clickAndAnswer(const Bench& bench, const QString& button, const QString& answer)
{
    QTest::mouseClick(bench.button(button), Qt::LeftButton);
    auto* dialog = bench.window.findChild<SteerDialog*>();
    if (!dialog || !dialog->focusWidget())
        return false;
    if (auto* line = qobject_cast<QLineEdit*>(dialog->focusWidget()))
        line->selectAll();
    QTest::keyClicks(dialog->focusWidget(), answer);
    QTest::mouseClick(dialog->findChild<QPushButton*>(QStringLiteral("steerApply")), Qt::LeftButton);
    delete dialog;
    return true;
}

/// Opens the Search page, which holds the example, changes trials and data as given and presses Launch.
void launchExample(const Bench& bench, int trials, double dataPercent)
{
    bench.go(PageIndex::Search);
    const SearchPage& page = bench.window.searchPage();
    QTRY_VERIFY_WITH_TIMEOUT(!page.isBusy(), kPatience);
    QCOMPARE(page.config().evaluations, 24);
    typeInto(page.findChild<QSpinBox*>(QStringLiteral("trials")), QString::number(trials));
    typeInto(page.findChild<QDoubleSpinBox*>(QStringLiteral("data")), QLocale().toString(dataPercent));
    auto* launch = page.findChild<QPushButton*>(QStringLiteral("launch"));
    QTRY_VERIFY_WITH_TIMEOUT(!page.isBusy() && launch->isEnabled(), kPatience);
    QCOMPARE(page.config().evaluations, trials);
    QCOMPARE(page.config().fidelity.data, dataPercent / 100);
    QTest::mouseClick(launch, Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(bench.window.currentPage(), PageIndex::Runs, kPatience); // it shows what it started
}

} // namespace

/// A real search of Fashion-MNIST by training, in the real window, worked as its user works it.
class TestLiveSearch : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void search_isWatchedWithoutBlockingTheWindow_data();
    void search_isWatchedWithoutBlockingTheWindow();
    void buttonsOfTheHeader_doWhatTheySayAndAreOnRecord();

private:
    std::optional<SettingsSandbox> m_sandbox;
};

void TestLiveSearch::initTestCase()
{
    const auto places = app::torchLibraryPlaces();
    if (std::none_of(places.begin(), places.end(), [](const auto& place) { return std::filesystem::exists(place); }))
        QSKIP("skipped: torch library not found");
    if (!data::describeDataSet("fashion-mnist"))
        QSKIP("skipped: data not found");
}

void TestLiveSearch::init()
{
    m_sandbox.emplace();
    QSettings().setValue(QStringLiteral("window/language"), QStringLiteral("en"));
}

void TestLiveSearch::search_isWatchedWithoutBlockingTheWindow_data()
{
    QTest::addColumn<int>("trials");
    QTest::addColumn<double>("dataPercent");
    QTest::newRow("8 cheap trials") << 8 << 1.0;
    QTest::newRow("the example") << 24 << 4.0;
}

void TestLiveSearch::search_isWatchedWithoutBlockingTheWindow()
{
    QFETCH(int, trials);
    QFETCH(double, dataPercent);
    Bench bench;
    QVERIFY(bench.open());
    const LoopProbe probe;
    launchExample(bench, trials, dataPercent);
    // Its user looks around meanwhile.
    for (const PageIndex page :
         {PageIndex::Design, PageIndex::Compare, PageIndex::Data, PageIndex::Search, PageIndex::Runs}) {
        bench.go(page);
        QTRY_VERIFY_WITH_TIMEOUT(!bench.page(page).isBusy(), kPatience);
    }
    auto* table = bench.page(PageIndex::Runs).findChild<QTableView*>();
    QTRY_VERIFY_WITH_TIMEOUT(table->model()->rowCount() >= 2, kPatience);
    QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, table->visualRect(table->model()->index(1, 1)).center());
    QTRY_VERIFY_WITH_TIMEOUT(!bench.runs().isLaunching() && bench.runs().active().empty(), kSearchPatience);
    QTRY_VERIFY_WITH_TIMEOUT(bench.headerSays(QStringLiteral("finished")), kPatience);
    QTRY_VERIFY_WITH_TIMEOUT(!bench.page(PageIndex::Runs).isBusy(), kPatience);
    qInfo("%s", probe.summary().constData());
    QVERIFY(probe.ticks() > 10);
    QVERIFY2(probe.longestWork() < kLongestWork, "the window worked too long without a look at the event loop");
    QVERIFY2(probe.longestBlocked() < kLongestBlocked, "the window waited too long for something else");

    const history::RunRow row = bench.stored();
    QCOMPARE(row.state, RunState::Finished);
    QCOMPARE(row.finishedTrials, trials);
    QVERIFY(row.best.has_value() && *row.best > 0.1); // better than chance
    int trained = 0;
    for (const history::TrialRow& trial : history::Reader(bench.history).trials(1)) {
        QVERIFY(trial.state == TrialState::Finished || trial.state == TrialState::Duplicate);
        trained += trial.state == TrialState::Finished ? 1 : 0;
    }
    QVERIFY(trained > trials / 2);
    QCOMPARE(table->model()->rowCount(), trials);
    QVERIFY(bench.headerSays(QStringLiteral("%1 / %1").arg(trials)));
    QVERIFY(bench.headerSays(valueText(row.best)));
    QCOMPARE(bench.window.findChild<StatusBar*>()->shownRun(), 0);
}

void TestLiveSearch::buttonsOfTheHeader_doWhatTheySayAndAreOnRecord()
{
    Bench bench;
    QVERIFY(bench.open());
    const LoopProbe probe;
    launchExample(bench, 500, 1.0);
    QTRY_VERIFY_WITH_TIMEOUT(bench.stored().finishedTrials >= 1, kPatience);
    QTRY_VERIFY_WITH_TIMEOUT(bench.button(QStringLiteral("Pause")), kPatience);

    QTest::mouseClick(bench.button(QStringLiteral("Pause")), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(bench.stored().state, RunState::Paused, kPatience);
    QTRY_VERIFY_WITH_TIMEOUT(bench.button(QStringLiteral("Resume")), kPatience);
    QVERIFY(bench.headerSays(QStringLiteral("paused")));
    const std::int64_t atPause = bench.stored().finishedTrials;

    QVERIFY(clickAndAnswer(bench, QStringLiteral("Budget"), QStringLiteral("600")));
    QTRY_COMPARE_WITH_TIMEOUT(bench.stored().info.budget, 600, kPatience);
    QTRY_VERIFY_WITH_TIMEOUT(bench.headerSays(QStringLiteral("%1 / 600").arg(atPause)), kPatience);

    QVERIFY(clickAndAnswer(bench, QStringLiteral("Note"), QStringLiteral("before lunch")));
    QTRY_COMPARE_WITH_TIMEOUT(bench.stored().note, std::string("before lunch"), kPatience);
    QTRY_COMPARE_WITH_TIMEOUT(bench.button(QStringLiteral("Note"))->toolTip(), QStringLiteral("before lunch"),
                              kPatience);
    QCOMPARE(bench.stored().finishedTrials, atPause); // it has stood still meanwhile

    QTest::mouseClick(bench.button(QStringLiteral("Resume")), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(bench.stored().finishedTrials > atPause, kPatience);
    QCOMPARE(bench.stored().state, RunState::Running);
    QTRY_VERIFY_WITH_TIMEOUT(bench.button(QStringLiteral("Pause")), kPatience);

    QTest::mouseClick(bench.button(QStringLiteral("Stop")), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(bench.runs().active().empty(), kPatience);
    QTRY_COMPARE_WITH_TIMEOUT(bench.stored().state, RunState::Stopped, kPatience);
    QTRY_VERIFY_WITH_TIMEOUT(bench.headerSays(QStringLiteral("stopped")), kPatience);
    QVERIFY(!bench.button(QStringLiteral("Stop")));
    QVERIFY(bench.button(QStringLiteral("Resume"))); // it can be gone on with

    const auto rows = bench.interventions();
    std::vector<InterventionKind> kinds;
    std::int64_t last = 0;
    for (const history::InterventionRow& row : rows) {
        kinds.push_back(row.kind);
        QVERIFY(row.appliedAtJob >= last);
        last = row.appliedAtJob;
    }
    const std::vector<InterventionKind> expected{InterventionKind::Pause, InterventionKind::Budget,
                                                 InterventionKind::Note, InterventionKind::Resume,
                                                 InterventionKind::Stop};
    QCOMPARE(kinds, expected);
    QCOMPARE(rows[1].argument.dump(), std::string(R"({"evaluations":600})"));
    qInfo("%s", probe.summary().constData());
    QVERIFY2(probe.longestWork() < kLongestWork, "the window worked too long without a look at the event loop");
    QVERIFY2(probe.longestBlocked() < kLongestBlocked, "the window waited too long for something else");
}

QTEST_MAIN(TestLiveSearch)
#include "tst_live_search.moc"
