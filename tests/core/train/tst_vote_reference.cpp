// SPDX-License-Identifier: GPL-3.0-or-later
#include <atomic>
#include <cmath>
#include <stdexcept>
#include <thread>

#include <QTest>

#include "core/train/vote_reference.h"

using cw::estimate::Metrics;
using cw::train::VoteReference;

namespace {

double soft(double difference)
{
    return 1 / (1 + std::exp(-difference));
}

/// Members 0 .. 3 score 1 .. 4.
std::optional<Metrics> ascending(std::size_t member)
{
    return Metrics{{"a", double(member + 1)}};
}

} // namespace

class TestVoteReference : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void vote_isTheShareOfTheSampleThatIsBeaten()
    {
        VoteReference reference(4, {"a"});
        QVERIFY(reference.complete(ascending));
        // Quartiles 2 and 3: h = 1/4.
        QCOMPARE(reference.vote({{"a", 2.5}}), 0.5);
        QCOMPARE(reference.vote({{"a", 5}}), (soft(16) + soft(12) + soft(8) + soft(4)) / 4);
        QVERIFY(reference.vote({{"a", 6}}) > reference.vote({{"a", 5}})); // better than all still differ
        QVERIFY(reference.vote({{"a", -1}}) < reference.vote({{"a", 0}}));
        QCOMPARE(reference.vote({}), 0.0);
    }

    void votersCountAlike_whateverTheirScale()
    {
        VoteReference reference(4, {"a", "b"});
        QVERIFY(reference.complete([](std::size_t member) {
            return Metrics{{"a", double(member)}, {"b", -1000.0 * double(member)}};
        }));
        QCOMPARE(reference.vote({{"a", 3}, {"b", -3000}}), 0.5); // the best by one is the worst by the other
    }

    void equalScores_areHalfBeaten()
    {
        VoteReference reference(5, {"a"});
        QVERIFY(reference.complete([](std::size_t) { return Metrics{{"a", 7}}; }));
        QCOMPARE(reference.vote({{"a", 7}}), 0.5);
        QCOMPARE(reference.vote({{"a", 7.1}}), 1.0);
        QCOMPARE(reference.vote({{"a", 6.9}}), 0.0);
    }

    void membersWithoutScore_areBeaten()
    {
        VoteReference reference(4, {"a"});
        QVERIFY(reference.complete([](std::size_t member) -> std::optional<Metrics> {
            if (member == 1)
                throw std::runtime_error("cannot be built");
            return member == 2 ? Metrics{{"a", std::nan("")}} : Metrics{{"a", double(member)}};
        }));
        QCOMPARE(reference.vote({{"a", 1.5}}), 0.75); // the two without a score, and half of 0 and 3, as far from it
    }

    void interruptedMember_isScoredByTheNext()
    {
        VoteReference reference(4, {"a"});
        std::vector<std::size_t> asked;
        QVERIFY(!reference.complete([&](std::size_t member) -> std::optional<Metrics> {
            asked.push_back(member);
            return member == 2 ? std::nullopt : ascending(member);
        }));
        QVERIFY(reference.complete([&](std::size_t member) {
            asked.push_back(member);
            return ascending(member);
        }));
        QCOMPARE(asked, (std::vector<std::size_t>{0, 1, 2, 2, 3}));
        QCOMPARE(reference.vote({{"a", 2.5}}), 0.5);
    }

    void workers_shareTheMembers()
    {
        VoteReference reference(200, {"a"});
        std::atomic<int> scored = 0;
        std::vector<double> votes(4);
        {
            std::vector<std::jthread> workers;
            for (double& vote : votes) {
                workers.emplace_back([&] {
                    if (reference.complete([&](std::size_t member) {
                            ++scored;
                            return ascending(member);
                        }))
                        vote = reference.vote({{"a", 120}});
                });
            }
        }
        QCOMPARE(scored.load(), 200);
        for (const double vote : votes) {
            QVERIFY(vote > 0.5 && vote < 0.7);
            QCOMPARE(vote, votes.front());
        }
    }
};

QTEST_GUILESS_MAIN(TestVoteReference)
#include "tst_vote_reference.moc"
