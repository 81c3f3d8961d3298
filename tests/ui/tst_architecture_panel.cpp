// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAction>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include "tests/ui/loop_probe.h"
#include "tests/ui/settings_sandbox.h"
#include "tests/ui/written_history.h"
#include "ui/pages/runs/architecture_panel.h"
#include "ui/pages/runs/change_summary.h"
#include "ui/pages/runs/film_section.h"
#include "ui/pages/runs/genealogy_strip.h"
#include "ui/pages/runs/replay_bar.h"
#include "ui/pages/runs/trial_facts.h"
#include "ui/pages/runs/trials_model.h"
#include "ui/pages/runs_page.h"
#include "ui/plots/fitness_plot.h"

using namespace cw;
using namespace cw::ui;

namespace {

constexpr int kPatience = 30'000;

/// A run of 30 trials on the Runs page; trial n descends from n - 7 from 11 on.
struct Bench {
    WrittenHistory history;
    std::int64_t run = history.addRun("regularized-evolution", 3, 30);
    LiveServices live{history.path()};
    RunsPage page{live.services()};

    Bench()
    {
        page.resize(1376, 832);
        page.show();
    }
    ArchitecturePanel& panel() { return page.architecture(); }
    ReplayBar& replay() { return panel().film().replay(); }
    GenealogyStrip& strip() { return panel().film().genealogy(); }
    bool isReady() { return page.trials().total() == 30 && replay().film() && !page.isBusy(); }
    QAction* action(const char* english)
    {
        for (QAction* each : page.menuActions(PageMenu::View)) {
            if (each->property("english").toString().contains(QLatin1String(english)))
                return each;
        }
        return nullptr;
    }
    std::vector<std::int64_t> tiles()
    {
        std::vector<std::int64_t> trials;
        for (const Ancestor& tile : strip().line())
            trials.push_back(tile.trial);
        return trials;
    }
};

using Trials = std::vector<std::int64_t>;

} // namespace

class TestArchitecturePanel : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void pinnedTrial_isWhatOthersAreComparedWith();
    void pinKey_pinsAndUnpinsTheShownTrial();
    void pin_staysWhenAnotherRunIsShown();
    void menuOfARow_pinsItAndGoesToItsParent();
    void sameNetwork_isSaidToBeTheSame();
    void genealogy_isTheLineOfAncestors();
    void genealogyKeys_selectAnAncestor();
    void genealogyTiles_breakBetweenWords();
    void slider_showsTheBestOfThatTime();
    void sliderKeys_moveByOne();
    void endOfTheFilm_followsTheRunAgain();
    void selectingATrial_leavesTheFilm();
    void jumps_goFromBestToBest();
    void playing_reachesTheEnd();
    void longFilm_movesWithoutWork();

private:
    SettingsSandbox m_settings;
};

void TestArchitecturePanel::pinnedTrial_isWhatOthersAreComparedWith()
{
    Bench bench;
    QTRY_VERIFY_WITH_TIMEOUT(bench.isReady(), kPatience);
    bench.page.selectTrial(3);
    QTRY_VERIFY_WITH_TIMEOUT(bench.isReady(), kPatience);
    const ArchitecturePtr third = bench.panel().view().architecture();
    auto* pin = bench.page.findChild<QToolButton*>(QStringLiteral("pin"));
    QTest::mouseClick(pin, Qt::LeftButton);
    QVERIFY(pin->isChecked());
    QCOMPARE(bench.panel().pinnedTrial(), std::int64_t(3));
    bench.page.selectTrial(30);
    QTRY_VERIFY_WITH_TIMEOUT(bench.isReady(), kPatience);
    QVERIFY(!pin->isChecked());
    QCOMPARE(bench.panel().against().currentText(), QStringLiteral("pinned 3"));
    const auto sentenceFor = [](const space::Architecture& shown, const space::Architecture& other) {
        const ChangeCounts counts = countChanges(shown, other);
        return QStringLiteral("%1 op(s) changed").arg(counts.changed + counts.added + counts.removed);
    };
    QCOMPARE(bench.panel().facts().summary().sentence(), sentenceFor(*bench.panel().view().architecture(), *third));
    // The parent can be had back without unpinning.
    bench.panel().against().setFocus();
    QTest::keyClick(&bench.panel().against(), Qt::Key_Up);
    QCOMPARE(bench.panel().against().currentText(), QStringLiteral("parent 23"));
    QTRY_VERIFY_WITH_TIMEOUT(bench.isReady(), kPatience);
    QCOMPARE(bench.panel().pinnedTrial(), std::int64_t(3));
}

void TestArchitecturePanel::pinKey_pinsAndUnpinsTheShownTrial()
{
    Bench bench;
    QTRY_VERIFY_WITH_TIMEOUT(bench.isReady(), kPatience);
    bench.page.selectTrial(12);
    QAction* pin = bench.action("Pin");
    QVERIFY(pin);
    QCOMPARE(pin->shortcut(), QKeySequence(QStringLiteral("Ctrl+P")));
    pin->trigger();
    QCOMPARE(bench.panel().pinnedTrial(), std::int64_t(12));
    QCOMPARE(bench.panel().against().currentText(), QStringLiteral("parent 5")); // not with itself
    pin->trigger();
    QCOMPARE(bench.panel().pinnedTrial(), std::int64_t(0));
    QCOMPARE(bench.panel().against().count(), 1);
}

void TestArchitecturePanel::pin_staysWhenAnotherRunIsShown()
{
    Bench bench;
    const std::int64_t other = bench.history.addRun("random", 9, 12);
    QTRY_VERIFY_WITH_TIMEOUT(bench.page.trials().total() == 30 || bench.page.trials().total() == 12, kPatience);
    bench.page.showRun(bench.run);
    QTRY_VERIFY_WITH_TIMEOUT(bench.isReady(), kPatience);
    bench.panel().pin(4);
    bench.page.showRun(other);
    QTRY_VERIFY_WITH_TIMEOUT(bench.page.trials().total() == 12 && !bench.page.isBusy(), kPatience);
    bench.page.selectTrial(2);
    QTRY_VERIFY_WITH_TIMEOUT(!bench.page.isBusy(), kPatience);
    QCOMPARE(bench.panel().against().currentText(), QStringLiteral("pinned 4 of run %1").arg(bench.run));
    QVERIFY(bench.panel().facts().summary().isVisibleTo(&bench.page));
}

void TestArchitecturePanel::menuOfARow_pinsItAndGoesToItsParent()
{
    Bench bench;
    QTRY_VERIFY_WITH_TIMEOUT(bench.isReady(), kPatience);
    bench.page.selectTrial(20);
    const auto menu = [&bench] {
        const QModelIndex row = bench.page.table().currentIndex();
        Q_EMIT bench.page.table().customContextMenuRequested(bench.page.table().visualRect(row).center());
        return bench.page.table().findChildren<QMenu*>().constLast();
    };
    menu()->actions().at(0)->trigger();
    QCOMPARE(bench.panel().pinnedTrial(), std::int64_t(20));
    menu()->actions().at(1)->trigger();
    QCOMPARE(bench.page.selectedTrial(), 13);
    QCOMPARE(bench.panel().against().currentText(), QStringLiteral("pinned 20"));
    QCOMPARE(menu()->actions().at(2)->text(), QStringLiteral("Enqueue a candidate like it..."));
    QVERIFY(!menu()->actions().at(2)->isEnabled()); // the run has ended
    QVERIFY(!bench.page.findChild<QToolButton*>(QStringLiteral("enqueue"))->isEnabled());
}

void TestArchitecturePanel::sameNetwork_isSaidToBeTheSame()
{
    Theme theme;
    ChangeSummary summary(theme);
    summary.setCounts(ChangeCounts{});
    QCOMPARE(summary.sentence(), QStringLiteral("the same network"));
    summary.setCounts(ChangeCounts{.changed = 1, .added = 2, .removed = 1});
    QCOMPARE(summary.accessibleName(), QStringLiteral("4 op(s) changed"));
    summary.setCounts(std::nullopt);
    QVERIFY(summary.isHidden());
}

void TestArchitecturePanel::genealogyTiles_breakBetweenWords()
{
    const QFontMetricsF metrics(QApplication::font());
    const double wide = metrics.horizontalAdvance(QStringLiteral("nor_conv_"));
    using Strip = GenealogyStrip;
    QCOMPARE(Strip::tileLines(QStringLiteral("nor_conv_3x3"), metrics, wide, 3),
             (QStringList{QStringLiteral("nor_conv_"), QStringLiteral("3x3")}));
    QCOMPARE(Strip::tileLines(QStringLiteral("a: b"), metrics, wide, 3), QStringList{QStringLiteral("a: b")});
    QVERIFY(Strip::tileLines({}, metrics, wide, 3).isEmpty());
    const QStringList cut = Strip::tileLines(QStringLiteral("one two_three four-five six/seven"), metrics, wide, 2);
    QCOMPARE(cut.size(), 2);
    QVERIFY2(cut[1].endsWith(QChar(0x2026)), qPrintable(cut[1]));
    const QStringList longWord = Strip::tileLines(QStringLiteral("squeezeexcitation"), metrics, wide, 3);
    QCOMPARE(longWord.size(), 1); // cut at its end, not broken inside
    QVERIFY(longWord[0].endsWith(QChar(0x2026)));
    for (const QString& line : cut + longWord)
        QVERIFY(metrics.horizontalAdvance(line) <= wide);
}

void TestArchitecturePanel::genealogy_isTheLineOfAncestors()
{
    Bench bench;
    QTRY_VERIFY_WITH_TIMEOUT(bench.isReady(), kPatience);
    bench.page.selectTrial(30);
    QCOMPARE(bench.tiles(), Trials({9, 16, 23, 30}));
    QVERIFY(bench.strip().line().front().change.isEmpty());
    QVERIFY(bench.strip().line().back().change.startsWith(QStringLiteral("0→2")));
    QTRY_COMPARE_WITH_TIMEOUT(bench.strip().line().back().squares.size(), std::size_t(6), kPatience);
    QVERIFY(bench.strip().isVisible());
    QTest::mouseClick(&bench.strip(), Qt::LeftButton, {}, bench.strip().tileRect(1).center());
    QCOMPARE(bench.page.selectedTrial(), 16);
    QCOMPARE(bench.tiles(), Trials({9, 16}));
}

void TestArchitecturePanel::genealogyKeys_selectAnAncestor()
{
    Bench bench;
    QTRY_VERIFY_WITH_TIMEOUT(bench.isReady(), kPatience);
    bench.page.selectTrial(30);
    QTest::keyClick(&bench.strip(), Qt::Key_Left);
    QTest::keyClick(&bench.strip(), Qt::Key_Return);
    QCOMPARE(bench.page.selectedTrial(), 23);
    QTest::keyClick(&bench.strip(), Qt::Key_Home);
    QTest::keyClick(&bench.strip(), Qt::Key_Space);
    QCOMPARE(bench.page.selectedTrial(), 9);
}

void TestArchitecturePanel::slider_showsTheBestOfThatTime()
{
    Bench bench;
    QTRY_VERIFY_WITH_TIMEOUT(bench.isReady(), kPatience);
    const FilmPtr film = bench.replay().film();
    QCOMPARE(film->length(), 30);
    QCOMPARE(bench.page.fitness().place(), std::int64_t(0));
    bench.replay().setPosition(4);
    QVERIFY(film->bestAt(4) != film->bestAt(30)); // else this test would see nothing
    QCOMPARE(bench.panel().shownTrial(), film->bestAt(4));
    QCOMPARE(bench.page.fitness().place(), film->trialAt(4));
    QCOMPARE(bench.page.selectedTrial(), 0);
    QTRY_VERIFY_WITH_TIMEOUT(bench.isReady(), kPatience);
    QVERIFY(bench.panel().view().architecture() != nullptr);
}

void TestArchitecturePanel::sliderKeys_moveByOne()
{
    Bench bench;
    QTRY_VERIFY_WITH_TIMEOUT(bench.isReady(), kPatience);
    QSlider& slider = bench.replay().slider();
    QTest::keyClick(&slider, Qt::Key_Left);
    QCOMPARE(bench.replay().position(), 29);
    QTest::keyClick(&slider, Qt::Key_Home);
    QCOMPARE(bench.replay().position(), 1);
    QTest::keyClick(&slider, Qt::Key_Right);
    QCOMPARE(bench.replay().position(), 2);
    QCOMPARE(bench.page.fitness().place(), bench.replay().film()->trialAt(2));
}

void TestArchitecturePanel::endOfTheFilm_followsTheRunAgain()
{
    Bench bench;
    QTRY_VERIFY_WITH_TIMEOUT(bench.isReady(), kPatience);
    const std::int64_t best = bench.panel().shownTrial();
    bench.replay().setPosition(2);
    QVERIFY(bench.panel().isReplaying());
    QVERIFY(bench.panel().shownTrial() != best);
    bench.replay().setPosition(30);
    QVERIFY(!bench.panel().isReplaying());
    QCOMPARE(bench.panel().shownTrial(), best);
    QCOMPARE(bench.page.fitness().place(), std::int64_t(0));
    // One more trial ends: the slider stays at the end.
    history::TrialRow row;
    row.run = bench.run;
    row.trial = 31;
    row.state = TrialState::Finished;
    row.finished = 1'790'001'000;
    row.metrics = {{"valid_accuracy", 0.1}};
    bench.history.writer().postTrial(row, {});
    bench.history.writer().flush();
    bench.live.feed().poke();
    QTRY_COMPARE_WITH_TIMEOUT(bench.replay().position(), 31, kPatience);
}

void TestArchitecturePanel::selectingATrial_leavesTheFilm()
{
    Bench bench;
    QTRY_VERIFY_WITH_TIMEOUT(bench.isReady(), kPatience);
    bench.replay().setPosition(3);
    const std::int64_t shown = bench.panel().shownTrial();
    bench.page.selectTrial(shown); // even the one that is shown
    QVERIFY(!bench.panel().isReplaying());
    QCOMPARE(bench.page.fitness().place(), std::int64_t(0));
    QCOMPARE(bench.page.findChild<QComboBox*>(QStringLiteral("shownTrial"))->currentText(),
             QStringLiteral("Trial %1").arg(shown));
}

void TestArchitecturePanel::jumps_goFromBestToBest()
{
    Bench bench;
    QTRY_VERIFY_WITH_TIMEOUT(bench.isReady(), kPatience);
    const std::vector<int> all = bench.replay().film()->improvements();
    QVERIFY(all.size() > 2);
    bench.replay().setPosition(1);
    bench.replay().jump(true);
    QCOMPARE(bench.replay().position(), all[all.front() == 1 ? 1 : 0]);
    bench.replay().setPosition(30);
    bench.replay().jump(false);
    QCOMPARE(bench.replay().position(), all.back() == 30 ? all[all.size() - 2] : all.back());
    bench.replay().jump(false);
    bench.replay().jump(true);
    QCOMPARE(bench.replay().position(), all.back() == 30 ? all[all.size() - 2] : all.back());
}

void TestArchitecturePanel::playing_reachesTheEnd()
{
    Bench bench;
    QTRY_VERIFY_WITH_TIMEOUT(bench.isReady(), kPatience);
    QCOMPARE(bench.replay().milliseconds(), 15'000); // 30 trials, half a second each
    auto* speed = bench.page.findChild<QToolButton*>(QStringLiteral("replaySpeed"));
    QTest::mouseClick(speed, Qt::LeftButton);
    QTest::mouseClick(speed, Qt::LeftButton);
    QCOMPARE(bench.replay().milliseconds(), 3'750);
    QSignalSpy moved(&bench.replay(), &ReplayBar::moved);
    QAction* replay = bench.action("Replay");
    QVERIFY(replay);
    replay->trigger(); // at the end: from the start
    QVERIFY(bench.replay().isPlaying());
    QVERIFY(bench.replay().position() < 10);
    replay->trigger();
    QVERIFY(!bench.replay().isPlaying());
    QTest::mouseClick(&bench.replay().playButton(), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!bench.replay().isPlaying(), kPatience);
    QVERIFY(bench.replay().isAtEnd());
    QVERIFY(moved.size() > 5); // not in one leap
}

void TestArchitecturePanel::longFilm_movesWithoutWork()
{
    constexpr int kCount = 100'000;
    WrittenHistory history;
    LiveServices live(history.path());
    TrialsModel trials;
    auto rows = std::make_shared<std::vector<history::TrialRow>>();
    for (int i = 1; i <= kCount; ++i) {
        history::TrialRow row;
        row.run = 1;
        row.trial = i;
        row.parent = i - 1;
        row.finished = 1'790'000'000 + i;
        row.state = TrialState::Finished;
        row.metrics = {{"valid_accuracy", 1 - 1.0 / (1 + i / 200)}}; // 500 times a new best
        rows->push_back(row);
    }
    trials.reset(rows, nullptr);
    ArchitecturePanel panel(live.services(), trials, nullptr);
    panel.resize(336, 772);
    panel.show();
    panel.setRun(1);
    panel.film().setRun("valid_accuracy", true);
    ReplayBar& replay = panel.film().replay();
    const LoopProbe probe;
    panel.takeTrials(rows, true);
    QTRY_VERIFY_WITH_TIMEOUT(replay.film() && replay.film()->length() == kCount, kPatience);
    for (int position = 1; position <= kCount; position += 97) {
        replay.setPosition(position);
        QCOMPARE(panel.shownTrial(), replay.film()->bestAt(position));
        QCoreApplication::processEvents();
    }
    QCOMPARE(panel.film().genealogy().line().front().trial, std::int64_t(1)); // of a line of 100,000
    qInfo("%s", probe.summary().constData());
    QVERIFY2(probe.longestWork() < kLongestWork, "the window worked too long without a look at the event loop");
}

QTEST_MAIN(TestArchitecturePanel)
#include "tst_architecture_panel.moc"
