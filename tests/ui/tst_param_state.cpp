// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "ui/pages/design/inspector/gives_text.h"
#include "ui/pages/design/inspector/param_state.h"

using namespace cw;
using namespace cw::ui;

namespace {

ParamSpec whole(double value, double min, double max, bool width = false)
{
    return {.name = "p",
            .type = ParamType::Int,
            .defaultValue = static_cast<std::int64_t>(value),
            .min = min,
            .max = max,
            .scalesWithWidth = width};
}

ParamSpec real(double value, double min, double max)
{
    return {.name = "p", .type = ParamType::Real, .defaultValue = value, .min = min, .max = max};
}

std::vector<std::string> choiceOf(const ParamSpec& spec)
{
    return valueIn(ParamMode::Choice, spec, {.fixed = spec.defaultValue}, nullptr, {}).domain->choices;
}

space::Domain rangeOf(const ParamSpec& spec)
{
    return *valueIn(ParamMode::Range, spec, {.fixed = spec.defaultValue}, nullptr, {}).domain;
}

} // namespace

/// What a parameter becomes with one click, and what is typed into it.
class TestParamState : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void choice_isTheValueWithItsNeighbours()
    {
        using Names = std::vector<std::string>;
        QCOMPARE(choiceOf(whole(3, 1, 255)), (Names{"1", "3", "5"}));        // a kernel
        QCOMPARE(choiceOf(whole(1, 1, 255)), (Names{"1", "2"}));             // a stride
        QCOMPARE(choiceOf(whole(64, 2, 65536)), (Names{"32", "64", "128"})); // a batch
        QCOMPARE(choiceOf(whole(0, 0, 65536, true)), (Names{"0", "16", "32"}));
        QCOMPARE(choiceOf(real(6, 1, 64)), (Names{"3", "6", "12"}));
        const ParamSpec word{
            .name = "p", .type = ParamType::Choice, .defaultValue = "b", .choices = {"a", "b", "c", "d"}};
        QCOMPARE(choiceOf(word), (Names{"a", "b", "c"}));
        QCOMPARE(choiceOf({.name = "p", .type = ParamType::Bool, .defaultValue = true}), (Names{"false", "true"}));
    }

    void range_staysWithinWhatIsLegal()
    {
        QCOMPARE(rangeOf(whole(3, 1, 255)), space::Domain::integer(1, 5, 2));
        QCOMPARE(rangeOf(whole(64, 2, 100)), space::Domain::integer(32, 100, 16));
        QCOMPARE(rangeOf(whole(0, 0, 65536, true)), space::Domain::integer(16, 64, 8));
        QCOMPARE(rangeOf(real(0.1, 1e-8, 1e6)), space::Domain::logReal(0.01, 1)); // a learning rate
        QCOMPARE(rangeOf(real(0, 0, 0.99)), space::Domain::real(0, 0.495));
        QCOMPARE(rangeOf(real(0.9, 0, 0.9999)), space::Domain::real(0.45, 0.9999)); // a momentum
    }

    void typedValue_isWrittenAsTheDocumentReadsIt_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("written"); // empty: refused
        QTest::newRow("whole") << "2"
                               << "2";
        QTest::newRow("fraction") << "0.5"
                                  << "0.5";
        QTest::newRow("no zero before the point") << ".5"
                                                  << "0.5";
        QTest::newRow("minus zero") << "-0"
                                    << "0";
        QTest::newRow("exponent") << "1e-3"
                                  << "0.001";
        QTest::newRow("NaN") << "nan"
                             << "";
        QTest::newRow("too large for a double") << "1e999"
                                                << "";
        QTest::newRow("above") << "65"
                               << "";
        QTest::newRow("a word") << "many"
                                << "";
        QTest::newRow("two numbers") << "1 2"
                                     << "";
        QTest::newRow("10,000 characters") << QString(10'000, QLatin1Char('1')) << "";
    }
    void typedValue_isWrittenAsTheDocumentReadsIt()
    {
        QFETCH(QString, typed);
        QFETCH(QString, written);
        const auto text = choiceText(real(1, 0, 64), typed.toStdString());
        QCOMPARE(text ? QString::fromStdString(*text) : QString(), written);
        if (!text)
            QVERIFY(!text.error().problem().empty());
    }

    void newValue_goesToItsPlace()
    {
        QCOMPARE(placeAmong({"1", "5", "7"}, "3"), std::size_t(1));
        QCOMPARE(placeAmong({"1", "5", "7"}, "9"), std::size_t(3));
        QCOMPARE(placeAmong({"5", "1"}, "3"), std::size_t(2)); // somebody's own order stays
        QCOMPARE(placeAmong({"relu", "tanh"}, "gelu"), std::size_t(2));
    }

    void fixedAgain_isWhatItWas()
    {
        const ParamSpec spec = whole(3, 1, 255);
        const space::ParamValue choice{.domain = space::Domain::categorical({"5", "7", "9"})};
        QVERIFY(valueIn(ParamMode::Fixed, spec, choice, Json(5), {}).fixed == Json(5));
        QVERIFY(valueIn(ParamMode::Fixed, spec, choice, nullptr, {}).fixed == Json(7)); // 3 is not among them
        const space::ParamValue range{.domain = space::Domain::integer(1, 9, 2)};
        QVERIFY(valueIn(ParamMode::Fixed, spec, range, nullptr, {}).fixed == Json(3));
        QCOMPARE(valueIn(ParamMode::Given, spec, range, nullptr, {"a", "stage.p"}).of, std::string("stage.p"));
    }

    void givenValues_areReadAsTheyAreWritten()
    {
        const QString text = QStringLiteral("filters: 16, 32; kind: relu; stride: 1, 2, 2");
        const auto gives = givesFromText(text);
        QVERIFY(gives.has_value());
        QVERIFY(gives->at("filters") == (std::vector<Json>{16, 32}));
        QCOMPARE(givesText(*gives), text);
        QVERIFY(givesFromText(QStringLiteral("  ;; "))->empty());
        for (const char* wrong : {"stride", "stride:", "stride: 1,,2", ": 1", "a: 1; a: 2"})
            QVERIFY2(!givesFromText(QLatin1String(wrong)).has_value(), wrong);
        QVERIFY(!givesFromText(QString(10'000, QLatin1Char('x'))).has_value());
    }
};

QTEST_APPLESS_MAIN(TestParamState)
#include "tst_param_state.moc"
