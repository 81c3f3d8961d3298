// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <limits>

#include <QTest>

#include "core/base/rng.h"
#include "ui/pages/runs/search_film.h"

using namespace cw;
using namespace cw::ui;

namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

FilmTrial ended(std::int64_t trial, double finished, double value, TrialState state = TrialState::Finished)
{
    return {.trial = trial, .parent = 0, .finished = finished, .value = value, .state = state};
}

using Trials = std::vector<std::int64_t>;

} // namespace

class TestSearchFilm : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void positions_followTheOrderOfEnding();
    void best_isTheBestSoFar();
    void smaller_isBetterWhereItIsMinimised();
    void prunedTrial_countsWhileNoneHasGoneAllTheWay();
    void laterRow_replacesTheEarlier();
    void line_isWholeWhereThereIsRoom();
    void longLine_losesItsMiddle();
    void parentOfAnotherRun_beginsALine();
    void hundredThousandTrials_areAskedByPosition();
};

void TestSearchFilm::positions_followTheOrderOfEnding()
{
    const SearchFilm film({ended(1, 30, 0.5), ended(2, 10, 0.4), ended(3, 20, kNone, TrialState::Failed),
                           ended(4, 0, kNone, TrialState::Running), ended(5, 20, 0.1)},
                          true);
    QCOMPARE(film.length(), 4);
    Trials order;
    for (int i = 1; i <= film.length(); ++i)
        order.push_back(film.trialAt(i));
    QCOMPARE(order, Trials({2, 3, 5, 1})); // at the same time: by number
    QCOMPARE(film.trialAt(0), std::int64_t(0));
    QCOMPARE(film.trialAt(5), std::int64_t(0));
}

void TestSearchFilm::best_isTheBestSoFar()
{
    const SearchFilm film({ended(1, 1, kNone, TrialState::Failed), ended(2, 2, 0.5), ended(3, 3, 0.5), ended(4, 4, 0.7),
                           ended(5, 5, 0.6)},
                          true);
    QCOMPARE(film.improvements(), std::vector<int>({2, 4}));
    Trials best;
    for (int i = 0; i <= 5; ++i)
        best.push_back(film.bestAt(i));
    QCOMPARE(best, Trials({0, 0, 2, 2, 4, 4}));
}

void TestSearchFilm::smaller_isBetterWhereItIsMinimised()
{
    const SearchFilm film({ended(1, 1, 0.5), ended(2, 2, 0.7), ended(3, 3, 0.2)}, false);
    QCOMPARE(film.improvements(), std::vector<int>({1, 3}));
}

void TestSearchFilm::prunedTrial_countsWhileNoneHasGoneAllTheWay()
{
    const SearchFilm film({ended(1, 1, 0.8, TrialState::Pruned), ended(2, 2, 0.9, TrialState::Pruned), ended(3, 3, 0.6),
                           ended(4, 4, 0.95, TrialState::Pruned)},
                          true);
    QCOMPARE(film.bestAt(2), std::int64_t(2));
    QCOMPARE(film.bestAt(4), std::int64_t(3));
}

void TestSearchFilm::laterRow_replacesTheEarlier()
{
    const SearchFilm before({ended(1, 1, 0.5), ended(2, 0, kNone, TrialState::Running)}, true);
    std::vector<FilmTrial> trials = before.trials();
    trials.push_back(ended(2, 2, 0.6));
    const SearchFilm film(std::move(trials), true);
    QCOMPARE(film.trials().size(), std::size_t(2));
    QCOMPARE(film.length(), 2);
    QCOMPARE(film.bestAt(2), std::int64_t(2));
}

void TestSearchFilm::line_isWholeWhereThereIsRoom()
{
    const SearchFilm film(
        {{.trial = 1}, {.trial = 2, .parent = 1}, {.trial = 3, .parent = 1}, {.trial = 4, .parent = 2}}, true);
    const TrialLine line = film.lineOf(4, 3);
    QCOMPARE(line.trials, Trials({1, 2, 4}));
    QCOMPARE(line.hidden, 0);
    QCOMPARE(line.generations, 3);
    QVERIFY(film.lineOf(9, 3).trials.empty());
}

void TestSearchFilm::longLine_losesItsMiddle()
{
    std::vector<FilmTrial> trials;
    for (int i = 1; i <= 100; ++i)
        trials.push_back({.trial = i, .parent = i - 1});
    const SearchFilm film(std::move(trials), true);
    const TrialLine line = film.lineOf(100, 5);
    QCOMPARE(line.trials, Trials({1, 97, 98, 99, 100}));
    QCOMPARE(line.hidden, 95);
    QCOMPARE(line.generations, 100);
}

void TestSearchFilm::parentOfAnotherRun_beginsALine()
{
    const SearchFilm film({{.trial = 3, .parent = 7}, {.trial = 4, .parent = 2}, {.trial = 5, .parent = 4}}, true);
    QCOMPARE(film.lineOf(3, 5).trials, Trials({3}));
    QCOMPARE(film.lineOf(5, 5).trials, Trials({4, 5}));
}

void TestSearchFilm::hundredThousandTrials_areAskedByPosition()
{
    constexpr int kCount = 100'000;
    Rng rng(1, 1, "film");
    std::vector<FilmTrial> trials;
    for (int i = 1; i <= kCount; ++i) // ends in the opposite order
        trials.push_back({.trial = i,
                          .parent = i > 1 ? i - 1 : 0,
                          .finished = double(kCount - i + 1),
                          .value = rng.uniform(),
                          .state = TrialState::Finished});
    const std::vector<FilmTrial> asked = trials;
    const SearchFilm film(std::move(trials), true);
    QCOMPARE(film.length(), kCount);
    const FilmTrial* best = nullptr;
    for (int position = 1; position <= kCount; ++position) {
        const FilmTrial& trial = asked[static_cast<std::size_t>(kCount - position)];
        if (best == nullptr || trial.value > best->value)
            best = &trial;
        if (film.bestAt(position) != best->trial || film.trialAt(position) != trial.trial)
            QFAIL(qPrintable(QStringLiteral("at position %1").arg(position)));
    }
    QCOMPARE(film.lineOf(kCount, 4).generations, kCount);
}

QTEST_GUILESS_MAIN(TestSearchFilm)
#include "tst_search_film.moc"
