// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <deque>
#include <limits>
#include <map>
#include <set>

#include <QtTest/QtTest>

#include <fmt/format.h>

#include "core/base/rng.h"
#include "core/estimate/rungs.h"
#include "core/estimate/scheduler.h"

using namespace cw;
using namespace cw::estimate;

namespace {

std::unique_ptr<Scheduler> made(const std::string& id, double epochs, const Json& settings = Json::object(),
                                std::vector<double> known = {}, std::size_t objectives = 1)
{
    const SchedulerRegistry registry = builtInSchedulers();
    const SchedulerEntry* entry = registry.get(id).value();
    return entry->make({.settings = entry->schema.resolve(settings, id).value(),
                        .full = {.epochs = epochs},
                        .epochs = std::move(known),
                        .objectives = objectives});
}

std::vector<double> epochsOf(const Scheduler& scheduler)
{
    std::vector<double> epochs;
    for (const Fidelity& rung : scheduler.rungs())
        epochs.push_back(rung.epochs);
    return epochs;
}

/// A search in miniature: trials begin, results come back in an order of their own, some fail.
class Course {
public:
    Course(Scheduler& scheduler, std::uint64_t seed, std::size_t objectives = 1)
        : m_scheduler(scheduler)
        , m_rng(seed, 0, "course")
        , m_objectives(objectives)
    {
    }

    /// One step: what goes on, a new trial, or a result. False when all is over.
    bool step(std::int64_t trials)
    {
        if (auto promotion = m_scheduler.next(false)) {
            take(*promotion);
            return true;
        }
        if (m_begun < trials && (m_out.size() < 4 || m_rng.below(2) == 0)) {
            m_scheduler.begin(++m_begun);
            m_reached[m_begun] = 0;
            m_out.push_back({m_begun, 0});
            m_log += fmt::format("begin {}\n", m_begun);
            return true;
        }
        if (!m_out.empty()) {
            tell(std::size_t(m_rng.below(m_out.size())));
            return true;
        }
        const auto promotion = m_begun == trials ? m_scheduler.next(true) : std::nullopt;
        if (promotion)
            take(*promotion);
        return promotion.has_value();
    }

    const std::string& log() const { return m_log; }
    const std::string& problem() const { return m_problem; }
    /// How many trials reached a rung.
    std::int64_t onRung(int rung) const
    {
        std::int64_t count = 0;
        for (const auto& [trial, reached] : m_reached)
            count += reached >= rung ? 1 : 0;
        return count;
    }

private:
    void take(const Promotion& promotion)
    {
        m_log += fmt::format("on {} {}\n", promotion.trial, promotion.rung);
        if (!m_reached.contains(promotion.trial) || promotion.rung != m_reached[promotion.trial] + 1)
            m_problem = fmt::format("trial {} goes to rung {}", promotion.trial, promotion.rung);
        else if (m_over.contains(promotion.trial))
            m_problem = fmt::format("trial {} goes on after it failed or was given up", promotion.trial);
        m_reached[promotion.trial] = promotion.rung;
        m_out.push_back(promotion);
    }
    void tell(std::size_t at)
    {
        const Promotion job = m_out[at];
        m_out.erase(m_out.begin() + std::ptrdiff_t(at));
        std::vector<double> values;
        // Of the trial alone, so that a restored scheduler is told the same.
        Rng of(7, std::uint64_t(job.trial), "value");
        const std::uint64_t luck = Rng(7, std::uint64_t(job.trial), "luck", std::uint64_t(job.rung)).below(10);
        for (std::size_t i = 0; luck > 0 && i < m_objectives; ++i)
            values.push_back(luck == 1 ? std::numeric_limits<double>::quiet_NaN() : of.uniform() + job.rung);
        if (luck <= 1)
            m_over.insert(job.trial);
        m_log += fmt::format("tell {} {}\n", job.trial, job.rung);
        m_scheduler.tell({job.trial, job.rung, values});
        for (const std::int64_t trial : m_scheduler.takeRetired())
            m_over.insert(trial);
    }

    Scheduler& m_scheduler;
    Rng m_rng;
    std::size_t m_objectives;
    std::int64_t m_begun = 0;
    std::deque<Promotion> m_out;
    std::map<std::int64_t, int> m_reached;
    std::set<std::int64_t> m_over;
    std::string m_log;
    std::string m_problem;
};

} // namespace

class TestSchedulers : public QObject {
    Q_OBJECT

private:
    static void addAll()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<int>("objectives");
        const SchedulerRegistry registry = builtInSchedulers();
        for (const SchedulerEntry& entry : registry.entries()) {
            for (const int objectives : {1, 2})
                QTest::addRow("%s, %d objectives", entry.id.c_str(), objectives)
                    << QString::fromStdString(entry.id) << objectives;
        }
    }

private Q_SLOTS:
    void entries_sayWhatTheyAre_data() { addAll(); }
    void entries_sayWhatTheyAre()
    {
        QFETCH(const QString, id);
        const SchedulerRegistry registry = builtInSchedulers();
        const SchedulerEntry& entry = *registry.get(id.toStdString()).value();
        QVERIFY(!entry.title.empty() && entry.summary.ends_with('.'));
        QVERIFY(entry.plain || !entry.paper.empty());
        for (const ParamSpec& spec : entry.schema.specs())
            QVERIFY2(!spec.title.empty() && !spec.help.empty(), spec.name.c_str());
    }

    void rungs_riseToTheWholeFidelity_data() { addAll(); }
    void rungs_riseToTheWholeFidelity()
    {
        QFETCH(const QString, id);
        const std::vector<double> epochs = epochsOf(*made(id.toStdString(), 27));
        QCOMPARE(epochs.back(), 27.0);
        QVERIFY(std::is_sorted(epochs.begin(), epochs.end(), std::less_equal<>()));
        QVERIFY(epochs.front() >= 1);
    }

    void course_sendsTrialsFromRungToRungAndEnds_data() { addAll(); }
    void course_sendsTrialsFromRungToRungAndEnds()
    {
        QFETCH(const QString, id);
        QFETCH(const int, objectives);
        // The median rule judges after every epoch: of 26 judgements in this course hardly a trial survives all.
        const Json settings = id == "median" ? Json{{"interval", 9}} : Json::object();
        for (std::uint64_t seed = 1; seed <= 20; ++seed) {
            const auto scheduler = made(id.toStdString(), 27, settings, {}, std::size_t(objectives));
            Course course(*scheduler, seed, std::size_t(objectives));
            int steps = 0;
            while (course.step(60) && steps < 10'000)
                ++steps;
            QVERIFY2(course.problem().empty(), course.problem().c_str());
            QVERIFY(steps < 10'000);
            if (scheduler->lastRung() > 0)
                QVERIFY(course.onRung(scheduler->lastRung()) > 0);
        }
    }

    void restoredState_goesOnAlike_data() { addAll(); }
    void restoredState_goesOnAlike()
    {
        QFETCH(const QString, id);
        QFETCH(const int, objectives);
        for (const int cut : {1, 17, 60, 111}) {
            const auto whole = made(id.toStdString(), 27, {}, {}, std::size_t(objectives));
            Course course(*whole, 5, std::size_t(objectives));
            for (int i = 0; i < cut; ++i)
                course.step(60);
            const Json state = parseJson(whole->state().dump(), "state").value();
            const auto restored = made(id.toStdString(), 27, {}, {}, std::size_t(objectives));
            restored->restore(state);
            QCOMPARE(restored->state(), state);
            // Both are told the same from here on, and answer the same.
            for (std::int64_t trial = 1000; trial < 1060; ++trial) {
                for (Scheduler* scheduler : {whole.get(), restored.get()})
                    scheduler->begin(trial);
                Rng of(9, std::uint64_t(trial), "value");
                std::vector<double> values;
                for (int i = 0; i < objectives; ++i)
                    values.push_back(of.uniform());
                for (Scheduler* scheduler : {whole.get(), restored.get()})
                    scheduler->tell({trial, 0, values});
                while (true) {
                    const auto a = whole->next(false);
                    const auto b = restored->next(false);
                    QVERIFY(a == b);
                    if (!a)
                        break;
                    for (Scheduler* scheduler : {whole.get(), restored.get()})
                        scheduler->tell({a->trial, a->rung, values});
                }
            }
            QCOMPARE(restored->state(), whole->state());
        }
    }

    void wrongState_isRefusedAndChangesNothing_data() { addAll(); }
    void wrongState_isRefusedAndChangesNothing()
    {
        QFETCH(const QString, id);
        const auto scheduler = made(id.toStdString(), 27);
        if (scheduler->lastRung() == 0)
            QSKIP("it has no state");
        scheduler->begin(1);
        scheduler->tell({1, 0, {0.5}});
        const Json before = scheduler->state();
        for (const char* text :
             {"null", "3", "[]", "{}", "[[{}],[],[]]", "{\"opened\":-1,\"brackets\":[],\"ready\":[]}",
              "{\"means\":[[1]],\"values\":[],\"courses\":[],\"ready\":[]}"}) {
            try {
                scheduler->restore(parseJson(text, "test").value());
                QFAIL(text);
            } catch (const Error& error) {
                QCOMPARE(error.code(), ErrorCode::Format);
            }
            QCOMPARE(scheduler->state(), before);
        }
    }

    // Rungs of a table that was measured at 12 and 200 epochs: the halvings at 12.5 and 50 become one.
    void rungsOfATable_areThoseItWasMeasuredAt()
    {
        const SchedulerRegistry registry = builtInSchedulers();
        const SchedulerEntry* entry = registry.get("asha").value();
        const SchedulerSetup setup{
            .settings = entry->schema.resolve({}, "asha").value(), .full = {.epochs = 200}, .epochs = {12, 200}};
        const Ladder ladder = makeLadder(setup, "asha");
        QCOMPARE(ladder.rungs.size(), 2u);
        QCOMPARE(ladder.rungs[0].epochs, 12.0);
        QCOMPARE(ladder.reduction(0), 16.0);
        QCOMPARE(ladder.handedOn(31, 0), 1u);
        QCOMPARE(ladder.handedOn(32, 0), 2u);
        QCOMPARE(ladder.handedOn(8, 0, 1), 2u); // a bracket that halves from 50 epochs on
        QCOMPARE(ladder.handedOn(8, 0, 2), 8u); // and one that does not
    }

    // By hand, eta 2, epochs 1, 2, 4: a trial goes on when it is in the better half of its rung.
    void asha_promotesTheBestOfTheBetterHalf()
    {
        const auto asha = made("asha", 4, {{"eta", 2}});
        QCOMPARE(epochsOf(*asha), (std::vector<double>{1, 2, 4}));
        asha->tell({1, 0, {0.5}});
        QVERIFY(!asha->next(false)); // half of one is none
        asha->tell({2, 0, {0.7}});
        QVERIFY(asha->next(false) == (Promotion{2, 1}));
        QVERIFY(!asha->next(false));
        asha->tell({3, 0, {0.6}});
        QVERIFY(!asha->next(false)); // half of three is one, and it has gone on
        asha->tell({4, 0, {0.1}});
        QVERIFY(asha->next(false) == (Promotion{3, 1}));
        asha->tell({2, 1, {0.8}});
        asha->tell({3, 1, {0.9}});
        QVERIFY(asha->next(false) == (Promotion{3, 2})); // from the highest rung down
        asha->tell({3, 2, {0.95}});
        QVERIFY(!asha->next(true));
    }

    // Li et al., Algorithm 1, for R = 81 and eta = 3: n = 81, 34, 15, 8, 5 trials, and how many are left after each
    // halving.
    void hyperband_hasTheBracketsOfThePaper()
    {
        const auto hyperband = made("hyperband", 81);
        QCOMPARE(epochsOf(*hyperband), (std::vector<double>{1, 3, 9, 27, 81}));
        const std::vector<std::vector<int>> expected{
            {81, 27, 9, 3, 1}, {34, 34, 11, 3, 1}, {15, 15, 15, 5, 1}, {8, 8, 8, 8, 2}, {5, 5, 5, 5, 5}};
        std::int64_t trial = 0;
        for (const std::vector<int>& bracket : expected) {
            std::vector<int> onRung(5, 0);
            std::vector<Promotion> out;
            for (int i = 0; i < bracket[0]; ++i) {
                QVERIFY(!hyperband->next(false)); // the bracket is not full
                hyperband->begin(++trial);
                out.push_back({trial, 0});
            }
            while (!out.empty()) {
                for (const Promotion& job : out) {
                    ++onRung[std::size_t(job.rung)];
                    hyperband->tell({job.trial, job.rung, {double(job.trial)}});
                }
                out.clear();
                while (const auto promotion = hyperband->next(false))
                    out.push_back(*promotion);
            }
            QCOMPARE(onRung, bracket);
        }
    }

    void brackets_closeWhenNothingMoreComes()
    {
        const auto halving = made("successive-halving", 9);
        for (std::int64_t trial = 1; trial <= 3; ++trial) { // of nine
            halving->begin(trial);
            halving->tell({trial, 0, {double(trial)}});
        }
        QVERIFY(!halving->next(false));
        QVERIFY(halving->next(true) == (Promotion{3, 1}));
    }

    void failedTrials_countAndGoNoFurther()
    {
        const auto halving = made("successive-halving", 9, {{"trials", 3}});
        for (std::int64_t trial = 1; trial <= 3; ++trial)
            halving->begin(trial);
        halving->tell({1, 0, {}});
        halving->tell({2, 0, {std::numeric_limits<double>::quiet_NaN()}});
        halving->tell({3, 0, {-5}});
        QVERIFY(halving->next(false) == (Promotion{3, 1}));
        QVERIFY(!halving->next(false));
    }

    // By hand: means so far 0.1, 0.2, 0.3, 0.4, 0.5 at epoch 1; their median is 0.3.
    void median_stopsWhatIsBelowTheMedian()
    {
        const auto rule = made("median", 3);
        for (std::int64_t trial = 1; trial <= 5; ++trial) { // the first ones have nobody to be compared with
            rule->tell({trial, 0, {0.1 * double(trial)}});
            QVERIFY(rule->next(false) == (Promotion{trial, 1}));
        }
        rule->tell({6, 0, {0.29}});
        QVERIFY(!rule->next(false));
        QCOMPARE(rule->takeRetired(), (std::vector<std::int64_t>{6}));
        rule->tell({7, 0, {0.31}});
        QVERIFY(rule->next(false) == (Promotion{7, 1}));
    }

    void ranking_ofTwoObjectivesGoesByFrontAndVolume()
    {
        // Front: (3,1), (2,2), (1,3), above (0,0) each alone adds 1 at both ends and 1 in the middle; then (0,0),
        // (1,1).
        const std::vector<std::vector<double>> values{{0, 0}, {3, 1}, {1, 1}, {2, 2}, {1, 3}};
        const std::vector<std::size_t> order = ranking(values);
        QCOMPARE((std::set<std::size_t>{order[0], order[1], order[2]}), (std::set<std::size_t>{1, 3, 4}));
        QCOMPARE(order[3], 2u);
        QCOMPARE(order[4], 0u);
    }

    void tooShortAFidelity_isRefusedWithWhatIsNeeded_data()
    {
        QTest::addColumn<QString>("id");
        for (const char* id : {"asha", "hyperband", "successive-halving", "median"})
            QTest::newRow(id) << id;
    }
    void tooShortAFidelity_isRefusedWithWhatIsNeeded()
    {
        QFETCH(const QString, id);
        try {
            made(id.toStdString(), 1);
            QFAIL("a trial of one epoch cannot be stopped before its end");
        } catch (const Error& error) {
            QCOMPARE(error.code(), ErrorCode::Config);
            QVERIFY2(std::string(error.what()).find("found 1") != std::string::npos, error.what());
        }
    }
};

QTEST_GUILESS_MAIN(TestSchedulers)
#include "tst_schedulers.moc"
