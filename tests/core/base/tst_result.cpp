// SPDX-License-Identifier: GPL-3.0-or-later
#include <memory>
#include <string>

#include <QTest>

#include "core/base/hash.h"
#include "core/base/result.h"
#include "core/base/states.h"

using namespace cw;

class TestResult : public QObject {
    Q_OBJECT

    static Result<std::unique_ptr<int>> half(int value)
    {
        if (value % 2 != 0)
            return Error(ErrorCode::Data, "expected an even number", "half");
        return std::make_unique<int>(value / 2);
    }

private Q_SLOTS:
    void value_isMovedOut()
    {
        auto result = half(4);
        QVERIFY(result.has_value());
        const std::unique_ptr<int> value = std::move(result).value();
        QCOMPARE(*value, 2);
    }

    void value_throwsTheError()
    {
        const auto result = half(3);
        QVERIFY(!result);
        QCOMPARE(result.error().where(), std::string("half"));
        QVERIFY_EXCEPTION_THROWN(result.value(), Error);
        QCOMPARE(Result<int>(Error(ErrorCode::Io, "x")).value_or(7), 7);
        QCOMPARE(Result<int>(5).value_or(7), 5);
    }

    void error_isOneLine()
    {
        const Error error(ErrorCode::Format, "first\nsecond\ttab", "file\rname");
        QCOMPARE(std::string(error.what()), std::string("file name: first second tab"));
        QCOMPARE(error.problem(), std::string("first second tab"));
    }

    void states_roundTripThroughText()
    {
        for (int i = 0; i < 9; ++i) {
            const auto state = static_cast<TrialState>(i);
            QCOMPARE(trialStateFromText(toText(state)), std::optional(state));
        }
        for (int i = 0; i < 7; ++i) {
            const auto state = static_cast<RunState>(i);
            QCOMPARE(runStateFromText(toText(state)), std::optional(state));
        }
        QVERIFY(!trialStateFromText("Finished").has_value());
        QVERIFY(!runStateFromText("").has_value());
    }

    void hashes_areHexadecimal()
    {
        QCOMPARE((Hash128{0x1, 0xabc}.text()), std::string("00000000000000010000000000000abc"));
        QVERIFY(mix64(mix64(0, 1), 2) != mix64(mix64(0, 2), 1));
        QCOMPARE(fnv1a64("a"), std::uint64_t(0xaf63dc4c8601ec8cULL)); // published test vector
    }
};

QTEST_APPLESS_MAIN(TestResult)
#include "tst_result.moc"
