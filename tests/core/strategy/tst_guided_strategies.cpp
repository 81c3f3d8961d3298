// SPDX-License-Identifier: GPL-3.0-or-later
#include <deque>

#include <QtTest/QtTest>

#include "core/run/ask_tell.h"
#include "core/run/intervention.h"
#include "tests/core/strategy/contract.h"
#include "tests/core/strategy/test_spaces.h"

using namespace cw;
using namespace cw::strategy;
using namespace cw::test;

namespace {

/// What is done to a search before one of its jobs is asked for.
struct Act {
    std::int64_t before = 0;
    history::InterventionKind kind = history::InterventionKind::Pin;
    Json argument;
};

struct Case {
    const char* name;
    Candidates candidates;
    std::string decision; ///< to pin
    std::string value;
    std::string handMade; ///< goes with the pin
};

constexpr std::int64_t kJobs = 52;
constexpr std::int64_t kLag = 4;
constexpr std::int64_t kPinned = 20;
constexpr std::int64_t kFree = 42;

} // namespace

/// What every strategy of the registry makes of a person who pins a decision and enqueues candidates while it searches.
class TestGuidedStrategies : public QObject {
    Q_OBJECT

private:
    std::vector<StrategyEntry> m_entries = builtInStrategies().entries();
    std::vector<Case> m_cases{
        {"mixed", mixedSpace(), "op", "conv",
         "op=conv;kernel=3;groups=2;depth=2;dropout=0.25;rate=0.001;inputs=a+b;merge=concat"},
        {"constrained", constrainedSpace(), "0-1", "a", "0-1=a;0-2=b;1-2=c;0-3=d;1-3=e;2-3=a"},
        {"islands", islandSpace(), "0-1", "e", "0-1=e;0-2=e;1-2=c;0-3=c;1-3=a;2-3=a"},
    };

    std::unique_ptr<run::AskTell> search(std::size_t entry, const Case& in) const
    {
        const auto space = std::make_shared<const space::SearchSpace>();
        const auto schedulers = estimate::builtInSchedulers();
        const estimate::SchedulerEntry* none = schedulers.get("none").value();
        auto scheduler =
            none->make({.settings = none->schema.resolve({}, "none").value(), .full = {.epochs = 1}, .epochs = {}});
        return std::make_unique<run::AskTell>(made(m_entries[entry], in.candidates), std::move(scheduler),
                                              std::vector<estimate::Objective>{{"score", true}}, run::Beginning{},
                                              run::Guidance(space, in.candidates, 7));
    }
    static std::vector<Act> steps(const Case& in)
    {
        using history::InterventionKind;
        return {{kPinned, InterventionKind::Pin, run::pinArgument({in.decision, in.value})},
                {kPinned + 10, InterventionKind::Enqueue, run::enqueueArgument(in.handMade)},
                {kFree, InterventionKind::Pin, run::pinArgument({in.decision, std::nullopt})}};
    }
    static run::JobResult resultOf(const run::Job& job)
    {
        run::JobResult result{.job = job.number, .estimate = {}, .repeats = false};
        Rng rng(3, std::uint64_t(space::CandidateHash()(job.candidate)));
        result.estimate.state = job.number % 7 == 0 ? TrialState::Failed : TrialState::Finished;
        result.estimate.metrics["score"] = rng.uniform();
        return result;
    }
    /// From a state on: results of the open jobs come with the lag. Ends early where a strategy has nothing left.
    static std::vector<run::Job> play(run::AskTell& search, std::deque<run::Job>& open, const std::vector<Act>& steps,
                                      std::int64_t from, std::int64_t to)
    {
        std::vector<run::Job> jobs;
        for (std::int64_t number = from; number < to; ++number) {
            for (const Act& step : steps) {
                if (step.before == number)
                    search.steer(step.kind, step.argument).value();
            }
            while (std::int64_t(open.size()) >= kLag) {
                search.tell(open.front(), resultOf(open.front()));
                open.pop_front();
            }
            const std::optional<run::Job> job = search.next(true);
            if (!job)
                break;
            open.push_back(*job);
            jobs.push_back(*job);
        }
        return jobs;
    }
    void addRows()
    {
        QTest::addColumn<std::size_t>("entry");
        QTest::addColumn<std::size_t>("in");
        for (std::size_t e = 0; e < m_entries.size(); ++e) {
            for (std::size_t c = 0; c < m_cases.size(); ++c)
                QTest::addRow("%s on a %s space", m_entries[e].id.c_str(), m_cases[c].name) << e << c;
        }
    }

private Q_SLOTS:
    void pinnedDecision_hasItsValueUntilItIsFree_data() { addRows(); }
    void pinnedDecision_hasItsValueUntilItIsFree()
    {
        QFETCH(std::size_t, entry);
        QFETCH(std::size_t, in);
        const Case& here = m_cases[in];
        const space::DecisionTree& tree = here.candidates->tree();
        const auto decision = std::size_t(tree.find(here.decision));
        const double value = tree.decisions[decision].domain.parseValue(here.value, "value").value();
        std::deque<run::Job> open;
        const auto jobs = play(*search(entry, here), open, steps(here), 1, kJobs);
        QVERIFY(std::int64_t(jobs.size()) == kJobs - 1 || mayEnd(m_entries[entry]));
        bool others = false;
        for (const run::Job& job : jobs) {
            QVERIFY(here.candidates->contains(job.candidate));
            const bool isPinned = job.number >= kPinned && job.number < kFree;
            const bool differs = job.candidate.isActive(decision) && job.candidate.values[decision] != value;
            QVERIFY2(!isPinned || !differs, qPrintable(QString::number(job.number)));
            others = others || (job.number < kPinned && differs);
            if (job.number == kPinned + 10)
                QCOMPARE(space::toText(tree, job.candidate), here.handMade);
        }
        QVERIFY(others);
    }

    void stateAtAnyJob_goesOnBitForBit_data() { addRows(); }
    void stateAtAnyJob_goesOnBitForBit()
    {
        QFETCH(std::size_t, entry);
        QFETCH(std::size_t, in);
        const Case& here = m_cases[in];
        std::deque<run::Job> none;
        const auto whole = play(*search(entry, here), none, steps(here), 1, kJobs);
        for (const std::int64_t at : {kPinned + 5, kPinned + 11, kFree - 2}) {
            if (at > std::int64_t(whole.size()))
                break;
            const auto first = search(entry, here);
            std::deque<run::Job> open;
            play(*first, open, steps(here), 1, at);
            const auto second = search(entry, here);
            second->restore(Json::parse(first->state().dump()));
            const auto rest = play(*second, open, steps(here), at, kJobs);
            QCOMPARE(std::int64_t(rest.size()), std::int64_t(whole.size()) - at + 1);
            for (std::size_t i = 0; i < rest.size(); ++i) {
                const run::Job& expected = whole[std::size_t(at) - 1 + i];
                QVERIFY2(rest[i].candidate == expected.candidate && rest[i].parent == expected.parent,
                         qPrintable(QStringLiteral("job %1 after %2").arg(rest[i].number).arg(at)));
            }
        }
    }

    void whatCannotBe_isRefusedInOneSentence()
    {
        using history::InterventionKind;
        const Case& here = m_cases[1]; // the first two decisions differ
        const auto guided = search(0, here);
        const auto refusal = [&](InterventionKind kind, const Json& argument) {
            const Result<Done> done = guided->steer(kind, argument);
            return done ? std::string() : done.error().problem();
        };
        const auto pin = [&](const char* decision, std::optional<std::string> value) {
            return refusal(InterventionKind::Pin, run::pinArgument({decision, std::move(value)}));
        };
        const auto enqueue = [&](const std::string& text) {
            return refusal(InterventionKind::Enqueue, run::enqueueArgument(text));
        };
        QVERIFY(pin("7-8", "a").find("'7-8'") != std::string::npos);
        QVERIFY(pin("0-1", "f").find("'f' is not one of a, b, c, d, e") != std::string::npos);
        QVERIFY(pin("0-1", std::nullopt).find("not pinned") != std::string::npos);
        QVERIFY(refusal(InterventionKind::Pin, {{"decision", "0-1"}}).find("expected a value") != std::string::npos);
        QVERIFY(refusal(InterventionKind::Pin, "0-1").find("expected the name") != std::string::npos);
        QVERIFY(enqueue("0-1=a;0-2=b").find("1-2") != std::string::npos);
        QVERIFY(enqueue("depth=3").find("depth") != std::string::npos); // of another space
        QVERIFY(enqueue("0-1=a;0-2=a;1-2=c;0-3=d;1-3=e;2-3=a").find("constraints") != std::string::npos);
        QVERIFY(enqueue(std::string(1 << 20, 'x')).find("found 1048576") != std::string::npos);
        QVERIFY(enqueue("").find("found none") != std::string::npos);
        QCOMPARE(guided->steered(), std::int64_t(0));
        QCOMPARE(pin("0-1", "b"), std::string());
        QVERIFY(pin("0-2", "b").find("0-2 = b") != std::string::npos); // with the other pin nothing is left
        QVERIFY(enqueue(here.handMade).find("'0-1 = b' is pinned") != std::string::npos);
        QCOMPARE(guided->steered(), std::int64_t(1));
    }
};

QTEST_APPLESS_MAIN(TestGuidedStrategies)
#include "tst_guided_strategies.moc"
