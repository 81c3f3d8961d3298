// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include <QTest>

#include "core/run/judging.h"
#include "core/space/realise.h"
#include "tests/core/run/engine_fixture.h"

using namespace cw;
using namespace cw::run;

/// A list of candidates judged outside a run.
class TestJudging : public QObject {
    Q_OBJECT

    static constexpr const char* kOne = "d0=a;d1=b;d2=c;d3=d";
    static constexpr const char* kTwo = "d0=b;d1=b;d2=c;d3=d";
    static constexpr const char* kThree = "d0=c;d1=b;d2=c;d3=d";

    static Parts partsOf(const test::Behaviour& behaviour)
    {
        return assemble(test::plainConfig(1, 1), test::catalogueWith(behaviour)).value();
    }

private Q_SLOTS:
    void eachCandidate_hasItsEstimate_alsoWhenItThrows()
    {
        test::Behaviour behaviour;
        behaviour.before = [](const space::Candidate& candidate, const estimate::Context&) {
            if (candidate.index(0) == 1)
                throw std::runtime_error("not this one");
        };
        int seen = 0;
        const auto judged =
            judgeCandidates(partsOf(behaviour), {kOne, kTwo, kThree}, {}, [&](const Judged&) { ++seen; });
        QCOMPARE(seen, 3);
        QCOMPARE(judged.size(), std::size_t(3));
        QCOMPARE(judged[1].candidate, std::string(kTwo));
        QCOMPARE(judged[1].estimate.state, TrialState::Failed);
        QCOMPARE(judged[1].estimate.reason, std::string("not this one"));
        const std::vector<double> scores = valuesOf(judged, "score");
        QVERIFY(std::isfinite(scores[0]) && std::isnan(scores[1]) && std::isfinite(scores[2]));
    }

    void stop_endsTheListEarly()
    {
        std::stop_source stop;
        test::Behaviour behaviour;
        const auto judged = judgeCandidates(partsOf(behaviour), {kOne, kTwo, kThree}, stop.get_token(),
                                            [&](const Judged&) { stop.request_stop(); });
        QCOMPARE(judged.size(), std::size_t(1));
    }

    void wrongText_isNamedByItsPlace()
    {
        try {
            judgeCandidates(partsOf({}), {kOne, "d0=z"}, {}, [](const Judged&) {});
            QFAIL("it was taken");
        } catch (const Error& error) {
            QVERIFY2(std::string(error.what()).starts_with("candidate 2: "), error.what());
        }
    }

    void agreement_leavesPairsWithoutPartnerOut()
    {
        const double none = std::nan("");
        // 1 2 3 against 1 3 2: 1 - 6 * 2 / (3 * 8) = 0.5; two of three pairs agree: 1 / 3.
        const Agreement agreement = agreementOf({1, none, 2, 3}, {1, 7, 3, 2, 9, 9});
        QCOMPARE(agreement.pairs, std::size_t(3));
        QCOMPARE(agreement.spearman, 0.5);
        QCOMPARE(agreement.kendall, 1.0 / 3);
        QCOMPARE(agreementOf({1, 2, 3}, {1, 2}).pairs, std::size_t(2));
    }

    void publishedForms_becomeDecisions()
    {
        const space::SearchSpace space = space::openSpace("nas-bench-201").value();
        const std::string published = "|nor_conv_3x3~0|+|none~0|nor_conv_1x1~1|+|skip_connect~0|none~1|avg_pool_3x3~2|";
        const auto known = asDecisions({{published, {{"valid_accuracy", 0.5}}}, {"no candidate", {}}}, toJson(space));
        QCOMPARE(known[0].candidate, std::string("0-1=nor_conv_3x3;0-2=none;1-2=nor_conv_1x1;0-3=skip_connect;"
                                                 "1-3=none;2-3=avg_pool_3x3"));
        QCOMPARE(known[0].metrics.at("valid_accuracy"), 0.5);
        QCOMPARE(known[1].candidate, std::string("no candidate"));
    }
};

QTEST_GUILESS_MAIN(TestJudging)
#include "tst_judging.moc"
